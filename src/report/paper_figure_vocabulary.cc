// Figures 5 and 7: how often each query stands in the reports, and what tasks share.

#include <algorithm>

#include "plot/heat_map.h"
#include "plot/log_bars.h"
#include "plot/stacked_bars.h"
#include "plot/word_cloud.h"
#include "report/paper_figure_parts.h"

namespace supreme {
namespace {

constexpr size_t kHistogramBars = 20;
constexpr const char* kNoNumbers = "The paper prints no numbers for this figure.";
constexpr const char* kOverlapText =
    "The paper's text counts 57 overlapping queries over its six datasets; it prints no other "
    "numbers of this figure.";
constexpr const char* kNeeded = "the report.json of `supreme vocab report`";

std::string TaskName(const std::string& task) {
  const auto found = std::ranges::find_if(
      kDownstreamTasks, [&](const DownstreamTask& one) { return one.task == task; });
  return found == kDownstreamTasks.end() ? task : std::string(found->name);
}

std::string ShortTaskName(const std::string& task) {
  const auto found = std::ranges::find_if(
      kDownstreamTasks, [&](const DownstreamTask& one) { return one.task == task; });
  return found == kDownstreamTasks.end() ? task : std::string(found->short_name);
}

PaperFigure BarsOfFrequencies(const FigureInput& input, const VocabularyResults& vocabulary) {
  LogBarChart chart{"", "records", {}};
  const size_t count = std::min(kHistogramBars, vocabulary.frequencies.size());
  for (size_t i = 0; i < count; ++i) {
    chart.bars.push_back({vocabulary.frequencies[i].first, vocabulary.frequencies[i].second});
  }
  chart.title = "Figure 5, left. The " + std::to_string(count) + " most frequent of " +
                std::to_string(vocabulary.frequencies.size()) + " queries";
  PaperFigure figure{"5_histogram",
                     chart.title,
                     std::string("Records per query of the vocabulary. ") + kNoNumbers,
                     DescribeLogBarChart(chart),
                     {},
                     LogBarChartSize(chart),
                     [chart](Canvas& canvas) { DrawLogBarChart(canvas, chart); },
                     {}};
  AddNotes(figure,
           NotesOf(input, {"The paper names \"normal\", \"abnormal\" and \"myocardial infarction\" "
                           "as the most frequent; it prints no numbers for this figure."}));
  return figure;
}

PaperFigure WordsOfFrequencies(const FigureInput& input, const VocabularyResults& vocabulary) {
  WordCloud cloud{"Figure 5, right. All queries, the more frequent the larger", {}};
  for (const auto& [query, records] : vocabulary.frequencies) {
    cloud.words.push_back({query, static_cast<double>(records)});
  }
  PaperFigure figure{"5_words",
                     cloud.title,
                     std::string("Word cloud of the vocabulary's queries. ") + kNoNumbers,
                     DescribeWordCloud(cloud),
                     {},
                     WordCloudSize(),
                     [cloud](Canvas& canvas) { DrawWordCloud(canvas, cloud); },
                     {}};
  AddNotes(figure, NotesOf(input, {kNoNumbers}));
  return figure;
}

DataTable FrequencyData(const std::string& id, const VocabularyResults& vocabulary) {
  DataTable table{"figure_" + id,
                  "Queries by number of records",
                  {{"query", "Query"}, {"records", "Records", true}},
                  {},
                  ""};
  for (const auto& [query, records] : vocabulary.frequencies) {
    table.rows.push_back({TextCell(query), CountCell(records)});
  }
  return table;
}

PaperFigure PairFigure(const FigureInput& input, const VocabularyResults& vocabulary) {
  HeatMap map{
      "Figure 7, left. Classes of a task (row) that also stand in another (column)", {}, {}, {}};
  DataTable data{"figure_7_pairs", map.title, {{"task", "Task"}}, {}, ""};
  for (size_t i = 0; i < vocabulary.tasks.size(); ++i) {
    map.row_names.push_back(TaskName(vocabulary.tasks[i]));
    map.column_names.push_back(ShortTaskName(vocabulary.tasks[i]));
    data.columns.push_back({vocabulary.tasks[i], map.column_names.back(), true});
    std::vector<Cell> cells = {TextCell(vocabulary.tasks[i])};
    for (const uint64_t count : vocabulary.between[i]) {
      map.counts.push_back(count);
      cells.push_back(CountCell(count));
    }
    data.rows.push_back(std::move(cells));
  }
  PaperFigure figure{"7_pairs",
                     map.title,
                     "Pairwise overlap of the tasks: classes whose prompts have a cosine of at "
                     "least 0.95; on the diagonal all classes. " +
                         std::string(kNoNumbers),
                     DescribeHeatMap(map),
                     {},
                     HeatMapSize(map),
                     [map](Canvas& canvas) { DrawHeatMap(canvas, map); },
                     data};
  AddNotes(figure, NotesOf(input, {"On the diagonal: all classes of the task. The paper prints no "
                                   "numbers for this panel."}));
  return figure;
}

PaperFigure OverlapFigure(const FigureInput& input, const VocabularyResults& vocabulary) {
  StackedBarChart chart{
      "Figure 7, right. Classes of each task that a query of the vocabulary "
      "overlaps",
      "overlapping",
      "not overlapping",
      "classes",
      {}};
  DataTable data{
      "figure_7_overlap",
      chart.title,
      {{"task", "Task"}, {"classes", "Classes", true}, {"overlapping", "Overlapping", true}},
      {},
      ""};
  uint64_t sum = 0;
  for (size_t i = 0; i < vocabulary.tasks.size(); ++i) {
    const uint64_t overlapping = vocabulary.overlapping[i], classes = vocabulary.class_counts[i];
    chart.bars.push_back(
        {TaskName(vocabulary.tasks[i]), overlapping, classes - std::min(classes, overlapping)});
    data.rows.push_back(
        {TextCell(vocabulary.tasks[i]), CountCell(classes), CountCell(overlapping)});
    sum += overlapping;
  }
  PaperFigure figure{"7_overlap",
                     chart.title,
                     "Classes with a query of the vocabulary at a cosine of at least 0.95: " +
                         std::to_string(sum) + " over all tasks here. " + kOverlapText,
                     DescribeStackedBarChart(chart),
                     {},
                     StackedBarChartSize(chart),
                     [chart](Canvas& canvas) { DrawStackedBarChart(canvas, chart); },
                     data};
  AddNotes(figure, NotesOf(input, {"Overlapping here: " + std::to_string(sum) +
                                   " classes over all tasks. " + kOverlapText}));
  return figure;
}

}  // namespace

std::vector<PaperFigure> VocabularyFigures(const FigureInput& input) {
  const auto& vocabulary = input.results.vocabulary;
  std::vector<PaperFigure> figures;
  if (vocabulary && !vocabulary->frequencies.empty()) {
    figures.push_back(BarsOfFrequencies(input, *vocabulary));
    figures.push_back(WordsOfFrequencies(input, *vocabulary));
    for (PaperFigure& figure : figures) figure.data = FrequencyData(figure.id, *vocabulary);
  } else {
    figures.push_back(EmptyFigure("5_histogram", "Figure 5, left. Frequent queries", kNeeded));
    figures.push_back(EmptyFigure("5_words", "Figure 5, right. All queries", kNeeded));
  }
  if (vocabulary && !vocabulary->tasks.empty()) {
    figures.push_back(PairFigure(input, *vocabulary));
    figures.push_back(OverlapFigure(input, *vocabulary));
  } else {
    figures.push_back(EmptyFigure("7_pairs", "Figure 7, left. Classes that tasks share", kNeeded));
    figures.push_back(
        EmptyFigure("7_overlap", "Figure 7, right. Classes that queries overlap", kNeeded));
  }
  return figures;
}

}  // namespace supreme
