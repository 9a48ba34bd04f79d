#include "extract/entity_store.h"

#include <map>
#include <set>

#include "core/error.h"
#include "core/hash.h"

namespace supreme {
namespace {

constexpr int64_t kApplicationId = 0x53505245;  // "SPRE", in the file's header
constexpr int64_t kFormatVersion = 1;

std::filesystem::path LockPath(const std::filesystem::path& store) {
  return store.string() + ".lock";
}

const std::filesystem::path& Existing(const std::filesystem::path& path) {
  if (!std::filesystem::is_regular_file(path)) {
    throw Error(ErrorCode::kNotFound, "no entity store", path.string(), "run supreme extract");
  }
  return path;
}

}  // namespace

EntityStore::EntityStore(const std::filesystem::path& path, const StoreSource& source)
    : lock_(LockPath(path)), database_(path), source_(source) {
  // Readable while a run writes; a killed process loses no committed batch.
  database_.Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL");
  if (database_.QueryInt("PRAGMA application_id") == 0 &&
      database_.QueryInt("SELECT count(*) FROM sqlite_master") == 0) {
    CreateTables();
    return;
  }
  CheckFormat();
  ReadSource();
  const auto refuse = [&](const char* what, const std::string& ours, const std::string& theirs) {
    if (ours == theirs) return;
    throw Error(ErrorCode::kInvalidInput,
                std::string("the store was made with ") + what + " \"" + theirs + "\", not \"" +
                    ours + "\"",
                path.string(), "give another --out, or delete the store");
  };
  refuse("extractor", source.extractor, source_.extractor);
  refuse("unit", source.unit, source_.unit);
  refuse("pack", source.pack_id, source_.pack_id);
}

EntityStore::EntityStore(const std::filesystem::path& path)
    : lock_(LockPath(Existing(path))), database_(path) {
  CheckFormat();
  ReadSource();
}

void EntityStore::CheckFormat() {
  if (database_.QueryInt("PRAGMA application_id") != kApplicationId) {
    throw Error(ErrorCode::kCorruptData, "not an entity store", database_.where(),
                "give the file that supreme extract wrote");
  }
  const int64_t version = database_.QueryInt("PRAGMA user_version");
  if (version != kFormatVersion) {
    throw Error(ErrorCode::kCorruptData, "store format " + std::to_string(version) + " is unknown",
                database_.where(), "extract again with this version");
  }
}

void EntityStore::CreateTables() {
  Transaction transaction(database_);
  database_.Execute(
      "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
      "CREATE TABLE statement(hash TEXT PRIMARY KEY, text TEXT NOT NULL,"
      "  n_records INTEGER NOT NULL) WITHOUT ROWID;"
      "CREATE TABLE record_statement(record_id TEXT NOT NULL, hash TEXT NOT NULL,"
      "  position INTEGER NOT NULL, PRIMARY KEY(record_id, position)) WITHOUT ROWID;"
      "CREATE INDEX record_statement_hash ON record_statement(hash, record_id);"
      "CREATE TABLE extraction(hash TEXT PRIMARY KEY, extractor TEXT NOT NULL,"
      "  model TEXT NOT NULL, prompt_hash TEXT NOT NULL, json TEXT NOT NULL,"
      "  status TEXT NOT NULL, tries INTEGER NOT NULL) WITHOUT ROWID;"
      "PRAGMA application_id=" +
      std::to_string(kApplicationId) + ";PRAGMA user_version=" + std::to_string(kFormatVersion));
  SqlQuery insert(database_, "INSERT INTO meta VALUES(?1, ?2)");
  insert.Bind(1, "pack_id").Bind(2, source_.pack_id).Run();
  insert.Bind(1, "extractor").Bind(2, source_.extractor).Run();
  insert.Bind(1, "unit").Bind(2, source_.unit).Run();
  transaction.Commit();
}

void EntityStore::ReadSource() {
  std::map<std::string, std::string> meta;
  SqlQuery query(database_, "SELECT key, value FROM meta");
  while (query.Step()) meta[query.Text(0)] = query.Text(1);
  source_ = {meta["pack_id"], meta["extractor"], meta["unit"]};
}

size_t EntityStore::AddRecords(const std::vector<RecordStatements>& records) {
  Transaction transaction(database_);
  SqlQuery known(database_, "SELECT 1 FROM record_statement WHERE record_id=?1 LIMIT 1");
  SqlQuery add_statement(database_,
                         "INSERT INTO statement VALUES(?1, ?2, 1)"
                         " ON CONFLICT(hash) DO UPDATE SET n_records = n_records + 1");
  SqlQuery add_link(database_, "INSERT INTO record_statement VALUES(?1, ?2, ?3)");
  size_t added = 0;
  for (const RecordStatements& record : records) {
    // A record's statements are written in one transaction: one of them proves them all.
    const bool is_known = known.Bind(1, record.record_id).Step();
    known.Reset();
    if (is_known) continue;
    std::set<std::string> counted;
    int64_t position = 0;
    for (const std::string& text : record.statements) {
      const std::string hash = Sha256(text);
      if (counted.insert(hash).second) add_statement.Bind(1, hash).Bind(2, text).Run();
      add_link.Bind(1, record.record_id).Bind(2, hash).Bind(3, position++).Run();
    }
    ++added;
  }
  transaction.Commit();
  return added;
}

std::vector<StoredStatement> EntityStore::Pending(size_t limit) {
  SqlQuery query(database_,
                 "SELECT hash, text FROM statement WHERE hash NOT IN"
                 " (SELECT hash FROM extraction) ORDER BY hash LIMIT ?1");
  query.Bind(1, static_cast<int64_t>(limit));
  std::vector<StoredStatement> pending;
  while (query.Step()) pending.push_back({query.Text(0), query.Text(1)});
  return pending;
}

void EntityStore::SaveExtractions(const std::vector<std::pair<std::string, Extraction>>& by_hash) {
  Transaction transaction(database_);
  SqlQuery insert(database_, "INSERT INTO extraction VALUES(?1, ?2, '', '', ?3, 'done', 1)");
  for (const auto& [hash, extraction] : by_hash) {
    insert.Bind(1, hash).Bind(2, source_.extractor).Bind(3, DumpJson(ToJson(extraction))).Run();
  }
  transaction.Commit();
}

StoreCounts EntityStore::Counts() {
  const auto count = [&](const char* sql) {
    return static_cast<uint64_t>(database_.QueryInt(sql));
  };
  return {count("SELECT count(DISTINCT record_id) FROM record_statement"),
          count("SELECT count(*) FROM record_statement"), count("SELECT count(*) FROM statement"),
          count("SELECT count(*) FROM extraction")};
}

void EntityStore::VisitExtractions(const StatementVisitor& visit) {
  SqlQuery query(database_,
                 "SELECT s.hash, s.text, s.n_records, e.json FROM statement s"
                 " JOIN extraction e ON e.hash = s.hash ORDER BY s.hash");
  while (query.Step()) {
    const StoredStatement statement{query.Text(0), query.Text(1)};
    const std::string where = database_.where() + ":" + statement.hash;
    visit(statement, static_cast<uint64_t>(query.Int(2)),
          ExtractionFromJson(ParseJson(query.Text(3), where), where));
  }
}

void EntityStore::VisitRecords(
    const std::function<void(const std::string&, const std::string&)>& visit) {
  SqlQuery query(database_,
                 "SELECT DISTINCT record_id, hash FROM record_statement ORDER BY hash, record_id");
  while (query.Step()) visit(query.Text(0), query.Text(1));
}

}  // namespace supreme
