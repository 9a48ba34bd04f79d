#include "fetch/file_list.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

const std::string kSum(64, 'a');
constexpr const char* kUrl = "https://example.org/db/SHA256SUMS.txt";

std::vector<RemoteFile> Sums(const std::string& text) {
  return ParseFileList(ListKind::kSha256Sums, text, kUrl);
}

TEST(FileList, ReadsSumsAsPhysioNetAndSha256sumWriteThem) {
  const auto files = Sums(kSum + " z.hea\n" + std::string(64, 'B') + "  a b.txt\r\n" + kSum +
                          " *./c/d.dat\n\n" + kSum + " c.dat");
  ASSERT_EQ(files.size(), 4u);
  EXPECT_EQ(files[0].path, "a b.txt");
  EXPECT_EQ(files[0].digest, std::string(64, 'b'));
  EXPECT_EQ(files[0].digest_kind, DigestKind::kSha256);
  EXPECT_FALSE(files[0].size_bytes.has_value());
  EXPECT_EQ(files[1].path, "c/d.dat");
  EXPECT_EQ(files[2].path, "c.dat");
  EXPECT_EQ(files[3].path, "z.hea");
}

TEST(FileList, RefusesPathsThatLeaveTheFolderOrOurOwn) {
  const std::vector<std::string> paths = {
      "../a",  "a/../../b", "/etc/passwd", "a//b", "a/", "..", "a/..", "a\\b",
      "a\x01", ".fetch",    ".fetch/lock", ".",    "",   "/",  "//a",  std::string(1001, 'x')};
  for (const std::string& path : paths) {
    ExpectError(ErrorCode::kCorruptData, "refused", [&] { CheckListedPath(path, "list:1"); });
  }
  for (const char* path : {"a", "a/b.c", "..a", "a/.fetch", ".hidden", "a b", "ä.txt"}) {
    EXPECT_NO_THROW(CheckListedPath(path, "list:1")) << path;
  }
}

TEST(FileList, NamesTheLineThatIsNoSum) {
  for (const std::string& line : {std::string("<html>"), kSum, kSum + "x a", kSum.substr(1) + " a",
                                  "g" + kSum.substr(1) + " a"}) {
    ExpectError(ErrorCode::kCorruptData, "SHA256SUMS.txt:2",
                [&] { Sums(kSum + " ok\n" + line + "\n"); });
  }
  ExpectError(ErrorCode::kCorruptData, "names no file", [] { Sums("\n\n"); });
}

TEST(FileList, RefusesPathsThatCannotAllExist) {
  ExpectError(ErrorCode::kCorruptData, "twice", [] { Sums(kSum + " a\n" + kSum + " a\n"); });
  ExpectError(ErrorCode::kCorruptData, "a file and a folder",
              [] { Sums(kSum + " a/b\n" + kSum + " a!\n" + kSum + " a\n"); });
}

constexpr const char* kZenodo =
    R"({"files": [{"key": "x.zip", "size": 7, "checksum": "md5:D41D8CD98F00B204E9800998ECF8427E",
        "links": {"self": "https://zenodo.org/api/x/content"}}]})";
constexpr const char* kFigshare =
    R"({"files": [{"name": "r.tar", "size": 9, "computed_md5": "",
        "download_url": "https://ndownloader.figshare.com/files/1"}]})";

TEST(FileList, ReadsZenodosAndFigsharesLists) {
  const auto zenodo = ParseFileList(ListKind::kZenodo, kZenodo, "https://zenodo.org/api/records/1");
  ASSERT_EQ(zenodo.size(), 1u);
  EXPECT_EQ(zenodo[0].path, "x.zip");
  EXPECT_EQ(zenodo[0].size_bytes, 7u);
  EXPECT_EQ(zenodo[0].digest, "d41d8cd98f00b204e9800998ecf8427e");
  EXPECT_EQ(zenodo[0].url, "https://zenodo.org/api/x/content");
  const auto figshare =
      ParseFileList(ListKind::kFigshare, kFigshare, "https://api.figshare.com/v2/articles/1");
  EXPECT_EQ(figshare[0].digest_kind, DigestKind::kNone);
  EXPECT_EQ(figshare[0].size_bytes, 9u);
}

TEST(FileList, RefusesWhatIsNotSuchAList) {
  const auto refuse = [](const std::string& from, const std::string& to) {
    std::string text = kZenodo;
    text.replace(text.find(from), from.size(), to);
    ExpectError(ErrorCode::kCorruptData, "", [&] {
      ParseFileList(ListKind::kZenodo, text, "https://zenodo.org/api/records/1");
    });
  };
  refuse("x.zip", "../x.zip");
  refuse("\"size\": 7", "\"size\": -7");
  refuse("md5:", "sha1:");
  refuse("D41D", "41D");
  refuse("https://zenodo.org/api/x", "http://zenodo.org/api/x");
  refuse("https://zenodo.org/api/x", "file:///etc/x");
  refuse("[{", "{\"a\": {");
  refuse("\"files\"", "\"file\"");
}

TEST(FileList, PatternsMatchAcrossFolders) {
  EXPECT_TRUE(MatchesPattern("training/georgia/g1/E00001.hea", "training/georgia/*"));
  EXPECT_FALSE(MatchesPattern("training/georgia2/E00001.hea", "training/georgia/*"));
  EXPECT_TRUE(MatchesPattern("anything", ""));
  EXPECT_TRUE(MatchesPattern("a/b.csv", "*.csv"));
}

}  // namespace
}  // namespace supreme
