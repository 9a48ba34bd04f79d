#include "vocab/review.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "core/error.h"
#include "core/numbers.h"

namespace supreme {
namespace {

const std::vector<std::string>& Columns() {
  static const std::vector<std::string> columns = {"level",     "query",  "member", "similarity",
                                                   "n_records", "action", "target"};
  return columns;
}

bool NeedsTarget(const std::string& action) {
  return action == "rename" || action == "merge" || action == "split";
}

bool IsAction(const ReviewRow& row) {
  static const std::set<std::string> of_query = {"accept", "rename", "merge", "drop"};
  static const std::set<std::string> of_member = {"accept", "split", "drop"};
  return (row.is_member ? of_member : of_query).count(row.action) != 0;
}

ReviewRow RowFrom(const CsvReader& reader) {
  const auto refuse = [&](const std::string& what, const std::string& hint) {
    throw Error(ErrorCode::kCorruptData, what, reader.Where(), hint);
  };
  ReviewRow row;
  row.is_member = reader["level"] == "member";
  if (!row.is_member && reader["level"] != "query") {
    refuse("unknown level \"" + reader["level"] + "\"", "query or member");
  }
  row.query = Trim(reader["query"]);
  row.member = Trim(reader["member"]);
  if (row.query.empty() || row.member.empty() == row.is_member) {
    refuse("the row names no query, or no member", "keep the columns as supreme wrote them");
  }
  row.similarity = ParseDouble(reader["similarity"]).value_or(0.0);
  row.record_count =
      static_cast<uint64_t>(std::max<int64_t>(0, ParseInt(reader["n_records"]).value_or(0)));
  row.action = AsciiLower(Trim(reader["action"]));
  if (row.action.empty()) row.action = "accept";
  row.target = Trim(reader["target"]);
  if (!IsAction(row)) {
    refuse("unknown action \"" + row.action + "\"",
           row.is_member ? "accept, split or drop" : "accept, rename, merge or drop");
  }
  if (NeedsTarget(row.action) == row.target.empty()) {
    refuse("\"" + row.action + "\" " + (row.target.empty() ? "needs a" : "takes no") + " target",
           "rename, merge and split say to what in the column target");
  }
  return row;
}

[[noreturn]] void Refuse(const ReviewRow& row, const std::string& what, const std::string& hint) {
  throw Error(ErrorCode::kInvalidInput, what, "\"" + row.query + "\" in the review", hint);
}

// Texts that queries have after renames and drops, before merges.
std::set<std::string> RemainingQueries(const std::vector<ReviewRow>& rows) {
  std::set<std::string> names;
  std::set<std::string> texts;
  for (const ReviewRow& row : rows) {
    if (row.is_member) continue;
    if (!names.insert(row.query).second) Refuse(row, "the query stands twice", "keep one row");
    if (row.action == "accept") texts.insert(row.query);
  }
  for (const ReviewRow& row : rows) {
    if (row.action != "rename") continue;
    if (!texts.insert(row.target).second) {
      Refuse(row, "another query is called \"" + row.target + "\"", "use merge");
    }
  }
  return texts;
}

}  // namespace

std::vector<ReviewRow> MakeReview(const QuerySet& set) {
  std::vector<ReviewRow> rows;
  for (const Query& query : set.queries) {
    rows.push_back({false, query.text, "", 1.0, query.record_count, "accept", ""});
    for (const QueryMember& member : query.members) {
      rows.push_back(
          {true, query.text, member.text, member.similarity, member.record_count, "accept", ""});
    }
  }
  return rows;
}

void WriteReview(const std::vector<ReviewRow>& rows, const std::filesystem::path& path) {
  CsvWriter writer(path, Columns());
  for (const ReviewRow& row : rows) {
    writer.Row({row.is_member ? "member" : "query", row.query, row.member,
                FormatFixed(row.similarity, 3), std::to_string(row.record_count), row.action,
                row.target});
  }
  writer.Commit();
}

std::vector<ReviewRow> ReadReview(const std::filesystem::path& path) {
  return ParseReview(ReadFile(path), path.string());
}

std::vector<ReviewRow> ParseReview(std::string content, std::string where) {
  CsvReader reader(std::move(content), std::move(where));
  std::vector<ReviewRow> rows;
  while (reader.Next()) rows.push_back(RowFrom(reader));
  return rows;
}

std::string Corrections::FinalText(const std::string& text) const {
  std::string last = text;
  for (auto next = query_text.find(last); next != query_text.end(); next = query_text.find(last)) {
    last = next->second;
  }
  return last;
}

Corrections PlanCorrections(const std::vector<ReviewRow>& rows) {
  const std::set<std::string> remaining = RemainingQueries(rows);
  Corrections corrections;
  for (const ReviewRow& row : rows) {
    if (row.action == "rename" || row.action == "merge") {
      corrections.query_text[row.query] = row.target;
    } else if (row.action == "split") {
      if (!corrections.member_home.emplace(row.member, row.target).second) {
        Refuse(row, "member \"" + row.member + "\" is split off twice", "keep one row");
      }
    } else if (row.action == "drop") {
      (row.is_member ? corrections.dropped_members : corrections.dropped_queries)
          .push_back(row.is_member ? row.member : row.query);
    }
  }
  std::ranges::sort(corrections.dropped_members);
  std::ranges::sort(corrections.dropped_queries);
  for (const ReviewRow& row : rows) {
    if (row.action != "merge") continue;
    // Each merge leads one step on; more steps than rows go round in a circle.
    std::string text = row.target;
    for (size_t step = 0; step <= rows.size() && remaining.count(text) == 0; ++step) {
      const auto next = corrections.query_text.find(text);
      if (next == corrections.query_text.end()) break;
      text = next->second;
    }
    if (remaining.count(text) != 0) continue;
    Refuse(row,
           "cannot be merged into \"" + row.target + "\": it is dropped, unknown or merged back",
           "merge into a query that stays");
  }
  return corrections;
}

}  // namespace supreme
