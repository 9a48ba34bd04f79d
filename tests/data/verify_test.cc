#include "data/verify.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "core/hash.h"
#include "signal/wfdb.h"
#include "synth/simulator.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"
#include "tests/signal/ecg_fixture.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

const fs::path kData = fs::path(SUPREME_SOURCE_DIR) / "../shared/data";

VerifyReport Verify(const fs::path& path, const VerifyOptions& options = {}) {
  return VerifyData(path, *OpenVerifySource(path), options);
}

// Records (by the last part of their id) that `check` names with this severity.
std::set<std::string> Named(const VerifyReport& report, std::string_view check, Severity severity) {
  std::set<std::string> names;
  for (const VerifyProblem& found : report.problems) {
    if (found.problem.check != check || found.problem.severity != severity) continue;
    names.insert(fs::path(found.record_id).filename().string());
  }
  return names;
}

using Names = std::set<std::string>;

void WriteEcg(const fs::path& folder, const std::string& name, Record record = MakeEcg()) {
  record.record_id = name;
  MakeFolder(folder);
  WriteWfdb(record, folder);
}

TEST(Verify, ACleanFolderHasNoProblem) {
  TempFolder folder;
  WriteEcg(folder / "a", "r1");
  const VerifyReport report = Verify(folder.path());
  EXPECT_EQ(report.kind, "folder");
  EXPECT_EQ(report.records, 1u);
  EXPECT_TRUE(report.problems.empty());
  EXPECT_FALSE(report.HasErrors());
  EXPECT_NEAR(report.median_qrs_height_mv, 1.2, 0.4);
}

TEST(Verify, AnUnreadableRecordIsAnErrorAndTheOthersAreChecked) {
  TempFolder folder;
  WriteEcg(folder.path(), "r1");
  WriteEcg(folder.path(), "r2", MakeEcg(500, 10, 2.0));
  fs::resize_file(folder / "r1.dat", 1000);
  std::vector<std::string> taken;
  VerifyOptions options;
  options.take = [&](const CheckedRecord& record) {
    taken.push_back(record.record_id + std::to_string(record.quality.leads.size()));
  };
  const VerifyReport report = Verify(folder.path(), options);
  EXPECT_EQ(report.unreadable, 1u);
  EXPECT_EQ(Named(report, "unreadable", Severity::kError), Names{"r1"});
  EXPECT_EQ(report.records_with_errors, 1u);
  EXPECT_TRUE(report.HasErrors());
  EXPECT_EQ(taken, (std::vector<std::string>{"r10", "r212"}));
}

TEST(Verify, AWrongChecksumIsAnErrorAndAnOddDateANote) {
  TempFolder folder;
  WriteEcg(folder.path(), "r1");
  ReplaceInFile(folder / "r1.hea", " 500 5000", " 500 5000 10:00:00 04-Jun-2020");
  VerifyReport report = Verify(folder.path());
  EXPECT_EQ(Named(report, "format", Severity::kNote), Names{"r1"});
  EXPECT_EQ(report.records_with_warnings, 0u);
  std::string data = ReadFile(folder / "r1.dat");
  data[5000] = static_cast<char>(data[5000] ^ 1);
  WriteFileAtomically(folder / "r1.dat", data);
  report = Verify(folder.path());
  EXPECT_EQ(Named(report, "checksum", Severity::kError), Names{"r1"});
}

TEST(Verify, FilesAreComparedWithThePublishersList) {
  TempFolder folder;
  WriteEcg(folder.path(), "r1");
  const auto line = [&](const std::string& name, const std::string& hash) {
    return hash + "  " + name + "\n";
  };
  WriteFileAtomically(folder / "SHA256SUMS.txt", line("r1.hea", Sha256File(folder / "r1.hea")) +
                                                     line("r1.dat", Sha256("other")) +
                                                     line("gone.dat", Sha256("x")));
  const VerifyReport report = Verify(folder.path());
  EXPECT_EQ(report.file_list, "SHA256SUMS.txt");
  EXPECT_EQ(report.files_listed, 3u);
  EXPECT_EQ(report.files_bad, 2u);
  EXPECT_EQ(Named(report, "hash", Severity::kError), Names{"r1.dat"});
  EXPECT_EQ(Named(report, "missing_file", Severity::kError), Names{"gone.dat"});
  EXPECT_EQ(report.records_with_errors, 0u) << "files are not records";
  VerifyOptions options;
  options.files = false;
  EXPECT_FALSE(Verify(folder.path(), options).HasErrors());
}

TEST(Verify, AWrongNumberOfRecordsIsAnErrorOnlyOfANamedDataset) {
  TempFolder folder;
  WriteEcg(folder.path(), "JS00001");
  VerifyReport report = Verify(folder.path());
  EXPECT_EQ(Named(report, "count", Severity::kWarning), Names{"csn"});
  VerifyOptions options;
  options.dataset = FindKnownDataset("csn");
  report = Verify(folder.path(), options);
  EXPECT_EQ(Named(report, "count", Severity::kError), Names{"csn"});
}

