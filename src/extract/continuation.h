// Statements that make sense only after the one before them ("or digitalis effect").
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace supreme {

// Of a normalised statement: it begins with a conjunction ("or", "und"), a link ("due to",
// "possibly", "consider"), a pronoun ("this") or a verb without its subject ("may be", "is").
bool DependsOnContext(std::string_view statement);

// Joins each such statement to the one before it with '\n'; the first one stands for itself. What
// comes out is extracted on its own. `joined` (unless null) grows by the number of joins.
std::vector<std::string> JoinContinuations(std::vector<std::string> statements,
                                           uint64_t* joined = nullptr);

}  // namespace supreme
