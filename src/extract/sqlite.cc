#include "extract/sqlite.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>

#include "core/error.h"

namespace supreme {
namespace {

ErrorCode CodeOf(int result) {
  switch (result & 0xff) {
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
    case SQLITE_FORMAT:
    case SQLITE_ERROR:  // a table or column of the format is missing
    case SQLITE_CONSTRAINT:
      return ErrorCode::kCorruptData;
    case SQLITE_FULL:
      return ErrorCode::kNoSpace;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ErrorCode::kUnavailable;
    default:
      return ErrorCode::kIo;
  }
}

}  // namespace

Database::Database(const std::filesystem::path& path) : where_(path.string()) {
  // Created here so that no moment exists in which others can read it; SQLite gives its -wal and
  // -shm files the same mode.
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) throw SystemError(errno, "cannot open store", where_);
  ::close(descriptor);
  const int result = ::sqlite3_open_v2(path.c_str(), &handle_, SQLITE_OPEN_READWRITE, nullptr);
  if (result != SQLITE_OK) {
    const std::string what = handle_ != nullptr ? ::sqlite3_errmsg(handle_) : "out of memory";
    ::sqlite3_close(handle_);
    throw Error(CodeOf(result), "cannot open store: " + what, where_);
  }
  ::sqlite3_extended_result_codes(handle_, 1);
  ::sqlite3_busy_timeout(handle_, 5000);
}

Database::~Database() { ::sqlite3_close(handle_); }

void Database::Fail(int result, std::string_view what) const {
  const ErrorCode code = CodeOf(result);
  throw Error(code, std::string(what) + ": " + ::sqlite3_errmsg(handle_), where_,
              code == ErrorCode::kCorruptData
                  ? "the store is damaged or not one of ours; delete it and extract again"
                  : "");
}

void Database::Execute(const std::string& sql) {
  const int result = ::sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (result != SQLITE_OK) Fail(result, "store");
}

int64_t Database::QueryInt(const std::string& sql) {
  SqlQuery query(*this, sql);
  return query.Step() ? query.Int(0) : 0;
}

SqlQuery::SqlQuery(Database& database, std::string_view sql) : database_(database) {
  const int result = ::sqlite3_prepare_v2(database.handle(), sql.data(),
                                          static_cast<int>(sql.size()), &statement_, nullptr);
  if (result != SQLITE_OK) database.Fail(result, "store");
}

SqlQuery::~SqlQuery() { ::sqlite3_finalize(statement_); }

SqlQuery& SqlQuery::Bind(int parameter, std::string_view text) {
  // The destructor argument -1 (SQLITE_TRANSIENT) makes SQLite copy the text.
  const int result =
      ::sqlite3_bind_text64(statement_, parameter, text.data(), text.size(),
                            reinterpret_cast<sqlite3_destructor_type>(-1), SQLITE_UTF8);
  if (result != SQLITE_OK) database_.Fail(result, "store");
  return *this;
}

SqlQuery& SqlQuery::Bind(int parameter, int64_t value) {
  const int result = ::sqlite3_bind_int64(statement_, parameter, value);
  if (result != SQLITE_OK) database_.Fail(result, "store");
  return *this;
}

bool SqlQuery::Step() {
  const int result = ::sqlite3_step(statement_);
  if (result == SQLITE_ROW) return true;
  if (result != SQLITE_DONE) database_.Fail(result, "store");
  return false;
}

int SqlQuery::Run() {
  while (Step()) {
  }
  Reset();
  return ::sqlite3_changes(database_.handle());
}

void SqlQuery::Reset() { ::sqlite3_reset(statement_); }

std::string SqlQuery::Text(int column) const {
  const auto* text = ::sqlite3_column_text(statement_, column);
  if (text == nullptr) return "";
  return {reinterpret_cast<const char*>(text),
          static_cast<size_t>(::sqlite3_column_bytes(statement_, column))};
}

int64_t SqlQuery::Int(int column) const { return ::sqlite3_column_int64(statement_, column); }

Transaction::Transaction(Database& database) : database_(database) {
  database_.Execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  if (is_open_) ::sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::Commit() {
  database_.Execute("COMMIT");
  is_open_ = false;
}

}  // namespace supreme
