#include "eval/figure_output.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

TEST(FigureOutput, ShowsWhatIsUndefinedAsSuch) {
  EXPECT_EQ(FigureText(Figure{}), "-");
  EXPECT_EQ(FigureText(Figure{0.5, std::nullopt}), "0.500");
  EXPECT_EQ(FigureText(Figure{0.9124, Interval{0.85, 0.96, 9}}), "0.912 [0.850, 0.960]");
  OrderedJson json;
  AddFigure(json, Figure{0.5, std::nullopt});
  EXPECT_EQ(json["auc"], 0.5);
  EXPECT_EQ(json["low"], nullptr);
}

TEST(FigureOutput, PadsByLettersNotBytes) {
  EXPECT_EQ(PadRight("für", 5), "für  ");
  EXPECT_EQ(PadRight("longer", 4), "long");
  EXPECT_EQ(PadLeft("7", 3), "  7");
}

}  // namespace
}  // namespace supreme
