// Reads one rule of the language that rule.h describes: private to rule.cc.
#pragma once

#include <string_view>
#include <vector>

#include "synth/truth/rule.h"

namespace supreme {

class RuleParser {
 public:
  RuleParser(RuleBook& book, std::string_view text) : book_(book), text_(text) {}
  RuleId Parse();

 private:
  RuleId Expression(uint8_t lead);
  RuleId Call(std::string_view name, uint8_t lead);
  RuleId OverLeads(std::string_view name);
  RuleId Near();
  RuleId Has();
  RuleId Known(uint8_t lead);
  RuleId Comparison(std::string_view first, uint8_t lead);
  // The same text, read once for each lead of `leads`.
  std::vector<RuleId> ForLeads(std::span<const uint8_t> leads);
  std::vector<RuleId> Arguments(uint8_t lead);
  RuleId AtLeast(uint32_t needed, const std::vector<RuleId>& children);
  RuleId Push(const RuleBook::Node& node);
  QuantityRef Reference(std::string_view name, uint8_t lead) const;
  double Number();
  std::string_view Word(std::string_view extra);
  bool Take(char c);
  void Expect(char c);
  [[noreturn]] void Fail(std::string_view what) const;

  RuleBook& book_;
  std::string_view text_;
  size_t position_ = 0;
};

}  // namespace supreme
