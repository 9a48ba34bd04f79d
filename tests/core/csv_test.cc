#include "core/csv.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

std::vector<std::vector<std::string>> Rows(const std::string& content) {
  CsvReader reader(content, "file.csv");
  std::vector<std::vector<std::string>> rows;
  while (reader.Next()) rows.push_back(reader.row());
  return rows;
}

using Table = std::vector<std::vector<std::string>>;

TEST(CsvReader, ReadsPlainAndQuotedFields) {
  EXPECT_EQ(Rows("a,b\n1,2\n\"x,y\",\"say \"\"hi\"\"\"\n"),
            (Table{{"1", "2"}, {"x,y", "say \"hi\""}}));
}

TEST(CsvReader, KeepsLineBreaksAndReturnsInsideQuotes) {
  EXPECT_EQ(Rows("a,b\n\"1\r\n2\",\"3\r\"\n"), (Table{{"1\r\n2", "3\r"}}));
}

TEST(CsvReader, AcceptsWindowsLinesByteOrderMarkAndComments) {
  EXPECT_EQ(Rows("\xEF\xBB\xBF# note\r\n# \"more\na,b\r\n1,\"2\"\r\n\r\n3,4"),
            (Table{{"1", "2"}, {"3", "4"}}));
}

TEST(CsvReader, KeepsEmptyFields) {
  EXPECT_EQ(Rows("a,b,c\n,,\n\"\",1,\n"), (Table{{"", "", ""}, {"", "1", ""}}));
}

TEST(CsvReader, CountsLinesForErrors) {
  CsvReader reader("# note\na,b\n\"x\ny\",1\n2,3\n4\n", "file.csv");
  ASSERT_TRUE(reader.Next());
  EXPECT_EQ(reader.Where(), "file.csv:3");
  ASSERT_TRUE(reader.Next());
  EXPECT_EQ(reader.Where(), "file.csv:5");
  ExpectError(ErrorCode::kCorruptData, "file.csv:6: row has 1 fields, header has 2",
              [&] { reader.Next(); });
}

TEST(CsvReader, RefusesWhatIsNotATable) {
  const auto refuse = [](const std::string& content, const char* words) {
    SCOPED_TRACE(content);
    ExpectError(ErrorCode::kCorruptData, words, [&] { Rows(content); });
  };
  refuse("", "no header row");
  refuse("\n\r\n", "no header row");
  refuse("# only a comment", "no header row");
  refuse("a,b\n\"1,2\n", "file.csv:2: quote is not closed");
  refuse("a,b\n\"1\" ,2\n", "file.csv:2: text after a closing quote");
  refuse("a,b\n1,2,3\n", "row has 3 fields");
  refuse("a,b,a\n", "column \"a\" occurs twice");
}

TEST(CsvReader, FindsColumnsByName) {
  CsvReader reader("record_id,age\nr1,50\n", "file.csv");
  ASSERT_TRUE(reader.Next());
  EXPECT_EQ(reader["age"], "50");
  EXPECT_EQ(reader.Column("record_id"), 0U);
  EXPECT_FALSE(reader.FindColumn("sex"));
  ExpectError(ErrorCode::kCorruptData,
              "column \"sex\" is missing; try: add it; the file has: record_id, age",
              [&] { reader.Column("sex"); });
}

TEST(CsvReader, KeepsQuotesInsidePlainFields) {
  EXPECT_EQ(Rows("a\n5\" tall\n"), (Table{{"5\" tall"}}));
}

RC_GTEST_PROP(Csv, ReturnsWhatWasWritten, (Table rows)) {
  const size_t width = 1 + rows.size() % 4;
  std::string content;
  std::vector<std::string> header;
  for (size_t i = 0; i < width; ++i) header.push_back("c" + std::to_string(i));
  content += CsvLine(header);
  for (auto& row : rows) {
    row.resize(width);
    content += CsvLine(row);
  }
  RC_ASSERT(Rows(content) == rows);
}

