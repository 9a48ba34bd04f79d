// What the figures of the paper are put together from. AUCs are in percent here; NaN stands for
// what is missing or undefined.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plot/canvas.h"
#include "plot/grouped_bars.h"
#include "report/data_table.h"
#include "report/paper_results.h"

namespace supreme {

// The results must outlive it.
struct FigureInput {
  const PaperResults& results;
  ResultChoice choice;
};

struct PaperFigure {
  std::string id;           // "3a", "5_words": the file is figure_ID
  std::string title;        // "Figure 8. …"
  std::string caption;      // sentences: what is shown, and where the paper's figures come from
  std::string description;  // for those who do not see it
  std::vector<std::string> missing;  // results that would be in it
  PictureSize size;
  DrawFunction draw;
  DataTable data;
};

// A number of the paper's tables; NaN where it prints none.
double PrintedValue(std::string_view table, std::string_view row, std::string_view column);

// Zero-shot of any system or variant of Table 11 on a task; nothing without an AUC.
std::optional<VariantValue> ZeroShotOf(const FigureInput& input, std::string_view row,
                                       std::string_view task);

// Which intervals a figure shows.
struct WhiskerKinds {
  bool has_bootstrap = false;
  bool has_deviation = false;
  std::string Name() const;
};

// With the bootstrap interval, else with one standard deviation over seeds to either side.
BarValue BarOf(const ResultAuc& value, WhiskerKinds& kinds);

// A value of a figure, for its table of numbers.
struct FigureRow {
  std::string group;
  std::string series;
  BarValue bar;
  std::string source = {};  // the result file
};
// Columns group, series, value, low, high, paper, state ("measured", "undefined", "missing") and
// source.
DataTable FigureData(const std::string& id, const std::string& title,
                     const std::vector<FigureRow>& rows);

// First of the notes below a picture: that the results are simulated, if they are.
std::vector<std::string> NotesOf(const FigureInput& input, std::vector<std::string> notes);

// "a, b, c and 5 more".
std::string JoinNames(const std::vector<std::string>& names, size_t most);

// A chart that has no notes of its own, with notes below it.
void AddNotes(PaperFigure& figure, const std::vector<std::string>& notes);

// The place of a figure that has no results: it says so.
PaperFigure EmptyFigure(const std::string& id, const std::string& title,
                        const std::string& missing);

PaperFigure FigureOfBars(const std::string& id, const GroupedBarChart& chart);

std::vector<PaperFigure> SystemFigures(const FigureInput& input);      // 3(a), 3(b)
std::vector<PaperFigure> VocabularyFigures(const FigureInput& input);  // 5, 7
std::vector<PaperFigure> VariantFigures(const FigureInput& input);     // 8, 9
std::vector<PaperFigure> ClassFigures(const FigureInput& input);       // 10 to 15
std::vector<PaperFigure> DifferenceFigures(const FigureInput& input);  // 16, 17

}  // namespace supreme
