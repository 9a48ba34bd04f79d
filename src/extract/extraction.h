// What an extractor says about one text, in the paper's form (appendix D.2,
// schemas/extraction.json).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"

namespace supreme {

enum class Certainty { kNormal, kAbnormal, kUncertain };

struct Entity {
  std::string text;  // lower-case phrase
  Certainty certainty = Certainty::kAbnormal;
};

struct Extraction {
  std::vector<Entity> entities;  // in order of appearance, no doubles
};

// {"global": […], "classification": {"normal": […], "abnormal": […], "uncertain": […]}}
Json ToJson(const Extraction& extraction);
// Checks the schema and that the three classes are a partition of global: kCorruptData.
Extraction ExtractionFromJson(const Json& json, std::string_view where);

// Turns a statement (or a whole report) into entities. Implementations: rules, codes.
class Extractor {
 public:
  virtual ~Extractor() = default;
  // Stored with every result, so that different extractors are never mixed: "rules-3".
  virtual std::string name() const = 0;
  virtual Extraction Extract(std::string_view text) const = 0;
};

}  // namespace supreme
