// What training needs of a simulator: records, and what is true of them. Behind functions, so that
// the training loop knows nothing of hearts and tests can train on something simpler.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/rng.h"

namespace supreme {

struct SimulatedExample {
  std::vector<int32_t> leads_uv;  // [12, 5000]: a standard window in µV
  // 0 absent, 1 present, 2 unclear: of a sign, by its index.
  std::function<uint8_t(uint32_t sign)> truth;
};

struct AskableSign {
  std::string id;
  double weight = 1.0;  // how often it is asked, relative to others; 0 = never
};

struct AskableText {
  std::string text;
  uint32_t sign = 0;
  bool left_out = false;  // never asked: it names what is left out
};

struct SimulatedWorld {
  std::vector<AskableSign> signs;
  // Signs whose texts differ from those of a sign by the side, the direction or the degree only, by
  // the sign's index: what must not be mistaken for it. As many lists as signs.
  std::vector<std::vector<uint32_t>> opposites;
  std::vector<AskableText> texts;
  // The same generator, the same record; thread-safe.
  std::function<SimulatedExample(const Rng& rng)> simulate;
};

}  // namespace supreme
