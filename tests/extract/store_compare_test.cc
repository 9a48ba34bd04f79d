#include "extract/store_compare.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "core/hash.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

StatementResult Result(const std::string& text, std::optional<Extraction> extraction) {
  return {Sha256(text), "x", "", std::move(extraction), "", ""};
}

TEST(CompareStores, CountsAgreementAndFailures) {
  const fs::path folder =
      fs::path(testing::TempDir()) / ("store_compare_" + std::to_string(::getpid()));
  fs::create_directories(folder);
  {
    EntityStore a(folder / "a.sqlite", {"p", "x", "statement"});
    EntityStore b(folder / "b.sqlite", {"p", "y", "statement"});
    for (EntityStore* store : {&a, &b}) {
      store->AddRecords({{"1", {"lvh", "af"}}, {"2", {"lvh", "pacs"}}, {"3", {"odd"}}});
    }
    const Extraction lvh = {{{"lvh", Certainty::kAbnormal}}};
    const Extraction doubtful = {{{"lvh", Certainty::kUncertain}}};
    const Extraction af = {{{"af", Certainty::kAbnormal}}};
    a.SaveResults(std::vector{Result("lvh", lvh), Result("af", af), Result("pacs", lvh)});
    b.SaveResults(std::vector{Result("lvh", doubtful), Result("af", af),
                              Result("pacs", std::nullopt), Result("odd", lvh)});
    const StoreComparison comparison = CompareStores(a, b, 10);
    EXPECT_EQ(comparison.statements, 3u);
    EXPECT_EQ(comparison.both_done, 2u);
    EXPECT_EQ(comparison.first.failed, 0u);
    EXPECT_EQ(comparison.second.failed, 1u);
    EXPECT_EQ(comparison.identical, 1u);
    EXPECT_EQ(comparison.records_done, 3u);
    EXPECT_EQ(comparison.records_identical, 1u);
    EXPECT_DOUBLE_EQ(comparison.EntityF1(), 1.0);
    EXPECT_DOUBLE_EQ(comparison.CertaintyAgreement(), 0.5);
    EXPECT_EQ(comparison.match.entities.right, 2u);
    EXPECT_EQ(comparison.match.with_certainty.right, 1u);
    EXPECT_EQ(comparison.match.with_certainty.wrong, 1u);
    EXPECT_EQ(comparison.match.with_certainty.missed, 1u);
    ASSERT_EQ(comparison.differences.size(), 1u);
    EXPECT_EQ(comparison.differences[0].text, "lvh");
  }
  fs::remove_all(folder);
}

}  // namespace
}  // namespace supreme
