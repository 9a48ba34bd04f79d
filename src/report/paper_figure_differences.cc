// Figures 16 and 17: differences of the zero-shot AUC per task.

#include <cmath>
#include <cstdlib>

#include "core/numbers.h"
#include "plot/theme.h"
#include "report/paper_figure_parts.h"

namespace supreme {
namespace {

constexpr const char* kIndependent =
    "The interval is made from those of both sides as if they were independent (Zou & Donner "
    "2008); on the same records the true one is mostly narrower.";
constexpr double kRounding = 0.005;  // of two printed places

// A system or variant and the printed table that has it.
struct Side {
  std::string_view row;
  std::string_view mean;  // row or column of the printed mean
};

struct DifferenceText {
  std::string id, title, value_name, gain, loss, caption;
  std::string_view table;
};

double Printed(std::string_view table, std::string_view task, std::string_view row) {
  // Table 11 has a row per task, Table 14 a column.
  return table == "11" ? PrintedValue(table, task, row) : PrintedValue(table, row, task);
}

// The interval of a difference from those of its two sides (method of variance estimates
// recovery: Zou & Donner 2008, doi:10.1002/sim.3095), as if they were independent.
BarValue Subtract(const BarValue& a, const BarValue& b) {
  BarValue difference;
  difference.value = a.value - b.value;
  difference.low = difference.value - std::hypot(a.value - a.low, b.high - b.value);
  difference.high = difference.value + std::hypot(a.high - a.value, b.value - b.low);
  return difference;
}

// Of systems that were evaluated on the task; sweeps use the same records for all variants.
bool HaveSameRecords(const FigureInput& input, const Side& a, const Side& b,
                     std::string_view task) {
  const SystemResults* first = FindSystem(input.results, a.row);
  const SystemResults* second = FindSystem(input.results, b.row);
  if (first == nullptr || second == nullptr) return true;
  const ZeroShotEntry* left = FindZeroShot(*first, task, input.choice);
  const ZeroShotEntry* right = FindZeroShot(*second, task, input.choice);
  return left == nullptr || right == nullptr || left->source.split_hash == right->source.split_hash;
}

BarGroup MeanGroup(const std::vector<double>& differences, double printed) {
  BarGroup mean{"Mean of the six", "", {BarValue{}}, true};
  mean.bars[0].reference = printed;
  if (differences.size() != kDownstreamTasks.size()) return mean;
  double sum = 0.0;
  for (const double difference : differences) sum += difference;
  mean.bars[0].value = sum / static_cast<double>(differences.size());
  return mean;
}

GroupedBarChart DifferenceChart(const DifferenceText& text) {
  GroupedBarChart chart;
  chart.title = text.title;
  chart.value_name = text.value_name;
  chart.interval_name = "interval of the difference";
  chart.reference_name = "in the paper (from Table " + std::string(text.table) + ")";
  chart.reference_head = "paper";
  chart.is_signed = true;
  chart.has_numbers = true;
  chart.series = {{text.gain, {theme::kSeen}, text.loss, {theme::kUnseen, Fill::kHatched}}};
  return chart;
}

PaperFigure DifferenceFigure(const FigureInput& input, const Side& a, const Side& b,
                             const DifferenceText& text, std::vector<std::string> notes) {
  GroupedBarChart chart = DifferenceChart(text);
  std::vector<FigureRow> rows;
  std::vector<std::string> missing;
  std::vector<double> differences;
  std::string other_records;
  for (const DownstreamTask& task : kDownstreamTasks) {
    const auto left = ZeroShotOf(input, a.row, task.task);
    const auto right = ZeroShotOf(input, b.row, task.task);
    BarValue bar;
    WhiskerKinds kinds;
    if (left && right) {
      bar = Subtract(BarOf(left->value, kinds), BarOf(right->value, kinds));
      differences.push_back(bar.value);
    }
    if (!left) missing.push_back(std::string(a.row) + " on " + std::string(task.name));
    if (!right) missing.push_back(std::string(b.row) + " on " + std::string(task.name));
    bar.reference = Printed(text.table, task.name, a.row) - Printed(text.table, task.name, b.row);
    if (!HaveSameRecords(input, a, b, task.task)) {
      other_records += (other_records.empty() ? "" : ", ") + std::string(task.name);
    }
    rows.push_back({std::string(task.name), text.gain, bar,
                    left && right ? left->file + "; " + right->file : ""});
    chart.groups.push_back({std::string(task.name), "", {bar}});
  }
  const double printed_mean =
      Printed(text.table, a.mean, a.row) - Printed(text.table, b.mean, b.row);
  chart.groups.push_back(MeanGroup(differences, printed_mean));
  rows.push_back({"Mean of the six", text.gain, chart.groups.back().bars[0]});
  if (!differences.empty()) notes.insert(notes.begin(), kIndependent);
  if (!other_records.empty()) {
    notes.push_back("Not the same records on both sides: " + other_records + ".");
  }
  chart.notes = NotesOf(input, notes);
  PaperFigure figure = FigureOfBars(text.id, chart);
  figure.caption = text.caption;
  figure.missing = missing;
  figure.data = FigureData(text.id, text.title, rows);
  return figure;
}

PaperFigure FusionFigure(const FigureInput& input) {
  double mean = 0.0;
  for (const DownstreamTask& task : kDownstreamTasks) {
    mean += (Printed("11", task.name, "ViT + CFN") - Printed("11", task.name, "ViT + Linear")) /
            static_cast<double>(kDownstreamTasks.size());
  }
  const double stated = PrintedValue("K.4", "ViT", "average gain of CFN");
  std::vector<std::string> notes;
  if (std::abs(stated - mean) > kRounding) {
    notes.push_back("The paper's text gives a mean gain of +" + FormatFixed(stated, 2) +
                    "; the six differences of its Table 11 have the mean +" + FormatFixed(mean, 2) +
                    ".");
  }
  return DifferenceFigure(
      input, {"ViT + CFN", "Overall"}, {"ViT + Linear", "Overall"},
      {"16", "Figure 16. What the CFN adds to a linear head on the ViT encoder, by task",
       "ΔAUC: CFN − linear, percentage points", "CFN better", "linear better",
       "Difference of the zero-shot AUC (percentage points) between CFN and linear head on the ViT "
       "encoder; rings: differences of the paper's Table 11.",
       "11"},
      notes);
}

PaperFigure MerlFigure(const FigureInput& input) {
  return DifferenceFigure(
      input, {kOwnRow, "Avg"}, {kMerlRow, "Avg"},
      {"17", "Figure 17. Our framework against MERL, by task",
       "ΔAUC: our framework − MERL, percentage points", "our framework better", "MERL better",
       "Difference of the zero-shot AUC (percentage points) between our framework and MERL; rings: "
       "differences of the paper's Table 14.",
       "14"},
      {});
}

}  // namespace

std::vector<PaperFigure> DifferenceFigures(const FigureInput& input) {
  return {FusionFigure(input), MerlFigure(input)};
}

}  // namespace supreme
