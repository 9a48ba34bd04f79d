// Rules: what makes a sign present, as a small language.
//
//   qrs_ms>=120              a quantity of the record against a threshold (>= or <=)
//   V1.r_over_s>=1           a quantity of one lead
//   V6.r-V5.r>=0             the difference of two quantities
//   has(CRBBB IRBBB)         one of these findings is in the diagnosis
//   all(a,b) any(a,b) not(a) three-valued: unclear where the parts leave it open
//   two(inferior,j>=0.1)     in at least two leads of a territory; some: in one; every: in all
//   near(st60<=-0.05)        in two neighbouring leads
//   known(pr_ms)             the quantity can be measured
//   always(), never()
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "synth/truth/quantity.h"
#include "synth/truth/sign.h"

namespace supreme {

using RuleId = uint32_t;

// Compiled rules. Parsing is not thread-safe, evaluating is.
class RuleBook {
 public:
  // kCorruptData with the place in `text`.
  RuleId Add(std::string_view text);
  SignTruth Evaluate(RuleId rule, const Truth& truth) const;
  // The findings that `rule` names in has(…), in order of appearance.
  std::vector<Finding> Findings(RuleId rule) const;

 private:
  friend class RuleParser;
  enum class Op : uint8_t { kCompare, kKnown, kHas, kNot, kAtLeast };
  struct Node {
    Op op = Op::kCompare;
    bool greater = true;      // kCompare: value >= threshold
    bool difference = false;  // kCompare: a − b
    QuantityRef a;
    QuantityRef b;
    double threshold = 0.0;
    double band = 0.0;
    uint32_t needed = 0;  // kAtLeast: of its children
    uint32_t first = 0;   // of children_ or findings_
    uint32_t count = 0;
  };

  SignTruth Compare(const Node& node, const Truth& truth) const;
  SignTruth AtLeast(const Node& node, const Truth& truth) const;

  std::vector<Node> nodes_;
  std::vector<RuleId> children_;
  std::vector<Finding> findings_;
};

// Leads of "inferior", "lateral", "chest" …; empty for an unknown name.
std::span<const uint8_t> TerritoryLeads(std::string_view name);

}  // namespace supreme
