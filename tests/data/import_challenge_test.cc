#include "data/import_challenge.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <set>

#include "data/pack.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_challenge.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

const fs::path kData = fs::path(SUPREME_SOURCE_DIR) / "../shared/data";

std::vector<std::string> Ids(const Pack& pack) {
  std::vector<std::string> ids;
  for (const PackRow& row : pack.rows()) ids.push_back(row.record_id);
  return ids;
}

TEST(ImportChallenge, TakesTheDatasetsOwnRecordsFromAnyDepth) {
  TempFolder folder;
  WriteChallengeRecord(folder / "in/01/010", {.name = "JS00002"});
  WriteChallengeRecord(folder / "in/01/011", {.name = "JS00001", .comments = "# Dx: 1,2,1\n"});
  WriteChallengeRecord(folder / "in", {.name = "A0001"});
  const ImportSummary summary = ImportChallenge("csn", folder / "in", folder / "pack");
  EXPECT_EQ(summary.imported, 2u);
  EXPECT_EQ(summary.warnings.count("other"), 0u);
  const Pack pack(folder / "pack");
  EXPECT_EQ(Ids(pack), (std::vector<std::string>{"JS00001", "JS00002"}));
  EXPECT_EQ(pack.rows()[0].source, "01/011/JS00001.hea");
  EXPECT_EQ(pack.rows()[1].age_years, 74.0);
  EXPECT_EQ(pack.rows()[1].sex, Sex::kMale);
  EXPECT_EQ(pack.ReadCodes().at("JS00001"), (std::vector<std::string>{"1", "2"}));
}

TEST(ImportChallenge, AcceptsTheKnownHeaderTraps) {
  TempFolder folder;
  WriteChallengeRecord(folder / "in", {.name = "E00009",
                                       .name_in_header = "E00009.mat",
                                       .gain = "1000/mv",
                                       .comments = "#Age: NaN\n#Dx:\n"});
  const ImportSummary summary = ImportChallenge("georgia", folder / "in", folder / "pack");
  EXPECT_EQ(summary.imported, 1u);
  EXPECT_EQ(summary.warnings.at("no code"), 1u);
  const Pack pack(folder / "pack");
  EXPECT_EQ(Ids(pack), (std::vector<std::string>{"E00009"}));
  EXPECT_TRUE(std::isnan(pack.rows()[0].age_years));
  EXPECT_TRUE(pack.ReadCodes().empty());
}

TEST(ImportChallenge, LetsATableWinOverHeadersAndSaysWhereTheyDiffer) {
  TempFolder folder;
  for (const char* name : {"Q0001", "Q0002", "Q0003"}) {
    WriteChallengeRecord(folder / "in", {.name = name});
  }
  WriteFileAtomically(folder / "labels.csv", "Q0001,59118001\nQ0002,\"7,8\"\n");
  ImportOptions options;
  options.labels = folder / "labels.csv";
  const ImportSummary summary =
      ImportChallenge("cpsc-extra", folder / "in", folder / "pack", options);
  EXPECT_EQ(summary.warnings.at("codes unlike the header's"), 1u);
  const auto codes = Pack(folder / "pack").ReadCodes();
  EXPECT_EQ(codes.at("Q0001"), (std::vector<std::string>{"59118001"}));
  EXPECT_EQ(codes.at("Q0002"), (std::vector<std::string>{"7", "8"}));
  EXPECT_EQ(codes.at("Q0003"), (std::vector<std::string>{"59118001"}));
  bool said = false;
  for (const auto& row : ImportReportRows(folder / "pack")) {
    said = said || row[3] == "codes of the labels file taken (7,8), the header has 59118001";
  }
  EXPECT_TRUE(said);
}

TEST(ImportChallenge, ResamplesLongRecordsAt1000Hz) {
  TempFolder folder;
  WriteChallengeRecord(folder / "in", {.name = "S0001", .rate_hz = 1000.0, .sample_count = 38400});
  EXPECT_EQ(ImportChallenge("ptb", folder / "in", folder / "pack").imported, 1u);
  EXPECT_EQ(Pack(folder / "pack").size(), 1u);
}

TEST(ImportChallenge, RecordsTheCropAndTheGainThatWereChosen) {
  TempFolder folder;
  WriteChallengeRecord(folder / "in", {.name = "A0001", .gain = "200/mV"});
  ImportOptions options;
  options.window.max_duration_sec = 5.0;
  options.gain_per_mv = 1000.0;
  const ImportSummary summary = ImportCpsc2018(folder / "in", folder / "pack", options);
  EXPECT_EQ(summary.warnings.at("gain replaced"), 1u);
  const Pack pack(folder / "pack");
  EXPECT_EQ(pack.window_options().max_duration_sec, 5.0);
  const EcgWindow window = pack.ReadWindow(0);
  EXPECT_FLOAT_EQ(window.samples_mv[7], 0.217f);
  EXPECT_NE(window.samples_mv[2499], 0.0f);
  for (size_t i = 2500; i < 5000; ++i) ASSERT_EQ(window.samples_mv[i], 0.0f) << i;
  const Json json = ReadJsonFile(folder / "pack/pack.json");
  EXPECT_EQ(json["import"]["gain_per_mv"], 1000.0);
}

