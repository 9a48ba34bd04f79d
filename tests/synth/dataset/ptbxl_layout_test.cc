// The PTB-XL layout (ptbxl_layout.cc) as a reader sees it.
#include "core/csv.h"
#include "signal/wfdb.h"
#include "tests/synth/dataset/dataset_fixture.h"

namespace supreme {
namespace {

class PtbxlLayout : public DatasetTest {};

TEST_F(PtbxlLayout, RecordsReadBackWithTheirChecksums) {
  DatasetOptions options = Options("data");
  options.simulator.recorder.fault_share = 0.0;
  Write(options);
  CsvReader table = CsvReader::Open(options.folder / "ptbxl_database.csv");
  size_t rows = 0;
  while (table.Next()) {
    ++rows;
    const WfdbDigital digital =
        ReadWfdbDigital(options.folder / (table["filename_hr"] + ".hea"), {.strict = true});
    ASSERT_EQ(digital.samples.size(), 12U);
    EXPECT_EQ(digital.header.signals[3].description, "AVR");
    EXPECT_EQ(digital.header.signals[0].gain_per_unit, 1000.0);
  }
  EXPECT_EQ(rows, 12U);
}

TEST_F(PtbxlLayout, NamesGetMoreDigitsForMoreRecords) {
  DatasetOptions options = Options("data");
  Write(options);
  EXPECT_TRUE(std::filesystem::exists(options.folder / "records500/00000/00012_hr.dat"));
}

}  // namespace
}  // namespace supreme
