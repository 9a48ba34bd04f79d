// The faults that a model's robustness is measured against, each at several strengths.
#pragma once

#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "core/rng.h"
#include "signal/window.h"

namespace supreme {

struct Condition {
  std::string kind;   // "white", one of ConditionKinds()
  std::string level;  // "12 dB", "V1 and V2 exchanged"
  // Where it stands on an axis of the kind: dB, lost leads, Hz, factor; NaN for faults without one.
  double x = std::numeric_limits<double>::quiet_NaN();
  // Changes the window that a record came as; the same `rng`, the same change. Thread-safe.
  std::function<void(EcgWindow& window, Rng& rng)> apply;
};

struct ConditionKind {
  std::string name;   // as typed
  std::string title;  // for people
};

// white, wander, mains, muscle, missing, silent, rate, leads, gain
const std::vector<ConditionKind>& ConditionKinds();

// All conditions of the kinds, in the order of ConditionKinds(). kUsage for an unknown kind.
std::vector<Condition> MakeConditions(const std::vector<std::string>& kinds);

}  // namespace supreme
