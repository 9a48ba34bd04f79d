#include "extract/report_frequencies.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <map>

#include "core/error.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

class ReportFrequenciesTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / ("frequencies_" + std::to_string(::getpid()));
    fs::create_directories(folder_);
    std::ofstream(folder_ / "counts.csv")
        << "# source\nscope,statement,count\nreport_0_normalised,sinus rhythm,60\n"
           "report_0_normalised,(5 further values),40\nany_report_line,Normal ECG,50\n"
           "any_report_line,Sinus rhythm,60\nany_report_line,Axis,20\nrecord_contains,x,9\n";
    std::ofstream(folder_ / "lines.txt") << "lvh\n\nrbbb\n";
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path folder_;
};

TEST_F(ReportFrequenciesTest, DrawsLinesAsOftenAsCounted) {
  const ReportFrequencies frequencies(folder_ / "counts.csv", folder_ / "lines.txt", 100);
  Rng rng(7);
  int sinus = 0;
  int normal = 0;
  int axis = 0;
  for (int i = 0; i < 5000; ++i) {
    const std::string report = frequencies.Draw(rng);
    sinus += report.starts_with("sinus rhythm");
    normal += report.ends_with("\nNormal ECG");
    axis += report.find("\nAxis") != std::string::npos;
    EXPECT_EQ(report.find("Sinus rhythm"), std::string::npos);
  }
  EXPECT_NEAR(sinus / 5000.0, 0.6, 0.03);
  EXPECT_NEAR(normal / 5000.0, 0.5, 0.03);
  EXPECT_NEAR(axis / 5000.0, 0.1, 0.02);  // not in normal reports
}

TEST_F(ReportFrequenciesTest, RefusesTablesThatNameNothing) {
  std::ofstream(folder_ / "empty.csv") << "scope,statement,count\n";
  EXPECT_THROW(ReportFrequencies(folder_ / "empty.csv", folder_ / "lines.txt", 100), Error);
  std::ofstream(folder_ / "none.txt") << "\n";
  EXPECT_THROW(ReportFrequencies(folder_ / "counts.csv", folder_ / "none.txt", 100), Error);
}

}  // namespace
}  // namespace supreme
