#include "signal/content_check.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>
#include <limits>
#include <numbers>
#include <set>

#include "core/error.h"
#include "core/rng.h"
#include "signal/leads.h"
#include "signal/wfdb.h"
#include "signal/window.h"
#include "tests/signal/ecg_fixture.h"

namespace supreme {
namespace {

const std::filesystem::path kData = std::filesystem::path(SUPREME_SOURCE_DIR) / "../shared/data";

// "check lead" of everything found.
std::set<std::string> Found(const Record& record) {
  std::set<std::string> found;
  for (const SignalProblem& problem : CheckContent(record).problems) {
    found.insert(problem.check + (problem.lead.empty() ? "" : " " + problem.lead));
  }
  return found;
}

using Words = std::set<std::string>;

Record Changed(size_t lead, const std::function<double(double mv, size_t i)>& change) {
  Record record = MakeEcg();
  for (size_t i = 0; i < 5000; ++i) {
    float& sample = record.samples_mv[lead * 5000 + i];
    sample = static_cast<float>(change(static_cast<double>(sample), i));
  }
  return record;
}

TEST(ContentCheck, ARightRecordHasNoProblem) { EXPECT_EQ(Found(MakeEcg()), Words{}); }

TEST(ContentCheck, FlatLeadsAreNamed) {
  const auto flat = [](double, size_t) { return 0.0; };
  EXPECT_EQ(Found(Changed(9, flat)), Words{"flat V4"});
  Record record = MakeEcg();
  std::fill(record.samples_mv.begin() + 6 * 5000, record.samples_mv.end(), 0.0F);
  EXPECT_EQ(Found(record).size(), 6u);
  EXPECT_EQ(Verdict(CheckContent(record).problems), "error");
  EXPECT_EQ(Verdict(CheckContent(record).problems, "V6"), "error");
  EXPECT_EQ(Verdict(CheckContent(record).problems, "II"), "ok");
  std::fill(record.samples_mv.begin(), record.samples_mv.end(), 0.0F);
  EXPECT_TRUE(Found(record).contains("no_signal"));
}

TEST(ContentCheck, ALeadThatIsNearlyFlatIsAWarning) {
  const auto problems =
      CheckContent(Changed(9, [](double mv, size_t) { return 0.01 * mv; })).problems;
  ASSERT_FALSE(problems.empty());
  EXPECT_EQ(problems[0].check, "flat");
  EXPECT_EQ(problems[0].severity, Severity::kWarning);
}

TEST(ContentCheck, ALeadThatStopsIsNamedWithItsTime) {
  const Record record = Changed(6, [](double mv, size_t i) { return i < 850 ? mv : 0.0; });
  const auto problems = CheckContent(record).problems;
  ASSERT_FALSE(problems.empty());
  EXPECT_EQ(problems[0].check, "level");
  EXPECT_EQ(problems[0].lead, "V1");
  EXPECT_NEAR(problems[0].value.value_or(0.0), 8.3, 0.3);
  EXPECT_NEAR(problems[0].to_sec, 10.0, 1e-9);
}

TEST(ContentCheck, CutPeaksAreNamed) {
  EXPECT_EQ(Found(Changed(10, [](double mv, size_t) { return std::min(mv, 0.5); })),
            Words{"clipped V5"});
}

TEST(ContentCheck, MissingValuesAreNamed) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(Found(Changed(7, [&](double mv, size_t i) { return i == 77 ? nan : mv; })),
            Words{"invalid V2"});
  const auto problems = CheckContent(Changed(7, [&](double, size_t) { return nan; })).problems;
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].severity, Severity::kError);
}

TEST(ContentCheck, MainsNoiseWanderAndExcursionsAreNamed) {
  const auto sine = [](double mv, double hz) {
    return [mv, hz](double sample, size_t i) {
      return sample + mv * std::sin(2.0 * std::numbers::pi * hz * static_cast<double>(i) / 500.0);
    };
  };
  EXPECT_EQ(Found(Changed(8, sine(0.04, 50.0))), Words{"mains V3"});
  EXPECT_EQ(Found(Changed(8, sine(0.04, 60.0))), Words{"mains V3"});
  EXPECT_EQ(Found(Changed(8, sine(3.0, 0.2))), Words{"wander V3"});
  EXPECT_EQ(Found(Changed(8, [](double mv, size_t i) { return i == 3000 ? -11.0 : mv; })),
            Words{"peak V3"});
}

TEST(ContentCheck, AnUnpluggedChestElectrodeIsNamed) {
  Rng rng(5);
  const auto found = Found(Changed(8, [&](double, size_t) { return rng.Normal(0.0, 0.2); }));
  EXPECT_TRUE(found.contains("electrode V3"));
  EXPECT_TRUE(found.contains("noise V3"));
}

// The right arm's noise goes into I and II, aVR, aVL, aVF, and III stays clean.
TEST(ContentCheck, ALooseArmElectrodeIsNamedByTheLeadsThatShareIt) {
  Record record = MakeEcg();
  Rng rng(6);
  for (size_t i = 0; i < 5000; ++i) {
    const auto noise = static_cast<float>(rng.Normal(0.0, 0.2));
    const float shares[] = {1.0F, 1.0F, 0.0F, -1.0F, 0.5F, 0.5F};
    for (size_t lead = 0; lead < 6; ++lead) {
      record.samples_mv[lead * 5000 + i] += shares[lead] * noise;
    }
  }
  bool named = false;
  for (const auto& problem : CheckContent(record).problems) {
    named = named || problem.message.find("right arm loose") != std::string::npos;
    EXPECT_NE(problem.check, "limb_identity");
  }
  EXPECT_TRUE(named);
}

