// Code cells of datasets: each code comes once and is not empty; what was read is read again.
#include <set>
#include <string>
#include <vector>

#include "data/aha_codes.h"
#include "data/reference_labels.h"
#include "fuzz_input.h"

namespace {

std::string Join(const std::vector<supreme::PackCode>& codes) {
  std::string text;
  for (const auto& code : codes) text += (text.empty() ? "" : ";") + code.code;
  return text;
}

void ExpectDistinct(const std::vector<supreme::PackCode>& codes) {
  std::set<std::string> seen;
  for (const auto& code : codes) {
    supreme::FuzzExpect(!code.code.empty() && seen.insert(code.code).second);
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  return supreme::FuzzText(data, size, [](std::string_view text) {
    const auto codes = supreme::SplitCodes(text);
    ExpectDistinct(codes);
    supreme::FuzzExpect(Join(supreme::SplitCodes(Join(codes))) == Join(codes));
    ExpectDistinct(supreme::ReadAhaStatements(text, "input"));
  });
}
