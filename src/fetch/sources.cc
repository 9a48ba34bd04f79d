#include "fetch/sources.h"

#include <algorithm>
#include <sstream>
#include <utility>

#include "core/csv.h"
#include "core/error.h"
#include "core/numbers.h"
#include "fetch/url.h"

namespace supreme {

std::string_view DatabasesCsv();  // configs/databases.csv

namespace {

constexpr double kBytesPerGb = 1e9;
constexpr double kMaxGb = 1e5;

ListKind KindOf(const std::string& word, const std::string& where) {
  if (word == "sha256sums") return ListKind::kSha256Sums;
  if (word == "zenodo") return ListKind::kZenodo;
  if (word == "figshare") return ListKind::kFigshare;
  throw Error(ErrorCode::kCorruptData, "unknown kind \"" + word + "\"", where,
              "sha256sums, zenodo or figshare");
}

DatabaseSource ReadRow(const CsvReader& row) {
  const std::string where = row.Where();
  DatabaseSource source;
  source.name = row["name"];
  source.title = row["title"];
  source.version = row["version"];
  source.kind = KindOf(row["kind"], where);
  source.only = row["only"];
  source.licence = row["licence"];
  source.page = row["page"];
  std::istringstream urls(row["url"]);
  for (std::string url; urls >> url;) {
    CheckDownloadUrl(url, where);
    source.urls.push_back(url);
  }
  if (const auto column = row.FindColumn("tables")) {
    std::istringstream tables(row[*column]);
    for (std::string table; tables >> table;) source.tables.push_back(table);
  }
  const auto gigabytes = ParseDouble(row["max_gb"]);
  if (!gigabytes || !(*gigabytes > 0) || *gigabytes > kMaxGb) {
    throw Error(ErrorCode::kCorruptData, "max_gb \"" + row["max_gb"] + "\" is no size", where);
  }
  source.max_bytes = static_cast<uint64_t>(*gigabytes * kBytesPerGb);
  if (source.name.empty() || source.urls.empty()) {
    throw Error(ErrorCode::kCorruptData, "a database without a name or address", where);
  }
  if (source.kind != ListKind::kFigshare && source.urls.size() > 1) {
    throw Error(ErrorCode::kCorruptData, "several addresses", where, "only figshare takes several");
  }
  return source;
}

}  // namespace

std::vector<DatabaseSource> ParseDatabases(std::string text, const std::string& where) {
  CsvReader table(std::move(text), where);
  std::vector<DatabaseSource> databases;
  while (table.Next()) {
    DatabaseSource source = ReadRow(table);
    const bool is_doubled = std::any_of(databases.begin(), databases.end(), [&](const auto& other) {
      return other.name == source.name;
    });
    if (is_doubled) {
      throw Error(ErrorCode::kCorruptData, "database \"" + source.name + "\" stands there twice",
                  table.Where());
    }
    databases.push_back(std::move(source));
  }
  return databases;
}

std::vector<DatabaseSource> KnownDatabases() {
  return ParseDatabases(std::string(DatabasesCsv()), "databases.csv");
}

const DatabaseSource& FindDatabase(const std::vector<DatabaseSource>& databases,
                                   std::string_view name) {
  std::string names;
  for (const DatabaseSource& source : databases) {
    if (source.name == name) return source;
    names += (names.empty() ? "" : ", ") + source.name;
  }
  throw Error(ErrorCode::kUsage, "unknown database \"" + std::string(name) + "\"", "data fetch",
              names);
}

}  // namespace supreme
