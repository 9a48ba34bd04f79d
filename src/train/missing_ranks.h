// How a run says which ranks it waits for in vain.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/error.h"

namespace supreme {

inline constexpr const char* kGoOnHint =
    "start all ranks again with --resume (supreme launch does it by itself)";

// kUnavailable of a special kind: a rank or its device was there and has gone, so that another
// start may go well. What is not there from the start is a plain Error.
class LostRank : public Error {
 public:
  LostRank(const std::string& what, const std::string& doing, const std::string& hint = kGoOnHint)
      : Error(ErrorCode::kUnavailable, what, doing, hint) {}
};

// "rank 2", "ranks 0, 3".
std::string RankList(const std::vector<int64_t>& ranks);
// Those whose mark is 0.
std::vector<int64_t> AbsentRanks(const std::vector<uint8_t>& present);
// The last part of a wait, in which the others are asked whether they are there.
double RollCallSeconds(double timeout_s);
// kTimeout: "rank 2 did not answer within 5 s"; no ranks = it is not known which.
Error LateRanks(const std::vector<int64_t>& missing, double timeout_s, const std::string& doing);

}  // namespace supreme
