// One line of `supreme doctor`.
#pragma once

#include <string>
#include <vector>

#include "core/json.h"

namespace supreme {

enum class CheckLevel {
  kGood,
  kWarning,  // works, but worse than it could
  kBroken,   // something that is needed does not work
  kAbsent,   // optional, and not there
};

struct Check {
  std::string name;
  CheckLevel level = CheckLevel::kGood;
  std::string value;  // what was found
  std::string hint;   // what to do; empty for good ones
};

// False when a check is kBroken.
bool AllWork(const std::vector<Check>& checks);
// One line a check; colours are ANSI codes.
std::string ChecksText(const std::vector<Check>& checks, bool colours);
// {"ok": bool, "checks": [{"name", "level", "value", "hint"}, …]}
OrderedJson ChecksJson(const std::vector<Check>& checks);

}  // namespace supreme
