#include "vocab/query_set.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "core/atomic_file.h"
#include "core/error.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

class QuerySetTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / ("query_set_" + std::to_string(::getpid()));
    fs::remove_all(folder_);
    set_.queries = {{"lbbb", "left bundle branch block", {{"scp", "CLBBB"}}, {{"lbbb", 0.9, 7}}, 7},
                    {"af", "atrial fibrillation", {}, {}, 3}};
    set_.encoder_name = "mini";
    set_.encoder_id = "abc";
    set_.held_out = {"low qrs voltage"};
    set_.text_width = 2;
    set_.embeddings = {1.0f, 2.0f, 3.0f, 4.0f};
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path folder_;
  QuerySet set_;
};

TEST_F(QuerySetTest, SurvivesTheDisk) {
  WriteQuerySet(set_, folder_);
  const QuerySet back = ReadQuerySet(folder_);
  ASSERT_EQ(back.queries.size(), 2u);
  EXPECT_EQ(back.queries[0].codes.at("scp"), "CLBBB");
  EXPECT_EQ(back.queries[0].members[0].record_count, 7u);
  EXPECT_EQ(back.held_out, set_.held_out);
  EXPECT_EQ(back.embeddings, set_.embeddings);
  EXPECT_EQ(back.encoder_id, "abc");
}

TEST_F(QuerySetTest, RefusesAnIncompleteFolder) {
  EXPECT_THROW(ReadQuerySet(folder_), Error);
  WriteQuerySet(set_, folder_);
  fs::remove(folder_ / "query_embeddings.safetensors");
  EXPECT_THROW(ReadQuerySet(folder_), Error);
}

TEST_F(QuerySetTest, RefusesEmbeddingsOfAnotherLength) {
  WriteQuerySet(set_, folder_);
  const std::string queries = ReadFile(folder_ / "queries.json");
  set_.queries.pop_back();
  set_.embeddings.resize(2);
  WriteQuerySet(set_, folder_);
  WriteFileAtomically(folder_ / "queries.json", queries);
  EXPECT_THROW(ReadQuerySet(folder_), Error);
}

}  // namespace
}  // namespace supreme
