// Which records of a pack train, validate and test a probe, with their labels.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/rng.h"
#include "data/pack.h"
#include "data/split.h"
#include "data/task.h"
#include "data/task_labels.h"

namespace supreme {

struct ProbeSplit {
  Split split;          // train stands in the order of its rule: shares are drawn from that order
  bool listed = false;  // named one by one in a split file, not chosen by fold
};

// "1-8/9/10": folds that train, validate and test. kUsage for another form; errors of SplitByFolds,
// which refuses a patient in two parts.
ProbeSplit ProbeSplitByFolds(const Pack& pack, std::string_view folds);
// A split file, train in the file's order. Errors of SplitByCsv.
ProbeSplit ProbeSplitByCsv(const Pack& pack, const std::filesystem::path& path);

struct ProbeRecords {
  TaskLabels train, validation, test;
};

// The labelled records of each part. kInvalidInput when train or test has none, or a record is in
// two parts.
ProbeRecords LabelProbeRecords(const Task& task, const Pack& pack, const ProbeSplit& split,
                               LabelMode mode);

// Indices into the training records that the published linear probes on `percent` % used
// (LinearProbeSubset of data/split_list.h). kInvalidInput when that is none.
std::vector<uint32_t> ShareOfProbeRecords(const Pack& pack, const TaskLabels& train, int percent);

// Of each class `shots` records that carry it and `shots` that do not, all that there are where
// there are fewer, drawn by `rng`; a record drawn for several classes counts once. Rising indices
// into the training records.
std::vector<uint32_t> DrawShots(const TaskLabels& train, size_t shots, const Rng& rng);

// Numbers of records that carry each class among these of `labels`.
std::vector<uint64_t> CountPositives(const TaskLabels& labels, size_t class_count,
                                     const std::vector<uint32_t>& indices);

}  // namespace supreme
