#include "eval/features.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <optional>
#include <set>
#include <string>

#include "core/atomic_file.h"
#include "core/checksum.h"
#include "core/error.h"
#include "core/hash.h"
#include "core/interrupt.h"
#include "core/json.h"
#include "core/lock_file.h"
#include "core/progress.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr char kTensor[] = "features";
constexpr char kChecksum[] = "xxh64";
constexpr size_t kFolderNameDigits = 32;

std::string ChecksumOf(std::span<const std::byte> bytes) {
  Checksum sum;
  sum.Add({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  return sum.Hex();
}

// The features of one encoder and one pack on disk.
struct FeatureFolder {
  fs::path path;
  size_t width;
  size_t row_count;  // of the pack

  fs::path PartFile(size_t part) const {
    std::string number = std::to_string(part);
    number.insert(0, 5 - std::min<size_t>(5, number.size()), '0');
    return path / ("part-" + number + ".safetensors");
  }
  size_t PartRows(size_t part) const {
    return std::min(kFeaturePartRows, row_count - part * kFeaturePartRows);
  }
  // Nothing when the part is not there or is damaged.
  std::optional<SafetensorsFile> OpenPart(size_t part) const {
    std::error_code ignored;
    if (!fs::exists(PartFile(part), ignored)) return std::nullopt;
    try {
      SafetensorsFile file(PartFile(part));
      const TensorView& features =
          file.Get(kTensor, {static_cast<int64_t>(PartRows(part)), static_cast<int64_t>(width)});
      const auto sum = file.metadata().find(kChecksum);
      if (features.dtype != DType::kF32 || sum == file.metadata().end() ||
          sum->second != ChecksumOf(features.bytes)) {
        return std::nullopt;
      }
      return file;
    } catch (const Error& error) {
      if (error.code() == ErrorCode::kIo) throw;
      return std::nullopt;
    }
  }
};

void WriteDescription(const FeatureFolder& folder, const FeatureEncoderInfo& info,
                      const Pack& pack) {
  OrderedJson json = {{"format", "supreme-features"}, {"format_version", 1}};
  json["bundle"] = {{"name", info.name}, {"id", info.bundle_id}};
  json["encoder_key"] = info.key;
  json["pack_id"] = pack.id();
  json["width"] = info.width;
  json["rows_per_part"] = kFeaturePartRows;
  WriteJsonFile(folder.path / "features.json", json);
}

void CheckFinite(std::span<const float> features, const std::string& record_id) {
  if (std::all_of(features.begin(), features.end(), [](float x) { return std::isfinite(x); })) {
    return;
  }
  throw Error(ErrorCode::kInvalidInput, "the encoder gives a feature that is not finite",
              "record " + record_id, "check the bundle with supreme inspect");
}

// Windows of a batch at a time, so that a part needs no more memory than its features.
void EncodePart(FeatureEncoder& encoder, const Pack& pack, const FeatureFolder& folder, size_t part,
                const std::function<void(size_t)>& add_done) {
  const size_t first = part * kFeaturePartRows;
  const size_t count = folder.PartRows(part);
  std::vector<float> features;
  features.reserve(count * folder.width);
  std::vector<EcgWindow> windows;
  for (size_t begin = 0; begin < count; begin += encoder.info().batch_size) {
    ThrowIfInterrupted();
    windows.clear();
    const size_t end = std::min(count, begin + encoder.info().batch_size);
    for (size_t i = begin; i < end; ++i) windows.push_back(pack.ReadWindow(first + i));
    const std::vector<float> rows = encoder.Encode(windows);
    SUPREME_CHECK(rows.size() == windows.size() * folder.width);
    for (size_t i = begin; i < end; ++i) {
      CheckFinite(std::span(rows).subspan((i - begin) * folder.width, folder.width),
                  pack.rows()[first + i].record_id);
    }
    features.insert(features.end(), rows.begin(), rows.end());
    add_done(windows.size());
  }
  const TensorView view =
      ViewOf<float>(features, {static_cast<int64_t>(count), static_cast<int64_t>(folder.width)});
  WriteSafetensors(folder.PartFile(part), {{kTensor, view}}, {{kChecksum, ChecksumOf(view.bytes)}});
}

}  // namespace

std::span<const float> RecordFeatures::Row(size_t pack_row) const {
  const auto part = parts_.find(pack_row / kFeaturePartRows);
  SUPREME_CHECK(part != parts_.end());
  const auto values = part->second.Get(kTensor).As<float>();
  return values.subspan(pack_row % kFeaturePartRows * width_, width_);
}

std::vector<float> RecordFeatures::Gather(std::span<const size_t> pack_rows) const {
  std::vector<float> features;
  features.reserve(pack_rows.size() * width_);
  for (const size_t row : pack_rows) {
    const std::span<const float> values = Row(row);
    features.insert(features.end(), values.begin(), values.end());
  }
  return features;
}

RecordFeatures FeatureCache::Encode(FeatureEncoder& encoder, const Pack& pack,
                                    std::span<const size_t> pack_rows) const {
  const FeatureEncoderInfo& info = encoder.info();
  const std::string name = Sha256(info.key + "\n" + pack.id()).substr(0, kFolderNameDigits);
  const FeatureFolder folder{folder_ / name, info.width, pack.size()};
  RecordFeatures features;
  features.width_ = info.width;
  std::set<size_t> wanted;
  for (const size_t row : pack_rows) wanted.insert(row / kFeaturePartRows);
  std::vector<size_t> missing;
  size_t missing_rows = 0;
  for (const size_t part : wanted) {
    if (auto file = folder.OpenPart(part)) {
      features.parts_.emplace(part, std::move(*file));
    } else {
      missing.push_back(part);
      missing_rows += folder.PartRows(part);
    }
  }
  if (missing.empty()) return features;

  MakeFolder(folder.path);
  const LockFile lock(folder.path / "lock");
  WriteDescription(folder, info, pack);
  Progress progress("encode", missing_rows, "records");
  size_t done = 0;
  for (const size_t part : missing) {
    EncodePart(encoder, pack, folder, part,
               [&](size_t records) { progress.Update(done += records); });
    features.parts_.emplace(part, SafetensorsFile(folder.PartFile(part)));
  }
  progress.Finish();
  return features;
}

fs::path DefaultFeatureFolder() {
  const auto folder_of = [](const char* variable) -> fs::path {
    const char* value = std::getenv(variable);
    return value == nullptr ? fs::path() : fs::path(value);
  };
  const fs::path cache = folder_of("XDG_CACHE_HOME");
  if (cache.is_absolute()) return cache / "supreme" / "features";
  const fs::path home = folder_of("HOME");
  return (home.empty() ? fs::temp_directory_path() : home / ".cache") / "supreme" / "features";
}

}  // namespace supreme
