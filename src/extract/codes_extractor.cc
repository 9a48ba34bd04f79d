#include "extract/codes_extractor.h"

#include "core/csv.h"
#include "core/error.h"
#include "core/numbers.h"

namespace supreme {

std::string_view ScpCodesCsv();  // vocab/scp_codes.csv, embedded at build time

CodesExtractor::CodesExtractor() {
  CsvReader reader(std::string(ScpCodesCsv()), "vocab/scp_codes.csv");
  while (reader.Next()) {
    const std::string& certainty = reader["certainty"];
    if (certainty != "normal" && certainty != "abnormal") {
      throw Error(ErrorCode::kCorruptData, "unknown certainty \"" + certainty + "\"",
                  reader.Where());
    }
    entities_[AsciiLower(reader["code"])] = {
        reader["term"], certainty == "normal" ? Certainty::kNormal : Certainty::kAbnormal};
  }
}

Extraction CodesExtractor::Extract(std::string_view text) const {
  const auto found = entities_.find(AsciiLower(Trim(text)));
  if (found == entities_.end()) return {};
  return {{found->second}};
}

}  // namespace supreme
