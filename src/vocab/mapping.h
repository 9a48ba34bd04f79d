// Clusters called by the name of a reference term (paper §2, appendix D.3, K.3).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "vocab/conflicts.h"
#include "vocab/embedding.h"
#include "vocab/glossary.h"
#include "vocab/terms.h"

namespace supreme {

struct TermMatch {
  size_t term = 0;
  double similarity = 0.0;
};

// Compares texts with all wordings of all terms. Immutable after construction, thread-safe.
class TermMapper {
 public:
  // Embeds the terms' wordings.
  TermMapper(std::span<const Term> terms, const EmbedTexts& embed,
             const Glossary& glossary = Glossary::BuiltIn(),
             const ConflictTable& conflicts = ConflictTable::BuiltIn());

  // Similarity of a text to each term: its best wording that the conflict table allows, 1 when it
  // is that wording; -1 when all are blocked. `text` with abbreviations in full, `vector` its
  // embedding.
  std::vector<double> Similarities(const std::string& text, std::span<const float> vector) const;

  // The term with the highest mean similarity over the members, if over `threshold` and allowed
  // for every member.
  std::optional<TermMatch> Map(std::span<const std::string> members, const UnitVectors& vectors,
                               std::span<const size_t> rows, double threshold) const;

 private:
  struct Wording {
    size_t term = 0;
    std::string key;
    Traits traits;
  };
  size_t term_count_;
  const Glossary& glossary_;
  const ConflictTable& conflicts_;
  std::vector<Wording> wordings_;
  UnitVectors vectors_;
};

}  // namespace supreme
