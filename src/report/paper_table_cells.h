// What the paper's tables are put together from: cells of our results with the paper's figures
// beside, and means over the six downstream tasks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "eval/paper_numbers.h"
#include "report/comparison_table.h"
#include "report/paper_results.h"

namespace supreme {

// The referenced parts must outlive it.
struct PaperTableInput {
  const PaperResults& results;
  const PaperNumbers& paper;
  ResultChoice choice;
};

// A cell of a printed table.
struct PaperPlace {
  std::string_view table, row, column;
};

// Null when the paper prints nothing there.
const PaperNumber* FindNumber(const PaperNumbers& paper, const PaperPlace& place);
// As a number where it begins with one ("86.51%", "3,419,064"), else as text.
void AddPaper(ComparisonCell& cell, const PaperNumbers& paper, const PaperPlace& place);

// In percent. Blank when there is no AUC.
ComparisonCell AucCell(const ResultAuc& value, const std::string& source);
ComparisonCell FigureCell(std::optional<double> value, int digits, const std::string& source);
ComparisonCell WordCell(std::string text, const std::string& source);

// Rows of a printed table with at least one figure, in the order of the paper.
std::vector<std::string> PaperRows(const PaperNumbers& paper, std::string_view table);

// Zero-shot of any system or variant of Table 11 on a task; nothing when it is missing.
std::optional<VariantValue> FindTaskValue(const PaperTableInput& input, std::string_view row,
                                          std::string_view task);

// Zero-shot of a system over the six tasks. Nothing is averaged unless all six are there.
struct TaskMean {
  std::optional<double> mean;        // percent
  std::optional<double> deviation;   // of the six values, n − 1; percent
  std::vector<double> values;        // percent, in the order of kDownstreamTasks; all six or none
  std::vector<std::string> missing;  // tasks without a result
  std::string source;
};
TaskMean MeanZeroShot(const PaperTableInput& input, std::string_view row);

// "ours: no zero-shot result of csn, cpsc2018."; nothing is added when all or none is missing.
void NoteMissing(ComparisonTable& table, std::string_view row, const TaskMean& mean);

double MeanOf(const std::vector<double>& values);
// Of the sample (n − 1); nothing for fewer than two.
std::optional<double> DeviationOf(const std::vector<double>& values);

}  // namespace supreme
