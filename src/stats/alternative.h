// What a test asks of a difference.
#pragma once

#include <string_view>

namespace supreme {

enum class Alternative {
  kTwoSided,  // is there a difference?
  kGreater,   // is the first greater than the second?
  kLess,      // is the first less than the second?
};

constexpr std::string_view AlternativeName(Alternative alternative) {
  switch (alternative) {
    case Alternative::kGreater:
      return "greater";
    case Alternative::kLess:
      return "less";
    case Alternative::kTwoSided:
      break;
  }
  return "two-sided";
}

// Of the names above; anything else is two-sided.
constexpr Alternative ParseAlternative(std::string_view name) {
  if (name == "greater") return Alternative::kGreater;
  return name == "less" ? Alternative::kLess : Alternative::kTwoSided;
}

}  // namespace supreme
