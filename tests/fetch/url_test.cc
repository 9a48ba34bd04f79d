#include "fetch/url.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

TEST(DownloadUrl, IsHttpOrHttpsWithoutALogin) {
  EXPECT_NO_THROW(CheckDownloadUrl("https://physionet.org/files/", "--mirror"));
  EXPECT_NO_THROW(CheckDownloadUrl("http://[::1]:8000/x", "--mirror"));
  for (const char* url :
       {"", "physionet", "ftp://a/b", "file:///etc/passwd", "https://", "http:///x"}) {
    ExpectError(ErrorCode::kUsage, "--mirror", [&] { CheckDownloadUrl(url, "--mirror"); });
  }
  ExpectError(ErrorCode::kUsage, "--netrc",
              [] { CheckDownloadUrl("https://me:w@x/", "--mirror"); });
}

TEST(DownloadUrl, RedirectsNeverLeaveHttpsNorTheHost) {
  const std::string http = "http://a.org/x";
  const std::string https = "https://a.org/x";
  EXPECT_TRUE(MayRedirect(https, "https://b.org/y"));
  EXPECT_TRUE(MayRedirect(http, "https://b.org/y"));
  EXPECT_TRUE(MayRedirect(http, "http://a.org/y"));
  EXPECT_TRUE(MayRedirect(http, "http://a.org:80/y"));
  EXPECT_FALSE(MayRedirect(https, "http://a.org/y")) << "no way back from encryption";
  EXPECT_FALSE(MayRedirect(http, "http://b.org/y"));
  EXPECT_FALSE(MayRedirect(http, "http://a.org:8080/y"));
  EXPECT_FALSE(MayRedirect(https, "https://me:word@b.org/y"));
  EXPECT_FALSE(MayRedirect(https, "file:///etc/passwd"));
  EXPECT_FALSE(MayRedirect(https, ""));
}

TEST(DownloadUrl, ThisMachineIsKnownInEveryForm) {
  for (const char* url :
       {"http://127.0.0.1/", "http://localhost:9/", "http://[::1]/", "http://2130706433/"}) {
    EXPECT_TRUE(IsThisMachine(url)) << url;
  }
  for (const char* url : {"http://127.0.0.1.org/", "http://10.0.0.1/", "nothing"}) {
    EXPECT_FALSE(IsThisMachine(url)) << url;
  }
}

TEST(DownloadUrl, APathCannotBecomeAQuery) {
  EXPECT_EQ(JoinUrl("https://a.org/db", "x/y z?q#f%.dat"),
            "https://a.org/db/x/y%20z%3Fq%23f%25.dat");
  EXPECT_EQ(JoinUrl("https://a.org/db/", "ä"), "https://a.org/db/%C3%A4");
}

}  // namespace
}  // namespace supreme
