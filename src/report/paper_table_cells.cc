#include "report/paper_table_cells.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/numbers.h"

namespace supreme {
namespace {

constexpr double kPercent = 100.0;

std::optional<double> Percent(const std::optional<double>& share) {
  if (!share) return {};
  return kPercent * *share;
}

// The number that printed text begins with: "93.75% (vs. 1,168)" is 93.75.
std::optional<double> LeadingNumber(const std::string& text) {
  std::string digits;
  for (const char letter : text.substr(0, text.find('%'))) {
    if (letter != ',') digits += letter;
  }
  return ParseDouble(digits);
}

}  // namespace

const PaperNumber* FindNumber(const PaperNumbers& paper, const PaperPlace& place) {
  const auto found = std::ranges::find_if(paper.all(), [&](const PaperNumber& number) {
    return number.table == place.table && number.row == place.row && number.column == place.column;
  });
  return found == paper.all().end() || found->value.empty() ? nullptr : &*found;
}

void AddPaper(ComparisonCell& cell, const PaperNumbers& paper, const PaperPlace& place) {
  const PaperNumber* number = FindNumber(paper, place);
  if (number == nullptr) return;
  cell.paper = LeadingNumber(number->value);
  cell.paper_deviation = number->deviation;
  if (!cell.paper) cell.paper_text = number->value;
}

ComparisonCell AucCell(const ResultAuc& value, const std::string& source) {
  ComparisonCell cell;
  if (!value.auc) return cell;
  cell.ours = Percent(value.auc);
  cell.low = Percent(value.low);
  cell.high = Percent(value.high);
  cell.deviation = Percent(value.deviation);
  cell.source = source;
  return cell;
}

ComparisonCell FigureCell(std::optional<double> value, int digits, const std::string& source) {
  ComparisonCell cell;
  cell.ours = value;
  cell.digits = digits;
  cell.source = source;
  return cell;
}

ComparisonCell WordCell(std::string text, const std::string& source) {
  ComparisonCell cell;
  cell.text = std::move(text);
  cell.source = source;
  return cell;
}

std::vector<std::string> PaperRows(const PaperNumbers& paper, std::string_view table) {
  std::vector<std::string> rows;
  for (const PaperNumber& number : paper.all()) {
    if (number.table != table || number.value.empty()) continue;
    if (std::ranges::find(rows, number.row) == rows.end()) rows.push_back(number.row);
  }
  return rows;
}

std::optional<VariantValue> FindTaskValue(const PaperTableInput& input, std::string_view row,
                                          std::string_view task) {
  const std::string_view variant = row == kOwnRow ? kVariantRows.back() : row;
  if (std::ranges::find(kVariantRows, variant) != kVariantRows.end()) {
    return FindVariant(input.results, variant, task, input.choice);
  }
  const SystemResults* system = FindSystem(input.results, row);
  if (system == nullptr) return {};
  const ZeroShotEntry* entry = FindZeroShot(*system, task, input.choice);
  if (entry == nullptr || !entry->macro.auc) return {};
  return VariantValue{entry->macro, entry->source.file};
}

TaskMean MeanZeroShot(const PaperTableInput& input, std::string_view row) {
  TaskMean result;
  for (const DownstreamTask& task : kDownstreamTasks) {
    const auto value = FindTaskValue(input, row, task.task);
    if (!value) {
      result.missing.emplace_back(task.task);
      continue;
    }
    result.values.push_back(kPercent * *value->value.auc);
    if (result.source.find(value->file) == std::string::npos) {
      result.source += (result.source.empty() ? "" : "; ") + value->file;
    }
  }
  if (!result.missing.empty()) {
    result.values.clear();
    result.source.clear();
    return result;
  }
  result.mean = MeanOf(result.values);
  result.deviation = DeviationOf(result.values);
  return result;
}

void NoteMissing(ComparisonTable& table, std::string_view row, const TaskMean& mean) {
  if (mean.missing.empty() || mean.missing.size() == kDownstreamTasks.size()) return;
  std::string note = std::string(row) + ": no mean, since there is no result of";
  for (const std::string& task : mean.missing) {
    note += (&task == &mean.missing.front() ? " " : ", ") + task;
  }
  table.notes.push_back(note + ".");
}

double MeanOf(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::optional<double> DeviationOf(const std::vector<double>& values) {
  if (values.size() < 2) return {};
  const double mean = MeanOf(values);
  double squares = 0.0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

}  // namespace supreme
