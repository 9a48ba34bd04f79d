#include "data/pack_writer.h"

#include <algorithm>
#include <set>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "core/error.h"
#include "core/hash.h"
#include "core/lock_file.h"
#include "core/numbers.h"
#include "core/version.h"
#include "data/pack_format.h"
#include "data/pack_verify.h"
#include "data/quantise.h"

namespace supreme {
namespace {

constexpr size_t kShardRows = 512;
constexpr size_t kRowSamples = kLeadCount * kWindowSamples;

std::string NumberOrEmpty(double value) { return std::isnan(value) ? "" : FormatDouble(value); }

bool IsPackFile(const std::string& name) {
  return name == kPackJsonName || name == kManifestName || name == kCodesName ||
         name == kReportsName || name == kImportReportName ||
         (name.starts_with("shard-") && name.ends_with(".safetensors"));
}

std::filesystem::path PrepareFolder(const std::filesystem::path& folder, bool replace) {
  MakeFolder(folder);
  if (!replace && std::filesystem::exists(folder / kPackJsonName)) {
    throw Error(ErrorCode::kUsage, "there already is a pack", folder.string(),
                "choose another folder, or --force to replace it");
  }
  return folder;
}

// pack.json goes first: from then on the folder is no pack.
void RemoveOldFiles(const std::filesystem::path& folder) {
  std::filesystem::remove(folder / kPackJsonName);
  std::vector<std::filesystem::path> old;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (IsPackFile(entry.path().filename().string())) old.push_back(entry.path());
  }
  for (const auto& path : old) std::filesystem::remove(path);
}

}  // namespace

class PackWriter::Impl {
 public:
  Impl(const std::filesystem::path& folder, bool replace)
      : folder_(PrepareFolder(folder, replace)), lock_(folder_ / ".lock") {
    RemoveOldFiles(folder_);
    manifest_ = std::make_unique<CsvWriter>(
        folder_ / kManifestName, std::vector<std::string>{"row", "record_id", "patient_id", "fold",
                                                          "age_years", "sex", "quality", "source"});
    codes_ = std::make_unique<CsvWriter>(
        folder_ / kCodesName, std::vector<std::string>{"record_id", "code", "likelihood"});
    reports_ = std::make_unique<CsvWriter>(folder_ / kReportsName,
                                           std::vector<std::string>{"record_id", "report"});
  }

  void Add(const PackRecord& record) {
    const PackRow& row = record.row;
    if (!record_ids_.insert(row.record_id).second) {
      throw Error(ErrorCode::kInvalidInput, "record id occurs twice", row.record_id);
    }
    AddSamples(record.window);
    manifest_->Row({std::to_string(row_count_), row.record_id, row.patient_id,
                    std::to_string(row.fold), NumberOrEmpty(row.age_years),
                    std::string(SexWord(row.sex)), row.quality, row.source});
    for (const PackCode& code : record.codes) {
      codes_->Row({row.record_id, code.code, NumberOrEmpty(code.likelihood)});
    }
    reports_->Row({row.record_id, record.report});
    ++row_count_;
    if (masks_.size() == kShardRows * kLeadCount) WriteShard();
  }

  size_t size() const { return row_count_; }

  std::string Finish(const OrderedJson& facts, const std::vector<std::string>& extra_files) {
    if (!masks_.empty()) WriteShard();
    manifest_->Commit();
    codes_->Commit();
    reports_->Commit();
    std::vector<std::string> names = {std::string(kManifestName), std::string(kCodesName),
                                      std::string(kReportsName)};
    names.insert(names.end(), extra_files.begin(), extra_files.end());
    for (const std::string& name : names) AddFile(name);
    OrderedJson json;
    json["format"] = kPackFormat;
    json["format_version"] = kPackFormatVersion;
    json["id"] = PackId(files_);
    json["rows"] = row_count_;
    json["shard_rows"] = shard_rows_;
    json["leads"] = kLeadNames;
    json["sample_rate_hz"] = kWindowRateHz;
    json["window_samples"] = kWindowSamples;
    json["software"] = {{"name", "supreme"}, {"version", Version()}, {"git", GitCommit()}};
    json["import"] = facts;
    for (const PackFile& file : files_) {
      json["files"].push_back(
          {{"name", file.name}, {"bytes", file.bytes}, {"sha256", file.sha256}});
    }
    WriteJsonFile(folder_ / kPackJsonName, json);
    return json["id"];
  }

