// The table of databases that can be fetched (configs/databases.csv).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace supreme {

// Where the list of a database's files comes from.
enum class ListKind {
  kSha256Sums,  // SHA256SUMS.txt below the address, as PhysioNet publishes it
  kZenodo,      // JSON of https://zenodo.org/api/records/…
  kFigshare,    // JSON of https://api.figshare.com/v2/articles/…
};

struct DatabaseSource {
  std::string name;
  std::string title;
  std::string version;
  ListKind kind = ListKind::kSha256Sums;
  std::vector<std::string> urls;  // one; figshare may have several
  std::string only;               // shell pattern of the database's paths, empty = all
  uint64_t max_bytes = 0;         // more is refused
  std::string licence;
  std::string page;                 // what to read and cite
  std::vector<std::string> tables;  // files that a list of records (RECORDS) does not name
};

// Reads a table with the columns name, title, version, kind, url, only, max_gb, licence, page and,
// if there are any, tables. Errors: kCorruptData or kUsage with `where` and the line (unknown kind,
// bad address, doubled name).
std::vector<DatabaseSource> ParseDatabases(std::string text, const std::string& where);

// The table that the program carries.
std::vector<DatabaseSource> KnownDatabases();

// kUsage with the list of names when there is none.
const DatabaseSource& FindDatabase(const std::vector<DatabaseSource>& databases,
                                   std::string_view name);

}  // namespace supreme
