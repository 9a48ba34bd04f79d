#include "train/question_sampler.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/error.h"

namespace supreme {

QuestionSampler::QuestionSampler(const SimulatedWorld& world) : texts_(world.signs.size()) {
  for (size_t i = 0; i < world.texts.size(); ++i) {
    const AskableText& text = world.texts[i];
    if (!text.left_out) texts_.at(text.sign).push_back(static_cast<uint32_t>(i));
  }
  for (size_t sign = 0; sign < world.signs.size(); ++sign) {
    if (texts_[sign].empty() || world.signs[sign].weight <= 0.0) continue;
    signs_.push_back({static_cast<uint32_t>(sign), world.signs[sign].weight});
  }
  if (signs_.empty()) {
    throw Error(ErrorCode::kInvalidInput, "no sign is left to be asked", "simulate.leave_out");
  }
}

// Keys u^(1/w), largest first (Efraimidis and Spirakis 2006, doi 10.1016/j.ipl.2005.11.003), as
// −log(u)/w, smallest first.
std::vector<uint32_t> QuestionSampler::DrawSigns(size_t count, Rng& rng) const {
  std::vector<std::pair<double, uint32_t>> keys;
  keys.reserve(signs_.size());
  for (const Entry& entry : signs_) {
    keys.emplace_back(-std::log(1.0 - rng.Uniform()) / entry.weight, entry.sign);
  }
  count = std::min(count, keys.size());
  std::partial_sort(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(count), keys.end());
  std::vector<uint32_t> signs;
  for (size_t i = 0; i < count; ++i) signs.push_back(keys[i].second);
  return signs;
}

uint32_t QuestionSampler::DrawText(uint32_t sign, Rng& rng) const {
  const std::vector<uint32_t>& texts = texts_.at(sign);
  return texts[rng.Index(texts.size())];
}

}  // namespace supreme
