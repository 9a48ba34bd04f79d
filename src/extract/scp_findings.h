// The SCP-ECG codes that an extraction states (vocab/scp_findings.csv), to compare with PTB-XL.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extract/entity_parts.h"
#include "extract/extraction.h"

namespace supreme {

// A code is stated when one of its rows fits an entity, whatever the certainty: PTB-XL gives codes
// to doubted findings too, with a lower likelihood. Immutable, thread-safe.
class ScpFindings {
 public:
  ScpFindings();

  std::set<std::string> CodesOf(const Extraction& extraction) const;

 private:
  struct Rule {
    std::string code;
    std::set<std::string> findings;   // any of them
    std::set<std::string> locations;  // any of them; empty: anywhere
    bool is_without_location = false;
    std::string word;  // has to stand in the text
    bool is_word_barred = false;
    std::optional<Certainty> certainty;
  };

  static bool Fits(const Rule& rule, const Entity& entity, const EntityParts& parts);

  std::vector<Rule> rules_;
};

}  // namespace supreme
