// One part of the sign library, to be looked into.
#pragma once

#include <string>

#include "example_truth.h"
#include "synth/truth/sign_builder.h"

namespace supreme {

class BuiltSigns {
 public:
  explicit BuiltSigns(void (*add)(SignBuilder&)) { add(builder_); }

  // Id of the sign that a text asks; "" for an unknown text.
  std::string IdOf(const std::string& text) const {
    for (const SignText& known : builder_.texts) {
      if (known.text == text) return builder_.signs[known.sign].id;
    }
    return "";
  }
  // Whether the rule of the text's sign holds, negations not applied.
  SignTruth Rule(const std::string& text, const Truth& truth) const {
    for (const SignText& known : builder_.texts) {
      if (known.text == text) {
        return builder_.book.Evaluate(builder_.rules[known.sign].present, truth);
      }
    }
    return SignTruth::kUnclear;
  }

 private:
  SignBuilder builder_;
};

}  // namespace supreme
