#include "train/encoder_batches.h"

#include <algorithm>

#include "core/error.h"

namespace supreme {
namespace {

constexpr int kMaxDraws = 50;  // for one concept that is not in the batch yet

}  // namespace

EncoderBatches::EncoderBatches(const TrainingTexts& texts, const TuneConfig& config)
    : texts_(texts), config_(config), related_(texts.concepts.size()) {
  double sum = 0.0;
  std::map<std::string, std::vector<size_t>> users;
  for (size_t i = 0; i < texts.concepts.size(); ++i) {
    for (const TrainingText& text : texts.concepts[i].texts) users[text.text].push_back(i);
    if (texts.concepts[i].texts.size() < 2) continue;
    pairable_.push_back(i);
    cumulative_.push_back(sum += texts.concepts[i].weight);
  }
  for (const auto& [text, concepts] : users) {
    for (const size_t a : concepts) related_[a].insert(concepts.begin(), concepts.end());
  }
  if (pairable_.size() < static_cast<size_t>(config.batch_size)) {
    throw Error(ErrorCode::kInvalidInput,
                "only " + std::to_string(pairable_.size()) + " concepts with two texts, for " +
                    std::to_string(config.batch_size) + " in a batch",
                "texts.csv", "--set batch_size=" + std::to_string(pairable_.size()));
  }
}

bool EncoderBatches::Related(size_t a, size_t b) const { return a != b && related_[a].contains(b); }

// Weighted, without one twice; when the heavy ones are used up, the rest in order.
std::vector<size_t> EncoderBatches::DrawConcepts(Rng& rng) const {
  std::vector<size_t> drawn;
  std::set<size_t> taken;
  const auto take = [&](size_t place) {
    if (taken.insert(place).second) drawn.push_back(pairable_[place]);
  };
  const auto wanted = static_cast<size_t>(config_.batch_size);
  for (size_t draw = 0; draw < wanted * kMaxDraws && drawn.size() < wanted; ++draw) {
    const double at = rng.Uniform(0.0, cumulative_.back());
    const auto found = std::upper_bound(cumulative_.begin(), cumulative_.end() - 1, at);
    take(static_cast<size_t>(found - cumulative_.begin()));
  }
  for (size_t place = 0; drawn.size() < wanted; ++place) take(place);
  return drawn;
}

void EncoderBatches::AddPair(const TrainingConcept& entry, Rng& rng, EncoderBatch& batch) const {
  const size_t count = entry.texts.size();
  const size_t first = rng.Index(count);
  const size_t second = (first + 1 + rng.Index(count - 1)) % count;
  const auto owner = static_cast<int64_t>(batch.anchors.size());
  batch.anchors.push_back(entry.texts[first].text);
  batch.positives.push_back(entry.texts[second].text);
  std::vector<std::string> opposites = entry.texts[first].opposites;
  rng.Shuffle(std::span(opposites));
  const size_t kept = std::min(opposites.size(), static_cast<size_t>(config_.opposites));
  for (size_t i = 0; i < kept; ++i) {
    batch.opposites.push_back(opposites[i]);
    batch.owner.push_back(owner);
  }
}

EncoderBatch EncoderBatches::Step(int64_t step) const {
  Rng rng = Rng(static_cast<uint64_t>(config_.seed)).Fork("tune").Fork(static_cast<uint64_t>(step));
  const std::vector<size_t> concepts = DrawConcepts(rng);
  EncoderBatch batch;
  for (const size_t index : concepts) AddPair(texts_.concepts[index], rng, batch);
  for (const size_t a : concepts) {
    std::vector<bool>& row = batch.related.emplace_back();
    for (const size_t b : concepts) row.push_back(Related(a, b));
  }
  if (!texts_.general.empty()) {
    for (int64_t i = 0; i < config_.general_texts; ++i) {
      batch.general.push_back(rng.Index(texts_.general.size()));
    }
  }
  return batch;
}

}  // namespace supreme
