#include "report/training_curve.h"

#include <limits>

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

struct Column {
  std::optional<size_t> index;
  Series series;
};

Column MakeColumn(const CsvReader& reader, const char* key, const char* name, const Color& color) {
  return {reader.FindColumn(key), {name, color, {}}};
}

Panel MakePanel(const char* title, std::vector<Series> series, bool mark_highest) {
  Panel panel{title, {}, mark_highest};
  for (auto& one : series) {
    if (!one.points.empty()) panel.series.push_back(std::move(one));
  }
  return panel;
}

}  // namespace

LineChart ReadTrainingCurve(const std::filesystem::path& path) {
  LineChart chart;
  if (!std::filesystem::exists(path)) return chart;
  CsvReader reader = CsvReader::Open(path);
  const bool by_step = reader.FindColumn("step").has_value();
  chart.x_name = by_step ? "step" : "epoch";
  const size_t x_column = reader.Column(chart.x_name);
  Column loss = MakeColumn(reader, "loss", "training", theme::kSeen);
  Column validation_loss = MakeColumn(reader, "validation_loss", "validation", theme::kUnseen);
  Column auc = MakeColumn(reader, "validation_auc", "validation AUC", theme::kSecond);
  double last_x = -std::numeric_limits<double>::infinity();
  while (reader.Next()) {
    const auto x = ReadField(reader, x_column);
    if (!x || *x < last_x) continue;
    last_x = *x;
    for (Column* column : {&loss, &validation_loss, &auc}) {
      if (!column->index) continue;
      const auto y = ReadField(reader, *column->index);
      if (y) column->series.points.push_back({*x, *y});
    }
  }
  const Panel loss_panel =
      MakePanel("Loss (binary cross-entropy)", {loss.series, validation_loss.series}, false);
  const Panel auc_panel = MakePanel("Mean AUC on the validation part", {auc.series}, true);
  for (const auto& panel : {loss_panel, auc_panel}) {
    if (!panel.series.empty()) chart.panels.push_back(panel);
  }
  return chart;
}

}  // namespace supreme
