#include "synth/truth/rule.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "synth/truth/rule_parser.h"

namespace supreme {

SignTruth RuleBook::Compare(const Node& node, const Truth& truth) const {
  double value = Value(node.a, truth);
  double band = node.band;
  if (node.difference) {
    const double other = Value(node.b, truth);
    band = std::max(band, 0.05 * std::max(std::abs(value), std::abs(other)));
    value -= other;
  }
  if (std::isnan(value)) return SignTruth::kUnclear;
  const double over = node.greater ? value - node.threshold : node.threshold - value;
  if (over >= band) return SignTruth::kPresent;
  return over < -band || band == 0.0 ? SignTruth::kAbsent : SignTruth::kUnclear;
}

SignTruth RuleBook::AtLeast(const Node& node, const Truth& truth) const {
  uint32_t present = 0;
  uint32_t possible = node.count;
  for (uint32_t i = 0; i < node.count; ++i) {
    const SignTruth part = Evaluate(children_[node.first + i], truth);
    if (part == SignTruth::kPresent && ++present >= node.needed) return SignTruth::kPresent;
    if (part == SignTruth::kAbsent && --possible < node.needed) return SignTruth::kAbsent;
  }
  if (present >= node.needed) return SignTruth::kPresent;
  return possible < node.needed ? SignTruth::kAbsent : SignTruth::kUnclear;
}

SignTruth RuleBook::Evaluate(RuleId rule, const Truth& truth) const {
  const Node& node = nodes_[rule];
  switch (node.op) {
    case Op::kCompare:
      return Compare(node, truth);
    case Op::kKnown:
      return std::isnan(Value(node.a, truth)) ? SignTruth::kAbsent : SignTruth::kPresent;
    case Op::kHas: {
      const auto first = findings_.begin() + node.first;
      const bool found = std::any_of(first, first + node.count,
                                     [&](Finding finding) { return truth.diagnosis.Has(finding); });
      return found ? SignTruth::kPresent : SignTruth::kAbsent;
    }
    case Op::kNot: {
      const SignTruth part = Evaluate(children_[node.first], truth);
      if (part == SignTruth::kUnclear) return part;
      return part == SignTruth::kPresent ? SignTruth::kAbsent : SignTruth::kPresent;
    }
    case Op::kAtLeast:
      return AtLeast(node, truth);
  }
  return SignTruth::kUnclear;
}

std::vector<Finding> RuleBook::Findings(RuleId rule) const {
  std::vector<Finding> found;
  std::vector<RuleId> open = {rule};
  while (!open.empty()) {
    const Node& node = nodes_[open.back()];
    open.pop_back();
    if (node.op == Op::kHas) {
      for (uint32_t i = 0; i < node.count; ++i) {
        const Finding finding = findings_[node.first + i];
        if (std::find(found.begin(), found.end(), finding) == found.end()) {
          found.push_back(finding);
        }
      }
    } else if (node.op == Op::kNot || node.op == Op::kAtLeast) {
      for (uint32_t i = node.count; i > 0; --i) open.push_back(children_[node.first + i - 1]);
    }
  }
  return found;
}

RuleId RuleBook::Add(std::string_view text) { return RuleParser(*this, text).Parse(); }

std::span<const uint8_t> TerritoryLeads(std::string_view name) {
  static constexpr std::array<uint8_t, 12> kAll = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
  static constexpr std::array<uint8_t, 3> kInferior = {1, 2, 5};
  static constexpr std::array<uint8_t, 4> kLateral = {0, 4, 10, 11};
  struct Territory {
    std::string_view name;
    std::span<const uint8_t> leads;
  };
  static constexpr std::span<const uint8_t> kChest(kAll.data() + 6, 6);
  static const std::array<Territory, 12> kTerritories = {{
      {"all", kAll},
      {"limb", std::span(kAll).first(6)},
      {"chest", kChest},
      {"septal", kChest.first(2)},
      {"right_chest", kChest.first(3)},
      {"anteroseptal", kChest.first(4)},
      {"anterior", kChest.subspan(1, 3)},
      {"middle_chest", kChest.subspan(2, 2)},
      {"left_chest", kChest.subspan(3, 3)},
      {"low_lateral", kChest.subspan(4, 2)},
      {"inferior", kInferior},
      {"lateral", kLateral},
  }};
  for (const Territory& territory : kTerritories) {
    if (territory.name == name) return territory.leads;
  }
  static constexpr std::array<uint8_t, 2> kHighLateral = {0, 4};
  if (name == "high_lateral") return kHighLateral;
  return {};
}

}  // namespace supreme
