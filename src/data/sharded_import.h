// How every import works: each shard of the pack is made by one thread from its own stretch of the
// dataset's records, and what it holds is noted beside it. The same call after a crash or a kill
// keeps the finished shards whose SHA-256 is right and makes the others, and those again in which a
// record could not be read; the pack is the same. Files of records that change between the calls
// are not noticed. Memory: 100 MB per thread at most, and what the caller's index takes.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "data/import_pipeline.h"
#include "data/random_split.h"
#include "data/shard_buffer.h"
#include "data/shard_part.h"

namespace supreme {

// A record to read, and the fields for the dataset's own table.
struct ShardedItem {
  ImportItem item;
  std::vector<std::string> extra;
};

struct ShardedImport {
  std::filesystem::path dir;
  std::filesystem::path out;
  size_t item_count = 0;  // each with a record id of its own
  size_t shard_rows = kShardRows;
  // Items first … first + count − 1; called from several threads.
  std::function<std::vector<ShardedItem>(size_t first, size_t count)> read;
  // Columns of `extra` in measurements.csv, after record_id.
  std::vector<std::string> extra_columns;
  std::optional<RandomSplit> split;  // split.csv
  // All that decides the pack's content. An unfinished import of something else is refused.
  std::string fingerprint;
  OrderedJson facts;                       // for pack.json
  bool expects_empty_records = false;      // those without a valid sample do not count as failed
  std::vector<PartNote> notes;             // for import_report.csv, before those of the records
  std::map<std::string, size_t> left_out;  // already, by reason
};

// SHA-256 of `facts` (importer, options, what the tables say), the window's rule and this version.
std::string ImportFingerprint(OrderedJson facts, const WindowOptions& window);

// Adds to `left_out`: "missing file", "unusable row", "unreadable record", "no valid sample"; all
// count as failed (see expects_empty_records). Errors as in importer.h; kUsage when `out` holds an
// unfinished import of something else.
ImportSummary ImportSharded(ShardedImport job, const ImportOptions& options);

}  // namespace supreme
