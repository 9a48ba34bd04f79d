#include "extract/entity_store.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <map>

#include "core/error.h"
#include "extract/extract_run.h"
#include "extract/rule_extractor.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

const StoreSource kSource = {"pack-1", "rules-3", "statement"};

class EntityStoreTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / ("entity_store_" + std::to_string(::getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    path_ = folder_ / "store.sqlite";
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path folder_;
  fs::path path_;
};

std::map<std::string, std::string> ManyReports() {
  std::map<std::string, std::string> reports;
  for (int i = 0; i < 6000; ++i) {
    reports["r" + std::to_string(i)] =
        "Sinus rhythm. LVH. Rate " + std::to_string(i) + " with left axis deviation";
  }
  return reports;
}

std::map<std::string, std::string> Results(const fs::path& path) {
  EntityStore store(path);
  std::map<std::string, std::string> results;
  store.VisitExtractions(
      [&](const StoredStatement& statement, uint64_t count, const Extraction& extraction) {
        results[statement.text] = std::to_string(count) + DumpJson(ToJson(extraction));
      });
  return results;
}

ErrorCode CodeOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::kInternal;
}

TEST_F(EntityStoreTest, KeepsEachStatementOnceForItsOwnerAlone) {
  EntityStore store(path_, kSource);
  FillStore(store, StatementsOfReports({{"a", "LVH. LVH"}, {"b", "lvh"}, {"c", ""}}, "statement"),
            RuleExtractor(), {});
  const StoreSummary summary = Summarize(store);
  EXPECT_EQ(summary.counts.records, 2u);
  EXPECT_EQ(summary.counts.statements, 3u);
  EXPECT_EQ(summary.counts.distinct_statements, 1u);
  EXPECT_EQ(summary.entities.abnormal, 2u);
  struct stat status {};
  ASSERT_EQ(::stat(path_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
}

TEST_F(EntityStoreTest, LosesAndRepeatsNothingWhenKilled) {
  const auto records = StatementsOfReports(ManyReports(), "statement");
  const fs::path whole = folder_ / "whole.sqlite";
  {
    EntityStore store(whole, kSource);
    FillStore(store, records, RuleExtractor(), {});
  }
  bool is_done = false;
  for (int delay_us = 2000; !is_done; delay_us += 20000) {
    ASSERT_LT(delay_us, 10000000) << "no run came to its end";
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      EntityStore store(path_, kSource);
      FillStore(store, records, RuleExtractor(), {});
      ::_exit(0);
    }
    ::usleep(static_cast<useconds_t>(delay_us));
    ::kill(child, SIGKILL);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    is_done = WIFEXITED(status);
  }
  EXPECT_EQ(Results(path_), Results(whole));
  EntityStore store(path_);
  EXPECT_EQ(store.Counts().records, 6000u);
  EXPECT_EQ(store.Counts().statements, 18000u);
}

TEST_F(EntityStoreTest, RefusesToMixSources) {
  { EntityStore store(path_, kSource); }
  for (const StoreSource& other :
       {StoreSource{"pack-2", "rules-3", "statement"}, StoreSource{"pack-1", "codes", "statement"},
        StoreSource{"pack-1", "rules-3", "report"}}) {
    EXPECT_EQ(CodeOf([&] { EntityStore store(path_, other); }), ErrorCode::kInvalidInput);
  }
}

TEST_F(EntityStoreTest, RefusesWhatIsNoStore) {
  EXPECT_EQ(CodeOf([&] { EntityStore store(path_); }), ErrorCode::kNotFound);
  std::ofstream(path_) << std::string(5000, 'x');
  EXPECT_EQ(CodeOf([&] { EntityStore store(path_, kSource); }), ErrorCode::kCorruptData);
}

TEST_F(EntityStoreTest, RefusesADamagedResult) {
  {
    EntityStore store(path_, kSource);
    FillStore(store, StatementsOfReports({{"a", "LVH"}}, "statement"), RuleExtractor(), {});
  }
  Database(path_).Execute("UPDATE extraction SET json = '{\"global\": [\"lvh\"]}'");
  EXPECT_EQ(CodeOf([&] { Results(path_); }), ErrorCode::kCorruptData);
}

TEST_F(EntityStoreTest, LetsOneProcessIn) {
  EntityStore store(path_, kSource);
  EXPECT_EQ(CodeOf([&] { EntityStore second(path_, kSource); }), ErrorCode::kUnavailable);
}

}  // namespace
}  // namespace supreme
