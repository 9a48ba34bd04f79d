#include "eval/audit.h"

#include <cmath>
#include <map>
#include <numeric>

#include "core/error.h"
#include "core/version.h"
#include "stats/distributions.h"

namespace supreme {

AuditScores SplitByClass(const Task& task, const TaskLabels& labels, const Scores& scores) {
  const size_t class_count = task.classes.size();
  SUPREME_CHECK(scores.query_count == class_count && scores.record_count == labels.rows.size());
  AuditScores data;
  data.record_count = scores.record_count;
  for (size_t c = 0; c < class_count; ++c) {
    data.classes.push_back(task.classes[c].code);
    auto& column = data.scores.emplace_back(scores.record_count);
    auto& positive = data.positive.emplace_back(scores.record_count);
    for (size_t record = 0; record < scores.record_count; ++record) {
      column[record] = scores.at(record, c);
      positive[record] = labels.positive[record * class_count + c];
    }
  }
  return data;
}

std::vector<uint32_t> NumberPatients(const Pack& pack, std::span<const size_t> rows) {
  std::map<std::string, uint32_t> numbers;
  std::vector<uint32_t> patients;
  uint32_t next = 0;
  for (const size_t row : rows) {
    const std::string& id = pack.rows()[row].patient_id;
    if (id.empty()) {
      patients.push_back(next++);
      continue;
    }
    const auto [entry, is_new] = numbers.try_emplace(id, next);
    if (is_new) ++next;
    patients.push_back(entry->second);
  }
  return patients;
}

std::optional<double> ResampledPValue(double difference, std::span<const double> values) {
  if (values.size() < 2) return std::nullopt;
  if (difference == 0.0) return 1.0;
  const auto count = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
  double squares = 0.0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  const double deviation = std::sqrt(squares / (count - 1.0));
  if (deviation == 0.0) return std::nullopt;
  return TailProbability(difference / deviation, Alternative::kTwoSided, NormalUpperTail);
}

OrderedJson FactsJson(const std::string& kind, const AuditFacts& facts) {
  OrderedJson json = {{"kind", kind},
                      {"task", facts.task},
                      {"n_records", facts.record_count},
                      {"n_patients", facts.patient_count}};
  json["bundle"] = {{"name", facts.bundle_name}, {"id", facts.bundle_id}};
  json["pack_id"] = facts.pack_id;
  json["split"] = {{"description", facts.split_description}, {"hash", facts.split_hash}};
  json["label_mode"] = facts.label_mode;
  json["seed"] = facts.seed;
  json["min_positives"] = facts.min_positives;
  json["bootstrap"] = {{"n_resamples", facts.bootstrap.resample_count},
                       {"confidence", facts.bootstrap.confidence}};
  json["software"] = std::string(Version()) + " (" + std::string(GitCommit()) + ")";
  return json;
}

std::string FactsLine(const AuditFacts& facts) {
  return facts.task + ", " + facts.split_description + ", " + std::to_string(facts.record_count) +
         " records of " + std::to_string(facts.patient_count) + " patients, model " +
         facts.bundle_name;
}

}  // namespace supreme
