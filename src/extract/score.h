// Right, wrong and missed: precision, recall and F1 with intervals.
#pragma once

#include <cstdint>

namespace supreme {

struct MatchCounts {
  uint64_t right = 0;   // said and true
  uint64_t wrong = 0;   // said, not true
  uint64_t missed = 0;  // true, not said

  MatchCounts& operator+=(const MatchCounts& other);
};

struct ScoreInterval {
  double value = 0.0;
  double low = 0.0;
  double high = 0.0;
};

// 95 % score interval of a proportion (Wilson 1927, doi 10.1080/01621459.1927.10502953); 0 to 1
// when there are no trials.
ScoreInterval WilsonInterval(uint64_t successes, uint64_t trials);

ScoreInterval Precision(const MatchCounts& counts);
ScoreInterval Recall(const MatchCounts& counts);
// F1 = 2J / (1 + J) for the share J of right ones among all that was said or true; J's interval is
// carried over, as the map is monotone. 0 when nothing was said or true.
ScoreInterval F1(const MatchCounts& counts);

}  // namespace supreme
