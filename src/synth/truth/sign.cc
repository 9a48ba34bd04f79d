#include "synth/truth/sign.h"

#include <utility>

#include "synth/truth/sign_builder.h"

namespace supreme {
namespace {

// Names of findings and groups are asked as often as everything else together.
void BalanceWeights(std::vector<Sign>& signs) {
  const auto is_name = [](const Sign& sign) {
    return sign.kind == SignKind::kFinding || sign.kind == SignKind::kGroup;
  };
  double names = 0.0;
  double rest = 0.0;
  for (const Sign& sign : signs) (is_name(sign) ? names : rest) += sign.weight;
  const double half = 0.5 * static_cast<double>(signs.size());
  for (Sign& sign : signs) sign.weight *= half / (is_name(sign) ? names : rest);
}

}  // namespace

struct SignLibrary::Data {
  std::vector<Sign> signs;
  std::vector<SignText> texts;
  std::vector<SignRule> rules;
  RuleBook book;
};

SignLibrary::SignLibrary() {
  static const Data data = [] {
    SignBuilder builder;
    AddFindingSigns(builder);
    AddGroupSigns(builder);
    AddScalarSigns(builder);
    AddShapeSigns(builder);
    AddTerritorySigns(builder);
    AddAmplitudeSigns(builder);
    AddComparisonSigns(builder);
    BalanceWeights(builder.signs);
    return Data{std::move(builder.signs), std::move(builder.texts), std::move(builder.rules),
                std::move(builder.book)};
  }();
  data_ = &data;
}

const SignLibrary& SignLibrary::BuiltIn() {
  static const SignLibrary library;
  return library;
}

std::span<const Sign> SignLibrary::signs() const { return data_->signs; }
std::span<const SignText> SignLibrary::texts() const { return data_->texts; }

SignTruth SignLibrary::Evaluate(uint32_t sign, const Truth& truth) const {
  const SignRule& rule = data_->rules[sign];
  const SignTruth present = data_->book.Evaluate(rule.present, truth);
  if (present == SignTruth::kUnclear) return present;
  if (present == SignTruth::kPresent) {
    return rule.negated ? SignTruth::kAbsent : SignTruth::kPresent;
  }
  if (data_->book.Evaluate(rule.unclear, truth) != SignTruth::kAbsent) return SignTruth::kUnclear;
  return rule.negated ? SignTruth::kPresent : SignTruth::kAbsent;
}

std::vector<Finding> SignLibrary::Names(uint32_t sign) const {
  // A group of many ("arrhythmia") names none of them.
  constexpr size_t kMostNamed = 4;
  const Sign& asked = data_->signs[sign];
  if (asked.kind == SignKind::kFinding) {
    const size_t code = asked.id.rfind(':') + 1;
    return {FindingByCode(std::string_view(asked.id).substr(code)).value()};
  }
  if (asked.kind != SignKind::kGroup) return {};
  std::vector<Finding> named = data_->book.Findings(data_->rules[sign].present);
  if (named.size() > kMostNamed) named.clear();
  return named;
}

}  // namespace supreme
