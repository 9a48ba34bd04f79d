// What was extracted, on disk: one SQLite file (write-ahead log), readable by its owner alone.
//
//   meta(key, value)                                        format, pack, unit, extractor
//   statement(hash, text, n_records)                        SHA-256 of the normalised text
//   record_statement(record_id, hash, position)
//   extraction(hash, extractor, model, prompt_hash, json, status, tries)
//
// Each distinct statement is extracted once, however many records carry it. Every batch is one
// transaction: a killed run leaves whole batches, and the same command goes on after them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "core/lock_file.h"
#include "extract/extraction.h"
#include "extract/sqlite.h"

namespace supreme {

// What a store was made from; another source is refused, so that results are never mixed.
struct StoreSource {
  std::string pack_id;
  std::string extractor;  // Extractor::name()
  std::string unit;       // "statement", "report" or "code"
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
};

// Not thread-safe; one process at a time (kUnavailable names the other). Errors: kInvalidInput
// (another source), kCorruptData (damaged, or not a store), kNoSpace, kIo.
class EntityStore {
 public:
  // Opens to write; creates the store when it is not there.
  EntityStore(const std::filesystem::path& path, const StoreSource& source);
  // Opens what exists: kNotFound otherwise.
  explicit EntityStore(const std::filesystem::path& path);

  const StoreSource& source() const { return source_; }

  // Adds the records that are not in the store yet, in one transaction; returns how many were new.
  size_t AddRecords(const std::vector<RecordStatements>& records);
  // Up to `limit` statements without a result, in order of their hash.
  std::vector<StoredStatement> Pending(size_t limit);
  // Saves results in one transaction.
  void SaveExtractions(const std::vector<std::pair<std::string, Extraction>>& by_hash);

  StoreCounts Counts();
  // Every statement with a result, in order of its hash: text, number of records, extraction.
  // Stored JSON is checked again: kCorruptData naming the statement's hash.
  using StatementVisitor = std::function<void(const StoredStatement&, uint64_t, const Extraction&)>;
  void VisitExtractions(const StatementVisitor& visit);
  // Every pair of record and statement hash, ordered by hash, then record; doubles once.
  void VisitRecords(
      const std::function<void(const std::string& record_id, const std::string& hash)>& visit);

 private:
  void CreateTables();
  void CheckFormat();
  void ReadSource();

  LockFile lock_;
  Database database_;
  StoreSource source_;
};

}  // namespace supreme
