#include "stats/ks.h"

#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

#include "core/csv.h"
#include "core/error.h"
#include "core/numbers.h"

namespace supreme {
namespace {

std::vector<double> Numbers(const std::string& text) {
  std::istringstream stream(text);
  std::vector<double> numbers;
  for (std::string word; stream >> word;) numbers.push_back(ParseDouble(word).value());
  return numbers;
}

TEST(KolmogorovSmirnov, AgreesWithScipy) {
  CsvReader cases = CsvReader::Open(std::string(SUPREME_SOURCE_DIR) + "/testdata/stats/ks.csv");
  int count = 0;
  while (cases.Next()) {
    const auto distance = KolmogorovSmirnov(Numbers(cases["a"]), Numbers(cases["b"]));
    EXPECT_NEAR(distance.value(), ParseDouble(cases["distance"]).value(), 1e-12) << cases.Where();
    ++count;
  }
  EXPECT_EQ(count, 200);
}

TEST(KolmogorovSmirnov, IsZeroForEqualAndOneForDisjointSamples) {
  EXPECT_EQ(KolmogorovSmirnov({1.0, 2.0, 2.0}, {2.0, 1.0, 2.0}), 0.0);
  EXPECT_EQ(KolmogorovSmirnov({1.0, 2.0}, {3.0, 4.0, 5.0}), 1.0);
}

TEST(KolmogorovSmirnov, IsUndefinedForAnEmptySample) {
  EXPECT_FALSE(KolmogorovSmirnov({}, {1.0}).has_value());
  EXPECT_FALSE(KolmogorovSmirnov({1.0}, {}).has_value());
}

TEST(KolmogorovSmirnov, RefusesNotANumber) {
  EXPECT_THROW(KolmogorovSmirnov({std::nan("")}, {1.0}), Error);
}

}  // namespace
}  // namespace supreme
