#include "synth/dataset/dataset.h"

#include <fstream>

#include "core/error.h"
#include "synth/dataset/layout.h"
#include "tests/synth/dataset/dataset_fixture.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr DatasetLayout kLayouts[] = {DatasetLayout::kPtbxl, DatasetLayout::kMimicIvEcg,
                                      DatasetLayout::kCpsc2018, DatasetLayout::kCsn};

class Dataset : public DatasetTest {
 protected:
  static ErrorCode Refusal(const DatasetOptions& options) {
    try {
      Write(options);
    } catch (const Error& error) {
      return error.code();
    }
    return ErrorCode::kInternal;
  }
};

TEST_F(Dataset, BytesDoNotDependOnTheWorkersInAnyLayout) {
  for (const DatasetLayout layout : kLayouts) {
    const std::string name = DatasetLayoutNames()[static_cast<size_t>(layout)];
    DatasetOptions one = Options(name + "_1", layout);
    DatasetOptions three = Options(name + "_3", layout);
    three.worker_count = 3;
    EXPECT_EQ(Write(one).record_count, 12U);
    Write(three);
    EXPECT_TRUE(Files(one.folder) == Files(three.folder)) << name;
  }
}

TEST_F(Dataset, AnotherSeedGivesOtherRecords) {
  DatasetOptions first = Options("first");
  DatasetOptions second = Options("second");
  second.seed = 12;
  Write(first);
  Write(second);
  const std::string name = "records500/00000/00001_hr.dat";
  EXPECT_NE(Files(first.folder).at(name), Files(second.folder).at(name));
}

TEST_F(Dataset, TheSameCallCompletesAnUnfinishedRun) {
  const DatasetOptions options = Options("data");
  Write(options);
  const auto files = Files(options.folder);
  fs::remove(options.folder / "ptbxl_database.csv");
  fs::remove(options.folder / "records500/00000/00007_hr.hea");
  Write(options);
  EXPECT_TRUE(files == Files(options.folder));
}

TEST_F(Dataset, AStoppedRunLeavesNoMainTable) {
  const auto stop = [](uint64_t) { throw Error(ErrorCode::kCancelled, "stopped"); };
  EXPECT_THROW(WriteDataset(Options("a"), stop), Error);
  EXPECT_FALSE(fs::exists(root_ / "a/ptbxl_database.csv"));
  EXPECT_THROW(WriteDataset(Options("b", DatasetLayout::kMimicIvEcg), stop), Error);
  EXPECT_FALSE(fs::exists(root_ / "b/record_list.csv"));
}

TEST_F(Dataset, RefusesAFolderWithOtherContentUnlessForced) {
  DatasetOptions options = Options("data");
  fs::create_directories(options.folder);
  std::ofstream(options.folder / "notes.txt") << "mine";
  EXPECT_EQ(Refusal(options), ErrorCode::kInvalidInput);
  EXPECT_FALSE(fs::exists(options.folder / "records500"));
  options.force = true;
  EXPECT_EQ(Write(options).record_count, 12U);
  EXPECT_TRUE(fs::exists(options.folder / "notes.txt"));
}

TEST_F(Dataset, RefusesADatasetOfOtherSettings) {
  DatasetOptions options = Options("data");
  Write(options);
  options.layout = DatasetLayout::kCsn;
  EXPECT_EQ(Refusal(options), ErrorCode::kInvalidInput);
  options.layout = DatasetLayout::kPtbxl;
  options.simulator.mix = CaseMix::kTraining;
  EXPECT_EQ(Refusal(options), ErrorCode::kInvalidInput);
  EXPECT_TRUE(fs::exists(options.folder / "ptbxl_database.csv"));
}

TEST_F(Dataset, RefusesImpossibleCounts) {
  DatasetOptions options = Options("data");
  options.record_count = 0;
  EXPECT_EQ(Refusal(options), ErrorCode::kInvalidInput);
  options.record_count = 10'000'000;
  EXPECT_EQ(Refusal(options), ErrorCode::kInvalidInput);
  options = Options("data");
  options.worker_count = 0;
  EXPECT_EQ(Refusal(options), ErrorCode::kInvalidInput);
  EXPECT_FALSE(fs::exists(options.folder));
}

TEST_F(Dataset, RecordsToOrderAllShowTheFindings) {
  DatasetOptions options = Options("data");
  options.simulator.diagnosis = MakeDiagnosis({Finding::kLbbb}, 0.7);
  const DatasetSummary summary = Write(options);
  EXPECT_EQ(summary.finding_counts[static_cast<size_t>(Finding::kLbbb)], 12U);
  EXPECT_NE(ReadFile(options.folder / "simulate.json").find("CLBBB"), std::string::npos);
}

TEST_F(Dataset, FirstRecordIsTheOneThatIsWritten) {
  const DatasetOptions options = Options("data");
  Write(options);
  EXPECT_NE(ReadFile(options.folder / "ptbxl_database.csv").find(FirstRecord(options).report),
            std::string::npos);
}

TEST(DatasetLayoutNames, ReadBack) {
  for (const DatasetLayout layout : kLayouts) {
    EXPECT_EQ(ParseDatasetLayout(DatasetLayoutNames()[static_cast<size_t>(layout)]), layout);
  }
  EXPECT_THROW(ParseDatasetLayout("edf"), Error);
}

TEST(PaddedNumber, GrowsWithTheDataset) {
  EXPECT_EQ(PaddedNumber(42, 5, 99'999), "00042");
  EXPECT_EQ(PaddedNumber(42, 5, 1'234'567), "0000042");
}

}  // namespace
}  // namespace supreme
