#include "data/import_items.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "data/pack.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_dataset.h"

namespace supreme {
namespace {

ImportItem Item(const std::string& name) {
  ImportItem item;
  item.row.record_id = name;
  item.row.source = name;
  return item;
}

TEST(ImportItems, KeepsTheOrderOfTheItemsWhateverTheThreads) {
  TempFolder folder;
  std::vector<ImportItem> items;
  for (int i = 0; i < 9; ++i) {
    items.push_back(Item("r" + std::to_string(9 - i)));
    WriteTestRecord(folder / "ecgs", items.back().row.source);
  }
  std::vector<std::string> ids;
  for (const int workers : {1, 4}) {
    ImportOptions options;
    options.workers = workers;
    const auto out = folder / ("pack" + std::to_string(workers));
    ids.push_back(ImportItems(items, folder / "ecgs", out, options, OrderedJson::object()).pack_id);
  }
  EXPECT_EQ(ids[0], ids[1]);
  const Pack pack(folder / "pack4");
  ASSERT_EQ(pack.size(), items.size());
  for (size_t i = 0; i < items.size(); ++i) {
    EXPECT_EQ(pack.rows()[i].record_id, items[i].row.record_id);
  }
}

TEST(ImportItems, WritesFactsCountsAndTheWindowRule) {
  TempFolder folder;
  WriteTestRecord(folder / "ecgs", "r");
  OrderedJson facts;
  facts["importer"] = "test";
  std::vector<std::pair<size_t, size_t>> progress;
  ImportItems({Item("r"), Item("absent")}, folder / "ecgs", folder / "pack",
              {.window = {.crop = CropRule::kCenter, .max_duration_sec = 5.0},
               .progress = [&](size_t done, size_t total) { progress.emplace_back(done, total); }},
              facts);
  const Json json = ReadJsonFile(folder / "pack/pack.json");
  for (const char* text : {"\"importer\":\"test\"", "\"crop\":\"center\"",
                           "\"max_duration_sec\":5.0", "\"imported\":1", "\"failed\":1"}) {
    EXPECT_NE(json.dump().find(text), std::string::npos) << text << " in " << json.dump();
  }
  const EcgWindow window = Pack(folder / "pack").ReadWindow(0);
  EXPECT_NE(window.samples_mv[2499], 0.0F);
  EXPECT_EQ(std::count(window.samples_mv.begin() + 2500, window.samples_mv.begin() + 5000, 0.0F),
            2500);
  EXPECT_EQ(progress, (std::vector<std::pair<size_t, size_t>>{{2, 2}}));
}

TEST(ImportItems, ReportsTheProblemThatARowCameWith) {
  TempFolder folder;
  WriteTestRecord(folder / "ecgs", "r");
  ImportItem broken = Item("broken");
  broken.problem = Error(ErrorCode::kCorruptData, "age is not understood", "table.csv:3");
  const ImportSummary summary =
      ImportItems({Item("r"), broken}, folder / "ecgs", folder / "pack", {}, OrderedJson::object());
  EXPECT_EQ(summary.failed, 1u);
  const auto rows = ImportReportRows(folder / "pack");
  ASSERT_FALSE(rows.empty());
  EXPECT_EQ(rows.back()[0], "broken");
  EXPECT_EQ(rows.back()[2], "unusable row");
  EXPECT_NE(rows.back()[3].find("table.csv:3"), std::string::npos);
}

TEST(ImportItems, TakesTheFirstOfTwoWithOneId) {
  TempFolder folder;
  WriteTestRecord(folder / "ecgs", "r");
  const ImportSummary summary = ImportItems({Item("r"), Item("r")}, folder / "ecgs",
                                            folder / "pack", {}, OrderedJson::object());
  EXPECT_EQ(summary.imported, 1u);
  EXPECT_EQ(summary.failed, 1u);
  EXPECT_NE(ImportReportRows(folder / "pack").back()[3].find("twice"), std::string::npos);
}

// Stops before the pack is complete.
void StartImport(const std::vector<ImportItem>& items, const TempFolder& folder) {
  struct Stopped {};
  ImportOptions options;
  options.progress = [](size_t, size_t) { throw Stopped(); };
  EXPECT_THROW(ImportItems(items, folder / "ecgs", folder / "pack", options, OrderedJson::object()),
               Stopped);
}

TEST(ImportItems, GoesOnOnlyWithTheSameTable) {
  TempFolder folder;
  WriteTestRecord(folder / "ecgs", "r");
  const ImportItem item = Item("r");
  std::vector<ImportItem> others(4, item);
  others[0].report = "another";
  others[1].row.age_years = 50;
  others[2].codes = {{.code = "SR"}};
  others[3].row.fold = 3;
  for (const ImportItem& other : others) {
    StartImport({item}, folder);
    ExpectError(ErrorCode::kUsage, "unfinished import", [&] {
      ImportItems({other}, folder / "ecgs", folder / "pack", {}, OrderedJson::object());
    });
  }
  ExpectError(ErrorCode::kUsage, "unfinished import", [&] {
    ImportItems({item}, folder / "ecgs", folder / "pack", {}, {{"importer", "another"}});
  });
  EXPECT_EQ(
      ImportItems({item}, folder / "ecgs", folder / "pack", {}, OrderedJson::object()).imported,
      1u);
}

TEST(ImportItems, ARecordThatWasMendedIsReadWhenTheImportGoesOn) {
  TempFolder folder;
  WriteTestRecord(folder / "ecgs", "r");
  StartImport({Item("r"), Item("late")}, folder);
  WriteTestRecord(folder / "ecgs", "late");
  EXPECT_EQ(ImportItems({Item("r"), Item("late")}, folder / "ecgs", folder / "pack", {},
                        OrderedJson::object())
                .imported,
            2u);
}

TEST(ImportItems, SaysWhenThereIsNoItem) {
  TempFolder folder;
  ExpectError(ErrorCode::kNotFound, "the table has no rows",
              [&] { ImportItems({}, folder.path(), folder / "pack", {}, OrderedJson::object()); });
}

}  // namespace
}  // namespace supreme