// A limb lead that is recorded by itself and lost: no exchange mends the identities.
TEST(ContentCheck, ALimbLeadOfNoiseBreaksTheIdentities) {
  Rng rng(7);
  const auto found = Found(Changed(0, [&](double, size_t) { return rng.Normal(0.0, 0.3); }));
  EXPECT_TRUE(found.contains("limb_identity II"));
  EXPECT_TRUE(found.contains("limb_identity aVL"));
}

TEST(ContentCheck, AllSwapsThatInvolveLimbLeadsAreErrors) {
  const Record record = MakeEcg();
  for (size_t a = 0; a < kLeadCount; ++a) {
    for (size_t b = a + 1; b < kLeadCount; ++b) {
      Record swapped = record;
      std::swap(swapped.lead_names[a], swapped.lead_names[b]);
      EXPECT_EQ(Found(swapped).contains("lead_order " + std::string(kLeadNames[a])), a < 6)
          << kLeadNames[a] << " and " << kLeadNames[b];
    }
  }
}

TEST(ContentCheck, WrongUnitsAreErrorsAndWrongGainsWarnings) {
  for (const double scale : {1000.0, 0.001}) {
    const auto problems = CheckContent(MakeEcg(500, 10, scale)).problems;
    ASSERT_FALSE(problems.empty());
    EXPECT_EQ(problems[0].check, "gain");
    EXPECT_EQ(problems[0].severity, Severity::kError) << scale;
  }
  for (const double scale : {5.0, 1.0 / 4.88}) {
    const auto problems = CheckContent(MakeEcg(500, 10, scale)).problems;
    ASSERT_EQ(problems.size(), 1u);
    EXPECT_EQ(problems[0].check, "gain");
    EXPECT_EQ(problems[0].severity, Severity::kWarning) << scale;
  }
}

TEST(ContentCheck, RatesAndLengthsMakeNoDifference) {
  for (const double rate_hz : {100.0, 250.0, 257.0, 360.0, 1000.0}) {
    EXPECT_EQ(Found(MakeEcg(rate_hz)), Words{}) << rate_hz;
    EXPECT_EQ(Found(MakeEcg(rate_hz, 60)), Words{}) << rate_hz;
  }
  EXPECT_EQ(Found(MakeEcg(500, 5)), Words{"short"});
  EXPECT_THROW(CheckContent(MakeEcg(40)), Error);
}

TEST(ContentCheck, NamesOfLeadsAreChecked) {
  Record record = MakeEcg();
  record.lead_names[11] = "V5";
  EXPECT_EQ(Found(record), (Words{"lead_names V5", "missing_lead V6"}));
  for (auto& name : record.lead_names) name = "x";
  EXPECT_TRUE(Found(record).contains("lead_names"));
}

struct Flagged {
  size_t records = 0;
  std::set<std::string> names;
};

Flagged FlaggedBelow(const std::filesystem::path& folder) {
  Flagged flagged;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".hea") continue;
    ++flagged.records;
    if (!CheckContent(ReadWfdb(entry.path())).problems.empty()) {
      flagged.names.insert(entry.path().stem().string());
    }
  }
  return flagged;
}

TEST(ContentCheck, AtMostTwoPercentOfOrdinaryRecordsAreFlagged) {
  const std::filesystem::path folder = kData / "ptbxl_500/records500";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "missing: " << folder;
  const Flagged flagged = FlaggedBelow(folder);
  EXPECT_EQ(flagged.records, 500u);
  EXPECT_TRUE(flagged.names.contains("00162_hr")) << "its limb leads contradict each other";
  EXPECT_TRUE(flagged.names.contains("00421_hr")) << "-11 mV";
  EXPECT_LE(flagged.names.size(), 10u);
}

// The four of the 500 that leave ±5 mV: the values are what the recorder wrote.
TEST(ContentCheck, RealRecordsBeyondFiveMillivoltsAreWarningsAndStayUsable) {
  const std::filesystem::path folder = kData / "ptbxl_500/records500/00000";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "missing: " << folder;
  const std::pair<const char*, const char*> kBeyond[] = {
      {"00180_hr", "V2"}, {"00292_hr", "V1"}, {"00421_hr", "V4"}, {"00473_hr", "V1"}};
  for (const auto& [name, lead] : kBeyond) {
    const Record record = ReadWfdb(folder / name);
    const auto problems = CheckContent(record).problems;
    EXPECT_TRUE(std::ranges::any_of(problems, [&](const SignalProblem& problem) {
      return problem.check == "peak" && problem.lead == lead;
    })) << name;
    EXPECT_EQ(Verdict(problems), "warning") << name;
    const EcgWindow window = ToWindow(record);
    const auto [low, high] = std::ranges::minmax_element(window.samples_mv);
    EXPECT_GT(std::max(-*low, *high), 5.0F) << name << ": nothing is cut off";
  }
}

TEST(ContentCheck, TheBrokenStretchOfOneRealRecordIsFoundToTheSample) {
  const std::filesystem::path file = kData / "ptbxl_500/records500/00000/00162_hr.hea";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "missing: " << file;
  const auto problems = CheckContent(ReadWfdb(file)).problems;
  ASSERT_EQ(problems.size(), 2u);
  EXPECT_EQ(problems[0].lead, "aVR");
  EXPECT_EQ(problems[1].lead, "aVF");
  for (const auto& problem : problems) {
    EXPECT_EQ(problem.check, "limb_identity");
    EXPECT_NE(problem.message.find("samples 791-799"), std::string::npos) << problem.message;
  }
}

}  // namespace
}  // namespace supreme
