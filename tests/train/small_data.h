// A pack and a vocabulary small enough to train on in a test.
#pragma once

#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <string>

#include "core/rng.h"
#include "tests/data/pack_maker.h"
#include "vocab/label_matrix.h"
#include "vocab/query_set.h"

namespace supreme {

inline constexpr int64_t kSmallTextWidth = 16;
inline constexpr size_t kSmallQueries = 3;

// Query q is present when lead q swings at 2 (q + 1) Hz: a network learns it in a few steps.
// Folds go round from 1 to 10.
inline void WriteSmallData(const std::filesystem::path& folder, size_t records) {
  Rng rng(11);
  PackMaker writer(folder / "pack");
  std::vector<uint8_t> cells;
  for (size_t i = 0; i < records; ++i) {
    PackRecord record;
    record.row.record_id = "r" + std::to_string(i);
    record.row.patient_id = "p" + std::to_string(i);
    record.row.fold = static_cast<int64_t>(i % 10) + 1;
    record.window.samples_mv.resize(kLeadCount * kWindowSamples);
    record.window.present.fill(1);
    for (float& value : record.window.samples_mv) value = static_cast<float>(rng.Normal(0.0, 0.1));
    for (size_t q = 0; q < kSmallQueries; ++q) {
      const bool present = rng.Bernoulli(0.4);
      cells.push_back(present ? 1 : rng.Bernoulli(0.05) ? 2 : 0);
      const double phase = rng.Uniform(0.0, 6.28);
      for (size_t t = 0; present && t < kWindowSamples; ++t) {
        const double seconds = static_cast<double>(t) / kWindowRateHz;
        record.window.samples_mv[q * kWindowSamples + t] +=
            static_cast<float>(std::sin(12.57 * static_cast<double>(q + 1) * seconds + phase));
      }
    }
    writer.Add(record);
  }
  const std::string pack_id = writer.Finish();
  QuerySet set;
  set.encoder_name = "test";
  set.encoder_id = "0";
  set.text_width = kSmallTextWidth;
  for (size_t q = 0; q < kSmallQueries; ++q) {
    Query query;
    query.id = "query-" + std::to_string(q);
    query.text = "query " + std::to_string(q);
    set.queries.push_back(query);
    for (int64_t i = 0; i < kSmallTextWidth; ++i) {
      set.embeddings.push_back(static_cast<float>(rng.Normal()));
    }
  }
  std::filesystem::create_directories(folder / "vocab");
  WriteQuerySet(set, folder / "vocab");
  WriteLabels(LabelMatrix::FromCells(kSmallQueries, cells, pack_id), folder / "vocab");
}

// Where files are in memory and syncing costs nothing, if there is such a place.
inline std::filesystem::path MemoryBase() {
  const bool is_there = ::access("/dev/shm", W_OK) == 0;
  return is_there ? "/dev/shm" : std::filesystem::temp_directory_path();
}

// A folder of its own for each test, removed at the end.
class TestFolder {
 public:
  explicit TestFolder(const std::string& name,
                      const std::filesystem::path& base = std::filesystem::temp_directory_path())
      : path_(base / ("supreme_train_" + name)) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~TestFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace supreme
