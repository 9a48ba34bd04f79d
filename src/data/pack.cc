#include "data/pack.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/csv.h"
#include "core/error.h"
#include "core/json.h"
#include "core/numbers.h"
#include "data/pack_format.h"

namespace supreme {
namespace {

constexpr int64_t kLeads = static_cast<int64_t>(kLeadCount);
constexpr int64_t kSamples = static_cast<int64_t>(kWindowSamples);
constexpr size_t kRowSamples = kLeadCount * kWindowSamples;

Json ReadPackJson(const std::filesystem::path& folder) {
  const auto path = folder / kPackJsonName;
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) {
    throw Error(ErrorCode::kNotFound, "not a pack: there is no pack.json", folder.string(),
                "make one with supreme data import; an interrupted import leaves none");
  }
  Json json = ReadJsonFile(path);
  const std::string where = path.string();
  if (JsonString(json, "format", where) != kPackFormat ||
      JsonCount(json, "format_version", where) != kPackFormatVersion) {
    throw Error(ErrorCode::kCorruptData, "pack of an unknown format or version", where,
                "import the records again with this version");
  }
  return json;
}

// A cut or swapped file shows here at once; contents are checked against their SHA-256 on demand.
void CheckFileSizes(const Json& pack_json, const std::filesystem::path& folder) {
  const std::string where = (folder / kPackJsonName).string();
  const Json& files = JsonMember(pack_json, "files", where);
  if (!files.is_array()) throw Error(ErrorCode::kCorruptData, "\"files\" is not a list", where);
  for (const Json& entry : files) {
    const auto path = folder / std::filesystem::path(JsonString(entry, "name", where)).filename();
    const uint64_t expected = JsonCount(entry, "bytes", where);
    std::error_code failure;
    const uint64_t actual = std::filesystem::file_size(path, failure);
    if (failure) {
      throw Error(ErrorCode::kCorruptData, "file of the pack is missing", path.string(),
                  "import the records again");
    }
    if (actual != expected) {
      throw Error(ErrorCode::kCorruptData,
                  "file has " + std::to_string(actual) + " bytes, pack.json says " +
                      std::to_string(expected),
                  path.string(), "import the records again");
    }
  }
}

double ParseAge(const std::string& text, const std::string& where) {
  if (text.empty()) return std::nan("");
  if (const auto age = ParseDouble(text)) return *age;
  throw Error(ErrorCode::kCorruptData, "age_years \"" + text + "\" is not a number", where);
}

int64_t ParseWhole(const std::string& text, std::string_view column, const std::string& where) {
  if (const auto value = ParseInt(text)) return *value;
  throw Error(ErrorCode::kCorruptData,
              std::string(column) + " \"" + text + "\" is not a whole number", where);
}

std::vector<PackRow> ReadManifest(const std::filesystem::path& path) {
  CsvReader csv = CsvReader::OpenStream(path);
  const size_t row_column = csv.Column("row"), record = csv.Column("record_id"),
               patient = csv.Column("patient_id"), fold = csv.Column("fold"),
               age = csv.Column("age_years"), sex = csv.Column("sex"),
               quality = csv.Column("quality"), source = csv.Column("source");
  std::vector<PackRow> rows;
  std::set<std::string> seen;
  while (csv.Next()) {
    const std::string where = csv.Where();
    if (ParseWhole(csv[row_column], "row", where) != static_cast<int64_t>(rows.size())) {
      throw Error(ErrorCode::kCorruptData, "rows are not in order 0, 1, 2, …", where);
    }
    if (!seen.insert(csv[record]).second) {
      throw Error(ErrorCode::kCorruptData, "record \"" + csv[record] + "\" occurs twice", where);
    }
    rows.push_back({.record_id = csv[record],
                    .patient_id = csv[patient],
                    .fold = ParseWhole(csv[fold], "fold", where),
                    .age_years = ParseAge(csv[age], where),
                    .sex = ParseSexWord(csv[sex]),
                    .quality = csv[quality],
                    .source = csv[source]});
  }
  return rows;
}

void CheckShard(const SafetensorsFile& file, int64_t rows) {
  file.Get("signal", {rows, kLeads, kSamples}).As<int16_t>();
  for (const float scale : file.Get("scale", {rows, kLeads}).As<float>()) {
    if (!std::isfinite(scale) || scale <= 0) {
      throw Error(ErrorCode::kCorruptData, "tensor \"scale\" holds a value that is not positive",
                  file.path().string(), "import the records again");
    }
  }
  file.Get("mask", {rows, kLeads}).As<uint8_t>();
}

// Packs of other makers state no rule; theirs is the default.
WindowOptions ReadWindowRule(const Json& pack_json, const std::string& where) {
  WindowOptions options;
  const auto facts = pack_json.find("import");
  if (facts == pack_json.end() || !facts->is_object()) return options;
  if (facts->contains("crop") && JsonString(*facts, "crop", where) == "center") {
    options.crop = CropRule::kCenter;
  }
  if (facts->contains("max_duration_sec")) {
    options.max_duration_sec = JsonNumber(*facts, "max_duration_sec", where);
  }
  return options;
}

}  // namespace

