// Records ready for training, on disk: shards of int16 windows, a manifest and pack.json.
// Reading needs no library beyond the standard one; writing is in data/sharded_import.h.
//
//   pack.json                   written last: a folder without it is not a pack
//   shard-00000.safetensors …   signal int16 [n, 12, 5000] (mV = value × scale),
//                               scale float32 [n, 12], mask uint8 [n, 12] (1 = lead present)
//   manifest.csv                row,record_id,patient_id,fold,age_years,sex,quality,source
//   codes.csv                   record_id,code,likelihood   (likelihood empty when not given)
//   reports.csv                 record_id,report
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/json.h"
#include "signal/window.h"
#include "tensor/safetensors.h"

namespace supreme {

struct PackRow {
  std::string record_id;
  std::string patient_id;
  int64_t fold = 0;        // 0 = none
  double age_years = 0.0;  // NaN = unknown
  Sex sex = Sex::kUnknown;
  std::string quality;  // flags joined by ';', e.g. "flat:V4;missing:V6"
  std::string source;
};

// Memory-mapped and immutable; thread-safe. Errors: kNotFound, kCorruptData.
class Pack {
 public:
  explicit Pack(const std::filesystem::path& folder);

  size_t size() const { return rows_.size(); }
  const std::vector<PackRow>& rows() const { return rows_; }
  const std::filesystem::path& folder() const { return folder_; }
  // SHA-256 over the hashes of all files, from pack.json: what results quote.
  const std::string& id() const { return id_; }
  // Which part of each record the windows hold, as chosen at import.
  const WindowOptions& window_options() const { return window_options_; }

  // Writes the standard window of a row: samples_mv [12, 5000], present [12].
  void ReadWindow(size_t row, std::span<float> samples_mv, std::span<uint8_t> present) const;
  EcgWindow ReadWindow(size_t row) const;
  // The same as it is stored: samples [12, 5000] in steps, scale [12] in mV per step, present [12].
  struct StoredWindow {
    std::span<const int16_t> samples;
    std::span<const float> scale;
    std::span<const uint8_t> present;
  };
  StoredWindow Stored(size_t row) const;  // valid while the pack lives

  // For packs larger than memory, of rows in any order: Prefetch asks the system to read their
  // samples from disk in the background, neighbours in one go; Release stops counting them as
  // memory of this process (a later ReadWindow maps them again).
  void Prefetch(std::span<const size_t> rows) const;
  void Release(std::span<const size_t> rows) const;

  // record id → codes, from codes.csv (every code counts, whatever its likelihood).
  std::map<std::string, std::vector<std::string>> ReadCodes() const;
  // record id → report, from reports.csv.
  std::map<std::string, std::string> ReadReports() const;

 private:
  struct Shard {
    std::unique_ptr<SafetensorsFile> file;
    size_t first_row = 0;
    size_t row_count = 0;
  };
  const Shard& ShardOf(size_t row) const;
  // Bytes of the samples of rows that lie together, as few spans as there are runs.
  std::vector<std::span<const std::byte>> RunsOf(std::span<const size_t> rows) const;

  std::filesystem::path folder_;
  std::string id_;
  WindowOptions window_options_;
  std::vector<PackRow> rows_;
  std::vector<Shard> shards_;
};

// {"crop": "first", "max_duration_sec": 10.0}: what packs, bundles and results quote.
OrderedJson WindowRuleJson(const WindowOptions& options);

}  // namespace supreme
