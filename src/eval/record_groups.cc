#include "eval/record_groups.h"

#include <algorithm>
#include <functional>
#include <map>
#include <string_view>
#include <utility>

#include "core/error.h"

namespace supreme {
namespace {

constexpr size_t kValuesToName = 12;  // of an error

std::vector<std::string_view> ValuesOf(std::string_view cell) {
  std::vector<std::string_view> values;
  for (size_t start = 0; start < cell.size();) {
    const size_t end = std::min(cell.find(';', start), cell.size());
    if (end > start) values.push_back(cell.substr(start, end - start));
    start = end + 1;
  }
  return values;
}

// All values of a column, those of most records first; equal counts by name.
std::vector<std::string> FrequentValues(const Embedding& embedding, size_t column) {
  std::map<std::string, size_t, std::less<>> counts;
  for (const auto& row : embedding.rows) {
    for (const std::string_view value : ValuesOf(row[column])) ++counts[std::string(value)];
  }
  std::vector<std::pair<std::string, size_t>> ordered(counts.begin(), counts.end());
  std::ranges::stable_sort(ordered, std::greater(), &std::pair<std::string, size_t>::second);
  std::vector<std::string> values;
  for (auto& [value, count] : ordered) values.push_back(std::move(value));
  return values;
}

}  // namespace

size_t ColumnIndex(const Embedding& embedding, const std::string& column) {
  const auto found = std::ranges::find(embedding.columns, column);
  if (found != embedding.columns.end()) {
    return static_cast<size_t>(found - embedding.columns.begin());
  }
  std::string known;
  for (const auto& name : embedding.columns) known += (known.empty() ? "" : ", ") + name;
  throw Error(ErrorCode::kNotFound, "no column \"" + column + "\"", "table of the embedding",
              "one of: " + known);
}

RecordGroups GroupByRarestValue(const Embedding& embedding, const std::string& column,
                                size_t limit) {
  const size_t index = ColumnIndex(embedding, column);
  RecordGroups groups;
  groups.what = column;
  groups.names = FrequentValues(embedding, index);
  groups.others = groups.names.size() > limit ? "other or none" : "none";
  if (groups.names.size() > limit) groups.names.resize(limit);
  for (const auto& row : embedding.rows) {
    std::optional<size_t>& group = groups.of_rows.emplace_back();
    size_t found = 0;
    for (const std::string_view value : ValuesOf(row[index])) {
      const auto name = std::ranges::find(groups.names, value);
      if (name == groups.names.end()) continue;
      const auto place = static_cast<size_t>(name - groups.names.begin());
      group = std::max(group.value_or(0), place);
      ++found;
    }
    if (found > 1) groups.what = column + ", the rarest of each record";
  }
  return groups;
}

RecordGroups GroupByOneValue(const Embedding& embedding, const std::string& column,
                             const std::string& value) {
  const size_t index = ColumnIndex(embedding, column);
  RecordGroups groups;
  groups.what = column + " with " + value;
  groups.names = {value};
  groups.others = "without " + value;
  bool is_known = false;
  for (const auto& row : embedding.rows) {
    std::optional<size_t>& group = groups.of_rows.emplace_back();
    const std::vector<std::string_view> values = ValuesOf(row[index]);
    if (std::ranges::find(values, value) == values.end()) continue;
    group = 0;
    is_known = true;
  }
  if (is_known) return groups;
  std::vector<std::string> known = FrequentValues(embedding, index);
  known.resize(std::min(known.size(), kValuesToName));
  std::string list;
  for (const std::string& name : known) list += (list.empty() ? "" : ", ") + name;
  throw Error(ErrorCode::kNotFound, "no record has the value \"" + value + "\"",
              "column " + column + " of the embedding's table",
              known.empty() ? "the column is empty" : "frequent ones: " + list);
}

}  // namespace supreme
