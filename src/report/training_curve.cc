#include "report/training_curve.h"

#include <limits>
#include <utility>

#include "core/csv.h"
#include "core/error.h"
#include "core/numbers.h"
#include "plot/theme.h"

namespace supreme {
namespace {

// Nothing for an empty field or a diverged value: a training may write "nan".
std::optional<double> ReadField(const CsvReader& reader, size_t column) {
  const std::string& text = reader[column];
  const std::string lower = AsciiLower(Trim(text));
  if (lower.empty() || lower == "nan" || lower == "inf" || lower == "-inf") return std::nullopt;
  const auto value = ParseDouble(text);
  if (!value) {
    throw Error(ErrorCode::kCorruptData, "\"" + text + "\" is no number", reader.Where());
  }
  return value;
}

Panel MakePanel(const char* title, std::vector<Series> series, bool mark_highest) {
  Panel panel{title, {}, mark_highest};
  for (auto& one : series) {
    if (!one.points.empty()) panel.series.push_back(std::move(one));
  }
  return panel;
}

}  // namespace

MetricsCurves ReadMetricsCurves(const std::filesystem::path& path,
                                const std::vector<std::string>& columns) {
  CsvReader reader = CsvReader::Open(path);
  MetricsCurves result;
  result.x_name = reader.FindColumn("step") ? "step" : "epoch";
  const size_t x_column = reader.Column(result.x_name);
  std::vector<std::optional<size_t>> indices;
  for (const auto& column : columns) indices.push_back(reader.FindColumn(column));
  result.curves.resize(columns.size());
  double last_x = -std::numeric_limits<double>::infinity();
  while (reader.Next()) {
    const auto x = ReadField(reader, x_column);
    if (!x || *x < last_x) continue;
    last_x = *x;
    for (size_t i = 0; i < columns.size(); ++i) {
      if (!indices[i]) continue;
      const auto y = ReadField(reader, *indices[i]);
      if (y) result.curves[i].push_back({*x, *y});
    }
  }
  return result;
}

LineChart ReadTrainingCurve(const std::filesystem::path& path) {
  LineChart chart;
  if (!std::filesystem::exists(path)) return chart;
  MetricsCurves read = ReadMetricsCurves(path, {"loss", "validation_loss", "validation_auc"});
  chart.x_name = read.x_name;
  const Panel loss_panel = MakePanel(
      "Loss (binary cross-entropy)",
      {{"training", theme::kSeen, read.curves[0]}, {"validation", theme::kUnseen, read.curves[1]}},
      false);
  const Panel auc_panel = MakePanel("Mean AUC on the validation part",
                                    {{"validation AUC", theme::kSecond, read.curves[2]}}, true);
  for (const auto& panel : {loss_panel, auc_panel}) {
    if (!panel.series.empty()) chart.panels.push_back(panel);
  }
  return chart;
}

}  // namespace supreme