RC_GTEST_PROP(Csv, ReturnsFieldsOfSpecialCharacters, (uint64_t seed)) {
  Table rows;
  std::string content = "a,b\n";
  for (size_t r = 0; r < 1 + seed % 5; ++r) {
    std::vector<std::string> row(2);
    for (auto& field : row) {
      const auto letters =
          *rc::gen::container<std::string>(rc::gen::element(',', '"', '\n', '\r', '#', 'x', ' '));
      field = letters;
    }
    rows.push_back(row);
    content += CsvLine(row);
  }
  RC_ASSERT(Rows(content) == rows);
}

TEST(Csv, KeepsAByteOrderMarkThatBelongsToAField) {
  CsvReader reader(CsvLine({"\xEF\xBB\xBF"
                            "a"}) +
                       CsvLine({"1"}),
                   "file.csv");
  EXPECT_EQ(reader.columns()[0],
            "\xEF\xBB\xBF"
            "a");
}

// Rows of about 1 kB, some with a line break and a quote in them: over three blocks of the stream.
std::string LargeTable(size_t rows) {
  std::string content = "id,text\n";
  for (size_t i = 0; i < rows; ++i) {
    const std::string text = std::string(900 + i % 97, static_cast<char>('a' + i % 26));
    content += CsvLine({std::to_string(i), i % 3 == 0 ? text + "\n\"" : text});
  }
  return content;
}

TEST(CsvReader, StreamsAFileLikeTheWholeContent) {
  TempFolder folder;
  const std::string content = LargeTable(14000);
  WriteFileAtomically(folder / "t.csv", content);
  CsvReader whole(content, "t.csv");
  CsvReader stream = CsvReader::OpenStream(folder / "t.csv");
  ASSERT_EQ(stream.columns(), whole.columns());
  while (whole.Next()) {
    ASSERT_TRUE(stream.Next());
    ASSERT_EQ(stream.row(), whole.row());
    ASSERT_EQ(stream.row_offset(), whole.row_offset());
    ASSERT_EQ(CsvLine(stream.row()), content.substr(stream.row_offset(), stream.row_bytes()));
  }
  EXPECT_FALSE(stream.Next());
}

TEST(CsvReader, StreamRefusesARowOverOneMebibyte) {
  TempFolder folder;
  WriteFileAtomically(folder / "t.csv",
                      "a\n" + std::string(6 << 20, 'x') + "\n" + std::string(6 << 20, 'y'));
  CsvReader stream = CsvReader::OpenStream(folder / "t.csv");
  ExpectError(ErrorCode::kCorruptData, "1 MiB", [&] { stream.Next(); });
}

TEST(CsvReader, StreamPassesOverManyEmptyLines) {
  TempFolder folder;
  WriteFileAtomically(folder / "t.csv", "a\n" + std::string(9 << 20, '\n') + "1\n");
  CsvReader stream = CsvReader::OpenStream(folder / "t.csv");
  ASSERT_TRUE(stream.Next());
  EXPECT_EQ(stream["a"], "1");
  EXPECT_FALSE(stream.Next());
}

TEST(CsvWriter, WritesATableThatReadsBack) {
  const TempFolder folder;
  {
    CsvWriter writer(folder / "t.csv", {"only"});
    writer.Row({""});
    writer.Row({"#x"});
    writer.Commit();
  }
  CsvReader reader = CsvReader::Open(folder / "t.csv");
  ASSERT_TRUE(reader.Next());
  EXPECT_EQ(reader["only"], "");
  ASSERT_TRUE(reader.Next());
  EXPECT_EQ(reader["only"], "#x");
  EXPECT_FALSE(reader.Next());
}

TEST(CsvWriter, RefusesRowsOfAnotherWidth) {
  const TempFolder folder;
  CsvWriter writer(folder / "t.csv", {"a", "b"});
  ExpectError(ErrorCode::kInternal, "broken", [&] { writer.Row({"1"}); });
}

}  // namespace
}  // namespace supreme
