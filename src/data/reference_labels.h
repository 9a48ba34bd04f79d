// A dataset's own table of diagnosis codes, for records whose headers are wrong or have none.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "data/pack_tables.h"

namespace supreme {

// Two layouts are told apart by their first line:
//   record,codes                     codes joined by ',' or ';'; a header line may be missing
//   Recording,First_label,…          REFERENCE.csv of CPSC-2018, labels 1–9 in up to three columns,
//                                    turned into the SNOMED CT codes of the challenge copies
// Columns are found by name, records by file name without extension. Immutable; thread-safe.
class ReferenceLabels {
 public:
  // Errors: kNotFound; kCorruptData with file and line (label out of range, other columns, a record
  // that occurs twice with different codes).
  explicit ReferenceLabels(const std::filesystem::path& path);

  // nullptr when the table does not have the record.
  const std::vector<PackCode>* Find(std::string_view record_id) const;
  const std::map<std::string, std::vector<PackCode>, std::less<>>& records() const {
    return codes_;
  }

 private:
  void Add(const std::string& record, std::vector<PackCode> codes, const std::string& where);

  std::map<std::string, std::vector<PackCode>, std::less<>> codes_;
};

// "426783006, 59118001" or with ';': each code once, in that order. `separators`: any of them.
std::vector<PackCode> SplitCodes(std::string_view text, std::string_view separators = ",;");

}  // namespace supreme
