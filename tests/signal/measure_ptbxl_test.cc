// Real records (PTB-XL, folds 1–4) against another program's beats and the range of human values.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "core/csv.h"
#include "core/numbers.h"
#include "signal/measure.h"
#include "signal/wfdb.h"
#include "signal/window.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

fs::path PtbxlFolder() { return fs::path(SUPREME_SOURCE_DIR) / "../shared/data/ptbxl_500"; }

MeasuredEcg MeasureFile(const fs::path& path) {
  const EcgWindow window = ToWindow(ReadWfdb(path));
  return MeasureEcg(window.samples_mv, window.present, kWindowRateHz);
}

size_t NearestDistance(size_t sample, const std::vector<size_t>& others) {
  size_t nearest = SIZE_MAX;
  for (const size_t other : others) {
    nearest = std::min(nearest, sample > other ? sample - other : other - sample);
  }
  return nearest;
}

TEST(MeasureEcgOnPtbxl, FindsTheBeatsThatAnotherProgramFinds) {
  if (!fs::exists(PtbxlFolder())) GTEST_SKIP() << PtbxlFolder() << " is not there";
  CsvReader table = CsvReader::Open(fs::path(SUPREME_SOURCE_DIR) / "testdata/signal/r_peaks.csv");
  size_t records = 0;
  while (table.Next()) {
    const MeasuredEcg ecg = MeasureFile(PtbxlFolder() / (table["record"] + ".hea"));
    std::vector<size_t> ours, theirs;
    for (const DetectedBeat& beat : ecg.beats) ours.push_back(beat.peak_sample);
    std::istringstream samples(table["samples"]);
    for (size_t sample = 0; samples >> sample;) theirs.push_back(sample);
    for (const size_t sample : theirs) {
      EXPECT_LE(NearestDistance(sample, ours), 40U) << table["record"] << " missed " << sample;
    }
    for (const size_t sample : ours) {
      if (sample < 100 || sample > 4900) continue;  // filters of the other program end there
      EXPECT_LE(NearestDistance(sample, theirs), 40U) << table["record"] << " extra " << sample;
    }
    ++records;
  }
  EXPECT_GE(records, 20U);
}

struct Counts {
  int records = 0;
  int with_p = 0;
  int fibrillating = 0;
  int fibrillating_with_p = 0;
  int plausible_intervals = 0;
  int normal = 0;
  int normal_narrow = 0;
};

void Count(const std::string& codes, const EcgMeasurements& m, Counts& counts) {
  ++counts.records;
  const bool fibrillating = codes.find("'AFIB'") != std::string::npos;
  const bool has_p = !std::isnan(m.pr_ms);
  counts.fibrillating += fibrillating ? 1 : 0;
  counts.fibrillating_with_p += fibrillating && has_p ? 1 : 0;
  counts.with_p += has_p ? 1 : 0;
  const bool plausible = m.ventricular_rate_bpm > 25 && m.ventricular_rate_bpm < 200 &&
                         m.qrs_ms >= 60 && m.qrs_ms <= 200 && m.qt_ms >= 240 && m.qt_ms <= 620 &&
                         (!has_p || (m.pr_ms >= 90 && m.pr_ms <= 360));
  counts.plausible_intervals += plausible ? 1 : 0;
  if (codes.find("'NORM'") == std::string::npos) return;
  ++counts.normal;
  counts.normal_narrow += m.qrs_ms < 116 ? 1 : 0;
}

TEST(MeasureEcgOnPtbxl, GivesHumanValues) {
  const fs::path table_path = PtbxlFolder() / "ptbxl_database.csv";
  if (!fs::exists(table_path)) GTEST_SKIP() << table_path << " is not there";
  CsvReader table = CsvReader::Open(table_path);
  Counts counts;
  while (table.Next()) {
    if (std::strtod(table["strat_fold"].c_str(), nullptr) > 4.0) continue;
    const MeasuredEcg ecg = MeasureFile(PtbxlFolder() / (table["filename_hr"] + ".hea"));
    Count(table["scp_codes"], ecg.measurements, counts);
  }
  EXPECT_GE(counts.records, 180);
  EXPECT_GE(counts.plausible_intervals, counts.records * 97 / 100);
  EXPECT_GE(counts.with_p, (counts.records - counts.fibrillating) * 95 / 100);
  EXPECT_LE(counts.fibrillating_with_p, counts.fibrillating / 4);
  EXPECT_GE(counts.normal_narrow, counts.normal * 97 / 100);
}

}  // namespace
}  // namespace supreme
