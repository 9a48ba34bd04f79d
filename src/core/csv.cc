#include "core/csv.h"

#include <algorithm>
#include <set>
#include <span>
#include <string_view>
#include <utility>

#include "core/error.h"

namespace supreme {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr size_t kMaxStreamedRowBytes = size_t{1} << 20;
constexpr size_t kStreamBlockBytes = size_t{4} << 20;

std::string JoinColumns(const std::vector<std::string>& columns) {
  std::string joined;
  for (const auto& column : columns) joined += (joined.empty() ? "" : ", ") + column;
  return joined;
}

}  // namespace

CsvReader CsvReader::Open(const std::filesystem::path& path) {
  return CsvReader(ReadFile(path), path.string());
}

CsvReader CsvReader::OpenStream(const std::filesystem::path& path) {
  return CsvReader(InputFile(path), path.string());
}

CsvReader::CsvReader(std::string content, std::string where)
    : content_(std::move(content)), where_(std::move(where)) {
  ReadHeader();
}

CsvReader::CsvReader(InputFile file, std::string where)
    : file_(std::move(file)), where_(std::move(where)) {
  Refill();
  ReadHeader();
}

void CsvReader::ReadHeader() {
  if (content_.starts_with(kByteOrderMark)) position_ = kByteOrderMark.size();
  while (position_ < content_.size() && content_[position_] == '#') {
    const size_t end = content_.find('\n', position_);
    position_ = end == std::string::npos ? content_.size() : end + 1;
    ++line_;
  }
  if (!ReadRow(columns_)) {
    throw Error(ErrorCode::kCorruptData, "no header row", where_, "the first line names columns");
  }
  CheckColumns();
}

void CsvReader::CheckColumns() const {
  std::set<std::string_view> seen;
  for (const auto& column : columns_) {
    if (column.empty() || seen.insert(column).second) continue;
    throw Error(ErrorCode::kCorruptData, "column \"" + column + "\" occurs twice", where_,
                "give each column a name of its own");
  }
}

std::string CsvReader::Where() const { return where_ + ":" + std::to_string(row_line_); }

std::optional<size_t> CsvReader::FindColumn(std::string_view name) const {
  const auto found = std::find(columns_.begin(), columns_.end(), name);
  if (found == columns_.end()) return std::nullopt;
  return static_cast<size_t>(found - columns_.begin());
}

size_t CsvReader::Column(std::string_view name) const {
  if (const auto found = FindColumn(name)) return *found;
  throw Error(ErrorCode::kCorruptData, "column \"" + std::string(name) + "\" is missing", where_,
              "add it; the file has: " + JoinColumns(columns_));
}

bool CsvReader::Next() {
  if (!ReadRow(row_)) return false;
  if (row_.size() != columns_.size()) {
    throw Error(ErrorCode::kCorruptData,
                "row has " + std::to_string(row_.size()) + " fields, header has " +
                    std::to_string(columns_.size()),
                Where(), "quote fields that hold commas");
  }
  return true;
}

void CsvReader::Refill() {
  if (!file_ || content_.size() - position_ >= kMaxStreamedRowBytes) return;
  content_.erase(0, position_);
  dropped_ += position_;
  position_ = 0;
  const size_t held = content_.size();
  content_.resize(held + kStreamBlockBytes);
  const size_t count = file_->ReadAt(dropped_ + held, std::span(content_).subspan(held));
  content_.resize(held + count);
  if (count < kStreamBlockBytes) file_.reset();
}

bool CsvReader::ReadRow(std::vector<std::string>& row) {
  do {
    Refill();
    while (position_ < content_.size() &&
           (content_[position_] == '\n' || content_[position_] == '\r')) {
      if (content_[position_] == '\n') ++line_;
      ++position_;
    }
  } while (file_ && content_.size() - position_ < kMaxStreamedRowBytes);
  if (position_ >= content_.size()) return false;
  row_line_ = line_;
  row_offset_ = dropped_ + position_;
  ReadFields(row);
  if (file_ && position_ >= content_.size()) {
    throw Error(ErrorCode::kCorruptData, "row is over the limit of 1 MiB", Where(),
                "close quotes that are open");
  }
  return true;
}

void CsvReader::ReadFields(std::vector<std::string>& row) {
  row.clear();
  for (;;) {
    const bool quoted = position_ < content_.size() && content_[position_] == '"';
    row.push_back(quoted ? ReadQuotedField() : ReadField());
    if (position_ >= content_.size()) return;
    if (content_[position_++] == '\n') {
      ++line_;
      return;
    }
  }
}

std::string CsvReader::ReadField() {
  const size_t end = std::min(content_.find_first_of(",\n", position_), content_.size());
  std::string field = content_.substr(position_, end - position_);
  const bool ends_line = end == content_.size() || content_[end] == '\n';
  if (ends_line && field.ends_with('\r')) field.pop_back();
  position_ = end;
  return field;
}

std::string CsvReader::ReadQuotedField() {
  std::string field;
  for (++position_;; ++position_) {
    const size_t quote = content_.find('"', position_);
    if (quote == std::string::npos) {
      throw Error(ErrorCode::kCorruptData, "quote is not closed", Where(), "add a closing \"");
    }
    const auto begin = content_.begin() + static_cast<std::ptrdiff_t>(position_);
    const auto end = content_.begin() + static_cast<std::ptrdiff_t>(quote);
    line_ += static_cast<size_t>(std::count(begin, end, '\n'));
    field.append(begin, end);
    position_ = quote + 1;
    if (position_ >= content_.size() || content_[position_] != '"') break;
    field += '"';
  }
  if (content_.compare(position_, 2, "\r\n") == 0) ++position_;
  if (position_ < content_.size() && content_[position_] != ',' && content_[position_] != '\n') {
    throw Error(ErrorCode::kCorruptData, "text after a closing quote", Where(),
                "write a quote inside a field as \"\"");
  }
  return field;
}

CsvWriter::CsvWriter(const std::filesystem::path& path, std::vector<std::string> columns)
    : file_(path), column_count_(columns.size()) {
  file_.Write(CsvLine(columns));
}

void CsvWriter::Row(const std::vector<std::string>& fields) {
  SUPREME_CHECK(fields.size() == column_count_);
  file_.Write(CsvLine(fields));
}

void CsvWriter::Commit() { file_.Commit(); }

std::string CsvLine(const std::vector<std::string>& fields) {
  if (fields.size() == 1 && fields[0].empty()) return "\"\"\n";  // a bare line break is no row
  std::string line;
  for (size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) line += ',';
    const std::string& field = fields[i];
    if (field.find_first_of(",\"\r\n#") == std::string::npos &&
        !field.starts_with(kByteOrderMark)) {
      line += field;
      continue;
    }
    line += '"';
    for (const char c : field) {
      if (c == '"') line += '"';
      line += c;
    }
    line += '"';
  }
  line += '\n';
  return line;
}

}  // namespace supreme
