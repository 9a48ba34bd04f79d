// What was extracted, on disk: one SQLite file (write-ahead log), readable by its owner alone.
//
//   meta(key, value)         pack_id, unit, extractor, model, prompt_hash, answer_model
//   statement(hash, text, n_records)                        SHA-256 of the normalised text
//   record_statement(record_id, hash, position)
//   extraction(hash, extractor, model, prompt_hash, json, status, failure, detail, tries,
//              prompt_tokens, completion_tokens)            status: done, failed, again
//
// Each distinct statement is extracted once, however many records carry it. Every batch is one
// transaction: a killed run leaves whole batches, and the same command goes on after them. Failed
// statements keep their kind of failure and are tried again only when asked to ("again").
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/lock_file.h"
#include "extract/extraction.h"
#include "extract/sqlite.h"

namespace supreme {

// What a store was made from; another source is refused, so that results are never mixed.
struct StoreSource {
  std::string pack_id;
  std::string extractor;   // Extractor::name()
  std::string unit;        // "statement", "report", "term" or "code"
  std::string model = {};  // as asked for; empty without a language model
  std::string prompt_hash = {};
};

// What became of one statement.
struct StatementResult {
  std::string hash;
  std::string extractor;  // of this row: a hybrid store has several
  std::string model;      // as the endpoint called itself
  std::optional<Extraction> extraction;
  std::string failure;  // kind (extract/llm_failure.h) when there is no extraction
  std::string detail;   // what was wrong with the last answer
  uint64_t tries = 1;
  uint64_t prompt_tokens = 0;
  uint64_t completion_tokens = 0;
};

struct RecordStatements {
  std::string record_id;
  std::vector<std::string> statements;  // normalised, in the report's order
};

struct StoredStatement {
  std::string hash;
  std::string text;
};

struct StoreCounts {
  uint64_t records = 0;
  uint64_t statements = 0;  // of all records
  uint64_t distinct_statements = 0;
  uint64_t extracted = 0;  // distinct statements with a result
  uint64_t failed = 0;     // distinct statements given up for now
};

// Not thread-safe; one process at a time (kUnavailable names the other). Errors: kInvalidInput
// (another source), kCorruptData (damaged, or not a store), kNoSpace, kIo.
class EntityStore {
 public:
  // Opens to write; creates the store when it is not there.
  EntityStore(const std::filesystem::path& path, const StoreSource& source);
  // Opens what exists: kNotFound otherwise. A reader may look in while another process writes.
  enum class Access { kWrite, kRead };
  explicit EntityStore(const std::filesystem::path& path, Access access = Access::kWrite);

  const StoreSource& source() const { return source_; }

  // Adds the records that are not in the store yet, in one transaction; returns how many were new.
  size_t AddRecords(const std::vector<RecordStatements>& records);
  // Up to `limit` statements without a result or failure, in order of their hash, after `after`.
  std::vector<StoredStatement> Pending(size_t limit, std::string_view after = "");
  // Saves results in one transaction.
  void SaveExtractions(const std::vector<std::pair<std::string, Extraction>>& by_hash);

  // The same for results of any kind; tries and tokens add to those of earlier rounds.
  void SaveResults(std::span<const StatementResult> results);
  // The model that the endpoint named first; kInvalidInput when the store already has answers of
  // another one.
  void CheckAnswerModel(const std::string& model);
  // Makes failed statements pending again: all, or those of one kind, or the one of this hash.
  // Returns how many.
  size_t RetryFailed(const std::string& kind, const std::string& hash);

  StoreCounts Counts();
  // Every statement with a result, in order of its hash: text, number of records, extraction.
  // Stored JSON is checked again: kCorruptData naming the statement's hash.
  using StatementVisitor = std::function<void(const StoredStatement&, uint64_t, const Extraction&)>;
  void VisitExtractions(const StatementVisitor& visit);
  // Every statement with a result or failure, in order of its hash.
  using ResultVisitor =
      std::function<void(const StoredStatement&, uint64_t n_records, const StatementResult&)>;
  void VisitResults(const ResultVisitor& visit);
  // Every pair of record and statement hash, ordered by hash, then record; doubles once.
  void VisitRecords(
      const std::function<void(const std::string& record_id, const std::string& hash)>& visit);

 private:
  void CreateTables();
  void CheckFormat();
  void ReadSource();

  std::optional<LockFile> lock_;
  Database database_;
  StoreSource source_;
  std::string answer_model_;
};

}  // namespace supreme