 private:
  void AddSamples(const EcgWindow& window) {
    SUPREME_CHECK(window.samples_mv.size() == kRowSamples);
    const size_t start = samples_.size();
    samples_.resize(start + kRowSamples);
    const std::span<int16_t> stored = std::span(samples_).subspan(start);
    const std::span<const float> all(window.samples_mv);
    const bool lossless = IsWholeMicrovolts(all);
    for (size_t lead = 0; lead < kLeadCount; ++lead) {
      const auto lead_mv = all.subspan(lead * kWindowSamples, kWindowSamples);
      const float scale = lossless ? kMicrovoltScale : LeadScale(lead_mv);
      QuantiseLead(lead_mv, scale, stored.subspan(lead * kWindowSamples, kWindowSamples));
      scales_.push_back(scale);
      masks_.push_back(window.present[lead]);
    }
  }

  void WriteShard() {
    const size_t rows = masks_.size() / kLeadCount;
    const auto n = static_cast<int64_t>(rows);
    const auto leads = static_cast<int64_t>(kLeadCount);
    const std::string name = ShardName(shard_rows_.size());
    WriteSafetensors(folder_ / name,
                     {{"signal", ViewOf(std::span<const int16_t>(samples_),
                                        {n, leads, static_cast<int64_t>(kWindowSamples)})},
                      {"scale", ViewOf(std::span<const float>(scales_), {n, leads})},
                      {"mask", ViewOf(std::span<const uint8_t>(masks_), {n, leads})}});
    shard_rows_.push_back(rows);
    AddFile(name);
    samples_.clear();
    scales_.clear();
    masks_.clear();
  }

  void AddFile(const std::string& name) { files_.push_back(DescribePackFile(folder_, name)); }

  std::filesystem::path folder_;
  LockFile lock_;
  std::unique_ptr<CsvWriter> manifest_, codes_, reports_;
  std::set<std::string> record_ids_;
  std::vector<int16_t> samples_;  // rows of the shard that is being filled
  std::vector<float> scales_;
  std::vector<uint8_t> masks_;
  std::vector<size_t> shard_rows_;
  std::vector<PackFile> files_;
  size_t row_count_ = 0;
};

PackWriter::PackWriter(const std::filesystem::path& folder, bool replace)
    : impl_(std::make_unique<Impl>(folder, replace)) {}
PackWriter::~PackWriter() = default;
void PackWriter::Add(const PackRecord& record) { impl_->Add(record); }
size_t PackWriter::size() const { return impl_->size(); }
std::string PackWriter::Finish(const OrderedJson& facts,
                               const std::vector<std::string>& extra_files) {
  return impl_->Finish(facts, extra_files);
}

std::string QualityFlags(const EcgWindow& window) {
  std::string flags;
  const auto add = [&](std::string_view flag) {
    flags += (flags.empty() ? "" : ";") + std::string(flag);
  };
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    if (window.present[lead] == 0) {
      add("missing:" + std::string(kLeadNames[lead]));
    } else if (window.flat[lead] != 0) {
      add("flat:" + std::string(kLeadNames[lead]));
    }
  }
  const auto speaks_of = [&](std::string_view word) {
    return std::any_of(window.warnings.begin(), window.warnings.end(),
                       [&](const std::string& text) { return text.find(word) != text.npos; });
  };
  if (speaks_of("gain")) add("gain");
  if (speaks_of("limb leads")) add("limb");
  return flags;
}

}  // namespace supreme
