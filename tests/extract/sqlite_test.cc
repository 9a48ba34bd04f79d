#include "extract/sqlite.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "core/error.h"

namespace supreme {
namespace {

TEST(Database, RollsBackWhatIsNotCommitted) {
  const auto path =
      std::filesystem::path(testing::TempDir()) / ("sqlite_" + std::to_string(::getpid()) + ".db");
  Database database(path);
  database.Execute("CREATE TABLE t(name TEXT, n INTEGER)");
  {
    Transaction transaction(database);
    SqlQuery(database, "INSERT INTO t VALUES(?1, ?2)").Bind(1, "lost").Bind(2, int64_t{1}).Run();
  }
  {
    Transaction transaction(database);
    SqlQuery(database, "INSERT INTO t VALUES(?1, ?2)").Bind(1, "kept").Bind(2, int64_t{7}).Run();
    transaction.Commit();
  }
  SqlQuery query(database, "SELECT name, n FROM t");
  ASSERT_TRUE(query.Step());
  EXPECT_EQ(query.Text(0), "kept");
  EXPECT_EQ(query.Int(1), 7);
  EXPECT_FALSE(query.Step());
  EXPECT_THROW(database.Execute("SELECT * FROM absent"), Error);
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace supreme
