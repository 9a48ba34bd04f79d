#include "data/split_file.h"

#include <algorithm>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "core/hash.h"

namespace supreme {
namespace {

// A comment must stay on its line.
std::string OneLine(std::string text) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return text;
}

}  // namespace

std::vector<SplitRow> SplitRows(const SplitList& list) {
  std::vector<SplitRow> rows;
  for (const std::string& id : list.train) rows.emplace_back(id, "train");
  for (const std::string& id : list.validation) rows.emplace_back(id, "validation");
  for (const std::string& id : list.test) rows.emplace_back(id, "test");
  return rows;
}

std::vector<SplitRow> SplitRows(const Split& split, const Pack& pack) {
  std::vector<SplitRow> rows;
  const auto add = [&](const std::vector<size_t>& part, const char* name) {
    for (const size_t row : part) rows.emplace_back(pack.rows()[row].record_id, name);
  };
  add(split.train, "train");
  add(split.validation, "validation");
  add(split.test, "test");
  return rows;
}

std::string SplitSha256(std::vector<SplitRow> rows) {
  std::vector<std::string> lines;
  lines.reserve(rows.size());
  for (const auto& [record, part] : rows) lines.push_back(record + "," + part + "\n");
  std::sort(lines.begin(), lines.end());
  std::string text;
  for (const std::string& line : lines) text += line;
  return Sha256(text);
}

std::string WriteSplitFile(const std::filesystem::path& path, const std::string& task,
                           const SplitList& list) {
  const std::vector<SplitRow> rows = SplitRows(list);
  const std::string hash = SplitSha256(rows);
  std::string text = OneLine("# " + task + ": " + list.description + "; sha256 " + hash) + "\n" +
                     CsvLine({"record_id", "split"});
  for (const auto& [record, part] : rows) text += CsvLine({record, part});
  WriteFileAtomically(path, text);
  return hash;
}

}  // namespace supreme
