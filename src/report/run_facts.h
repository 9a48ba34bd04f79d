// What run.json says, in the reader's words and in full.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/json.h"
#include "report/report_data.h"

namespace supreme {

// Every value of a JSON document by its dotted key ("config.train.seed", "machine.cores"), in the
// order of the keys; lists are written out. At most 5,000 values.
std::vector<Fact> FlattenJson(const Json& json);

// The first value whose dotted key is one of `keys` or ends in "." and one of them.
std::optional<std::string> FindSetting(const std::vector<Fact>& settings,
                                       const std::vector<std::string>& keys);

// The settings that a reader asks for first, in words; absent ones are left out.
std::vector<Fact> RunFacts(const std::vector<Fact>& settings);

}  // namespace supreme