TEST(Verify, APacksFilesAndRowsAreChecked) {
  TempFolder folder;
  PackRecord record = TestRecord(1, 1, "p");
  record.window = ToWindow(MakeEcg());
  for (size_t i = 0; i < kWindowSamples; ++i) {
    record.window.samples_mv[7 * kWindowSamples + i] = 0.5F;
  }
  WriteTestPack(folder / "pack", {record});
  VerifyReport report = Verify(folder / "pack");
  EXPECT_EQ(report.kind, "pack");
  EXPECT_EQ(report.file_list, "pack.json");
  EXPECT_EQ(report.files_bad, 0u);
  EXPECT_EQ(Named(report, "flat", Severity::kError), Names{"r1"});
  ReplaceInFile(folder / "pack" / "reports.csv", "sinus", "minus");
  report = Verify(folder / "pack");
  EXPECT_EQ(Named(report, "hash", Severity::kError), Names{"reports.csv"});
}

TEST(Verify, EveryPublicCopyWithAWrongGainIsNamed) {
  if (!fs::exists(kData / "cinc")) GTEST_SKIP() << "missing: " << kData / "cinc";
  const VerifyReport report = Verify(kData / "cinc");
  EXPECT_EQ(report.records, 104u);
  // Proven by another copy of the same samples.
  EXPECT_EQ(Named(report, "gain", Severity::kError),
            (Names{"HR00001", "HR00002", "HR00003", "E00009"}));
  EXPECT_EQ(Named(report, "gain", Severity::kWarning),
            (Names{"HR00001", "HR00002", "HR00003", "HR00599", "HR20715", "E00009", "E00015",
                   "E00018", "E00793"}));
  EXPECT_EQ(Named(report, "gain_outlier", Severity::kWarning),
            Named(report, "gain", Severity::kWarning));
  EXPECT_EQ(Named(report, "duplicate", Severity::kWarning).size(), 7u);
}

TEST(Verify, TheThreePublicRecordsWithFlatLeadsAreNamedLeadByLead) {
  const fs::path folder = kData / "cinc/smoke/ChapmanShaoxing_Ningbo";
  if (!fs::exists(folder)) GTEST_SKIP() << "missing: " << folder;
  std::set<std::string> flat;
  for (const VerifyProblem& found : Verify(folder).problems) {
    const std::string& check = found.problem.check;
    if (check == "flat" || check == "level") {
      flat.insert(found.record_id + " " + check + " " + found.problem.lead);
    }
  }
  EXPECT_EQ(flat,
            (Names{"JS45542 flat V1", "JS45542 flat V2", "JS45542 flat V3", "JS45542 flat V4",
                   "JS45542 flat V5", "JS45542 flat V6", "JS45544 level V1", "JS45544 flat V2",
                   "JS45544 flat V3", "JS45544 flat V4", "JS45544 flat V5", "JS45544 flat V6",
                   "JS45551 flat V4", "JS45551 flat V5", "JS45551 flat V6"}));
}

// Units mistaken by a factor of 1000, both ways.
TEST(Verify, EverySimulatedRecordInAWrongUnitIsAnError) {
  for (uint64_t seed = 0; seed < 500; ++seed) {
    SimulatorOptions options;
    options.recorder.fault_share = 0.0;
    Record record = Simulate(Rng(1000 + seed), options).record;
    const float factor = seed % 2 == 0 ? 1000.0F : 0.001F;
    for (float& sample : record.samples_mv) sample *= factor;
    const auto problems = CheckContent(record).problems;
    EXPECT_TRUE(std::any_of(problems.begin(), problems.end(), [](const SignalProblem& problem) {
      return problem.check == "gain" && problem.severity == Severity::kError;
    })) << seed;
  }
}

// What stands in the name of another limb lead contradicts the rest in every simulated record too.
TEST(Verify, EveryLimbLeadSwapOfSimulatedRecordsIsAnError) {
  for (uint64_t seed = 0; seed < 10; ++seed) {
    SimulatorOptions options;
    options.recorder.fault_share = 0.0;
    const Record record = Simulate(Rng(seed), options).record;
    for (size_t a = 0; a < 6; ++a) {
      for (size_t b = a + 1; b < kLeadCount; ++b) {
        Record swapped = record;
        std::swap(swapped.lead_names[a], swapped.lead_names[b]);
        EXPECT_EQ(Verdict(CheckContent(swapped).problems), "error")
            << seed << ": " << kLeadNames[a] << " and " << kLeadNames[b];
      }
    }
  }
}

}  // namespace
}  // namespace supreme
