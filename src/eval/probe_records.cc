#include "eval/probe_records.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "core/csv.h"
#include "core/error.h"
#include "core/numbers.h"
#include "data/split_list.h"

namespace supreme {
namespace {

size_t ClassCount(const TaskLabels& labels) {
  return labels.rows.empty() ? 0 : labels.positive.size() / labels.rows.size();
}

// SplitByFolds and SplitByCsv cannot give such a split; a probe that trains on its test records
// would look too good to notice.
void CheckApart(const Pack& pack, const ProbeRecords& records) {
  std::set<size_t> seen;
  for (const TaskLabels* part : {&records.train, &records.validation, &records.test}) {
    for (const size_t row : part->rows) {
      if (seen.insert(row).second) continue;
      throw Error(ErrorCode::kInvalidInput,
                  "record " + pack.rows()[row].record_id + " is in two parts of the split",
                  pack.folder().string(), "name each record once");
    }
  }
}

}  // namespace

ProbeSplit ProbeSplitByFolds(const Pack& pack, std::string_view folds) {
  const size_t first = folds.find('/');
  const size_t second = first == std::string_view::npos ? first : folds.find('/', first + 1);
  if (second == std::string_view::npos || folds.find('/', second + 1) != std::string_view::npos) {
    throw Error(ErrorCode::kUsage, "\"" + std::string(folds) + "\" does not name three parts",
                "--folds", "train/validation/test, e.g. 1-8/9/10");
  }
  return {SplitByFolds(pack, folds.substr(0, first), folds.substr(first + 1, second - first - 1),
                       folds.substr(second + 1)),
          false};
}

ProbeSplit ProbeSplitByCsv(const Pack& pack, const std::filesystem::path& path) {
  ProbeSplit probe{SplitByCsv(pack, path), true};
  std::map<std::string, size_t> training_rows;
  for (const size_t row : probe.split.train) {
    training_rows.emplace(pack.rows()[row].record_id, row);
  }
  probe.split.train.clear();
  CsvReader csv = CsvReader::Open(path);
  const size_t record = csv.Column("record_id");
  while (csv.Next()) {
    const auto found = training_rows.find(csv[record]);
    if (found == training_rows.end()) continue;
    probe.split.train.push_back(found->second);
    training_rows.erase(found);
  }
  return probe;
}

ProbeRecords LabelProbeRecords(const Task& task, const Pack& pack, const ProbeSplit& split,
                               LabelMode mode) {
  const LabelOptions options{mode, split.listed && task.keep_unlabelled};
  ProbeRecords records{LabelRows(task, pack, split.split.train, options),
                       LabelRows(task, pack, split.split.validation, options),
                       LabelRows(task, pack, split.split.test, options)};
  const auto require = [&](const TaskLabels& part, const char* name) {
    if (!part.rows.empty()) return;
    throw Error(
        ErrorCode::kInvalidInput,
        "no " + std::string(name) + " record carries a class of the task \"" + task.name + "\"",
        pack.folder().string(), "another task, or another split");
  };
  require(records.train, "training");
  require(records.test, "test");
  CheckApart(pack, records);
  return records;
}

std::vector<uint32_t> ShareOfProbeRecords(const Pack& pack, const TaskLabels& train, int percent) {
  std::vector<std::string> positions;  // LinearProbeSubset orders texts
  for (size_t i = 0; i < train.rows.size(); ++i) positions.push_back(std::to_string(i));
  std::vector<uint32_t> share;
  if (percent == 100) {
    for (size_t i = 0; i < positions.size(); ++i) share.push_back(static_cast<uint32_t>(i));
    return share;
  }
  for (const std::string& position : LinearProbeSubset(positions, percent)) {
    share.push_back(static_cast<uint32_t>(*ParseInt(position)));
  }
  if (share.empty()) {
    throw Error(ErrorCode::kInvalidInput,
                std::to_string(percent) + " % of " + std::to_string(train.rows.size()) +
                    " training records is none",
                pack.folder().string(), "a larger --fraction");
  }
  return share;
}

std::vector<uint32_t> DrawShots(const TaskLabels& train, size_t shots, const Rng& rng) {
  const size_t class_count = ClassCount(train);
  std::set<uint32_t> drawn;
  for (size_t c = 0; c < class_count; ++c) {
    for (const uint8_t wanted : {uint8_t{1}, uint8_t{0}}) {
      std::vector<uint32_t> candidates;
      for (size_t i = 0; i < train.rows.size(); ++i) {
        if (train.positive[i * class_count + c] == wanted) {
          candidates.push_back(static_cast<uint32_t>(i));
        }
      }
      Rng stream = rng.Fork(c).Fork(wanted);
      stream.Shuffle(std::span(candidates));
      candidates.resize(std::min(shots, candidates.size()));
      drawn.insert(candidates.begin(), candidates.end());
    }
  }
  return {drawn.begin(), drawn.end()};
}

std::vector<uint64_t> CountPositives(const TaskLabels& labels, size_t class_count,
                                     const std::vector<uint32_t>& indices) {
  std::vector<uint64_t> counts(class_count);
  for (const uint32_t index : indices) {
    for (size_t c = 0; c < class_count; ++c) counts[c] += labels.positive[index * class_count + c];
  }
  return counts;
}

}  // namespace supreme
