#include "fetch/record_list.h"

#include <algorithm>
#include <utility>

#include "core/error.h"
#include "core/numbers.h"

namespace supreme {
namespace {

constexpr size_t kMaxRecords = 2'500'000;

// The next line without blanks at its ends; takes it off `text`.
std::string_view TakeLine(std::string_view& text) {
  const size_t end = text.find('\n');
  const std::string_view line = Trim(text.substr(0, end));
  text.remove_prefix(end == text.npos ? text.size() : end + 1);
  return line;
}

}  // namespace

RecordList ParseRecordList(std::string_view text, const std::string& folder,
                           const std::string& where) {
  RecordList list;
  for (size_t number = 1; !text.empty(); ++number) {
    std::string_view line = TakeLine(text);
    if (line.empty()) continue;
    const std::string place = where + ":" + std::to_string(number);
    const bool is_folder = line.ends_with('/');
    if (is_folder) line.remove_suffix(1);
    CheckListedPath(line, place);
    if (list.records.size() + list.folders.size() == kMaxRecords) {
      throw Error(ErrorCode::kCorruptData, "over 2.5 million records", place);
    }
    std::string path = folder + std::string(line);
    CheckListedPath(path, place);
    if (is_folder) {
      list.folders.push_back(std::move(path) + "/");
    } else {
      list.records.push_back(std::move(path));
    }
  }
  return list;
}

std::string SignalEnding(std::string_view header, const std::string& where) {
  bool seen_record_line = false;
  while (!header.empty()) {
    const std::string_view line = TakeLine(header);
    if (line.empty() || line.front() == '#') continue;
    if (!seen_record_line) {
      seen_record_line = true;
      continue;
    }
    const std::string_view name = line.substr(0, line.find_first_of(" \t"));
    const size_t dot = name.rfind('.');
    if (dot == name.npos || dot == 0) break;
    CheckListedPath(name, where);
    return std::string(name.substr(dot));
  }
  throw Error(ErrorCode::kCorruptData, "the header names no signal file", where,
              "tell the publisher, or name another --mirror");
}

std::vector<RemoteFile> FilesOfRecords(const std::vector<std::string>& records,
                                       const std::string& signal_ending,
                                       const std::vector<std::string>& tables) {
  std::vector<RemoteFile> files;
  files.reserve(2 * records.size() + tables.size());
  const auto add = [&](std::string path) {
    files.push_back({std::move(path), "", DigestKind::kNone, "", std::nullopt});
  };
  for (const std::string& record : records) {
    add(record + ".hea");
    add(record + signal_ending);
  }
  for (const std::string& table : tables) add(table);
  return files;
}

}  // namespace supreme
