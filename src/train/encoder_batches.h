// Which texts a tuning step compares: pairs of wordings, their opposites, phrases of other fields.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/rng.h"
#include "train/tune_config.h"
#include "vocab/training_texts.h"

namespace supreme {

struct EncoderBatch {
  std::vector<std::string> anchors;
  std::vector<std::string> positives;  // another wording of the anchor's concept
  std::vector<std::string> opposites;
  std::vector<int64_t> owner;              // per opposite: its anchor
  std::vector<std::vector<bool>> related;  // [anchor][positive]: shares a text, so is no negative
  std::vector<size_t> general;             // rows of TrainingTexts::general
};

// Immutable, thread-safe. What a step gets depends on seed and step alone.
class EncoderBatches {
 public:
  // `texts` must outlive it. kInvalidInput when there are fewer concepts with two texts than
  // config.batch_size.
  EncoderBatches(const TrainingTexts& texts, const TuneConfig& config);

  EncoderBatch Step(int64_t step) const;

 private:
  std::vector<size_t> DrawConcepts(Rng& rng) const;
  void AddPair(const TrainingConcept& entry, Rng& rng, EncoderBatch& batch) const;
  bool Related(size_t a, size_t b) const;

  const TrainingTexts& texts_;
  TuneConfig config_;
  std::vector<size_t> pairable_;           // concepts with two texts or more
  std::vector<double> cumulative_;         // their weights, summed up
  std::vector<std::set<size_t>> related_;  // per concept: others that share a text
};

}  // namespace supreme
