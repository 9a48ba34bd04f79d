// The little of SQLite that the entity store needs, with our errors.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace supreme {

// One connection. Not thread-safe. Errors of all calls: kCorruptData (not a database, damaged),
// kNoSpace, kUnavailable (locked), kIo.
class Database {
 public:
  // Opens, or creates with access for the owner alone.
  explicit Database(const std::filesystem::path& path);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void Execute(const std::string& sql);
  int64_t QueryInt(const std::string& sql);
  const std::string& where() const { return where_; }
  sqlite3* handle() const { return handle_; }
  [[noreturn]] void Fail(int result, std::string_view what) const;

 private:
  sqlite3* handle_ = nullptr;
  std::string where_;
};

// A prepared statement; parameters count from 1, columns from 0.
class SqlQuery {
 public:
  SqlQuery(Database& database, std::string_view sql);
  ~SqlQuery();
  SqlQuery(const SqlQuery&) = delete;
  SqlQuery& operator=(const SqlQuery&) = delete;

  SqlQuery& Bind(int parameter, std::string_view text);
  SqlQuery& Bind(int parameter, int64_t value);
  bool Step();  // true while there is a row
  // Runs to the end and makes ready for new parameters; returns the number of changed rows.
  int Run();
  void Reset();
  std::string Text(int column) const;
  int64_t Int(int column) const;

 private:
  Database& database_;
  sqlite3_stmt* statement_ = nullptr;
};

// Rolled back by the destructor unless committed.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void Commit();

 private:
  Database& database_;
  bool is_open_ = true;
};

}  // namespace supreme
