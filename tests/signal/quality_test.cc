#include "signal/quality.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "signal/wfdb.h"
#include "tests/signal/ecg_fixture.h"

namespace supreme {
namespace {

const std::filesystem::path kData = std::filesystem::path(SUPREME_SOURCE_DIR) / "../shared/data";

TEST(Quality, WrongUnitsAreNoticed) {
  EXPECT_FALSE(Mentions(ToWindow(MakeEcg()).warnings, "wrong gain"));
  for (const double scale : {1000.0, 5.0, 1.0 / 4.88, 0.001}) {
    EXPECT_TRUE(Mentions(ToWindow(MakeEcg(500, 10, scale)).warnings, "wrong gain")) << scale;
  }
}

TEST(Quality, QrsHeightIgnoresWander) {
  Record record = MakeEcg();
  const float height = QrsHeightMv(ToWindow(record), kWindowSamples);
  for (size_t i = 0; i < record.samples_mv.size(); ++i) {
    record.samples_mv[i] += 3.0f * std::sin(0.004f * static_cast<float>(i % 5000));
  }
  EXPECT_NEAR(QrsHeightMv(ToWindow(record), kWindowSamples), height, 0.25f * height);
}

// All 66 swaps by content: those with a limb lead break an identity, two chest leads do not.
TEST(Quality, SwappedLimbLeadsAreNoticed) {
  const Record record = MakeEcg();
  for (size_t a = 0; a < kLeadCount; ++a) {
    for (size_t b = a + 1; b < kLeadCount; ++b) {
      Record swapped = record;
      std::swap(swapped.lead_names[a], swapped.lead_names[b]);
      EXPECT_EQ(Mentions(ToWindow(swapped).warnings, "limb leads contradict"), a < 6)
          << kLeadNames[a] << " and " << kLeadNames[b];
    }
  }
}

TEST(Quality, OffsetsOfSingleLeadsDoNotCount) {
  Record record = MakeEcg();
  for (size_t i = 0; i < 5000; ++i) record.samples_mv[i] += 0.5f;
  EXPECT_FALSE(Mentions(ToWindow(record).warnings, "limb leads"));
}

std::set<std::string> Flagged(const std::filesystem::path& folder, std::string_view text,
                              size_t* count) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".hea") continue;
    ++*count;
    if (Mentions(ToWindow(ReadWfdb(entry.path())).warnings, text)) {
      names.insert(entry.path().stem().string());
    }
  }
  return names;
}

TEST(Quality, PublicCopiesWithAWrongGainAreFlaggedAndNoOthers) {
  if (!std::filesystem::exists(kData)) GTEST_SKIP() << "missing: " << kData;
  size_t count = 0;
  EXPECT_EQ(Flagged(kData / "cinc/gain_trap", "wrong gain", &count).size(), 3u);
  EXPECT_EQ(Flagged(kData / "cinc/extra", "wrong gain", &count),
            (std::set<std::string>{"E00009", "E00015", "E00018", "E00793", "HR00599", "HR20715"}));
  EXPECT_TRUE(Flagged(kData / "cinc/smoke", "wrong gain", &count).empty());
  EXPECT_TRUE(Flagged(kData / "ptbxl_500", "wrong gain", &count).empty());
  EXPECT_EQ(count, 1094u);
}

TEST(Quality, OneBrokenPtbXlRecordIsFlagged) {
  const std::filesystem::path folder = kData / "ptbxl_500/records500";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "missing: " << folder;
  size_t count = 0;
  EXPECT_EQ(Flagged(folder, "limb leads contradict", &count), std::set<std::string>{"00162_hr"});
  EXPECT_EQ(count, 500u);
}

}  // namespace
}  // namespace supreme
