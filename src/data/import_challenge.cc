#include "data/import_challenge.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>

#include "core/numbers.h"
#include "data/dataset_files.h"
#include "data/import_items.h"
#include "data/reference_labels.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr std::array<ChallengeDataset, 5> kDatasets = {
    {{"cpsc2018", "A", "CPSC-2018"},
     {"cpsc-extra", "Q", "CPSC-2018's unused records"},
     {"csn", "JS", "Chapman-Shaoxing and Ningbo"},
     {"georgia", "E", "Georgia 12-lead"},
     {"ptb", "S", "PTB diagnostic"}}};

// In every header of some releases, and without meaning for the samples.
constexpr std::array<std::string_view, 2> kKnownQuirks = {"time and date",
                                                          "carries a file extension"};

constexpr std::string_view kReferenceName = "reference.csv";

// The first table of the original CPSC-2018; later copies hold records of the first.
std::optional<fs::path> FindReference(const fs::path& dir) {
  for (const DatasetFile& file : FindDatasetFiles(dir, {".csv"})) {
    const fs::path path(file.path);
    if (AsciiLower(path.filename().string()) == kReferenceName) return dir / path;
  }
  return std::nullopt;
}

ImportItem MakeItem(const DatasetFile& file) {
  ImportItem item;
  item.row.record_id = file.record_id;
  item.row.source = file.path;
  item.row.age_years = std::nan("");
  return item;
}

}  // namespace

const ChallengeDataset* FindChallengeDataset(std::string_view name) {
  const auto found = std::find_if(kDatasets.begin(), kDatasets.end(),
                                  [&](const auto& entry) { return entry.name == name; });
  return found == kDatasets.end() ? nullptr : &*found;
}

std::vector<ImportItem> ChallengeItems(const ChallengeDataset& dataset, const fs::path& dir,
                                       const fs::path& labels, double gain_per_mv) {
  std::optional<ReferenceLabels> reference;
  if (!labels.empty()) reference.emplace(labels);
  std::vector<ImportItem> items;
  for (const DatasetFile& file : FindDatasetFiles(dir, {".hea"})) {
    if (!IsNumberedId(file.record_id, dataset.prefix)) continue;
    ImportItem& item = items.emplace_back(MakeItem(file));
    item.file.gain_per_mv = gain_per_mv;
    item.file.known_quirks = kKnownQuirks;
    const auto* codes = reference ? reference->Find(file.record_id) : nullptr;
    item.code_source = codes == nullptr ? CodeSource::kHeader : CodeSource::kTableOverHeader;
    if (codes != nullptr) item.codes = *codes;
  }
  if (items.empty()) {
    throw Error(ErrorCode::kNotFound,
                "no header " + std::string(dataset.prefix) + "NNNN.hea of " +
                    std::string(dataset.description),
                dir.string(), "the folder of the download, or data import folder");
  }
  return items;
}

std::vector<ImportItem> CpscItems(const fs::path& dir, const fs::path& labels) {
  const std::optional<fs::path> table = labels.empty() ? FindReference(dir) : labels;
  if (!table) {
    throw Error(ErrorCode::kNotFound, "neither A####.hea nor REFERENCE.csv of CPSC-2018",
                dir.string(), "the folder of the download, or name the table with --labels");
  }
  std::map<std::string, DatasetFile> files;
  for (DatasetFile& file : FindDatasetFiles(dir, {".mat"})) files.try_emplace(file.record_id, file);
  const ReferenceLabels reference(*table);
  std::vector<ImportItem> items;
  for (const auto& [record, codes] : reference.records()) {
    const auto found = files.find(record);
    ImportItem& item = items.emplace_back(
        MakeItem(found == files.end() ? DatasetFile{record, ""} : found->second));
    item.codes = codes;
    if (found == files.end()) {
      item.problem = Error(ErrorCode::kNotFound, "no file " + record + ".mat below " + dir.string(),
                           table->string(), "get the file again or remove the row");
    }
  }
  return items;
}

ImportSummary ImportChallenge(std::string_view dataset_name, const fs::path& dir,
                              const fs::path& out, const ImportOptions& options) {
  const ChallengeDataset* dataset = FindChallengeDataset(dataset_name);
  if (dataset == nullptr) {
    throw Error(ErrorCode::kUsage, "unknown dataset \"" + std::string(dataset_name) + "\"",
                "data import");
  }
  OrderedJson facts = {{"importer", dataset->name}};
  if (!options.labels.empty()) facts["labels"] = options.labels.filename().string();
  if (options.gain_per_mv > 0) facts["gain_per_mv"] = options.gain_per_mv;
  return ImportItems(ChallengeItems(*dataset, dir, options.labels, options.gain_per_mv), dir, out,
                     options, std::move(facts));
}

ImportSummary ImportCpsc2018(const fs::path& dir, const fs::path& out,
                             const ImportOptions& options) {
  const auto headers = FindDatasetFiles(dir, {".hea"});
  const bool is_challenge_copy = std::any_of(headers.begin(), headers.end(), [](const auto& file) {
    return IsNumberedId(file.record_id, "A");
  });
  if (is_challenge_copy) return ImportChallenge("cpsc2018", dir, out, options);
  if (options.gain_per_mv > 0) {
    throw Error(ErrorCode::kUsage, "the original files are in mV and have no gain",
                "data import cpsc2018 --gain", "leave the option out");
  }
  OrderedJson facts = {{"importer", "cpsc2018"}, {"copy", "original"}};
  return ImportItems(CpscItems(dir, options.labels), dir, out, options, std::move(facts));
}

}  // namespace supreme
