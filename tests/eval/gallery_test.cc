#include "eval/gallery.h"

#include <gtest/gtest.h>

#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"

namespace supreme {
namespace {

// Class A: records 0, 1, 2 have it. Record 1 is missed, record 4 is a false alarm. Class B:
// perfect.
AuditScores TwoClasses() {
  AuditScores data;
  data.classes = {"B", "A"};
  data.record_count = 6;
  data.scores = {{0.9, 0.1, 0.1, 0.1, 0.1, 0.2}, {0.8, 0.2, 0.9, 0.1, 0.85, 0.3}};
  data.positive = {{1, 0, 0, 0, 0, 0}, {1, 1, 1, 0, 0, 0}};
  return data;
}

std::vector<size_t> Records(const std::vector<Mistake>& mistakes) {
  std::vector<size_t> records;
  for (const Mistake& mistake : mistakes) records.push_back(mistake.record);
  return records;
}

TEST(Gallery, OrdersClassesByAurocAndMistakesByHowManyTheyBeat) {
  const auto classes = FindMistakes(TwoClasses(), {5, 10, 1});
  ASSERT_EQ(classes.size(), 2U);
  EXPECT_EQ(classes[0].index, 1U);
  EXPECT_EQ(Records(classes[0].false_positives), (std::vector<size_t>{4, 5}));
  EXPECT_DOUBLE_EQ(classes[0].false_positives[0].share, 2.0 / 3.0);
  EXPECT_EQ(Records(classes[0].false_negatives), (std::vector<size_t>{1, 0}));
  EXPECT_DOUBLE_EQ(classes[0].false_negatives[0].share, 2.0 / 3.0);
  EXPECT_EQ(classes[0].positive_count, 3U);
}

TEST(Gallery, ARecordOnTheRightSideOfAllOthersIsNoMistake) {
  const auto classes = FindMistakes(TwoClasses(), {5, 10, 1});
  EXPECT_TRUE(classes[1].false_positives.empty());
  EXPECT_TRUE(classes[1].false_negatives.empty());
}

TEST(Gallery, KeepsAsManyMistakesAndClassesAsAsked) {
  const auto classes = FindMistakes(TwoClasses(), {1, 1, 1});
  ASSERT_EQ(classes.size(), 1U);
  EXPECT_EQ(classes[0].false_positives.size(), 1U);
  EXPECT_TRUE(FindMistakes(TwoClasses(), {1, 1, 4}).empty());
}

TEST(Gallery, ReadsWhatIsKnownOfARecord) {
  TempFolder folder;
  std::vector<PackRecord> records;
  for (int i = 0; i < 6; ++i) records.push_back(TestRecord(i, 1, "p", {i < 3 ? "A" : "X"}));
  WriteTestPack(folder / "pack", records);
  const Pack pack(folder / "pack");
  Task task;
  task.classes = {{"B", "class b", "", {"B"}}, {"A", "class a", "", {"A"}}};
  const std::vector<size_t> rows = {0, 1, 2, 3, 4, 5};
  const AuditScores data = TwoClasses();
  const Gallery gallery = ReadGallery(pack, task, rows, data, FindMistakes(data, {1, 1, 1}));
  ASSERT_EQ(gallery.classes.size(), 1U);
  EXPECT_EQ(gallery.classes[0].prompt, "class a");
  const GalleryEntry& missed = gallery.classes[0].false_negatives.at(0);
  EXPECT_EQ(missed.row.record_id, "r1");
  EXPECT_EQ(missed.labels, (std::vector<std::string>{"A"}));
  EXPECT_EQ(missed.codes, (std::vector<std::string>{"A"}));
  EXPECT_NE(missed.report.find("second line 1"), std::string::npos);
  EXPECT_EQ(missed.window.samples_mv, WholeMicrovoltWindow(1).samples_mv);
  EXPECT_EQ(missed.top.front().first, "A");
  const OrderedJson json = GalleryJson(gallery);
  EXPECT_EQ(json["classes"][0]["false_positives"][0]["record_id"], "r4");
  EXPECT_NE(GalleryTable(gallery).find("missed"), std::string::npos);
}

}  // namespace
}  // namespace supreme
