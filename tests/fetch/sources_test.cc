#include "fetch/sources.h"

#include <gtest/gtest.h>

#include "fetch/url.h"
#include "tests/core/expect_error.h"

namespace supreme {
namespace {

constexpr const char* kColumns = "name,title,version,kind,url,only,max_gb,licence,page\n";

TEST(Databases, TheTableWeCarryNamesEncryptedPublishersOnly) {
  const auto databases = KnownDatabases();
  EXPECT_GE(databases.size(), 10u);
  for (const DatabaseSource& source : databases) {
    EXPECT_FALSE(source.licence.empty()) << source.name;
    EXPECT_GT(source.max_bytes, uint64_t{1'000'000'000}) << source.name;
    for (const std::string& url : source.urls) EXPECT_TRUE(IsEncrypted(url)) << url;
    EXPECT_TRUE(source.page.starts_with("https://")) << source.name;
  }
  EXPECT_EQ(FindDatabase(databases, "ptbxl").version, "1.0.3");
  EXPECT_EQ(FindDatabase(databases, "sph").urls.size(), 3u);
  ExpectError(ErrorCode::kUsage, "mimic-iv-ecg", [&] { FindDatabase(databases, "mimic"); });
}

TEST(Databases, EveryBadRowIsNamedWithItsLine) {
  const char* rows[] = {"a,A,1,ftp,https://x/,,1,l,p",
                        "a,A,1,sha256sums,ftp://x/,,1,l,p",
                        "a,A,1,sha256sums,,,1,l,p",
                        ",A,1,sha256sums,https://x/,,1,l,p",
                        "a,A,1,sha256sums,https://x/,,0,l,p",
                        "a,A,1,sha256sums,https://x/,,much,l,p",
                        "a,A,1,zenodo,https://x/ https://y/,,1,l,p",
                        "good,A,1,zenodo,https://x/,,1,l,p"};
  for (const char* row : rows) {
    const std::string good = "good,G,1,figshare,https://x/ https://y/,,1,l,p\n";
    try {
      ParseDatabases(kColumns + good + row + "\n", "own.csv");
      ADD_FAILURE() << row;
    } catch (const Error& error) {
      EXPECT_EQ(error.where(), "own.csv:3") << row;
    }
  }
}

}  // namespace
}  // namespace supreme
