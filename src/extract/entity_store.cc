#include "extract/entity_store.h"

#include <map>
#include <set>

#include "core/error.h"
#include "core/hash.h"

namespace supreme {
namespace {

constexpr int64_t kApplicationId = 0x53505245;  // "SPRE", in the file's header
constexpr int64_t kFormatVersion = 2;

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
    : lock_(std::in_place, LockPath(path)), database_(path), source_(source) {
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
  refuse("model", source.model, source_.model);
  refuse("prompts", source.prompt_hash, source_.prompt_hash);
}

EntityStore::EntityStore(const std::filesystem::path& path, Access access)
    : database_(Existing(path)) {
  if (access == Access::kWrite) lock_.emplace(LockPath(path));
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
      "  status TEXT NOT NULL, failure TEXT NOT NULL, detail TEXT NOT NULL,"
      "  tries INTEGER NOT NULL, prompt_tokens INTEGER NOT NULL,"
      "  completion_tokens INTEGER NOT NULL) WITHOUT ROWID;"
      "PRAGMA application_id=" +
      std::to_string(kApplicationId) + ";PRAGMA user_version=" + std::to_string(kFormatVersion));
  SqlQuery insert(database_, "INSERT INTO meta VALUES(?1, ?2)");
  insert.Bind(1, "pack_id").Bind(2, source_.pack_id).Run();
  insert.Bind(1, "extractor").Bind(2, source_.extractor).Run();
  insert.Bind(1, "unit").Bind(2, source_.unit).Run();
  insert.Bind(1, "model").Bind(2, source_.model).Run();
  insert.Bind(1, "prompt_hash").Bind(2, source_.prompt_hash).Run();
  transaction.Commit();
}

void EntityStore::ReadSource() {
  std::map<std::string, std::string> meta;
  SqlQuery query(database_, "SELECT key, value FROM meta");
  while (query.Step()) meta[query.Text(0)] = query.Text(1);
  source_ = {meta["pack_id"], meta["extractor"], meta["unit"], meta["model"], meta["prompt_hash"]};
  answer_model_ = meta["answer_model"];
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

std::vector<StoredStatement> EntityStore::Pending(size_t limit, std::string_view after) {
  SqlQuery query(database_,
                 "SELECT s.hash, s.text FROM statement s LEFT JOIN extraction e ON e.hash = s.hash"
                 " WHERE (e.hash IS NULL OR e.status = 'again') AND s.hash > ?2"
                 " ORDER BY s.hash LIMIT ?1");
  query.Bind(1, static_cast<int64_t>(limit)).Bind(2, after);
  std::vector<StoredStatement> pending;
  while (query.Step()) pending.push_back({query.Text(0), query.Text(1)});
  return pending;
}

void EntityStore::SaveExtractions(const std::vector<std::pair<std::string, Extraction>>& by_hash) {
  std::vector<StatementResult> results;
  results.reserve(by_hash.size());
  for (const auto& [hash, extraction] : by_hash) {
    results.push_back({hash, source_.extractor, "", extraction, "", ""});
  }
  SaveResults(results);
}

void EntityStore::SaveResults(std::span<const StatementResult> results) {
  Transaction transaction(database_);
  SqlQuery insert(database_,
                  "INSERT INTO extraction VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"
                  " ON CONFLICT(hash) DO UPDATE SET extractor = excluded.extractor,"
                  "  model = excluded.model, prompt_hash = excluded.prompt_hash,"
                  "  json = excluded.json, status = excluded.status, failure = excluded.failure,"
                  "  detail = excluded.detail, tries = tries + excluded.tries,"
                  "  prompt_tokens = prompt_tokens + excluded.prompt_tokens,"
                  "  completion_tokens = completion_tokens + excluded.completion_tokens"
                  " WHERE status = 'again'");
  for (const StatementResult& result : results) {
    insert.Bind(1, result.hash).Bind(2, result.extractor).Bind(3, result.model);
    insert.Bind(4, result.model.empty() ? "" : source_.prompt_hash);
    insert.Bind(5, result.extraction ? DumpJson(ToJson(*result.extraction)) : "");
    insert.Bind(6, result.extraction ? "done" : "failed");
    insert.Bind(7, result.failure).Bind(8, result.detail);
    insert.Bind(9, static_cast<int64_t>(result.tries));
    insert.Bind(10, static_cast<int64_t>(result.prompt_tokens));
    insert.Bind(11, static_cast<int64_t>(result.completion_tokens));
    // A second result for a statement means that it was extracted twice.
    SUPREME_CHECK(insert.Run() == 1);
  }
  transaction.Commit();
}

void EntityStore::CheckAnswerModel(const std::string& model) {
  if (model == answer_model_) return;
  if (!answer_model_.empty()) {
    throw Error(ErrorCode::kInvalidInput,
                "the endpoint answers as model \"" + model + "\", the store has answers of \"" +
                    answer_model_ + "\"",
                database_.where(), "start that model again, or give another --out");
  }
  SqlQuery insert(database_, "INSERT INTO meta VALUES('answer_model', ?1)");
  insert.Bind(1, model).Run();
  answer_model_ = model;
}

size_t EntityStore::RetryFailed(const std::string& kind, const std::string& hash) {
  SqlQuery update(database_,
                  "UPDATE extraction SET status = 'again' WHERE status = 'failed'"
                  " AND (?1 = '' OR failure = ?1) AND (?2 = '' OR hash = ?2)");
  return static_cast<size_t>(update.Bind(1, kind).Bind(2, hash).Run());
}

StoreCounts EntityStore::Counts() {
  const auto count = [&](const char* sql) {
    return static_cast<uint64_t>(database_.QueryInt(sql));
  };
  return {count("SELECT count(DISTINCT record_id) FROM record_statement"),
          count("SELECT count(*) FROM record_statement"), count("SELECT count(*) FROM statement"),
          count("SELECT count(*) FROM extraction WHERE status = 'done'"),
          count("SELECT count(*) FROM extraction WHERE status = 'failed'")};
}

void EntityStore::VisitExtractions(const StatementVisitor& visit) {
  VisitResults(
      [&](const StoredStatement& statement, uint64_t n_records, const StatementResult& result) {
        if (result.extraction) visit(statement, n_records, *result.extraction);
      });
}

void EntityStore::VisitResults(const ResultVisitor& visit) {
  SqlQuery query(database_,
                 "SELECT s.hash, s.text, s.n_records, e.json, e.status, e.extractor, e.model,"
                 "  e.failure, e.detail, e.tries, e.prompt_tokens, e.completion_tokens"
                 " FROM statement s JOIN extraction e ON e.hash = s.hash ORDER BY s.hash");
  const auto count = [&](int column) { return static_cast<uint64_t>(query.Int(column)); };
  while (query.Step()) {
    const StoredStatement statement{query.Text(0), query.Text(1)};
    StatementResult result{statement.hash, query.Text(5), query.Text(6),
                           std::nullopt,   query.Text(7), query.Text(8),
                           count(9),       count(10),     count(11)};
    if (query.Text(4) == "done") {
      const std::string where = database_.where() + ":" + statement.hash;
      result.extraction = ExtractionFromJson(ParseJson(query.Text(3), where), where);
    }
    visit(statement, count(2), result);
  }
}

void EntityStore::VisitRecords(
    const std::function<void(const std::string&, const std::string&)>& visit) {
  SqlQuery query(database_,
                 "SELECT DISTINCT record_id, hash FROM record_statement ORDER BY hash, record_id");
  while (query.Step()) visit(query.Text(0), query.Text(1));
}

}  // namespace supreme
