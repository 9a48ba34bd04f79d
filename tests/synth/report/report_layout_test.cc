#include "synth/report/report_layout.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace supreme {
namespace {

const std::vector<ReportStatement> kStatements = {
    {"sinus rhythm", false, false}, {"possible RVH", true, false}, {"abnormal ECG", false, true}};

TEST(ReportLayout, MuseIsInCapitalsOneStatementPerLine) {
  Rng rng(1);
  EXPECT_EQ(LayOutReport(kStatements, ReportStyle::kMuse, 0.0, rng),
            "SINUS RHYTHM\nPOSSIBLE RVH\nABNORMAL ECG");
}

TEST(ReportLayout, ADoubtNeverStandsInACommaList) {
  for (uint64_t seed = 0; seed < 100; ++seed) {
    Rng rng(seed);
    const std::string text = LayOutReport(kStatements, ReportStyle::kFree, 0.0, rng);
    EXPECT_EQ(text.find(','), std::string::npos) << text;
  }
}

TEST(ReportLayout, AMisspellingChangesOneLetterOrTwo) {
  for (uint64_t seed = 0; seed < 50; ++seed) {
    Rng rng(seed);
    const std::string text =
        LayOutReport({{"hypertrophy", false, false}}, ReportStyle::kGerman, 1.0, rng);
    const std::string word = text.substr(0, text.find(' '));
    EXPECT_GE(word.size() + 1, std::string_view("hypertrophy").size());
    EXPECT_LE(word.size(), std::string_view("hypertrophy").size() + 1);
    EXPECT_EQ(word.front(), 'h');
  }
}

TEST(ReportLayout, GermanIsNowAndThenUnconfirmed) {
  size_t unconfirmed = 0;
  for (uint64_t seed = 0; seed < 400; ++seed) {
    Rng rng(seed);
    const std::string text =
        LayOutReport({{"sinusrhythmus", false, false}}, ReportStyle::kGerman, 0.0, rng);
    unconfirmed += text.ends_with("unbestätigter bericht");
  }
  EXPECT_NEAR(static_cast<double>(unconfirmed) / 400.0, 0.4, 0.08);
}

}  // namespace
}  // namespace supreme
