// Zero-shot tables; those with linear probes are in paper_table_probes.cc.
#include "report/paper_table_systems.h"

#include <algorithm>

namespace supreme {
namespace {

std::vector<ComparisonColumn> TaskColumns(const char* last) {
  std::vector<ComparisonColumn> columns;
  for (const DownstreamTask& task : kDownstreamTasks) columns.push_back({std::string(task.name)});
  columns.push_back({last});
  return columns;
}

// Zero-shot of a system on the six tasks and its mean.
ComparisonRow TaskRow(const PaperTableInput& input, std::string_view row) {
  ComparisonRow result{"", std::string(row), {}};
  for (const DownstreamTask& task : kDownstreamTasks) {
    const auto value = FindTaskValue(input, row, task.task);
    result.cells.push_back(value ? AucCell(value->value, value->file) : ComparisonCell{});
    AddPaper(result.cells.back(), input.paper, {"14", row, task.name});
  }
  const TaskMean mean = MeanZeroShot(input, row);
  result.cells.push_back(FigureCell(mean.mean, 2, mean.source));
  AddPaper(result.cells.back(), input.paper, {"14", row, "Avg"});
  return result;
}

// Cell by cell; where one is missing, so is the difference.
ComparisonRow DifferenceRow(const ComparisonRow& first, const ComparisonRow& second) {
  ComparisonRow row{"", first.name + " − " + second.name, {}};
  for (size_t i = 0; i < first.cells.size(); ++i) {
    const ComparisonCell &a = first.cells[i], &b = second.cells[i];
    ComparisonCell cell;
    if (a.ours && b.ours) cell = FigureCell(*a.ours - *b.ours, 2, a.source + "; " + b.source);
    if (a.paper && b.paper) cell.paper = *a.paper - *b.paper;
    row.cells.push_back(std::move(cell));
  }
  return row;
}

struct UnseenRow {
  const char* name;
  const char* paper_row;  // empty: the paper has no such row
  OverlapMacro OverlapEntry::*macro;
};

// The mean over the tasks that have a figure; nothing unless all six were measured.
ComparisonCell OverallCell(const std::vector<ComparisonCell>& cells, size_t measured_tasks) {
  std::vector<double> values;
  for (const ComparisonCell& cell : cells) {
    if (cell.ours) values.push_back(*cell.ours);
  }
  if (measured_tasks < kDownstreamTasks.size() || values.empty()) return {};
  return FigureCell(MeanOf(values), 2, "mean of " + std::to_string(values.size()) + " tasks");
}

ComparisonRow MakeUnseenRow(const PaperTableInput& input, const SystemResults* own,
                            const UnseenRow& wanted) {
  ComparisonRow row{"", wanted.name, {}};
  size_t measured = 0;
  for (const DownstreamTask& task : kDownstreamTasks) {
    const OverlapEntry* entry =
        own == nullptr ? nullptr : FindOverlap(*own, task.task, input.choice);
    ComparisonCell cell;
    if (entry != nullptr && entry->all.value.auc) {
      ++measured;
      const OverlapMacro& macro = entry->*(wanted.macro);
      cell = AucCell(macro.value, entry->source.file);
      if (!cell.ours) cell.text = macro.class_count == 0 ? "no such class" : "undefined";
    }
    AddPaper(cell, input.paper, {"10", wanted.paper_row, task.name});
    row.cells.push_back(std::move(cell));
  }
  row.cells.push_back(OverallCell(row.cells, measured));
  AddPaper(row.cells.back(), input.paper, {"10", wanted.paper_row, "Overall"});
  return row;
}

}  // namespace

ComparisonTable UnseenClassesTable(const PaperTableInput& input) {
  ComparisonTable table{"10",
                        "Zero-shot AUC (%) on classes that no query of pre-training overlaps",
                        "Classes",
                        TaskColumns("Overall"),
                        {},
                        {"By cosine: no query is as near as the threshold (0.95 in the paper). By "
                         "code: no query stands for the same SCP or SNOMED code. Overall is the "
                         "mean over the tasks that have such classes."}};
  const SystemResults* own = FindSystem(input.results, kOwnRow);
  for (const UnseenRow& row : std::initializer_list<UnseenRow>{
           {"Non-overlapping, by cosine", "Non-overlapping Classes",
            &OverlapEntry::unseen_by_cosine},
           {"Non-overlapping, by code", "", &OverlapEntry::unseen_by_code},
           {"All", "All Classes", &OverlapEntry::all}}) {
    table.rows.push_back(MakeUnseenRow(input, own, row));
  }
  return table;
}

ComparisonTable VariantsTable(const PaperTableInput& input) {
  ComparisonTable table{"11", "Zero-shot AUC (%) by encoder and fusion", "Dataset", {}, {}, {}};
  for (const std::string_view variant : kVariantRows) {
    table.columns.push_back({std::string(variant)});
  }
  for (const DownstreamTask& task : kDownstreamTasks) {
    ComparisonRow row{"", std::string(task.name), {}};
    for (const std::string_view variant : kVariantRows) {
      const auto value = FindTaskValue(input, variant, task.task);
      row.cells.push_back(value ? AucCell(value->value, value->file) : ComparisonCell{});
      AddPaper(row.cells.back(), input.paper, {"11", task.name, variant});
    }
    table.rows.push_back(std::move(row));
  }
  ComparisonRow overall{"", "Overall", {}};
  for (const std::string_view variant : kVariantRows) {
    const TaskMean mean = MeanZeroShot(input, variant);
    overall.cells.push_back(FigureCell(mean.mean, 2, mean.source));
    AddPaper(overall.cells.back(), input.paper, {"11", "Overall", variant});
    NoteMissing(table, variant, mean);
  }
  table.rows.push_back(std::move(overall));
  return table;
}

ComparisonTable MerlTable(const PaperTableInput& input) {
  ComparisonTable table{"14", "Zero-shot AUC (%) beside MERL", "Framework", TaskColumns("Avg"), {},
                        {}};
  table.rows = {TaskRow(input, kMerlRow), TaskRow(input, kOwnRow)};
  table.rows.push_back(DifferenceRow(table.rows[1], table.rows[0]));
  for (const std::string_view row : {kMerlRow, kOwnRow}) {
    NoteMissing(table, row, MeanZeroShot(input, row));
  }
  table.notes.push_back("The tests of these differences stand in appendix K.5.");
  return table;
}

ComparisonTable MeanAndSpreadTable(const PaperTableInput& input) {
  ComparisonTable table{
      "15",
      "Zero-shot AUC (%) over the six datasets",
      "Framework",
      {{"zero-shot AUC"}, {"sd of the six datasets"}},
      {},
      {"The paper calls its ± the standard deviation across the six datasets. Those of its own "
       "Table 14 differ by far more: the last rows compute it from them. As printed, it is of the "
       "size that repeated trainings differ by."}};
  for (const std::string_view row : {kMerlRow, kOwnRow}) {
    const TaskMean mean = MeanZeroShot(input, row);
    ComparisonCell average = FigureCell(mean.mean, 2, mean.source);
    AddPaper(average, input.paper, {"15", row, "zero-shot AUC"});
    ComparisonCell spread = FigureCell(mean.deviation, 2, mean.source);
    spread.paper = average.paper_deviation;
    average.paper_deviation.reset();
    table.rows.push_back({"", std::string(row), {average, spread}});
    NoteMissing(table, row, mean);
  }
  for (const std::string_view row : {kMerlRow, kOwnRow}) {
    std::vector<double> printed;
    for (const DownstreamTask& task : kDownstreamTasks) {
      printed.push_back(input.paper.At("14", row, task.name));
    }
    const char* source = "the paper's Table 14";
    ComparisonCell average = FigureCell(MeanOf(printed), 2, source);
    ComparisonCell spread = FigureCell(DeviationOf(printed), 2, source);
    const PaperNumber* number = FindNumber(input.paper, {"15", row, "zero-shot AUC"});
    AddPaper(average, input.paper, {"15", row, "zero-shot AUC"});
    average.paper_deviation.reset();
    if (number != nullptr) spread.paper = number->deviation;
    table.rows.push_back(
        {"Computed from the paper's Table 14", std::string(row), {average, spread}});
  }
  return table;
}

}  // namespace supreme
