#include "data/verify_source.h"

#include <algorithm>
#include <vector>

#include "core/atomic_file.h"
#include "core/numbers.h"
#include "data/pack.h"
#include "formats/find_records.h"
#include "formats/open.h"
#include "signal/wfdb.h"
#include "signal/window_record.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

bool IsHeader(const fs::path& path) { return AsciiLower(path.extension().string()) == ".hea"; }

std::optional<double> GainPerMv(const WfdbSignal& signal) {
  const std::string unit = AsciiLower(Trim(signal.unit));
  if (unit.empty() || unit == "mv") return signal.gain_per_unit;
  if (unit == "uv") return signal.gain_per_unit * 1000.0;
  return std::nullopt;
}

class FolderSource : public VerifySource {
 public:
  explicit FolderSource(const fs::path& folder) {
    const std::vector<std::string> folders = {folder.string()};
    paths_ = formats::FindRecords(folders);
    for (const fs::path& path : paths_) {
      ids_.push_back(path.lexically_relative(folder).replace_extension().generic_string());
    }
  }

  size_t size() const override { return paths_.size(); }
  const std::string& Id(size_t index) const override { return ids_[index]; }
  Record Read(size_t index) const override { return formats::OpenRecord(paths_[index]); }

  std::optional<double> HeaderGain(size_t index) const override {
    const fs::path& path = paths_[index];
    if (!IsHeader(path)) return std::nullopt;
    const WfdbHeader header = ParseWfdbHeader(ReadFile(path, 1 << 20), path.string());
    std::optional<double> gain;
    for (const WfdbSignal& signal : header.signals) {
      const auto of_signal = GainPerMv(signal);
      if (!of_signal || (gain && *gain != *of_signal)) return std::nullopt;
      gain = of_signal;
    }
    return gain;
  }

 private:
  std::vector<fs::path> paths_;
  std::vector<std::string> ids_;
};

class PackSource : public VerifySource {
 public:
  explicit PackSource(const fs::path& folder) : pack_(folder) {}

  size_t size() const override { return pack_.size(); }
  const std::string& Id(size_t index) const override { return pack_.rows()[index].record_id; }
  std::optional<double> HeaderGain(size_t) const override { return std::nullopt; }

  Record Read(size_t index) const override {
    const EcgWindow window = pack_.ReadWindow(index);
    Record record = RecordOfWindow(window, UsedSamples(window));
    record.record_id = Id(index);
    record.source_path = pack_.folder().string();
    record.age_years = pack_.rows()[index].age_years;
    record.sex = pack_.rows()[index].sex;
    return record;
  }

 private:
  // The padding: zeros at the end of all leads. At least one sample stays.
  static size_t UsedSamples(const EcgWindow& window) {
    size_t used = 1;
    for (size_t lead = 0; lead < kLeadCount; ++lead) {
      size_t end = kWindowSamples;
      while (end > used && window.samples_mv[lead * kWindowSamples + end - 1] == 0.0f) --end;
      used = std::max(used, end);
    }
    return used;
  }

  Pack pack_;
};

}  // namespace

std::unique_ptr<VerifySource> OpenFolderSource(const fs::path& folder) {
  return std::make_unique<FolderSource>(folder);
}

std::unique_ptr<VerifySource> OpenPackSource(const fs::path& folder) {
  return std::make_unique<PackSource>(folder);
}

}  // namespace supreme
