#include "extract/continuation.h"

#include <algorithm>
#include <array>
#include <utility>

namespace supreme {
namespace {

// English, German, Swedish.
constexpr std::array<std::string_view, 64> kOpenings = {
    // conjunctions
    "and", "or", "and/or", "but", "plus", "although", "however", "und", "oder", "aber", "sowie",
    "och", "eller", "men",
    // links to what was said
    "with", "without change", "due to", "probably due to", "possibly", "probably", "likely",
    "presumably", "perhaps", "consider", "consistent with", "compatible with", "suggesting",
    "suggestive of", "secondary to", "because of", "as well as", "in addition", "except",
    "vereinbar mit", "am ehesten", "wohl", "wahrscheinlich", "bedingt durch", "jedoch",
    "förenligt med", "troligen", "sannolikt", "möjligen",
    // pronouns
    "this", "these", "they", "it", "which", "dies", "diese", "dieser", "detta", "dessa",
    // verbs without a subject
    "may be", "might be", "could be", "cannot be", "can not be", "is", "are", "was", "suggests",
    "indicates", "kan"};

}  // namespace

bool DependsOnContext(std::string_view statement) {
  return std::any_of(kOpenings.begin(), kOpenings.end(), [&](std::string_view opening) {
    return statement.starts_with(opening) &&
           (statement.size() == opening.size() || statement[opening.size()] == ' ');
  });
}

std::vector<std::string> JoinContinuations(std::vector<std::string> statements, uint64_t* joined) {
  std::vector<std::string> units;
  for (std::string& statement : statements) {
    if (!units.empty() && DependsOnContext(statement)) {
      units.back() += "\n" + statement;
      if (joined != nullptr) ++*joined;
    } else {
      units.push_back(std::move(statement));
    }
  }
  return units;
}

}  // namespace supreme
