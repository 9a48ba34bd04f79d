#include "vocab/query_codes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace supreme {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

QuerySet Queries() {
  QuerySet set;
  set.queries.push_back({"af", "atrial fibrillation", {{"scp", "AFIB"}}, {}, 1});
  set.queries.push_back({"flutter", "flutter waves", {}, {{"atrial flutter", 1.0, 3}}, 1});
  set.queries.push_back({"sr", "regular rhythm", {{"snomed", "426783006"}}, {}, 1});
  set.queries.push_back({"own", "my own finding", {{"scp", "MINE"}}, {}, 1});
  return set;
}

TEST(QueryCodes, FindsAQueryByACodeOfAnotherSystem) {
  const QueryCodes codes(Queries());
  EXPECT_THAT(codes.Find("ptbxl", "AFIB"), ElementsAre(0));
  EXPECT_THAT(codes.Find("csn", "164889003"), ElementsAre(0)) << "SNOMED CT of the same term";
  EXPECT_THAT(codes.Find("cpsc2018", "2"), ElementsAre(0)) << "a number of that dataset";
  EXPECT_THAT(codes.Find("ptbxl", "SR"), ElementsAre(2));
}

TEST(QueryCodes, ReadsADatasetsAcronymsInItsOwnSense) {
  const QueryCodes codes(Queries());
  EXPECT_THAT(codes.Find("csn", "AF"), ElementsAre(1)) << "flutter there";
  EXPECT_THAT(codes.Find("ptbxl", "AF"), IsEmpty()) << "no code of SCP-ECG";
  EXPECT_THAT(codes.Find("ptbxl", "2"), IsEmpty());
}

TEST(QueryCodes, CountsWordingsThatWereMergedIntoAQuery) {
  EXPECT_THAT(QueryCodes(Queries()).Find("ptbxl", "AFLT"), ElementsAre(1));
}

TEST(QueryCodes, KnowsCodesWithoutATermByThemselves) {
  const QueryCodes codes(Queries());
  EXPECT_THAT(codes.Find("ptbxl", "MINE"), ElementsAre(3));
  EXPECT_THAT(codes.Find("ptbxl", "IMI"), IsEmpty());
}

}  // namespace
}  // namespace supreme
