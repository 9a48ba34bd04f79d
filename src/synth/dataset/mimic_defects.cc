#include "synth/dataset/mimic_defects.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace supreme {
namespace {

constexpr uint64_t kEvery = 5;
constexpr std::array<std::string_view, 15> kNames = {
    "",           "nan_samples",     "nan_lead",       "nan_record",
    "zero_lead",  "empty_report",    "short_report",   "no_signal_file",
    "no_header",  "cut_signal_file", "sentinels",      "not_measured",
    "not_listed", "duplicate",       "subjects_differ"};
constexpr uint64_t kKinds = kNames.size() - 1;

// Counts the records with one defect: 0, 1, 2, …
uint64_t Turn(uint64_t record_number) { return (record_number / kEvery - 1) / kKinds; }

}  // namespace

std::string_view MimicDefectName(MimicDefect defect) { return kNames[static_cast<size_t>(defect)]; }

MimicDefect MimicDefectOf(uint64_t record_number) {
  if (record_number % kEvery != 0) return MimicDefect::kNone;
  return static_cast<MimicDefect>(1 + (record_number / kEvery - 1) % kKinds);
}

void SpoilSamples(MimicDefect defect, uint64_t record_number, Record& record) {
  const float nan = std::nanf("");
  const size_t lead = Turn(record_number) % record.lead_names.size();
  const auto begin =
      record.samples_mv.begin() + static_cast<std::ptrdiff_t>(lead * record.sample_count);
  const auto count = static_cast<std::ptrdiff_t>(record.sample_count);
  if (defect == MimicDefect::kNanSamples) std::fill(begin + count / 4, begin + count / 3, nan);
  if (defect == MimicDefect::kNanLead) std::fill(begin, begin + count, nan);
  if (defect == MimicDefect::kZeroLead) std::fill(begin, begin + count, 0.0f);
  if (defect == MimicDefect::kNanRecord) {
    std::fill(record.samples_mv.begin(), record.samples_mv.end(), nan);
  }
}

void SpoilReport(MimicDefect defect, uint64_t record_number, std::vector<std::string>& columns) {
  if (defect != MimicDefect::kEmptyReport && defect != MimicDefect::kShortReport) return;
  constexpr std::array<std::string_view, 3> kEmpty = {"", "  *** ", "==="};
  constexpr std::array<std::string_view, 3> kShort = {"Tachycardia", "Sinus rhythm",
                                                      "Sinus rhythm noted"};
  const auto& texts = defect == MimicDefect::kEmptyReport ? kEmpty : kShort;
  std::fill(columns.begin(), columns.end(), "");
  columns[0] = texts[Turn(record_number) % texts.size()];
}

void SpoilFiles(MimicDefect defect, const std::filesystem::path& stem) {
  const std::string name = stem.string();
  if (defect == MimicDefect::kNoSignalFile) std::filesystem::remove(name + ".dat");
  if (defect == MimicDefect::kNoHeader) std::filesystem::remove(name + ".hea");
  if (defect == MimicDefect::kCutSignalFile) {
    std::filesystem::resize_file(name + ".dat", std::filesystem::file_size(name + ".dat") / 2);
  }
}

}  // namespace supreme
