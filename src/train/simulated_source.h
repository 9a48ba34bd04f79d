// Batches straight from a simulator: every record is new, and nothing touches the disk.
#pragma once

#include <functional>
#include <vector>

#include "signal/preprocess.h"
#include "train/augment.h"
#include "train/batch_source.h"
#include "train/question_sampler.h"
#include "train/share.h"
#include "train/train_config.h"
#include "vocab/question_set.h"

namespace supreme {

struct SimulatedData {
  SimulatedWorld world;
  uint64_t seed = 1;      // of records and questions
  QuerySet queries;       // those whose sign is left out are removed
  QuestionSet questions;  // embeddings of world.texts
  Share share = {};       // of every batch, and of the validation records
};

// All ranks simulate the whole batch, of which each keeps its share: what is asked depends on all
// records. Training asks `questions_per_batch` signs of all records of a batch, drawn anew each
// time. Validation asks all queries of the same records each time; those are kept in memory.
class SimulatedSource : public BatchSource {
 public:
  // kInvalidInput when the questions are not those of the world (made by another version), or a
  // query is none of its texts.
  SimulatedSource(const RunConfig& config, SimulatedData data);

  int64_t batch_size() const override { return config_.train.batch_size; }
  int64_t batches_per_epoch() const override;
  int64_t validation_records() const override { return config_.simulate.validation_records; }
  int64_t direct_signs() const override { return static_cast<int64_t>(sampler_.sign_count()); }
  const QuerySet& queries() const override { return data_.queries; }
  std::unique_ptr<BatchStream> Train(int64_t first, int64_t end) override;
  std::unique_ptr<BatchStream> Validation() override;
  at::Tensor BalancedWeights() const override;
  OrderedJson Describe() const override;

 private:
  using Truths = std::vector<std::function<uint8_t(uint32_t)>>;

  void CheckQuestions() const;
  void LeaveOutQueries();
  size_t WorkerCount() const;
  Batch MakeTrainingBatch(int64_t step) const;
  Batch MakeValidationBatch(int64_t index) const;
  // Simulates record records[i] of a stream into row i of the batch.
  struct RecordRequest {
    Rng rng;
    std::vector<uint64_t> records;
    bool augment = false;
  };
  Truths FillRecords(const RecordRequest& request, Batch& batch) const;
  // Signs to ask of these records: first those that tell some of them apart.
  std::vector<uint32_t> ChooseSigns(const Truths& truths, Rng& rng) const;
  void FillLabels(const Truths& truths, const std::vector<uint32_t>& signs, Batch& batch) const;
  at::Tensor Embeddings(const std::vector<int64_t>& texts, const Rng& rng) const;  // [texts, E]
  at::Tensor DirectLabels(const Truths& truths) const;  // [records, direct signs]
  Batch EmptyBatch(size_t records, size_t questions) const;

  RunConfig config_;
  SimulatedData data_;
  Preprocessor preprocessor_;
  Augmenter augmenter_;
  QuestionSampler sampler_;
  std::vector<uint32_t> query_signs_;  // of data_.queries
  at::Tensor query_embeddings_;        // [queries, E]
  at::Tensor text_embeddings_;         // [texts, E]
  std::vector<Batch> validation_;      // made by the first Validation()
};

}  // namespace supreme
