#include "train/missing_ranks.h"

#include <algorithm>

#include "core/numbers.h"

namespace supreme {

std::string RankList(const std::vector<int64_t>& ranks) {
  constexpr size_t kMostNamed = 16;
  std::string list = ranks.size() == 1 ? "rank " : "ranks ";
  for (size_t i = 0; i < std::min(ranks.size(), kMostNamed); ++i) {
    list += (i > 0 ? ", " : "") + std::to_string(ranks[i]);
  }
  if (ranks.size() > kMostNamed) {
    list += " and " + std::to_string(ranks.size() - kMostNamed) + " more";
  }
  return list;
}

std::vector<int64_t> AbsentRanks(const std::vector<uint8_t>& present) {
  std::vector<int64_t> absent;
  for (size_t rank = 0; rank < present.size(); ++rank) {
    if (present[rank] == 0) absent.push_back(static_cast<int64_t>(rank));
  }
  return absent;
}

double RollCallSeconds(double timeout_s) { return std::min(1.0, timeout_s / 4.0); }

Error LateRanks(const std::vector<int64_t>& missing, double timeout_s, const std::string& doing) {
  const std::string who = missing.empty() ? "some ranks" : RankList(missing);
  return Error(ErrorCode::kTimeout,
               who + " did not answer within " + FormatDouble(timeout_s) + " s", doing, kGoOnHint);
}

}  // namespace supreme
