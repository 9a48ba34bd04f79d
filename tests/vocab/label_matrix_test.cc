#include "vocab/label_matrix.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tensor/safetensors.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

using testing::ElementsAre;

const std::vector<uint8_t> kCells = {0, 1, 2, 0, 0, 0, 2, 0, 1};

TEST(LabelMatrix, GivesAnyRowAtAnyTime) {
  const LabelMatrix matrix = LabelMatrix::FromCells(3, kCells, "pack-1");
  EXPECT_EQ(matrix.row_count(), 3u);
  EXPECT_EQ(matrix.label_count(), 4u);
  std::vector<uint8_t> row(3, 9);
  matrix.ReadRow(2, row);
  EXPECT_THAT(row, ElementsAre(2, 0, 1));
  matrix.ReadRow(1, row);
  EXPECT_THAT(row, ElementsAre(0, 0, 0));
  EXPECT_EQ(matrix.Cells(), kCells);
  ExpectError(ErrorCode::kInternal, "row", [&] { matrix.ReadRow(3, row); });
}

TEST(LabelMatrix, RefusesLabelsOutOfOrder) {
  LabelMatrix matrix(3);
  const std::vector<RecordLabel> twice = {{1, false}, {1, true}};
  ExpectError(ErrorCode::kInternal, "query", [&] { matrix.AddRow(twice); });
  ExpectError(ErrorCode::kCorruptData, "0, 1 or 2",
              [] { LabelMatrix::FromCells(1, std::vector<uint8_t>{3}); });
  ExpectError(ErrorCode::kInvalidInput, "at most", [] { LabelMatrix(size_t{1} << 25); });
}

RC_GTEST_PROP(LabelMatrix, KeepsEveryCellOnDiskAndInMemory, ()) {
  const auto queries = *rc::gen::inRange<size_t>(1, 700);
  const auto rows = *rc::gen::inRange<size_t>(0, 20);
  const auto cells = *rc::gen::container<std::vector<uint8_t>>(
      queries * rows, rc::gen::weightedElement<uint8_t>({{8, 0}, {2, 1}, {1, 2}}));
  const TempFolder folder;
  const LabelMatrix matrix = LabelMatrix::FromCells(queries, cells, "p");
  RC_ASSERT(matrix.Cells() == cells);
  WriteLabels(matrix, folder.path());
  const LabelMatrix back = ReadLabels(folder.path());
  RC_ASSERT(back.Cells() == cells);
  RC_ASSERT(back.query_count() == queries);
  RC_ASSERT(back.pack_id() == "p");
}

TEST(LabelMatrix, ReadsADenseFileToo) {
  const TempFolder folder;
  WriteSafetensors(folder / kLabelsFile, {{"labels", ViewOf<uint8_t>(kCells, {3, 3})}},
                   {{"pack_id", "pack-1"}});
  EXPECT_EQ(ReadLabels(folder.path()).Cells(), kCells);
  WriteSafetensors(folder / kLabelsFile, {{"labels", ViewOf<uint8_t>(kCells, {9})}},
                   {{"pack_id", "pack-1"}});
  ExpectError(ErrorCode::kCorruptData, "matrix", [&] { ReadLabels(folder.path()); });
}

TEST(LabelMatrix, TakesTenTimesLessThanOneByteACell) {
  LabelMatrix matrix(295);
  const std::vector<RecordLabel> labels = {{3, false}, {77, false}, {140, true}, {294, false}};
  for (int row = 0; row < 10000; ++row) matrix.AddRow(labels);
  EXPECT_LT(matrix.ByteCount(), 10000u * 295u / 10u);
}

// A file as WriteLabels makes it, with parts that a test may spoil.
struct Parts {
  std::vector<int64_t> starts = {0, 2, 2, 4};
  std::vector<uint8_t> entries;
  std::map<std::string, std::string> metadata;

  explicit Parts(const TempFolder& folder) {
    WriteLabels(LabelMatrix::FromCells(3, kCells, "pack-1"), folder.path());
    const SafetensorsFile file(folder / kLabelsFile);
    const auto bytes = file.Get("entries").As<uint8_t>();
    entries.assign(bytes.begin(), bytes.end());
    metadata = file.metadata();
  }
  void Write(const TempFolder& folder) const {
    WriteSafetensors(
        folder / kLabelsFile,
        {{"row_starts", ViewOf<int64_t>(starts, {static_cast<int64_t>(starts.size())})},
         {"entries", ViewOf<uint8_t>(entries, {static_cast<int64_t>(entries.size())})}},
        metadata);
  }
};

TEST(LabelMatrix, RefusesEverySpoiltPart) {
  const TempFolder folder;
  const Parts good(folder);
  good.Write(folder);
  EXPECT_EQ(ReadLabels(folder.path()).Cells(), kCells) << "the parts are those of a good file";
  const auto expect = [&](const char* words, const std::function<void(Parts&)>& spoil) {
    Parts parts = good;
    spoil(parts);
    parts.Write(folder);
    ExpectError(ErrorCode::kCorruptData, words, [&] { ReadLabels(folder.path()); });
  };
  expect("rise", [](Parts& p) { p.starts = {0, 3, 2, 4}; });
  expect("rise", [](Parts& p) { p.starts = {1, 2, 2, 4}; });
  expect("rise", [](Parts& p) { p.starts = {}; });
  expect("rise", [](Parts& p) { p.starts.back() = int64_t{1} << 62; });
  expect("bytes instead of", [](Parts& p) { p.entries.pop_back(); });
  expect("order or range", [](Parts& p) { p.entries[0] = 0xFF; });
  expect("query_count", [](Parts& p) { p.metadata["query_count"] = "-1"; });
  expect("query_count", [](Parts& p) { p.metadata.erase("query_count"); });
  expect("pack_id", [](Parts& p) { p.metadata.erase("pack_id"); });
}

}  // namespace
}  // namespace supreme
