// How many records the published ECG databases have.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace supreme {

struct KnownDataset {
  std::string_view name;   // as typed: "ptbxl"
  std::string_view title;  // as people write it: "PTB-XL"
  // Forms of its record ids, '#' for a digit: "HR#####". A record may be there under each form.
  std::vector<std::string_view> id_forms;
  std::vector<size_t> published;  // records, one number per published version
  std::string_view source;        // where the numbers are from
};

std::span<const KnownDataset> KnownDatasets();
// nullptr for other names.
const KnownDataset* FindKnownDataset(std::string_view name);
std::vector<std::string> KnownDatasetNames();

struct DatasetCount {
  const KnownDataset* dataset = nullptr;
  size_t records = 0;  // different ids
  // Named by the caller, not recognised by ids: then a wrong count is an error.
  bool named = false;
  bool IsComplete() const;
};

// One entry per dataset that any id belongs to, by the part of the id after the last '/'. An id
// that is there twice, or at two sampling rates, counts once. With `named`, all ids are of that
// dataset.
std::vector<DatasetCount> CountDatasets(std::span<const std::string> record_ids,
                                        const KnownDataset* named = nullptr);

}  // namespace supreme
