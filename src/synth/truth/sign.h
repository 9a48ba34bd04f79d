// Statements about an ECG whose truth the simulator knows: class names in many wordings, and signs
// (rates, intervals, amplitudes, shapes) made by a grammar: tens of thousands of distinct texts.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "synth/truth/truth.h"

namespace supreme {

enum class SignTruth : uint8_t { kAbsent = 0, kPresent = 1, kUnclear = 2 };  // labels of QueryLoss

// One question. Several texts ask the same sign.
struct SignText {
  std::string text;
  uint32_t sign = 0;  // index into SignLibrary::signs
};

enum class SignKind : uint8_t { kFinding, kGroup, kMeasurement, kEvent, kQuality };

// A sign's question, evaluated by SignLibrary::Evaluate.
struct Sign {
  SignKind kind = SignKind::kMeasurement;
  std::string id;  // stable, e.g. "finding:AFIB", "measure:qrs_ms>=120", "measure:V1:r_mv<0.2"
  // How often it is asked in training, relative to others. 0 for negations ("not:" + id): text
  // encoders hardly tell "no x" from "x", so denials are answered through what they deny
  // (vocab/negation.h).
  double weight = 1.0;
};

class SignLibrary {
 public:
  // The same on every machine; about 20,000–60,000 texts.
  static const SignLibrary& BuiltIn();

  std::span<const Sign> signs() const;
  std::span<const SignText> texts() const;
  // Unclear near a threshold, and where the quantity cannot be measured but the question makes
  // sense for a reader only with it.
  SignTruth Evaluate(uint32_t sign, const Truth& truth) const;
  // Findings that a sign names (for leaving a class out); empty for pure measurements.
  std::vector<Finding> Names(uint32_t sign) const;

 private:
  SignLibrary();
  struct Data;
  const Data* data_;
};

}  // namespace supreme
