#include "synth/dataset/mimic_defects.h"

#include <set>

#include "core/csv.h"
#include "core/error.h"
#include "signal/wfdb.h"
#include "tests/synth/dataset/dataset_fixture.h"

namespace supreme {
namespace {

TEST(MimicDefectOf, SeventyRecordsHaveEveryKindOnce) {
  std::multiset<MimicDefect> defects;
  for (uint64_t number = 1; number <= 70; ++number) defects.insert(MimicDefectOf(number));
  EXPECT_EQ(defects.count(MimicDefect::kNone), 56u);
  for (int kind = 1; kind <= static_cast<int>(MimicDefect::kSubjectsDiffer); ++kind) {
    EXPECT_EQ(defects.count(static_cast<MimicDefect>(kind)), 1u) << kind;
    EXPECT_FALSE(MimicDefectName(static_cast<MimicDefect>(kind)).empty());
  }
}

class MimicDefects : public DatasetTest {
 protected:
  // Study → values of a column.
  static std::multimap<std::string, std::string> Column(const DatasetOptions& options,
                                                        const char* table, const char* column) {
    CsvReader csv = CsvReader::Open(options.folder / table);
    std::multimap<std::string, std::string> values;
    while (csv.Next()) values.emplace(csv["study_id"], csv[column]);
    return values;
  }
};

TEST_F(MimicDefects, AreInTheTablesAndFilesAsPlanted) {
  DatasetOptions options = Options("data", DatasetLayout::kMimicIvEcg);
  options.record_count = 70;
  options.plant_defects = true;
  Write(options);
  const auto paths = Column(options, "record_list.csv", "path");
  const auto reports = Column(options, "machine_measurements.csv", "report_0");
  const auto axes = Column(options, "machine_measurements.csv", "p_axis");
  EXPECT_EQ(paths.size(), 70u);  // one is not listed, one twice
  EXPECT_EQ(reports.size(), 70u);
  const auto planted = Column(options, "planted.csv", "defect");
  EXPECT_EQ(planted.size(), 14u);
  for (const auto& [study, defect] : planted) {
    SCOPED_TRACE(study + " " + defect);
    EXPECT_EQ(paths.count(study), defect == "not_listed" ? 0u : defect == "duplicate" ? 2u : 1u);
    EXPECT_EQ(reports.count(study), defect == "not_measured" ? 0u
                                    : defect == "duplicate"  ? 2u
                                                             : 1u);
    if (defect == "empty_report") {
      EXPECT_EQ(reports.find(study)->second, "");
    }
    if (defect == "short_report") {
      EXPECT_EQ(reports.find(study)->second, "Tachycardia");
    }
    if (defect == "sentinels") {
      EXPECT_EQ(axes.find(study)->second, "-32768");
    }
    if (defect == "not_listed") continue;
    const auto stem = (options.folder / paths.find(study)->second).string();
    EXPECT_EQ(std::filesystem::exists(stem + ".dat"), defect != "no_signal_file");
    EXPECT_EQ(std::filesystem::exists(stem + ".hea"), defect != "no_header");
    if (defect == "no_signal_file" || defect == "no_header") continue;
    if (defect == "cut_signal_file") {
      EXPECT_THROW(ReadWfdb(stem + ".hea"), Error);
      continue;
    }
    const Record record = ReadWfdb(stem + ".hea", {.strict = true});
    const auto nan = std::count_if(record.samples_mv.begin(), record.samples_mv.end(),
                                   [](float sample) { return std::isnan(sample); });
    EXPECT_EQ(nan, defect == "nan_record"    ? 60000
                   : defect == "nan_lead"    ? 5000
                   : defect == "nan_samples" ? 416
                                             : 0);
    if (defect == "zero_lead") {
      for (const float sample : record.Lead(0)) ASSERT_EQ(sample, 0.0f);
    }
  }
}

TEST_F(MimicDefects, BelongToOneLayout) {
  DatasetOptions options = Options("data");
  options.plant_defects = true;
  EXPECT_THROW(Write(options), Error);
}

}  // namespace
}  // namespace supreme
