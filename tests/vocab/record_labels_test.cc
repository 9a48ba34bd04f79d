#include "vocab/record_labels.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace supreme {
namespace {

using testing::ElementsAre;

TEST(RecordLabels, ACertainEntityOutweighsUncertainOnesOfTheSameQuery) {
  EntityTable table;
  table.entities = {{"a", false, 2}, {"maybe a", true, 2}, {"b", false, 1}, {"nothing", false, 1}};
  table.row_entities = {{0, 1}, {1, 3}, {0, 2}, {}};
  const LabelMatrix labels = LabelRecords(table, {1, 1, 0, std::nullopt}, 2);
  EXPECT_THAT(labels.Cells(), ElementsAre(0, 1, 0, 2, 1, 1, 0, 0));
  EXPECT_THAT(CountPresent(labels), ElementsAre(1, 2)) << "uncertain labels do not count";
}

}  // namespace
}  // namespace supreme
