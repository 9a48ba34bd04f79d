#include "data/known_datasets.h"

#include <algorithm>
#include <utility>

namespace supreme {
namespace {

bool HasForm(std::string_view id, std::string_view form) {
  if (id.size() != form.size()) return false;
  for (size_t i = 0; i < id.size(); ++i) {
    const bool is_digit = id[i] >= '0' && id[i] <= '9';
    if (form[i] == '#' ? !is_digit : id[i] != form[i]) return false;
  }
  return true;
}

std::string_view LastPart(std::string_view id) {
  const size_t slash = id.rfind('/');
  return slash == std::string_view::npos ? id : id.substr(slash + 1);
}

size_t CountDifferent(std::vector<std::string_view> ids) {
  std::sort(ids.begin(), ids.end());
  return static_cast<size_t>(std::unique(ids.begin(), ids.end()) - ids.begin());
}

// The forms of one dataset are different names of the same records: the fullest form counts.
size_t CountRecords(std::span<const std::string> record_ids, const KnownDataset& dataset) {
  size_t most = 0;
  for (const std::string_view form : dataset.id_forms) {
    std::vector<std::string_view> ids;
    for (const std::string& id : record_ids) {
      if (HasForm(LastPart(id), form)) ids.push_back(LastPart(id));
    }
    most = std::max(most, CountDifferent(std::move(ids)));
  }
  return most;
}

}  // namespace

std::span<const KnownDataset> KnownDatasets() {
  static const std::vector<KnownDataset> kDatasets = {
      {"ptbxl",
       "PTB-XL",
       {"#####_hr", "#####_lr", "HR#####"},
       {21837, 21799},
       "versions 1.0.1 and 1.0.3, doi:10.13026/kfzx-aw45"},
      {"mimic-iv-ecg",
       "MIMIC-IV-ECG",
       {"########"},
       {800035},
       "version 1.0, doi:10.13026/4nqg-sb35"},
      {"cpsc2018", "CPSC-2018", {"A####"}, {6877}, "training set, doi:10.1166/jmihi.2018.2442"},
      {"csn",
       "Chapman-Shaoxing-Ningbo",
       {"JS#####"},
       {45152},
       "version 1.0.0, doi:10.13026/wgex-er52"},
      {"georgia",
       "Georgia 12-lead",
       {"E#####"},
       {10344},
       "PhysioNet/CinC challenge 2020, doi:10.1088/1361-6579/abc960"},
      {"ptb",
       "PTB",
       {"S####"},
       {516},
       "PhysioNet/CinC challenge 2020, doi:10.1088/1361-6579/abc960"},
      {"cpsc-extra",
       "CPSC-Extra",
       {"Q####"},
       {3453},
       "PhysioNet/CinC challenge 2020, doi:10.1088/1361-6579/abc960"},
      {"sph", "SPH", {"A#####", "SPH#####"}, {25770}, "doi:10.1038/s41597-022-01403-5"},
  };
  return kDatasets;
}

const KnownDataset* FindKnownDataset(std::string_view name) {
  for (const KnownDataset& dataset : KnownDatasets()) {
    if (dataset.name == name) return &dataset;
  }
  return nullptr;
}

std::vector<std::string> KnownDatasetNames() {
  std::vector<std::string> names;
  for (const KnownDataset& dataset : KnownDatasets()) names.emplace_back(dataset.name);
  return names;
}

bool DatasetCount::IsComplete() const {
  return std::find(dataset->published.begin(), dataset->published.end(), records) !=
         dataset->published.end();
}

std::vector<DatasetCount> CountDatasets(std::span<const std::string> record_ids,
                                        const KnownDataset* named) {
  if (named != nullptr) {
    // Ids of another form count as well: the user says what they are.
    const size_t of_form = CountRecords(record_ids, *named);
    return {{named, of_form > 0 ? of_form : record_ids.size(), true}};
  }
  std::vector<DatasetCount> counts;
  for (const KnownDataset& dataset : KnownDatasets()) {
    const size_t records = CountRecords(record_ids, dataset);
    if (records > 0) counts.push_back({&dataset, records, false});
  }
  return counts;
}

}  // namespace supreme
