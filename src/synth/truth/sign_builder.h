// Collects signs and their texts while the library is made.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "synth/truth/rule.h"
#include "synth/truth/sign.h"

namespace supreme {

// How a sign is decided: present where `present` holds; else unclear where `unclear` holds or
// either is left open; else absent. `negated` turns present and absent round.
struct SignRule {
  RuleId present = 0;
  RuleId unclear = 0;
  bool negated = false;
};

struct NewSign {
  SignKind kind = SignKind::kMeasurement;
  std::string id;
  std::string present;
  std::string unclear = "never()";
  double weight = 1.0;
};

// A sign and its opposite.
struct SignPair {
  uint32_t positive = 0;
  uint32_t negative = 0;
};

class SignBuilder {
 public:
  uint32_t Add(const NewSign& sign);
  // Also "not:" + id, which is never asked.
  SignPair AddPair(const NewSign& sign);

  // A text that another sign has already: kInternal with the text. The same sign again: nothing.
  void Text(uint32_t sign, std::string text);
  // Nothing where another sign has it: generated texts give way to names.
  void TextIfFree(uint32_t sign, std::string text);

  std::vector<Sign> signs;
  std::vector<SignText> texts;
  std::vector<SignRule> rules;
  RuleBook book;

 private:
  std::unordered_map<std::string, uint32_t> sign_of_text_;
};

// `frame` with its "{}" replaced.
std::string Fill(std::string_view frame, std::string_view words);

// The parts of the library, in their order.
void AddFindingSigns(SignBuilder& builder);
void AddGroupSigns(SignBuilder& builder);
void AddScalarSigns(SignBuilder& builder);
void AddAmplitudeSigns(SignBuilder& builder);
void AddShapeSigns(SignBuilder& builder);
void AddTerritorySigns(SignBuilder& builder);
void AddComparisonSigns(SignBuilder& builder);

}  // namespace supreme
