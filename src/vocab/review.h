// People correct a vocabulary: a table with a row per query and per member, in which they say what
// should become of it, and the list of corrections that follows.
//
//   CSV columns: level, query, member, similarity, n_records, action, target
//   level "query":  action accept (or empty), rename (target: new text), merge (target: another
//                   query, which keeps its text), drop
//   level "member": action accept (or empty), split (target: the query it belongs to, an existing
//                   or a new one), drop
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "vocab/query_set.h"

namespace supreme {

struct ReviewRow {
  bool is_member = false;
  std::string query;
  std::string member;  // empty for a query
  double similarity = 0.0;
  uint64_t record_count = 0;
  std::string action;  // "accept" when nothing was said
  std::string target;
};

// Every query followed by its members, all accepted.
std::vector<ReviewRow> MakeReview(const QuerySet& set);

void WriteReview(const std::vector<ReviewRow>& rows, const std::filesystem::path& path);
// kCorruptData with file:line: an unknown level or action, a missing or needless target.
std::vector<ReviewRow> ReadReview(const std::filesystem::path& path);
std::vector<ReviewRow> ParseReview(std::string content, std::string where);

// What the accepted, renamed, merged, split and dropped rows come to.
struct Corrections {
  std::map<std::string, std::string> query_text;   // query → its text, or the query it becomes
  std::map<std::string, std::string> member_home;  // member → query it moves to
  std::vector<std::string> dropped_queries;        // sorted
  std::vector<std::string> dropped_members;        // sorted

  bool empty() const {
    return query_text.empty() && member_home.empty() && dropped_queries.empty() &&
           dropped_members.empty();
  }
  // Follows renames and merges: a ← b ← c. `text` itself when nothing was said of it.
  std::string FinalText(const std::string& text) const;
};

// kInvalidInput naming the row: a query twice, a merge into what is not there or is dropped, a
// circle of merges, a rename to a text that another query has.
Corrections PlanCorrections(const std::vector<ReviewRow>& rows);

}  // namespace supreme
