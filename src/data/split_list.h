// Which records train, validate and test, by record id, before there is a pack: the rules that the
// published splits of the six downstream tasks follow.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/task.h"

namespace supreme {

struct SplitList {
  std::vector<std::string> train, validation, test;  // record ids in the order of the rule
  std::string description;                           // how it was made, e.g. "folds 1-8 / 9 / 10"

  std::array<size_t, 3> sizes() const { return {train.size(), validation.size(), test.size()}; }
};

// What a rule looks at.
struct SplitCandidate {
  std::string record_id;
  int64_t fold = 0;
  std::vector<std::string> codes;
};

// PTB-XL: folds 1–8 train, 9 validates, 10 tests; records without a class of the task stay out, and
// so do those that PTB-XL 1.0.3 withdrew (Wagner et al., doi:10.1038/s41597-020-0495-6).
SplitList SplitPtbxl(const Task& task, const std::vector<SplitCandidate>& candidates);

// True for the 38 records of PTB-XL 1.0.1 that 1.0.3 does not have.
bool IsWithdrawnFromPtbxl(std::string_view record_id);

// CPSC-2018 as MERL (ICML 2024) drew it with seed 42: test is the first fifth, rounded up, of a
// permutation, validation the first tenth, rounded up, of a fresh permutation of the rest. `ids`
// must stand in the order of their published ecg_id.
SplitList SplitByPermutation(const std::vector<std::string>& ids);

// The training records that linear probing on `percent` % of them uses: the last floor(n · percent
// / 100) of a permutation with seed 42. kUsage unless percent is 1 to 100.
std::vector<std::string> LinearProbeSubset(const std::vector<std::string>& train, int percent);

// Train, validation and test records of a downstream task in the SuPreME paper's Table 7.
std::optional<std::array<size_t, 3>> PaperSplitSizes(std::string_view task);

}  // namespace supreme
