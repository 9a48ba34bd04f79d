#include "eval/embedding.h"

#include <gtest/gtest.h>

#include <set>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

Embedding SmallEmbedding(size_t count) {
  Embedding embedding;
  embedding.width = 3;
  embedding.columns = {"record_id", "sex"};
  for (size_t i = 0; i < count; ++i) {
    for (size_t j = 0; j < 3; ++j) {
      embedding.values.push_back(static_cast<float>(10 * i + j) + 0.25F);
    }
    embedding.rows.push_back({"r" + std::to_string(i), i % 2 == 0 ? "male" : "female, \"x\""});
  }
  return embedding;
}

TEST(Embedding, IsReadAsItWasWritten) {
  TempFolder folder;
  const Embedding written = SmallEmbedding(5);
  WriteEmbedding(folder / "deep/features.npy", written);
  EXPECT_EQ(TableOf(folder / "deep/features.npy"), folder / "deep/features.csv");
  const Embedding read = ReadEmbedding(folder / "deep/features.npy", folder / "deep/features.csv");
  EXPECT_EQ(read.width, 3U);
  EXPECT_EQ(read.values, written.values);
  EXPECT_EQ(read.columns, written.columns);
  EXPECT_EQ(read.rows, written.rows);
}

TEST(Embedding, TheArrayBeginsWhereNumPyWantsIt) {
  TempFolder folder;
  WriteEmbedding(folder / "a.npy", SmallEmbedding(1234));
  const std::string bytes = ReadFile(folder / "a.npy");
  EXPECT_EQ((bytes.size() - 1234 * 3 * 4) % 64, 0U);
  EXPECT_NE(bytes.find("'shape': (1234, 3), }"), std::string::npos);
}

TEST(Embedding, ATableOfAnotherArrayIsRefused) {
  TempFolder folder;
  WriteEmbedding(folder / "a.npy", SmallEmbedding(5));
  WriteEmbedding(folder / "b.npy", SmallEmbedding(4));
  ExpectError(ErrorCode::kInvalidInput, "4 rows, the array 5",
              [&] { ReadEmbedding(folder / "a.npy", folder / "b.csv"); });
}

TEST(Embedding, DrawsRecordsInTheirOrderWithTheirRows) {
  const Embedding all = SmallEmbedding(50);
  const Embedding drawn = DrawRecords(all, 10, 1);
  ASSERT_EQ(drawn.size(), 10U);
  std::set<std::string> ids;
  for (size_t i = 0; i < 10; ++i) {
    ids.insert(drawn.rows[i][0]);
    const auto number = static_cast<float>(std::stoi(drawn.rows[i][0].substr(1)));
    EXPECT_EQ(drawn.values[3 * i], 10.0F * number + 0.25F);
    if (i > 0) {
      EXPECT_LT(drawn.values[3 * i - 3], drawn.values[3 * i]);
    }
  }
  EXPECT_EQ(ids.size(), 10U);
  EXPECT_NE(DrawRecords(all, 10, 2).values, drawn.values);
  EXPECT_EQ(DrawRecords(all, 60, 1).size(), 50U);
}

}  // namespace
}  // namespace supreme
