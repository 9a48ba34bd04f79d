#include "eval/paper_numbers.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

TEST(PaperNumbers, AreFoundByTableRowAndColumn) {
  const PaperNumbers& numbers = PaperNumbers::Printed();
  EXPECT_EQ(numbers.At("11", "CSN", "ViT + CFN"), 80.17);
  EXPECT_EQ(numbers.At("9", "MERL", "CPSC-2018 100%"), 89.44);
  EXPECT_EQ(numbers.Cell("1c", "Not Deduplicated", "zero-shot AUC").deviation, 0.49);
  EXPECT_EQ(numbers.Cell("8", "Learning Rate", "CSN").value, "1e-3");
  EXPECT_GT(numbers.all().size(), 700U);
}

TEST(PaperNumbers, SayWhichCellIsMissingOrNoNumber) {
  const PaperNumbers& numbers = PaperNumbers::Printed();
  ExpectError(ErrorCode::kNotFound, "table 16 of the paper",
              [&] { numbers.Cell("16", "CSN", "ViT"); });
  ExpectError(ErrorCode::kCorruptData, "\"AdamW\" is no number",
              [&] { numbers.At("8", "Optimizer type", "CSN"); });
  ExpectError(ErrorCode::kCorruptData, "the cell stands twice", [] {
    PaperNumbers("table,row,column,value,deviation\n1,a,b,2,\n1,a,b,3,\n", "x.csv");
  });
  ExpectError(ErrorCode::kCorruptData, "\"x\" is no deviation",
              [] { PaperNumbers("table,row,column,value,deviation\n1,a,b,2,x\n", "x.csv"); });
}

}  // namespace
}  // namespace supreme
