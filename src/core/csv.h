// Comma-separated files after RFC 4180: quoted fields, doubled quotes, line breaks inside quotes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/atomic_file.h"
#include "core/input_file.h"

namespace supreme {

// Reads a table with a header row, one row at a time. A UTF-8 byte-order mark, CRLF line ends and
// comment lines before the header (starting with '#') are accepted.
// Errors: kCorruptData with file:line (quote that is not closed, text after a closing quote, row
// with another number of fields) or the file (no header, doubled column).
class CsvReader {
 public:
  static CsvReader Open(const std::filesystem::path& path);
  // Holds a few MiB of the file at a time, whatever its size. kCorruptData for a row over 1 MiB.
  static CsvReader OpenStream(const std::filesystem::path& path);
  // `where` stands for the file name in errors.
  CsvReader(std::string content, std::string where);

  const std::vector<std::string>& columns() const { return columns_; }
  // Index of a column; kCorruptData with the list of columns that are there.
  size_t Column(std::string_view name) const;
  std::optional<size_t> FindColumn(std::string_view name) const;

  // Moves to the next row; false at the end. Empty lines are skipped.
  bool Next();
  const std::string& operator[](size_t column) const { return row_.at(column); }
  const std::string& operator[](std::string_view column) const { return row_.at(Column(column)); }
  const std::vector<std::string>& row() const { return row_; }
  // "file:line" of the current row, for errors.
  std::string Where() const;
  // Where the current row stands in the content: its first byte, and its size with the line end.
  uint64_t row_offset() const { return row_offset_; }
  size_t row_bytes() const { return static_cast<size_t>(dropped_ + position_ - row_offset_); }

 private:
  CsvReader(InputFile file, std::string where);
  void ReadHeader();
  // Makes sure that a whole row lies ahead, or the rest of the file.
  void Refill();
  bool ReadRow(std::vector<std::string>& row);
  void ReadFields(std::vector<std::string>& row);
  // Moves behind the field and gives its text.
  std::string ReadField();
  std::string ReadQuotedField();
  void CheckColumns() const;

  std::optional<InputFile> file_;  // of which content_ is a part; nothing at its end
  uint64_t dropped_ = 0;           // bytes of the file before content_
  std::string content_;
  std::string where_;
  size_t position_ = 0;
  uint64_t row_offset_ = 0;
  size_t line_ = 1;      // line of the read position
  size_t row_line_ = 1;  // first line of the current row
  std::vector<std::string> columns_;
  std::vector<std::string> row_;
};

// Writes a table; the file appears under its name only with Commit().
class CsvWriter {
 public:
  CsvWriter(const std::filesystem::path& path, std::vector<std::string> columns);
  // Must have as many fields as there are columns (kInternal).
  void Row(const std::vector<std::string>& fields);
  void Commit();

 private:
  AtomicFile file_;
  size_t column_count_;
};

// One line with quoting where needed, ended by '\n'.
std::string CsvLine(const std::vector<std::string>& fields);

}  // namespace supreme
