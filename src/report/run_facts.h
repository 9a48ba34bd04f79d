// What run.json says, in the reader's words and in full.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"
#include "report/report_data.h"

namespace supreme {

// Every value of a JSON document by its dotted key ("config.train.seed", "machine.cores"), in the
// order of the keys; lists are written out, null is left out. At most 5,000 values.
std::vector<Fact> FlattenJson(const Json& json);

// The value of a dotted key.
std::optional<std::string> FindSetting(const std::vector<Fact>& settings, std::string_view key);

// The settings that a reader asks for first, in words; absent ones are left out.
std::vector<Fact> RunFacts(const std::vector<Fact>& settings);

}  // namespace supreme
