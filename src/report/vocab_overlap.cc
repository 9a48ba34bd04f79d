#include "report/vocab_overlap.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/numbers.h"
#include "plot/heat_map.h"
#include "plot/stacked_bars.h"
#include "vocab/conflicts.h"
#include "vocab/glossary.h"

namespace supreme {
namespace {

std::string TasksOf(const VocabReportInput& input, const Overlap& overlap, size_t prompt) {
  std::string names;
  for (size_t task = 0; task < input.tasks.size(); ++task) {
    const auto& prompts = overlap.class_prompts[task];
    if (std::find(prompts.begin(), prompts.end(), prompt) == prompts.end()) continue;
    names += (names.empty() ? "" : ", ") + input.tasks[task].name;
  }
  return names;
}

// The nearest overlapping query of each prompt.
std::map<std::string, const OverlapPair*> NearestPairs(const Overlap& overlap) {
  std::map<std::string, const OverlapPair*> nearest;
  for (const OverlapPair& pair : overlap.pairs)
    nearest.emplace(overlap.prompts[pair.prompt], &pair);
  return nearest;
}

bool WordsKeepApart(const std::string& a, const std::string& b) {
  const auto traits = [](const std::string& text) {
    return ConflictTable::BuiltIn().TraitsOf(Glossary::BuiltIn().Expand(text));
  };
  return ConflictTable::BuiltIn().KeepsApart(traits(a), traits(b));
}

Cell YesNo(bool is_true) { return {is_true ? "yes" : "no", is_true}; }

}  // namespace

DataTable OverlapTable(const VocabReportInput& input, const Overlap& overlap,
                       const PaperTables& paper) {
  std::set<std::string> in_paper;
  for (const PaperPair& pair : paper.overlaps) in_paper.insert(AsciiLower(pair.name));
  DataTable table{"table_6",
                  "Table 6. Queries and classes with a cosine of at least " +
                      FormatFixed(input.overlap_threshold, 2),
                  {{"query", "Query"},
                   {"class", "Class"},
                   {"tasks", "Tasks"},
                   {"cosine", "Cosine", true},
                   {"conflict", "Words differ"},
                   {"in_paper", "Class in the paper's table"}},
                  {},
                  "Words differ: the vocabulary would never merge the two, however near they are."};
  for (const OverlapPair& pair : overlap.pairs) {
    const std::string& prompt = overlap.prompts[pair.prompt];
    table.rows.push_back({TextCell(input.set.queries[pair.query].text), TextCell(prompt),
                          TextCell(TasksOf(input, overlap, pair.prompt)),
                          NumberCell(pair.cosine, 4), YesNo(pair.is_conflict),
                          YesNo(in_paper.contains(prompt))});
  }
  return table;
}

DataTable PaperOverlapTable(const VocabReportInput& input, const Overlap& overlap,
                            const PaperTables& paper) {
  DataTable table{"table_6_paper",
                  "Table 6 of the paper: its pairs under this encoder",
                  {{"entity", "Entity"},
                   {"class", "Class"},
                   {"paper_cosine", "Paper (MedCPT)", true},
                   {"cosine", "Cosine here", true},
                   {"conflict", "Words differ"},
                   {"query", "Overlapping query here"}},
                  {},
                  "A class without a query has none near it in this vocabulary, or stands in none "
                  "of the tasks compared."};
  std::vector<std::string> texts;
  for (const PaperPair& pair : paper.overlaps) {
    texts.push_back(AsciiLower(pair.entity));
    texts.push_back(AsciiLower(pair.name));
  }
  const UnitVectors vectors = EmbedUnit(input.embed, texts);
  const auto nearest = NearestPairs(overlap);
  for (size_t i = 0; i < paper.overlaps.size(); ++i) {
    const PaperPair& pair = paper.overlaps[i];
    const auto found = nearest.find(AsciiLower(pair.name));
    table.rows.push_back({TextCell(pair.entity), TextCell(pair.name),
                          pair.cosine ? NumberCell(*pair.cosine, 4) : NoCell(),
                          NumberCell(Dot(vectors.Row(2 * i), vectors.Row(2 * i + 1)), 4),
                          YesNo(WordsKeepApart(texts[2 * i], texts[2 * i + 1])),
                          found == nearest.end()
                              ? NoCell()
                              : TextCell(input.set.queries[found->second->query].text)});
  }
  return table;
}

DataTable TaskOverlapTable(const VocabReportInput& input, const Overlap& overlap,
                           const PaperTables& paper) {
  DataTable table{"figure_7",
                  "Classes of each task that a query overlaps",
                  {{"task", "Task"},
                   {"classes", "Classes", true},
                   {"overlapping", "Overlapping", true},
                   {"share", "Share", true}},
                  {},
                  "The paper's Figure 7 gives " + std::to_string(paper.overlapping_classes) +
                      " overlapping queries over its six datasets; its bars carry no numbers."};
  size_t classes = 0, overlapping = 0;
  for (size_t task = 0; task < input.tasks.size(); ++task) {
    const size_t count = input.tasks[task].classes.size();
    table.rows.push_back({TextCell(input.tasks[task].name), CountCell(count),
                          CountCell(overlap.overlapping[task]),
                          ShareCell(overlap.overlapping[task], count)});
    classes += count;
    overlapping += overlap.overlapping[task];
  }
  table.rows.push_back({TextCell("all"), CountCell(classes), CountCell(overlapping),
                        ShareCell(overlapping, classes)});
  return table;
}

std::vector<Figure> OverlapFigures(const VocabReportInput& input, const Overlap& overlap) {
  HeatMap map{"Classes of a task (row) that also stand in another (column)", {}, {}, {}};
  StackedBarChart bars{"Classes of each task that a query overlaps",
                       "overlapping",
                       "not overlapping",
                       "classes",
                       {}};
  for (size_t task = 0; task < input.tasks.size(); ++task) {
    map.row_names.push_back(input.tasks[task].name);
    map.column_names.push_back(input.tasks[task].name);
    map.counts.insert(map.counts.end(), overlap.between[task].begin(), overlap.between[task].end());
    bars.bars.push_back({input.tasks[task].name, overlap.overlapping[task],
                         input.tasks[task].classes.size() - overlap.overlapping[task]});
  }
  return {{"figure_7_heat_map", DescribeHeatMap(map), HeatMapSize(map),
           [map](Canvas& canvas) { DrawHeatMap(canvas, map); }},
          {"figure_7_bars", DescribeStackedBarChart(bars), StackedBarChartSize(bars),
           [bars](Canvas& canvas) { DrawStackedBarChart(canvas, bars); }}};
}

}  // namespace supreme
