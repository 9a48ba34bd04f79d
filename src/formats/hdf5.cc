#include "formats/hdf5.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/error.h"
#include "formats/plain_text.h"
#include "signal/leads.h"

namespace supreme::formats {
namespace {

constexpr double kSphRateHz = 500;
constexpr double kCode15RateHz = 400;

// `values` [samples, leads] → the record's [leads, samples].
void FillTransposed(const std::vector<float>& values, size_t leads, double mv_per_unit,
                    Record& record) {
  record.sample_count = values.size() / leads;
  record.samples_mv.resize(values.size());
  for (size_t lead = 0; lead < leads; ++lead) {
    for (size_t i = 0; i < record.sample_count; ++i) {
      record.samples_mv[lead * record.sample_count + i] =
          static_cast<float>(static_cast<double>(values[i * leads + lead]) * mv_per_unit);
    }
  }
}

void ReplaceInfinite(Record& record) {
  for (float& mv : record.samples_mv) {
    if (!std::isfinite(mv)) mv = std::numeric_limits<float>::quiet_NaN();
  }
}

// `values` [samples, leads] without the rows of zeros at both ends.
void CutZeroRows(std::vector<float>& values, size_t leads) {
  const auto is_zero_row = [&](size_t row) {
    return std::all_of(values.begin() + static_cast<std::ptrdiff_t>(row * leads),
                       values.begin() + static_cast<std::ptrdiff_t>((row + 1) * leads),
                       [](float value) { return value == 0.0f; });
  };
  size_t first = 0, end = values.size() / leads;
  while (first < end && is_zero_row(first)) ++first;
  while (end > first && is_zero_row(end - 1)) --end;
  if (first == end) return;  // an empty record stays as it is
  values.erase(values.begin() + static_cast<std::ptrdiff_t>(end * leads), values.end());
  values.erase(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(first * leads));
}

}  // namespace

Hdf5Records::Hdf5Records(std::span<const std::byte> bytes, std::string source_path,
                         ReadOptions options)
    : source_path_(std::move(source_path)),
      options_(std::move(options)),
      file_(bytes, source_path_) {
  std::string dataset;
  if (file_.Has("ecg")) {
    dataset = "ecg";
  } else if (file_.Has("tracings")) {
    dataset = "tracings";
    layout_ = Layout::kCode15;
  } else if (file_.Has("val")) {
    dataset = "val";
    layout_ = Layout::kMatlab;
  } else {
    std::string names;
    for (const std::string& name : file_.Names()) names += (names.empty() ? "" : ", ") + name;
    throw Error(ErrorCode::kInvalidInput,
                "no dataset ecg, tracings or val; the file holds " +
                    (names.empty() ? std::string("nothing") : names),
                source_path_, "see docs/formats.md for the layouts that are read");
  }
  shape_ = file_.Shape(dataset);
  const bool is_many = layout_ == Layout::kCode15;
  const bool fits = shape_.size() == (is_many ? 3u : 2u) &&
                    (layout_ != Layout::kSph || shape_[0] == kLeadCount) &&
                    (!is_many || shape_[2] == kLeadCount) &&
                    (layout_ != Layout::kMatlab || shape_[1] <= kMaxLeads);
  const uint64_t rows = is_many && fits ? shape_[1] : shape_[0];
  const uint64_t columns = shape_.back();
  if (!fits || rows == 0 || columns == 0 || rows > kMaxSamples / columns) {
    std::string sizes;
    for (const uint64_t size : shape_) sizes += (sizes.empty() ? "" : " x ") + std::to_string(size);
    throw Error(ErrorCode::kInvalidInput, "/" + dataset + " is " + sizes + ", which is not read",
                source_path_, "see docs/formats.md for the layouts that are read");
  }
  if (is_many) size_ = shape_[0];
}

Record Hdf5Records::NewRecord() const {
  Record record;
  record.source_path = source_path_;
  record.record_id = StemOf(source_path_);
  return record;
}

std::string Hdf5Records::Id(size_t index) const {
  const std::string stem = StemOf(source_path_);
  if (layout_ != Layout::kCode15) return stem;
  const bool has_ids = file_.Has("exam_id") && file_.Shape("exam_id") == std::vector{shape_[0]};
  return has_ids ? std::to_string(file_.ReadInteger("exam_id", index))
                 : stem + "_" + std::to_string(index);
}

Record Hdf5Records::Read(size_t index) const {
  if (index >= size_) {
    throw Error(ErrorCode::kNotFound, "there is no record " + std::to_string(index), source_path_,
                "0 to " + std::to_string(size_ == 0 ? 0 : size_ - 1));
  }
  Record record = layout_ == Layout::kSph      ? ReadSph()
                  : layout_ == Layout::kCode15 ? ReadCode15(index)
                                               : ReadMatlab();
  ReplaceInfinite(record);
  return record;
}

Record Hdf5Records::ReadSph() const {
  Record record = NewRecord();
  record.sample_rate_hz = kSphRateHz;
  record.sample_count = shape_[1];
  record.lead_names.assign(kLeadNames.begin(), kLeadNames.end());
  record.samples_mv = file_.ReadFloats("ecg", {0, 0}, shape_);
  return record;
}

Record Hdf5Records::ReadCode15(size_t index) const {
  Record record = NewRecord();
  record.record_id = Id(index);
  record.sample_rate_hz = kCode15RateHz;
  record.lead_names.assign(kLeadNames.begin(), kLeadNames.end());
  double mv_per_unit = 1;
  if (options_.unit.empty()) {
    record.warnings.emplace_back("the file does not say its unit; the samples are taken as mV");
  } else {
    mv_per_unit = ToldMillivoltsPerUnit(options_, source_path_);
  }
  std::vector<float> values =
      file_.ReadFloats("tracings", {index, 0, 0}, {1, shape_[1], shape_[2]});
  CutZeroRows(values, kLeadCount);
  FillTransposed(values, kLeadCount, mv_per_unit, record);
  return record;
}

Record Hdf5Records::ReadMatlab() const {
  Record record = NewRecord();
  record.sample_rate_hz = ToldSampleRate(options_, source_path_);
  const double mv_per_unit = ToldMillivoltsPerUnit(options_, source_path_);
  record.lead_names = ToldLeadNames(options_, shape_[1], source_path_, record.warnings);
  FillTransposed(file_.ReadFloats("val", {0, 0}, shape_), shape_[1], mv_per_unit, record);
  return record;
}

}  // namespace supreme::formats
