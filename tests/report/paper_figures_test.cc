#include "report/paper_figures.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <pugixml.hpp>
#include <set>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "tests/report/simulated_results.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

class PaperFigures : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(::testing::TempDir()) /
              ::testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::vector<PaperFigureFiles> Write(const PaperResults& results) const {
    return WritePaperFigures(results, folder_, {{}, {PictureFormat::kSvg}});
  }

  std::string Svg(const std::string& id) const {
    return ReadFile(folder_ / ("figure_" + id + ".svg"));
  }

  fs::path folder_;
};

const std::vector<std::string> kIds = {"3a", "3b", "5_histogram", "5_words", "7_pairs", "7_overlap",
                                       "8",  "9",  "10",          "11",      "12",      "13",
                                       "14", "15", "16",          "17"};

TEST_F(PaperFigures, EveryFigureIsWrittenInEveryFormatWithItsNumbers) {
  const auto figures = WritePaperFigures(SimulatedResults(8), folder_, {});
  std::vector<std::string> ids;
  for (const PaperFigureFiles& figure : figures) {
    ids.push_back(figure.id);
    ASSERT_EQ(figure.files.size(), 4u);
    const auto starts = [&](size_t i, const char* with) {
      EXPECT_TRUE(ReadFile(folder_ / figure.files[i]).starts_with(with)) << figure.files[i];
    };
    starts(0, "<svg");
    starts(1, "%PDF");
    starts(2, "\x89PNG");
    EXPECT_EQ(figure.files[3], "figure_" + figure.id + ".csv");
    EXPECT_FALSE(figure.caption.empty());
    EXPECT_TRUE(figure.title.starts_with("Figure ")) << figure.title;
  }
  EXPECT_EQ(ids, kIds);
}

TEST_F(PaperFigures, WithoutResultsEveryFigureIsThereAndSaysWhatIsMissing) {
  for (const PaperFigureFiles& figure : Write(PaperResults{})) {
    EXPECT_FALSE(figure.missing.empty()) << figure.id;
    const std::string svg = Svg(figure.id);
    EXPECT_TRUE(svg.find("No results") != std::string::npos ||
                svg.find("no result") != std::string::npos)
        << figure.id;
  }
}

TEST_F(PaperFigures, NothingIsMissingWhenEverythingIsThere) {
  const std::set<std::string> needs_more = {"3a", "9"};  // all systems, the paper's class names
  for (const PaperFigureFiles& figure : Write(SimulatedResults(8))) {
    if (needs_more.contains(figure.id)) continue;
    EXPECT_TRUE(figure.missing.empty()) << figure.id << ": " << figure.missing.front();
  }
}

// Rows of a figure's CSV by group and series.
std::map<std::string, std::vector<std::string>> Numbers(const fs::path& path) {
  CsvReader csv = CsvReader::Open(path);
  std::map<std::string, std::vector<std::string>> rows;
  const size_t group = csv.Column("group"), series = csv.Column("series");
  while (csv.Next()) {
    std::vector<std::string> row;
    for (const char* name : {"value", "low", "high", "paper", "state"}) {
      row.push_back(csv[csv.Column(name)]);
    }
    rows[csv[group] + "/" + csv[series]] = row;
  }
  return rows;
}

TEST_F(PaperFigures, VariantsPerTaskHaveOursAndThePapersNumber) {
  const PaperResults results = SimulatedResults(8);
  Write(results);
  const auto rows = Numbers(folder_ / "figure_8.csv");
  ASSERT_EQ(rows.size(), 28u);
  const auto& row = rows.at("CSN/ResNet + CFN");
  const double auc = SimulatedAuc("ResNet + CFNcsn");
  EXPECT_NEAR(std::stod(row[0]), 100.0 * auc, 1e-9);
  EXPECT_NEAR(std::stod(row[1]), 100.0 * auc - 2.0, 1e-9);
  EXPECT_EQ(row[3], "65.07");
  EXPECT_EQ(rows.at("Mean of the six/ViT + CFN")[1], "") << "no interval of the mean";
}