TEST(ImportChallenge, SaysWhatIsMissing) {
  TempFolder folder;
  MakeFolder(folder / "in");
  ExpectError(ErrorCode::kNotFound, "no header JSNNNN.hea",
              [&] { ImportChallenge("csn", folder / "in", folder / "pack"); });
  ExpectError(ErrorCode::kNotFound, "REFERENCE.csv",
              [&] { ImportCpsc2018(folder / "in", folder / "pack"); });
  ImportOptions options;
  options.gain_per_mv = 1000.0;
  ExpectError(ErrorCode::kUsage, "--gain",
              [&] { ImportCpsc2018(folder / "in", folder / "pack", options); });
  ExpectError(ErrorCode::kUsage, "unknown dataset",
              [&] { ImportChallenge("none", folder / "in", folder / "pack"); });
}

TEST(CpscItems, JoinTheOriginalsTableWithItsFiles) {
  TempFolder folder;
  MakeFolder(folder / "in/TrainingSet1");
  WriteFileAtomically(folder / "in/TrainingSet1/A0002.mat", "MATLAB 5.0 MAT-file");
  WriteFileAtomically(folder / "in/TrainingSet1/REFERENCE.csv",
                      "Recording,First_label,Second_label,Third_label\nA0001,1,,\nA0002,5,8,\n");
  const auto items = CpscItems(folder / "in", "");
  ASSERT_EQ(items.size(), 2u);
  ASSERT_TRUE(items[0].problem);
  EXPECT_EQ(items[0].problem->code(), ErrorCode::kNotFound);
  EXPECT_FALSE(items[1].problem);
  EXPECT_EQ(items[1].row.source, "TrainingSet1/A0002.mat");
  EXPECT_EQ(items[1].codes.at(0).code, "59118001");
  EXPECT_EQ(items[1].codes.at(1).code, "429622005");
}

struct Real {
  const char* dataset;
  const char* folder;
  size_t records;
};

TEST(ImportChallenge, ReadsRealRecordsOfEachDatabase) {
  const fs::path cinc = kData / "cinc/smoke";
  if (!fs::exists(cinc)) GTEST_SKIP() << cinc << " is absent";
  for (const Real& real :
       {Real{"cpsc2018", "CPSC_CPSC-Extra", 10}, Real{"cpsc-extra", "CPSC_CPSC-Extra", 10},
        Real{"georgia", "G12EC", 10}, Real{"ptb", "PTB_PTBXL", 3},
        Real{"csn", "ChapmanShaoxing_Ningbo", 20}}) {
    TempFolder folder;
    const ImportSummary summary =
        ImportChallenge(real.dataset, cinc / real.folder, folder / "pack");
    EXPECT_EQ(summary.imported, real.records) << real.dataset;
    EXPECT_EQ(summary.failed, 0u) << real.dataset;
    EXPECT_EQ(summary.warnings.count("other"), 0u) << real.dataset;
    if (std::string_view(real.dataset) == "csn") {
      EXPECT_EQ(summary.warnings.at("flat lead"), 3u);
    }
  }
}

TEST(ImportChallenge, WarnsOfTheWrongGainsOfRealCopiesAndLeavesThemAlone) {
  const fs::path extra = kData / "cinc/extra";
  if (!fs::exists(extra)) GTEST_SKIP() << extra << " is absent";
  TempFolder folder;
  const ImportSummary as_is = ImportChallenge("georgia", extra, folder / "as_is");
  EXPECT_EQ(as_is.imported, 4u);
  EXPECT_GE(as_is.warnings.at("doubtful gain"), 3u);
  ImportOptions options;
  options.gain_per_mv = 1000.0;
  const ImportSummary told = ImportChallenge("georgia", extra, folder / "told", options);
  EXPECT_EQ(told.warnings.count("doubtful gain"), 0u);
  EXPECT_EQ(told.warnings.at("gain replaced"), 4u);
}

TEST(ImportChallenge, TakesTheRightCodesOfRealRecordsFromTheReference) {
  const fs::path records = kData / "cinc/smoke/PTB_PTBXL";
  const fs::path reference = kData / "labels/cinc2020_reference.csv";
  for (const fs::path& path : {records, reference}) {
    if (!fs::exists(path)) GTEST_SKIP() << path << " is absent";
  }
  TempFolder folder;
  ImportOptions options;
  options.labels = reference;
  const ImportSummary summary = ImportChallenge("ptb", records, folder / "pack", options);
  EXPECT_EQ(summary.warnings.at("codes unlike the header's"), 2u);  // S0001, S0002
  EXPECT_EQ(Pack(folder / "pack").ReadCodes().at("S0001"), (std::vector<std::string>{"164865005"}));
}

}  // namespace
}  // namespace supreme
