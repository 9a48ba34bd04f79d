#include "vocab/term_queries.h"

#include <gtest/gtest.h>

#include "tests/vocab/fake_encoder.h"

namespace supreme {
namespace {

TEST(QueriesOfTerms, MakesAQueryPerTermWithItsSynonyms) {
  const std::vector<Term> terms = {{"a", {{"scp", "A"}}, {"a", "b"}, "", ""},
                                   {"c", {}, {"c"}, "", ""}};
  const QuerySet set = QueriesOfTerms(terms, EmbedWords);
  ASSERT_EQ(set.queries.size(), 2u);
  EXPECT_EQ(set.queries[0].codes.at("scp"), "A");
  ASSERT_EQ(set.queries[0].members.size(), 1u);
  EXPECT_EQ(set.queries[0].members[0].text, "b");
  EXPECT_EQ(set.embeddings.size(), 2 * static_cast<size_t>(set.text_width));
  EXPECT_TRUE(QueriesOfTerms(terms).embeddings.empty());
}

}  // namespace
}  // namespace supreme
