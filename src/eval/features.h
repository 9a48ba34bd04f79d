// Features of a pack's records, made once by a frozen encoder and kept on disk: probes, plots of
// embeddings and the like read them in milliseconds.
//
// A cache folder holds a folder per (encoder key, pack id), named by their hash:
//   features.json                what they are: encoder, bundle, pack, width
//   part-00000.safetensors …     features float32 [n, width] of pack rows 128·i, 128·i + 1, …
// Each part appears whole or not at all; what an interrupted call left is used by the next one.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <span>
#include <vector>

#include "data/pack.h"
#include "predict/feature_encoder.h"
#include "tensor/safetensors.h"

namespace supreme {

inline constexpr size_t kFeaturePartRows = 128;

// Memory-mapped and immutable; thread-safe to read.
class RecordFeatures {
 public:
  size_t width() const { return width_; }
  // Features of a pack row that was asked for; kInternal for another one.
  std::span<const float> Row(size_t pack_row) const;
  // [rows, width] in the order of `pack_rows`.
  std::vector<float> Gather(std::span<const size_t> pack_rows) const;

 private:
  friend class FeatureCache;
  size_t width_ = 0;
  std::map<size_t, SafetensorsFile> parts_;
};

// Not thread-safe, and one process at a time may write a folder: a second one is refused.
class FeatureCache {
 public:
  explicit FeatureCache(std::filesystem::path folder) : folder_(std::move(folder)) {}

  // Encodes the parts that hold any of `pack_rows` and are not there yet; shows progress. Damaged
  // parts are made again. Errors: kCancelled (finished parts stay), kUnavailable when another
  // process is at it, kInvalidInput for features that are not finite, kIo, kNoSpace, the encoder's.
  RecordFeatures Encode(FeatureEncoder& encoder, const Pack& pack,
                        std::span<const size_t> pack_rows) const;

 private:
  std::filesystem::path folder_;
};

// Where features are kept when nobody says: supreme/features in $XDG_CACHE_HOME or ~/.cache.
std::filesystem::path DefaultFeatureFolder();

}  // namespace supreme