OrderedJson WindowRuleJson(const WindowOptions& options) {
  return {{"crop", options.crop == CropRule::kFirst ? "first" : "center"},
          {"max_duration_sec", options.max_duration_sec}};
}

Pack::Pack(const std::filesystem::path& folder) : folder_(folder) {
  const Json json = ReadPackJson(folder);
  const std::string where = (folder / kPackJsonName).string();
  id_ = JsonString(json, "id", where);
  window_options_ = ReadWindowRule(json, where);
  CheckFileSizes(json, folder);
  rows_ = ReadManifest(folder / kManifestName);
  const Json& shard_rows = JsonMember(json, "shard_rows", where);
  if (!shard_rows.is_array()) {
    throw Error(ErrorCode::kCorruptData, "\"shard_rows\" is not a list", where);
  }
  size_t first_row = 0;
  for (const Json& entry : shard_rows) {
    if (!entry.is_number_unsigned()) {
      throw Error(ErrorCode::kCorruptData, "\"shard_rows\" holds something else than counts",
                  where);
    }
    Shard shard;
    shard.first_row = first_row;
    shard.row_count = entry.get<size_t>();
    shard.file = std::make_unique<SafetensorsFile>(folder / ShardName(shards_.size()));
    CheckShard(*shard.file, static_cast<int64_t>(shard.row_count));
    first_row += shard.row_count;
    shards_.push_back(std::move(shard));
  }
  if (first_row != rows_.size()) {
    throw Error(ErrorCode::kCorruptData,
                "manifest.csv has " + std::to_string(rows_.size()) + " rows, the shards have " +
                    std::to_string(first_row),
                folder.string(), "import the records again");
  }
}

const Pack::Shard& Pack::ShardOf(size_t row) const {
  return *std::upper_bound(
      shards_.begin(), shards_.end(), row,
      [](size_t value, const Shard& shard) { return value < shard.first_row + shard.row_count; });
}

std::vector<std::span<const std::byte>> Pack::RunsOf(std::span<const size_t> rows) const {
  std::vector<size_t> sorted(rows.begin(), rows.end());
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::span<const std::byte>> runs;
  for (const size_t row : sorted) {
    SUPREME_CHECK(row < rows_.size());
    const Shard& shard = ShardOf(row);
    const auto bytes = shard.file->Get("signal").bytes.subspan(
        (row - shard.first_row) * kRowSamples * sizeof(int16_t), kRowSamples * sizeof(int16_t));
    if (!runs.empty() && runs.back().data() + runs.back().size() == bytes.data()) {
      runs.back() = {runs.back().data(), runs.back().size() + bytes.size()};
    } else {
      runs.push_back(bytes);
    }
  }
  return runs;
}

void Pack::Prefetch(std::span<const size_t> rows) const {
  for (const auto& run : RunsOf(rows)) PrefetchMapped(run);
}

void Pack::Release(std::span<const size_t> rows) const {
  for (const auto& run : RunsOf(rows)) ReleaseMapped(run);
}

Pack::StoredWindow Pack::Stored(size_t row) const {
  SUPREME_CHECK(row < rows_.size());
  const Shard& shard = ShardOf(row);
  const size_t local = row - shard.first_row;
  return {shard.file->Get("signal").As<int16_t>().subspan(local * kRowSamples, kRowSamples),
          shard.file->Get("scale").As<float>().subspan(local * kLeadCount, kLeadCount),
          shard.file->Get("mask").As<uint8_t>().subspan(local * kLeadCount, kLeadCount)};
}

void Pack::ReadWindow(size_t row, std::span<float> samples_mv, std::span<uint8_t> present) const {
  SUPREME_CHECK(samples_mv.size() == kRowSamples && present.size() == kLeadCount);
  const StoredWindow stored = Stored(row);
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    present[lead] = stored.present[lead] != 0;
    DequantiseLead(stored.samples.subspan(lead * kWindowSamples, kWindowSamples),
                   stored.scale[lead], samples_mv.subspan(lead * kWindowSamples, kWindowSamples));
  }
}

EcgWindow Pack::ReadWindow(size_t row) const {
  EcgWindow window;
  window.samples_mv.resize(kRowSamples);
  ReadWindow(row, window.samples_mv, window.present);
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    const auto samples =
        std::span<const float>(window.samples_mv).subspan(lead * kWindowSamples, kWindowSamples);
    window.flat[lead] = window.present[lead] != 0 &&
                        std::all_of(samples.begin(), samples.end(),
                                    [&](float value) { return value == samples.front(); });
  }
  return window;
}

std::map<std::string, std::vector<std::string>> Pack::ReadCodes() const {
  CsvReader csv = CsvReader::Open(folder_ / kCodesName);
  const size_t record = csv.Column("record_id"), code = csv.Column("code");
  std::map<std::string, std::vector<std::string>> codes;
  while (csv.Next()) codes[csv[record]].push_back(csv[code]);
  return codes;
}

std::map<std::string, std::string> Pack::ReadReports() const {
  CsvReader csv = CsvReader::Open(folder_ / kReportsName);
  const size_t record = csv.Column("record_id"), report = csv.Column("report");
  std::map<std::string, std::string> reports;
  while (csv.Next()) reports[csv[record]] = csv[report];
  return reports;
}

}  // namespace supreme
