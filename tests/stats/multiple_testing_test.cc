#include "stats/multiple_testing.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"
#include "tests/stats/golden.h"

namespace supreme {
namespace {

TEST(MultipleTesting, EqualsStatsmodels) {
  auto table = OpenGolden("corrections.csv");
  int cases = 0;
  while (table.Next()) {
    const auto p = GoldenNumbers(table["p"]);
    for (const char* name : {"holm", "bh"}) {
      const auto corrected = CorrectPValues(p, ParseCorrection(name));
      const auto expected = GoldenNumbers(table[name]);
      ASSERT_EQ(corrected.size(), expected.size());
      for (size_t i = 0; i < p.size(); ++i) ExpectGolden(corrected[i], expected[i], table.Where());
    }
    EXPECT_EQ(CorrectPValues(p, Correction::kNone), p);
    ++cases;
  }
  EXPECT_EQ(cases, 200);
}

TEST(MultipleTesting, NamesReadBackAsTheyAreWritten) {
  for (const Correction correction :
       {Correction::kNone, Correction::kHolm, Correction::kBenjaminiHochberg}) {
    EXPECT_EQ(ParseCorrection(CorrectionName(correction)), correction);
  }
}

TEST(MultipleTesting, RefusesWhatIsNoProbability) {
  ExpectError(ErrorCode::kInvalidInput, "1.5 is no probability", [] {
    CorrectPValues(std::vector<double>{0.1, 1.5}, Correction::kHolm);
  });
  ExpectError(ErrorCode::kInvalidInput, "nan is no probability",
              [] { CorrectPValues(std::vector<double>{std::nan("")}, Correction::kHolm); });
}

}  // namespace
}  // namespace supreme
