#include "data/pack_json.h"

#include <functional>
#include <numeric>

#include "core/atomic_file.h"
#include "core/error.h"
#include "core/version.h"
#include "data/pack_format.h"
#include "signal/window.h"

namespace supreme {
namespace {

bool IsPackFile(const std::string& name) {
  for (const std::string_view known : {kPackJsonName, kManifestName, kCodesName, kReportsName,
                                       kImportReportName, kMeasurementsName, kSplitName}) {
    if (name == known) return true;
  }
  return name.starts_with("shard-") && name.ends_with(".safetensors");
}

void RemoveFiles(const std::filesystem::path& folder,
                 const std::function<bool(const std::string&)>& is_old) {
  std::vector<std::filesystem::path> old;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (is_old(entry.path().filename().string())) old.push_back(entry.path());
  }
  for (const auto& path : old) std::filesystem::remove(path);
}

}  // namespace

std::string WritePackJson(const std::filesystem::path& folder, const PackContents& contents) {
  OrderedJson json;
  json["format"] = kPackFormat;
  json["format_version"] = kPackFormatVersion;
  json["id"] = PackId(contents.files);
  json["rows"] = std::accumulate(contents.shard_rows.begin(), contents.shard_rows.end(), size_t{0});
  json["shard_rows"] = contents.shard_rows;
  json["leads"] = kLeadNames;
  json["sample_rate_hz"] = kWindowRateHz;
  json["window_samples"] = kWindowSamples;
  json["software"] = {{"name", "supreme"}, {"version", Version()}, {"git", GitCommit()}};
  json["import"] = contents.facts;
  for (const PackFile& file : contents.files) {
    json["files"].push_back({{"name", file.name}, {"bytes", file.bytes}, {"sha256", file.sha256}});
  }
  WriteJsonFile(folder / kPackJsonName, json);
  return json["id"];
}

void PreparePackFolder(const std::filesystem::path& folder, bool replace) {
  MakeFolder(folder);
  if (!replace && std::filesystem::exists(folder / kPackJsonName)) {
    throw Error(ErrorCode::kUsage, "there already is a pack", folder.string(),
                "choose another folder, or --force to replace it");
  }
}

void RemovePackFiles(const std::filesystem::path& folder) {
  std::filesystem::remove(folder / kPackJsonName);
  std::filesystem::remove_all(folder / kUnfinishedName);
  RemoveTemporaryFiles(folder);
  RemoveFiles(folder, IsPackFile);
}

void RemoveTemporaryFiles(const std::filesystem::path& folder) {
  RemoveFiles(folder, [](const std::string& name) {
    const size_t mark = name.find(kTemporaryMark);
    const std::string target = name.substr(0, mark);
    return mark != std::string::npos && (IsPackFile(target) || target.ends_with(".json"));
  });
}

}  // namespace supreme
