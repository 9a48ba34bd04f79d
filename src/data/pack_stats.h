// What a pack holds, in numbers.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "core/json.h"
#include "data/pack.h"

namespace supreme {

struct PackStats {
  size_t rows = 0;
  size_t patients = 0;         // known ones
  size_t without_patient = 0;  // rows
  size_t reports = 0;          // rows with a report that is not empty
  std::map<int64_t, size_t> folds;
  std::map<std::string, size_t> codes;          // code → records
  std::map<std::string, size_t> missing_leads;  // lead → records
  std::map<std::string, size_t> flat_leads;
  size_t male = 0, female = 0, sex_unknown = 0;
  size_t age_known = 0;
  double age_min = 0.0, age_median = 0.0, age_max = 0.0;  // years; NaN when none is known
};

PackStats CountPack(const Pack& pack);
OrderedJson ToJson(const PackStats& stats);

}  // namespace supreme
