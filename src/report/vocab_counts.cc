#include "report/vocab_counts.h"

#include <algorithm>
#include <cmath>

#include "core/numbers.h"
#include "plot/line_chart.h"
#include "plot/log_bars.h"
#include "plot/theme.h"
#include "plot/word_cloud.h"

namespace supreme {
namespace {

constexpr size_t kHistogramBars = 40;

// A count here and in the paper, each with its share of the unique entities.
struct CountPair {
  const char* name;
  uint64_t here;
  uint64_t paper;
  bool has_share = true;
};

uint64_t LabelledRows(const VocabularyStats& stats, size_t row_count) {
  return row_count - std::min<uint64_t>(stats.rows_without_label, row_count);
}

std::vector<Cell> StepRow(const char* varied, const ThresholdStep& step, bool is_own,
                          size_t row_count) {
  const VocabularyStats& stats = step.stats;
  return {TextCell(varied),
          NumberCell(step.cluster_threshold, 2),
          NumberCell(step.mapping_threshold, 2),
          CountCell(stats.clusters),
          CountCell(stats.largest_cluster),
          ShareCell(stats.mapped_clusters, stats.clusters),
          CountCell(stats.queries),
          CountCell(stats.positive_labels),
          ShareCell(LabelledRows(stats, row_count), row_count),
          is_own ? TextCell("this vocabulary") : TextCell("")};
}

// One value of each step against the threshold.
template <class Value>
Series SeriesOf(const std::vector<ThresholdStep>& steps, double ThresholdStep::*threshold,
                std::pair<std::string, Color> look, const Value& value) {
  Series series{look.first, look.second, {}};
  for (const ThresholdStep& step : steps) {
    series.points.push_back({step.*threshold, static_cast<double>(value(step.stats))});
  }
  return series;
}

LineChart SweepChart(const std::vector<ThresholdStep>& steps, double ThresholdStep::*threshold,
                     const std::string& x_name, size_t row_count) {
  const auto series = [&](const char* name, const Color& color, const auto& value) {
    return SeriesOf(steps, threshold, {name, color}, value);
  };
  const auto percent = [](uint64_t part, uint64_t whole) {
    return whole == 0 ? std::nan("")
                      : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  };
  const auto clusters = [](const VocabularyStats& stats) { return stats.clusters; };
  const auto queries = [](const VocabularyStats& stats) { return stats.queries; };
  const auto largest = [](const VocabularyStats& stats) { return stats.largest_cluster; };
  const auto mapped = [&](const VocabularyStats& stats) {
    return percent(stats.mapped_clusters, stats.clusters);
  };
  const auto labelled = [&](const VocabularyStats& stats) {
    return percent(LabelledRows(stats, row_count), row_count);
  };
  LineChart chart;
  chart.x_name = x_name;
  chart.panels = {
      {"Clusters and queries",
       {series("clusters", theme::kSeen, clusters), series("queries", theme::kUnseen, queries)}},
      {"Share in %",
       {series("mapped", theme::kSeen, mapped),
        series("records labelled", theme::kSecond, labelled)}},
      {"Largest cluster (entities)", {series("largest", theme::kSeen, largest)}}};
  return chart;
}

Figure SweepFigure(const std::string& id, const LineChart& chart) {
  return {id, DescribeLineChart(chart), LineChartSize(chart),
          [chart](Canvas& canvas) { DrawLineChart(canvas, chart); }};
}

}  // namespace

DataTable EntityCountTable(const VocabularyStats& stats, const PaperTables& paper) {
  DataTable table{"table_2",
                  "Table 2. Unique entities: extraction, filtering, deduplication, mapping",
                  {{"entities", "Entities"},
                   {"count", "Here", true},
                   {"share_of_unique", "Share of unique", true},
                   {"paper_count", "Paper", true},
                   {"paper_share_of_unique", "Share of unique", true}},
                  {},
                  std::to_string(stats.rare_queries) +
                      " more queries were left out because too few records have them."};
  for (const CountPair& pair : std::initializer_list<CountPair>{
           {"raw, over all records", stats.mentions, paper.raw_entities, false},
           {"unique", stats.unique_entities, paper.unique_entities},
           {"after the uncertain are left out", stats.certain_entities, paper.certain_entities},
           {"clusters", stats.clusters, paper.clusters},
           {"queries, after mapping", stats.queries, paper.queries}}) {
    table.rows.push_back(
        {TextCell(pair.name), CountCell(pair.here),
         pair.has_share ? ShareCell(pair.here, stats.unique_entities) : NoCell(),
         CountCell(pair.paper),
         pair.has_share ? ShareCell(pair.paper, paper.unique_entities) : NoCell()});
  }
  return table;
}

DataTable ClusterCountTable(const VocabularyStats& stats, const PaperTables& paper) {
  Cell paper_share = NumberCell(paper.mapped_share, 4);
  paper_share.text = FormatFixed(100.0 * paper.mapped_share, 2) + " %";
  return {"table_3",
          "Table 3. Clusters of entities",
          {{"measure", "Measure"}, {"here", "Here", true}, {"paper", "Paper", true}},
          {{TextCell("clusters"), CountCell(stats.clusters), CountCell(paper.clusters)},
           {TextCell("entities per cluster, mean"), NumberCell(stats.mean_cluster_size, 2),
            NumberCell(paper.mean_cluster_size, 2)},
           {TextCell("entities in the largest cluster"), CountCell(stats.largest_cluster),
            CountCell(paper.largest_cluster)},
           {TextCell("entities in the smallest cluster"), CountCell(stats.smallest_cluster),
            CountCell(paper.smallest_cluster)},
           {TextCell("clusters mapped to a reference term"),
            ShareCell(stats.mapped_clusters, stats.clusters), paper_share}},
          ""};
}

DataTable AblationTable(const std::vector<NamedVocabulary>& vocabularies,
                        const PaperTables& paper) {
  DataTable table{"ablations",
                  "Vocabularies side by side, and what the paper's Table 1 (b, c, e) says such "
                  "choices cost",
                  {{"vocabulary", "Vocabulary"},
                   {"extractor", "Extractor"},
                   {"encoder", "Text encoder"},
                   {"deduplicated", "Deduplicated"},
                   {"certain_entities", "Entities", true},
                   {"clusters", "Clusters", true},
                   {"queries", "Queries", true},
                   {"labels_per_record", "Labels per record", true},
                   {"paper_auc", "Zero-shot AUC, %", true}},
                  {},
                  "Rows with an AUC are the paper's."};
  for (const NamedVocabulary& one : vocabularies) {
    const VocabularyStats& stats = one.facts.stats;
    table.rows.push_back(
        {TextCell(one.name),
         TextCell(one.facts.extractor),
         TextCell(one.encoder_name),
         {one.facts.options.deduplicate ? "yes" : "no", one.facts.options.deduplicate},
         CountCell(stats.certain_entities),
         CountCell(stats.clusters),
         CountCell(stats.queries),
         one.row_count == 0 ? NoCell()
                            : NumberCell(static_cast<double>(stats.positive_labels) /
                                             static_cast<double>(one.row_count),
                                         2),
         NoCell()});
  }
  for (const PaperAblation& ablation : paper.ablations) {
    Cell auc = NumberCell(ablation.auc, 2);
    auc.text += " ± " + FormatFixed(ablation.deviation, 2);
    table.rows.push_back({TextCell("paper: " + ablation.setting), NoCell(), NoCell(), NoCell(),
                          NoCell(), NoCell(), NoCell(), NoCell(), auc});
  }
  return table;
}

DataTable SensitivityTable(const Sensitivity& sensitivity, const VocabularyOptions& options,
                           size_t row_count) {
  DataTable table{"sensitivity",
                  "The whole vocabulary at other thresholds",
                  {{"varied", "Varied"},
                   {"cluster_threshold", "Cluster", true},
                   {"mapping_threshold", "Mapping", true},
                   {"clusters", "Clusters", true},
                   {"largest_cluster", "Largest", true},
                   {"mapped_share", "Mapped", true},
                   {"queries", "Queries", true},
                   {"positive_labels", "Labels", true},
                   {"labelled_share", "Records labelled", true},
                   {"mark", ""}},
                  {},
                  ""};
  const auto is_own = [&](const ThresholdStep& step) {
    return std::abs(step.cluster_threshold - options.cluster_threshold) < 1e-9 &&
           std::abs(step.mapping_threshold - options.mapping_threshold) < 1e-9;
  };
  for (const ThresholdStep& step : sensitivity.by_cluster_threshold) {
    table.rows.push_back(StepRow("cluster threshold", step, is_own(step), row_count));
  }
  for (const ThresholdStep& step : sensitivity.by_mapping_threshold) {
    table.rows.push_back(StepRow("mapping threshold", step, is_own(step), row_count));
  }
  return table;
}

std::vector<Figure> FrequencyFigures(const QuerySet& set) {
  std::vector<const Query*> order;
  for (const Query& query : set.queries) order.push_back(&query);
  std::stable_sort(order.begin(), order.end(), [](const Query* a, const Query* b) {
    return a->record_count > b->record_count;
  });
  WordCloud cloud{"All queries, by number of records", {}};
  LogBarChart bars{"", "records", {}};
  for (const Query* query : order) {
    cloud.words.push_back({query->text, static_cast<double>(query->record_count)});
    if (bars.bars.size() < kHistogramBars) bars.bars.push_back({query->text, query->record_count});
  }
  bars.title = "The " + std::to_string(bars.bars.size()) + " most frequent of " +
               std::to_string(order.size()) + " queries";
  return {{"figure_5_histogram", DescribeLogBarChart(bars), LogBarChartSize(bars),
           [bars](Canvas& canvas) { DrawLogBarChart(canvas, bars); }},
          {"figure_5_words", DescribeWordCloud(cloud), WordCloudSize(),
           [cloud](Canvas& canvas) { DrawWordCloud(canvas, cloud); }}};
}

std::vector<Figure> SensitivityFigures(const Sensitivity& sensitivity, size_t row_count) {
  return {SweepFigure("sensitivity_cluster", SweepChart(sensitivity.by_cluster_threshold,
                                                        &ThresholdStep::cluster_threshold,
                                                        "cluster threshold", row_count)),
          SweepFigure("sensitivity_mapping", SweepChart(sensitivity.by_mapping_threshold,
                                                        &ThresholdStep::mapping_threshold,
                                                        "mapping threshold", row_count))};
}

}  // namespace supreme
