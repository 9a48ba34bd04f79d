#include "data/random_split.h"

#include "core/error.h"
#include "core/numbers.h"

namespace supreme {

RandomSplit::RandomSplit(SplitUnit unit, double validation_share, uint64_t seed)
    : unit_(unit), validation_share_(validation_share), rng_(Rng(seed).Fork("split")) {
  if (validation_share >= 0.0 && validation_share <= 1.0) return;
  throw Error(ErrorCode::kUsage, FormatDouble(validation_share) + " is out of range",
              "--validation-share", "0 to 1");
}

std::string_view RandomSplit::PartOf(const PackRow& row) const {
  const bool by_patient = unit_ == SplitUnit::kPatient && !row.patient_id.empty();
  const std::string id = by_patient ? "patient " + row.patient_id : "record " + row.record_id;
  return rng_.Fork(id).Uniform() < validation_share_ ? "validation" : "train";
}

}  // namespace supreme
