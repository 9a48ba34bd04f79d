#include "eval/linear_probe.h"

#include <algorithm>
#include <mutex>
#include <thread>
#include <utility>

#include "core/error.h"
#include "core/ordered_workers.h"
#include "core/progress.h"

namespace supreme {
namespace {

using Indices = std::vector<uint32_t>;

LabelledFeatures Gather(const RecordFeatures& features, const TaskLabels& labels,
                        size_t class_count) {
  return {features.width(), class_count, features.Gather(labels.rows), labels.positive};
}

ProbeParts MakeParts(FeatureEncoder& encoder, const FeatureCache& cache, const ProbeInput& input,
                     const ProbeRecords& records) {
  std::vector<size_t> rows = records.train.rows;
  rows.insert(rows.end(), records.validation.rows.begin(), records.validation.rows.end());
  rows.insert(rows.end(), records.test.rows.begin(), records.test.rows.end());
  const RecordFeatures features = cache.Encode(encoder, input.pack, rows);
  const size_t classes = input.task.classes.size();
  return {Gather(features, records.train, classes), Gather(features, records.validation, classes),
          Gather(features, records.test, classes)};
}

// A seed is one thread's work.
std::vector<ProbeRun> TrainSeeds(const ProbeParts& parts, const std::vector<Indices>& indices,
                                 const ProbeOptions& options) {
  const size_t cores = std::max(1U, std::thread::hardware_concurrency());
  const size_t workers = options.threads > 0 ? options.threads : cores;
  const size_t seeds = options.seeds.size();
  Progress progress("probe", seeds * static_cast<uint64_t>(options.recipe.epochs), "epochs");
  std::mutex mutex;
  uint64_t epochs = 0;
  const auto on_epoch = [&] {
    const std::lock_guard lock(mutex);
    progress.Update(++epochs);
  };
  OrderedWorkers<ProbeRun> training(seeds, workers, seeds, [&](size_t i) {
    return TrainProbe(parts, indices[i], options.recipe, options.seeds[i], on_epoch);
  });
  std::vector<ProbeRun> runs;
  while (auto run = training.Next()) runs.push_back(std::move(*run));
  progress.Finish();
  return runs;
}

}  // namespace

ProbeResult RunLinearProbe(FeatureEncoder& encoder, const FeatureCache& cache,
                           const ProbeInput& input, const ProbeOptions& options) {
  SUPREME_CHECK(!options.seeds.empty());
  const ProbeRecords records =
      LabelProbeRecords(input.task, input.pack, input.split, input.label_mode);
  const std::vector<Indices> indices = ProbeTrainingIndices(input, records, options);
  const ProbeParts parts = MakeParts(encoder, cache, input, records);
  return SummariseProbes(encoder.info(), input, options,
                         {records, indices, TrainSeeds(parts, indices, options)});
}

}  // namespace supreme
