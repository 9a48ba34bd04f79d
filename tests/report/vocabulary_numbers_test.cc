#include "report/vocabulary_numbers.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

TEST(VocabularyNumbers, CountsWordingsAndRanksQueries) {
  QuerySet set;
  set.queries = {{"a", "rare", {}, {{"rare", 1.0, 2}}, 2},
                 {"b", "common", {}, {{"common", 1.0, 90}, {"often", 0.9, 10}}, 100}};
  set.held_out = {"hidden"};
  set.encoder_name = "minilm";
  const VocabularyNumbers numbers = CountVocabulary(set, 1);
  EXPECT_EQ(numbers.query_count, 2u);
  EXPECT_EQ(numbers.entity_count, 3u);
  ASSERT_EQ(numbers.most_frequent.size(), 1u);
  EXPECT_EQ(numbers.most_frequent[0].text, "common");
  EXPECT_EQ(numbers.held_out, std::vector<std::string>{"hidden"});
}

}  // namespace
}  // namespace supreme
