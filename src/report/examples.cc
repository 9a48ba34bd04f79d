#include "report/examples.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "core/error.h"
#include "core/numbers.h"
#include "core/rng.h"

namespace supreme {
namespace {

const std::vector<std::string>& LabelsOf(const RowLabels& labels, size_t row) {
  static const std::vector<std::string> kNone;
  const auto found = labels.find(row);
  return found == labels.end() ? kNone : found->second;
}

bool AddsLabel(const std::set<std::string>& known, const std::vector<std::string>& labels) {
  return std::any_of(labels.begin(), labels.end(),
                     [&](const std::string& label) { return !known.contains(label); });
}

std::vector<ScoredFinding> TopFindings(const Scores& scores, size_t record, const Bundle& bundle,
                                       size_t top, const std::vector<std::string>& labels) {
  std::vector<size_t> order(scores.query_count);
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return scores.at(record, a) > scores.at(record, b); });
  order.resize(std::min(top, order.size()));
  std::vector<ScoredFinding> findings;
  for (const size_t index : order) {
    const Query& query = bundle.queries.queries[index];
    ScoredFinding finding;
    finding.text = query.text;
    finding.score = scores.at(record, index);
    const auto threshold = bundle.thresholds.find(query.id);
    if (threshold != bundle.thresholds.end()) finding.threshold = threshold->second.value;
    finding.labelled = std::find(labels.begin(), labels.end(), query.text) != labels.end();
    findings.push_back(finding);
  }
  return findings;
}

}  // namespace

std::string PersonText(double age_years, Sex sex) {
  std::string text;
  if (std::isfinite(age_years) && age_years >= 0.0) text = FormatFixed(age_years, 0) + " years";
  if (sex == Sex::kUnknown) return text;
  return text + (text.empty() ? "" : ", ") + (sex == Sex::kMale ? "male" : "female");
}

std::vector<size_t> ChooseExampleRows(const std::vector<size_t>& rows, const RowLabels& labels,
                                      size_t count, uint64_t seed) {
  std::vector<size_t> order = rows;
  Rng(seed).Fork("report examples").Shuffle(std::span<size_t>(order));
  std::vector<size_t> chosen;
  std::set<std::string> known;
  while (chosen.size() < count && !order.empty()) {
    auto next = std::find_if(order.begin(), order.end(),
                             [&](size_t row) { return AddsLabel(known, LabelsOf(labels, row)); });
    if (next == order.end()) next = order.begin();
    const auto& added = LabelsOf(labels, *next);
    known.insert(added.begin(), added.end());
    chosen.push_back(*next);
    order.erase(next);
  }
  return chosen;
}

RowLabels LabelNames(const LabelMatrix& matrix, const QuerySet& queries,
                     const std::vector<size_t>& rows) {
  if (matrix.query_count() != queries.queries.size()) {
    throw Error(ErrorCode::kInvalidInput, "the labels are of other queries than the bundle's");
  }
  RowLabels names;
  for (const size_t row : rows) {
    if (row >= matrix.row_count()) {
      throw Error(ErrorCode::kInvalidInput, "the labels are of fewer records than the pack's");
    }
    auto& list = names[row];
    matrix.VisitRow(row, [&](RecordLabel label) {
      if (!label.is_uncertain) list.push_back(queries.queries[label.query].text);
    });
  }
  return names;
}

std::vector<Example> ReadExamples(const Pack& pack, const std::vector<size_t>& rows,
                                  const RowLabels& labels) {
  const auto codes = pack.ReadCodes();
  const auto reports = pack.ReadReports();
  std::vector<Example> examples;
  for (const size_t row : rows) {
    const PackRow& facts = pack.rows()[row];
    Example example;
    example.record_id = facts.record_id;
    example.person = PersonText(facts.age_years, facts.sex);
    example.window = pack.ReadWindow(row);
    example.labels_known = labels.contains(row);
    example.labels = LabelsOf(labels, row);
    const auto code = codes.find(facts.record_id);
    if (code != codes.end()) example.codes = code->second;
    const auto report = reports.find(facts.record_id);
    if (report != reports.end()) example.report = report->second;
    examples.push_back(std::move(example));
  }
  return examples;
}

void ScoreExamples(Predictor& predictor, const Bundle& bundle, size_t top,
                   std::vector<Example>& examples) {
  QueryBatch batch;
  for (const auto& query : bundle.queries.queries) batch.texts.push_back(query.text);
  batch.embeddings = bundle.queries.embeddings;
  predictor.SetQueries(batch);
  std::vector<EcgWindow> windows;
  for (const auto& example : examples) windows.push_back(example.window);
  const Scores scores = predictor.Predict(windows);
  SUPREME_CHECK(scores.record_count == examples.size());
  SUPREME_CHECK(scores.query_count == bundle.queries.queries.size());
  for (size_t i = 0; i < examples.size(); ++i) {
    examples[i].findings = TopFindings(scores, i, bundle, top, examples[i].labels);
  }
}

}  // namespace supreme
