// Entities from the codes of a dataset instead of its reports (vocab/scp_codes.csv).
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "extract/extraction.h"

namespace supreme {

// The text is one SCP-ECG code as PTB-XL writes it ("LAO/LAE"); the entity is the term's text.
// Likelihoods play no part: a code that is given counts, as in PTB-XL's own benchmark
// (doi 10.1109/JBHI.2020.3022989). An unknown code gives no entity. Thread-safe.
class CodesExtractor : public Extractor {
 public:
  CodesExtractor();

  std::string name() const override { return "scp-codes-1"; }
  Extraction Extract(std::string_view text) const override;

 private:
  std::map<std::string, Entity, std::less<>> entities_;  // lower-case code → entity
};

}  // namespace supreme
