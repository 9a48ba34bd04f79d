#include "extract/codes_extractor.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "core/csv.h"

namespace supreme {
namespace {

TEST(CodesExtractor, NamesEveryCodeOfPtbXl) {
  const auto path =
      std::filesystem::path(SUPREME_SOURCE_DIR) / "../shared/data/ptbxl_500/scp_statements.csv";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is missing";
  const CodesExtractor extractor;
  CsvReader codes = CsvReader::Open(path);
  size_t count = 0;
  for (; codes.Next(); ++count) {
    EXPECT_EQ(extractor.Extract(codes[size_t{0}]).entities.size(), 1u) << codes[size_t{0}];
  }
  EXPECT_EQ(count, 71u);
}

TEST(CodesExtractor, KnowsNormalFromAbnormal) {
  const CodesExtractor extractor;
  EXPECT_EQ(extractor.Extract("NORM").entities[0].certainty, Certainty::kNormal);
  EXPECT_EQ(extractor.Extract("LAO/LAE").entities[0].text, "left atrial enlargement");
  EXPECT_TRUE(extractor.Extract("XYZ").entities.empty());
}

}  // namespace
}  // namespace supreme
