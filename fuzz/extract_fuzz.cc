// Report text: the rule extractor must end, and what it says must pass its own schema.
#include <cstdint>
#include <string_view>

#include "core/error.h"
#include "extract/rule_extractor.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const supreme::RuleExtractor extractor;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const supreme::Extraction extraction = extractor.Extract(text);
  for (const supreme::Entity& entity : extraction.entities) {
    if (entity.text.empty()) __builtin_trap();
  }
  extractor.AccountsForAll(text);
  return 0;
}