TEST_F(PaperFigures, AMissingTaskIsMissingAndSoIsTheMean) {
  PaperResults results = SimulatedResults(8);
  std::erase_if(results.systems[0].zero_shots,
                [](const ZeroShotEntry& entry) { return entry.task == "csn"; });
  const auto figures = Write(results);
  const auto rows = Numbers(folder_ / "figure_8.csv");
  EXPECT_EQ(rows.at("CSN/ViT + CFN")[4], "missing");
  EXPECT_EQ(rows.at("Mean of the six/ViT + CFN")[4], "missing");
  EXPECT_EQ(rows.at("CPSC-2018/ViT + CFN")[4], "measured");
  const auto missing = [&](const char* id) {
    return std::ranges::find(figures, id, &PaperFigureFiles::id)->missing;
  };
  EXPECT_EQ(missing("16"), std::vector<std::string>{"ViT + CFN on CSN"});
  EXPECT_EQ(missing("3a").front(), "our framework on CSN");
}

TEST_F(PaperFigures, ClassesStandByFallingAucAndUndefinedOnesLast) {
  Write(SimulatedResults(38));
  CsvReader csv = CsvReader::Open(folder_ / "figure_15.csv");
  double last = 101.0;
  std::string state;
  size_t classes = 0;
  while (csv.Next()) {
    if (csv[csv.Column("series")] != "ViT + CFN") continue;
    ++classes;
    state = csv[csv.Column("state")];
    if (state != "measured") continue;
    const double value = std::stod(csv[csv.Column("value")]);
    EXPECT_LE(value, last);
    last = value;
  }
  EXPECT_EQ(classes, 38u);
  EXPECT_EQ(state, "undefined") << "nobody has the last class";
}

TEST_F(PaperFigures, DifferencesHaveAnIntervalThatHoldsThem) {
  Write(SimulatedResults(8));
  const auto rows = Numbers(folder_ / "figure_17.csv");
  const auto& row = rows.at("PTB-XL-Rhythm/our framework better");
  const double difference =
      100.0 * (SimulatedAuc("Our frameworkptbxl-rhythm") - SimulatedAuc("MERLptbxl-rhythm"));
  EXPECT_NEAR(std::stod(row[0]), difference, 1e-9);
  // Two intervals of ± 2 points.
  EXPECT_NEAR(std::stod(row[2]) - std::stod(row[0]), std::hypot(2.0, 2.0), 1e-9);
  EXPECT_NEAR(std::stod(row[3]), 86.79 - 79.89, 1e-9);
  EXPECT_NEAR(std::stod(rows.at("Mean of the six/our framework better")[3]), 3.66, 1e-9);
  EXPECT_NE(Svg("16").find("+5.97; the six differences of its Table 11 have the mean +4.50"),
            std::string::npos)
      << "what the paper says of itself is checked";
}

TEST_F(PaperFigures, DifferencesOfOtherRecordsAreNamed) {
  PaperResults results = SimulatedResults(8);
  results.systems[4].zero_shots[0].source.split_hash = "other";
  Write(results);
  EXPECT_NE(Svg("17").find("Not the same records on both sides: PTB-XL-Superclass."),
            std::string::npos);
}

TEST_F(PaperFigures, SimulatedResultsAreCalledThat) {
  PaperResults results = SimulatedResults(8);
  results.simulated = true;
  for (const PaperFigureFiles& figure : Write(results)) {
    if (figure.id == "9") continue;  // its classes are not there
    EXPECT_NE(Svg(figure.id).find("SIMULATED"), std::string::npos) << figure.id;
  }
}

TEST_F(PaperFigures, NamesFromFilesAreHarmlessInPictures) {
  PaperResults results = SimulatedResults(4);
  results.systems[0].zero_shots[0].classes[0].code = "<script>\"&";
  results.systems[0].zero_shots[0].classes[0].prompt = std::string(3000, 'x') + "\x01\xFF";
  Write(results);
  pugi::xml_document document;
  EXPECT_TRUE(document.load_string(Svg("10").c_str()));
  EXPECT_EQ(Svg("10").find("<script>"), std::string::npos);
}

}  // namespace
}  // namespace supreme
