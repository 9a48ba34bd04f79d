#include "vocab/linkage.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "core/error.h"

namespace supreme {
namespace {

constexpr std::array<std::pair<Linkage, std::string_view>, 3> kNames = {
    {{Linkage::kAverage, "average"},
     {Linkage::kComplete, "complete"},
     {Linkage::kSingle, "single"}}};

}  // namespace

std::string_view LinkageName(Linkage linkage) {
  for (const auto& [value, name] : kNames) {
    if (value == linkage) return name;
  }
  throw Error(ErrorCode::kInternal, "unknown linkage");
}

Linkage LinkageFromName(std::string_view name) {
  for (const auto& [value, known] : kNames) {
    if (known == name) return value;
  }
  throw Error(ErrorCode::kUsage, "unknown linkage \"" + std::string(name) + "\"", "",
              "average, complete or single");
}

KindSets::KindSets(const LinkageInput& input) : is_apart_(input.is_apart) {
  for (const uint32_t kind : input.kinds) kinds_.push_back({kind});
}

bool KindSets::IsApart(uint32_t group, uint32_t other) const {
  for (const uint32_t a : kinds_[group]) {
    for (const uint32_t b : kinds_[other]) {
      if (a != b && is_apart_(a, b)) return true;
    }
  }
  return false;
}

void KindSets::Join(uint32_t group, uint32_t other) {
  std::vector<uint32_t> joined;
  std::ranges::set_union(kinds_[group], kinds_[other], std::back_inserter(joined));
  kinds_[group] = std::move(joined);
  kinds_[other] = {};
}

Groups GroupsOf(std::vector<uint32_t> parents) {
  Groups groups;
  std::vector<uint32_t> group_of(parents.size());
  for (uint32_t row = 0; row < parents.size(); ++row) {
    if (parents[row] == row) {
      group_of[row] = static_cast<uint32_t>(groups.size());
      groups.emplace_back();
    } else {
      group_of[row] = group_of[parents[row]];
    }
    groups[group_of[row]].push_back(row);
  }
  return groups;
}

}  // namespace supreme
