#include "report/vocab_report.h"

#include <algorithm>
#include <functional>

#include "core/atomic_file.h"
#include "core/numbers.h"
#include "report/paper_tables.h"
#include "report/sections.h"
#include "report/vocab_counts.h"
#include "report/vocab_examples.h"
#include "report/vocab_overlap.h"
#include "report/vocab_page.h"

namespace supreme {
namespace {

std::vector<std::pair<std::string, std::string>> FactsOf(const VocabReportInput& input,
                                                         const PaperTables& paper) {
  const NamedVocabulary& own = input.vocabularies.at(0);
  const VocabularyOptions& options = own.facts.options;
  std::string held_out;
  for (const std::string& text : input.set.held_out) {
    held_out += (held_out.empty() ? "" : ", ") + text;
  }
  return {{"Records", CountText(own.row_count)},
          {"Extractor", own.facts.extractor + ", by " + own.facts.unit},
          {"Text encoder", input.set.encoder_name},
          {"Deduplicated", options.deduplicate ? "yes" : "no"},
          {"Cluster threshold", FormatDouble(options.cluster_threshold)},
          {"Mapping threshold", FormatDouble(options.mapping_threshold)},
          {"Records that a query needs", CountText(options.min_records)},
          {"Held out", held_out.empty() ? "nothing" : held_out},
          {"The paper's data", paper.data},
          {"The paper", paper.source}};
}

VocabSection OverlapSection(const VocabReportInput& input, const Overlap& overlap,
                            const PaperTables& paper) {
  return {"overlap",
          "Overlap with the classes of tasks",
          "Texts are compared as written and with abbreviations in full; the nearer counts.",
          {TaskOverlapTable(input, overlap, paper), OverlapTable(input, overlap, paper),
           PaperOverlapTable(input, overlap, paper)},
          OverlapFigures(input, overlap)};
}

std::vector<std::pair<std::string, uint64_t>> FrequenciesOf(const QuerySet& set) {
  std::vector<std::pair<std::string, uint64_t>> frequencies;
  for (const Query& query : set.queries) frequencies.emplace_back(query.text, query.record_count);
  std::ranges::stable_sort(frequencies, std::greater<>(),
                           [](const auto& entry) { return entry.second; });
  return frequencies;
}

OrderedJson OverlapJson(const VocabReport& report) {
  OrderedJson tasks = OrderedJson::array();
  for (size_t i = 0; i < report.tasks.size(); ++i) {
    tasks.push_back({{"task", report.tasks[i]},
                     {"classes", report.overlap.class_prompts.at(i).size()},
                     {"overlapping", report.overlap.overlapping.at(i)}});
  }
  return {{"tasks", std::move(tasks)}, {"between", report.overlap.between}};
}

VocabSection SensitivitySection(const VocabReportInput& input, const Sensitivity& sensitivity) {
  const NamedVocabulary& own = input.vocabularies.at(0);
  return {
      "thresholds",
      "If the thresholds were others",
      "Everything is made anew at each threshold while the other one stays; texts are embedded "
      "once. Findings held out on purpose count as queries here. The paper gives its thresholds "
      "as settled with cardiologists, without figures.",
      {SensitivityTable(sensitivity, own.facts.options, own.row_count)},
      SensitivityFigures(sensitivity, own.row_count)};
}

}  // namespace

VocabReport MakeVocabReport(const VocabReportInput& input, const Sensitivity& sensitivity) {
  const PaperTables& paper = PaperFigures();
  const NamedVocabulary& own = input.vocabularies.at(0);
  VocabReport report{
      own.name, FactsOf(input, paper),
      {},       FrequenciesOf(input.set),
      {},       MeasureOverlap(input.set, input.tasks, input.embed, input.overlap_threshold)};
  for (const Task& task : input.tasks) report.tasks.push_back(task.name);
  report.sections.push_back(
      {"counts",
       "From entities to queries",
       "",
       {EntityCountTable(own.facts.stats, paper), ClusterCountTable(own.facts.stats, paper)},
       {}});
  report.sections.push_back(
      {"frequencies",
       "How often",
       "Figure 5. In the paper \"normal\", \"abnormal\" and \"myocardial infarction\" are the most "
       "frequent; its histogram carries no numbers.",
       {},
       FrequencyFigures(input.set)});
  report.sections.push_back(
      {"examples",
       "Examples",
       "",
       {RecordTable(input), PaperRecordTable(input, paper), ClusterTable(input.set, paper)},
       {}});
  report.sections.push_back({"mismatches",
                             "What must not be matched",
                             "",
                             {MismatchTable(input, paper), NearMissTable(input)},
                             {}});
  report.sections.push_back(OverlapSection(input, report.overlap, paper));
  report.sections.push_back(SensitivitySection(input, sensitivity));
  report.sections.push_back(
      {"ablations", "Other choices", "", {AblationTable(input.vocabularies, paper)}, {}});
  return report;
}

OrderedJson ToJson(const VocabReport& report) {
  OrderedJson facts = OrderedJson::object(), tables = OrderedJson::object();
  for (const auto& [name, value] : report.facts) facts[name] = value;
  for (const VocabSection& section : report.sections) {
    for (const DataTable& table : section.tables) tables[table.id] = ToJson(table);
  }
  OrderedJson frequencies = OrderedJson::array();
  for (const auto& [query, records] : report.frequencies) {
    frequencies.push_back({{"query", query}, {"records", records}});
  }
  return {{"kind", "vocabulary"},
          {"name", report.name},
          {"facts", std::move(facts)},
          {"tables", std::move(tables)},
          {"frequencies", std::move(frequencies)},
          {"overlap", OverlapJson(report)}};
}

void WriteVocabReport(const VocabReport& report, const std::filesystem::path& folder) {
  MakeFolder(folder / "tables");
  MakeFolder(folder / "figures");
  for (const VocabSection& section : report.sections) {
    for (const DataTable& table : section.tables) {
      WriteFileAtomically(folder / "tables" / (table.id + ".csv"), ToCsv(table));
    }
    for (const Figure& figure : section.figures) {
      const std::filesystem::path base = folder / "figures" / figure.id;
      const auto render = [&](PictureFormat format) {
        return RenderPicture(figure.size, {format, figure.description}, figure.draw);
      };
      WriteFileAtomically(base.string() + ".svg", render(PictureFormat::kSvg));
      WriteFileAtomically(base.string() + ".png", render(PictureFormat::kPng));
    }
  }
  WriteJsonFile(folder / "report.json", ToJson(report));
  WriteFileAtomically(folder / "vocabulary.md", VocabMarkdown(report));
  // Last: the page stands for the whole.
  WriteFileAtomically(folder / "vocabulary.html", VocabPage(report));
}

}  // namespace supreme
