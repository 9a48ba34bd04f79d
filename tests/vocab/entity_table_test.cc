#include "vocab/entity_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "core/error.h"
#include "extract/extract_run.h"
#include "extract/rule_extractor.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

class EntityTableTest : public testing::Test {
 protected:
  EntityTableTest()
      : path_(fs::path(testing::TempDir()) /
              ("entity_table_" + std::to_string(::getpid()) + ".sqlite")) {
    fs::remove(path_);
  }
  ~EntityTableTest() override { fs::remove(path_); }

  fs::path path_;
};

TEST_F(EntityTableTest, CountsARecordOnceForAnEntity) {
  EntityStore store(path_, {"pack-1", "rules-3", "statement"});
  const auto records = StatementsOfReports(
      {{"a", "LVH. Sinus rhythm with LVH"}, {"b", "possible lvh"}}, "statement");
  store.AddRecords(records);
  const std::vector<std::string> rows = {"b", "a", "c"};
  EXPECT_THROW(CollectEntities(store, rows), Error);  // nothing is extracted yet
  FillStore(store, records, RuleExtractor(), {});
  const EntityTable table = CollectEntities(store, rows);
  ASSERT_EQ(table.entities.size(), 3u);
  EXPECT_EQ(table.entities[0].text, "lvh");
  EXPECT_EQ(table.entities[0].record_count, 1u);
  EXPECT_TRUE(table.entities[1].is_uncertain);
  EXPECT_THAT(table.row_entities, ElementsAre(ElementsAre(1), ElementsAre(0, 2), ElementsAre()));
  EXPECT_EQ(table.mention_count, 4u);
  EXPECT_THROW(CollectEntities(store, std::vector<std::string>{"a"}), Error);
}

}  // namespace
}  // namespace supreme
