// A simulator small enough to train on in a test.
#pragma once

#include <array>
#include <cmath>
#include <filesystem>
#include <memory>
#include <string>

#include "signal/window.h"
#include "tests/train/small_data.h"
#include "train/simulated_world.h"
#include "vocab/question_set.h"

namespace supreme {

inline constexpr size_t kSmallSigns = 6;
inline constexpr size_t kWordings = 3;

// Sign s is present when lead s swings at s + 1 Hz, and unclear (then it does not) now and then.
inline SimulatedExample SimulateSmall(const Rng& rng) {
  Rng draws = rng;
  SimulatedExample example;
  example.leads_uv.resize(kLeadCount * kWindowSamples);
  const auto truths = std::make_shared<std::array<uint8_t, kSmallSigns>>();
  for (size_t s = 0; s < kSmallSigns; ++s) {
    const bool present = draws.Bernoulli(0.4);
    (*truths)[s] = present ? 1 : draws.Bernoulli(0.1) ? 2 : 0;
    const double phase = draws.Uniform(0.0, 6.28);
    for (size_t t = 0; present && t < kWindowSamples; ++t) {
      const double turns = static_cast<double>(s + 1) * static_cast<double>(t) / kWindowRateHz;
      example.leads_uv[s * kWindowSamples + t] =
          static_cast<int32_t>(1000.0 * std::sin(6.283 * turns + phase));
    }
  }
  example.truth = [truths](uint32_t sign) { return truths->at(sign); };
  return example;
}

// Text w of sign s is "sign s wording w"; those of `left_out` may not be asked.
inline SimulatedWorld SmallWorld(size_t left_out = kSmallSigns) {
  SimulatedWorld world;
  for (size_t s = 0; s < kSmallSigns; ++s) {
    world.signs.push_back({"small:" + std::to_string(s), 1.0 + static_cast<double>(s)});
    for (size_t w = 0; w < kWordings; ++w) {
      world.texts.push_back({"sign " + std::to_string(s) + " wording " + std::to_string(w),
                             static_cast<uint32_t>(s), s == left_out});
    }
  }
  world.opposites.resize(kSmallSigns);
  world.opposites[0] = {1};
  world.opposites[1] = {0};
  world.simulate = SimulateSmall;
  return world;
}

inline QuestionSet SmallQuestions() {
  Rng rng(5);
  const SimulatedWorld world = SmallWorld();
  QuestionSet set{{}, "test", "0", kSmallTextWidth, {}};
  for (const AskableText& text : world.texts) {
    const AskableSign& sign = world.signs[text.sign];
    set.questions.push_back({text.text, sign.id, sign.weight});
    for (int64_t i = 0; i < kSmallTextWidth; ++i) {
      set.embeddings.push_back(static_cast<float>(rng.Normal()));
    }
  }
  return set;
}

// A query for each sign: its first text, with the others as members.
inline QuerySet SmallQueries() {
  const QuestionSet questions = SmallQuestions();
  QuerySet set;
  set.encoder_name = questions.encoder_name;
  set.encoder_id = questions.encoder_id;
  set.text_width = kSmallTextWidth;
  for (size_t s = 0; s < kSmallSigns; ++s) {
    Query query;
    query.id = "sign-" + std::to_string(s);
    query.text = questions.questions[s * kWordings].text;
    query.members = {{questions.questions[s * kWordings + 1].text, 1.0, 0}};
    set.queries.push_back(query);
    const auto row =
        questions.embeddings.begin() + static_cast<std::ptrdiff_t>(s * kWordings) * kSmallTextWidth;
    set.embeddings.insert(set.embeddings.end(), row, row + kSmallTextWidth);
  }
  return set;
}

inline void WriteSmallSigns(const std::filesystem::path& folder) {
  WriteQuestionSet(SmallQuestions(), folder);
  WriteQuerySet(SmallQueries(), folder);
}

}  // namespace supreme
