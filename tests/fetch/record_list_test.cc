#include "fetch/record_list.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "tests/core/expect_error.h"

namespace supreme {
namespace {

TEST(RecordList, HoldsRecordsAndFoldersFromTheTop) {
  const RecordList list = ParseRecordList("a/1\r\n\n  a/2 \nb/c/", "x/", "RECORDS");
  EXPECT_EQ(list.records, (std::vector<std::string>{"x/a/1", "x/a/2"}));
  EXPECT_EQ(list.folders, std::vector<std::string>{"x/b/c/"});
  EXPECT_TRUE(ParseRecordList("", "", "RECORDS").records.empty());
}

TEST(RecordList, PathsThatLeaveTheFolderAreRefusedWithTheirLine) {
  for (const char* path : {"../a", "/etc/passwd", "a//b", "/", "a/../../b/", "a\\b", ".fetch/x"}) {
    ExpectError(ErrorCode::kCorruptData, "RECORDS:2",
                [&] { ParseRecordList("ok\n" + std::string(path), "", "RECORDS"); });
  }
  ExpectError(ErrorCode::kCorruptData, "RECORDS:1", [] {
    ParseRecordList(std::string(600, 'a'), std::string(600, 'b') + "/", "RECORDS");
  });
}

TEST(RecordList, TheHeaderTellsTheEndingOfSignalFiles) {
  EXPECT_EQ(SignalEnding("# c\n\nr 2 500 10\n#x\nr.mat 16+24 1000/mV\nr.dat 16", "r.hea"), ".mat");
  for (const char* header :
       {"", "r 0 500", "r 1 500\n# only", "r 1\nnone 16", "r 1\n../x.dat 16"}) {
    ExpectError(ErrorCode::kCorruptData, "r.hea", [&] { SignalEnding(header, "r.hea"); });
  }
}

TEST(RecordList, FilesAreHeaderAndSignalsAndTables) {
  const auto files = FilesOfRecords({"a/1"}, ".dat", {"t.csv"});
  ASSERT_EQ(files.size(), 3u);
  EXPECT_EQ(files[0].path, "a/1.hea");
  EXPECT_EQ(files[1].path, "a/1.dat");
  EXPECT_EQ(files[2].path, "t.csv");
  EXPECT_EQ(files[1].digest_kind, DigestKind::kNone);
}

}  // namespace
}  // namespace supreme
