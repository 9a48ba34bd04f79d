#include "synth/truth/rule_parser.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <utility>

#include "core/error.h"
#include "core/numbers.h"

namespace supreme {
namespace {

// Leads that look at neighbouring walls: along the chest, and I–aVL, II–aVF, aVF–III in the
// frontal plane.
constexpr std::array<std::pair<uint8_t, uint8_t>, 8> kNeighbours = {
    {{6, 7}, {7, 8}, {8, 9}, {9, 10}, {10, 11}, {0, 4}, {1, 5}, {5, 2}}};

// In differences of two waves of one trace the reading errors partly cancel.
constexpr double kDifferenceBandMv = 0.03;

}  // namespace

RuleId RuleParser::Parse() {
  const RuleId rule = Expression(kNoLead);
  if (position_ != text_.size()) Fail("text after the rule");
  return rule;
}

RuleId RuleParser::Expression(uint8_t lead) {
  const std::string_view word = Word("._");
  if (word.empty()) Fail("expected a quantity or an operation");
  return Take('(') ? Call(word, lead) : Comparison(word, lead);
}

RuleId RuleParser::Call(std::string_view name, uint8_t lead) {
  if (name == "has") return Has();
  if (name == "near") return Near();
  if (name == "known") return Known(lead);
  if (name == "two" || name == "some" || name == "every") return OverLeads(name);
  if (name == "always" || name == "never") {
    Expect(')');
    return AtLeast(name == "always" ? 0 : 1, {});
  }
  const std::vector<RuleId> parts = Arguments(lead);
  if (name == "all") return AtLeast(static_cast<uint32_t>(parts.size()), parts);
  if (name == "any") return AtLeast(1, parts);
  if (name != "not" || parts.size() != 1) Fail("unknown operation");
  RuleBook::Node node;
  node.op = RuleBook::Op::kNot;
  node.first = static_cast<uint32_t>(book_.children_.size());
  node.count = 1;
  book_.children_.push_back(parts.front());
  return Push(node);
}

RuleId RuleParser::OverLeads(std::string_view name) {
  const std::span<const uint8_t> leads = TerritoryLeads(Word("_"));
  if (leads.empty()) Fail("unknown territory");
  Expect(',');
  const std::vector<RuleId> parts = ForLeads(leads);
  Expect(')');
  if (name == "every") return AtLeast(static_cast<uint32_t>(parts.size()), parts);
  return AtLeast(name == "two" ? 2 : 1, parts);
}

RuleId RuleParser::Near() {
  const std::vector<RuleId> leads = ForLeads(TerritoryLeads("all"));
  Expect(')');
  std::vector<RuleId> pairs;
  for (const auto& [a, b] : kNeighbours) pairs.push_back(AtLeast(2, {leads[a], leads[b]}));
  return AtLeast(1, pairs);
}

RuleId RuleParser::Has() {
  RuleBook::Node node;
  node.op = RuleBook::Op::kHas;
  node.first = static_cast<uint32_t>(book_.findings_.size());
  const size_t end = text_.find(')', position_);
  if (end == std::string_view::npos) Fail("missing )");
  while (position_ < end) {
    const size_t stop = std::min(text_.find(' ', position_), end);
    const std::optional<Finding> finding = FindingByCode(text_.substr(position_, stop - position_));
    if (!finding) Fail("unknown finding");
    book_.findings_.push_back(*finding);
    ++node.count;
    position_ = std::min(stop + 1, end);
  }
  position_ = end + 1;
  return Push(node);
}

RuleId RuleParser::Known(uint8_t lead) {
  RuleBook::Node node;
  node.op = RuleBook::Op::kKnown;
  node.a = Reference(Word("._"), lead);
  Expect(')');
  return Push(node);
}

RuleId RuleParser::Comparison(std::string_view first, uint8_t lead) {
  RuleBook::Node node;
  node.op = RuleBook::Op::kCompare;
  node.a = Reference(first, lead);
  const Unit unit = UnitOf(node.a.quantity);
  if (Take('-')) {
    node.difference = true;
    node.b = Reference(Word("._"), lead);
    if (UnitOf(node.b.quantity) != unit) Fail("a difference of two units");
  }
  node.greater = Take('>');
  if (!node.greater) Expect('<');
  Expect('=');
  node.threshold = Number();
  node.band = node.difference && unit == Unit::kMillivolts
                  ? std::max(kDifferenceBandMv, Band(unit, node.threshold))
                  : Band(unit, node.threshold);
  return Push(node);
}

std::vector<RuleId> RuleParser::ForLeads(std::span<const uint8_t> leads) {
  const size_t start = position_;
  std::vector<RuleId> parts;
  for (const uint8_t lead : leads) {
    position_ = start;
    parts.push_back(Expression(lead));
  }
  return parts;
}

std::vector<RuleId> RuleParser::Arguments(uint8_t lead) {
  std::vector<RuleId> parts;
  do {
    parts.push_back(Expression(lead));
  } while (Take(','));
  Expect(')');
  return parts;
}

RuleId RuleParser::AtLeast(uint32_t needed, const std::vector<RuleId>& children) {
  RuleBook::Node node;
  node.op = RuleBook::Op::kAtLeast;
  node.needed = needed;
  node.first = static_cast<uint32_t>(book_.children_.size());
  node.count = static_cast<uint32_t>(children.size());
  book_.children_.insert(book_.children_.end(), children.begin(), children.end());
  return Push(node);
}

RuleId RuleParser::Push(const RuleBook::Node& node) {
  book_.nodes_.push_back(node);
  return static_cast<RuleId>(book_.nodes_.size() - 1);
}

QuantityRef RuleParser::Reference(std::string_view name, uint8_t lead) const {
  if (const size_t point = name.find('.'); point != std::string_view::npos) {
    const std::optional<size_t> named = LeadIndex(name.substr(0, point));
    if (!named) Fail("unknown lead");
    lead = static_cast<uint8_t>(*named);
    name.remove_prefix(point + 1);
  }
  const std::optional<Quantity> quantity = QuantityByName(name);
  if (!quantity) Fail("unknown quantity");
  if (!IsOfLead(*quantity)) return {*quantity, kNoLead};
  if (lead == kNoLead) Fail("a quantity of one lead without a lead");
  return {*quantity, lead};
}

double RuleParser::Number() {
  const std::optional<double> number = ParseDouble(Word("-."));
  if (!number) Fail("expected a number");
  return *number;
}

std::string_view RuleParser::Word(std::string_view extra) {
  const size_t start = position_;
  while (position_ < text_.size()) {
    const char c = text_[position_];
    if (std::isalnum(static_cast<unsigned char>(c)) == 0 &&
        extra.find(c) == std::string_view::npos) {
      break;
    }
    ++position_;
  }
  return text_.substr(start, position_ - start);
}

bool RuleParser::Take(char c) {
  if (position_ >= text_.size() || text_[position_] != c) return false;
  ++position_;
  return true;
}

void RuleParser::Expect(char c) {
  if (!Take(c)) Fail(std::string("expected ") + c);
}

void RuleParser::Fail(std::string_view what) const {
  throw Error(ErrorCode::kCorruptData, what,
              "rule \"" + std::string(text_) + "\" at byte " + std::to_string(position_));
}

}  // namespace supreme
