#include "data/split_tables.h"

#include <map>
#include <set>

#include "core/csv.h"
#include "core/error.h"
#include "core/numbers.h"
#include "data/scp_codes.h"
#include "data/table_values.h"

namespace supreme {
namespace {

Error ListedTwice(const std::string& record, const std::string& where) {
  return Error(ErrorCode::kCorruptData, "record \"" + record + "\" is listed twice", where,
               "name each record once");
}

// Where a published table keeps its records.
class RecordColumn {
 public:
  explicit RecordColumn(const CsvReader& csv) {
    for (const std::string_view name : {"record_id", "filename", "ecg_path", "ecg_id"}) {
      const auto found = csv.FindColumn(name);
      if (!found) continue;
      column_ = *found;
      is_path_ = name == "ecg_path";
      return;
    }
    throw Error(ErrorCode::kCorruptData, "no column names the records", csv.Where(),
                "record_id, filename, ecg_path or ecg_id");
  }

  std::string Read(const CsvReader& csv) const {
    std::string id = ReadId(csv[column_]);
    if (is_path_) id = std::filesystem::path(id).stem().string();
    if (!id.empty()) return id;
    throw Error(ErrorCode::kCorruptData, "the record's name is empty", csv.Where(), "mend the row");
  }

 private:
  size_t column_ = 0;
  bool is_path_ = false;
};

}  // namespace

std::vector<SplitCandidate> ReadPtbxlCandidates(const std::filesystem::path& table) {
  CsvReader csv = CsvReader::Open(table);
  const size_t id = csv.Column("ecg_id"), fold = csv.Column("strat_fold"),
               codes = csv.Column("scp_codes");
  std::vector<SplitCandidate> candidates;
  std::set<std::string> seen;
  while (csv.Next()) {
    const std::string where = csv.Where();
    SplitCandidate& candidate = candidates.emplace_back();
    candidate.record_id = ReadId(csv[id]);
    candidate.fold = ReadWhole(csv[fold], "strat_fold", 0, where);
    for (PackCode& code : ParseScpCodes(csv[codes], where)) {
      candidate.codes.push_back(std::move(code.code));
    }
    if (!seen.insert(candidate.record_id).second) throw ListedTwice(candidate.record_id, where);
  }
  return candidates;
}

std::vector<SplitCandidate> PackCandidates(const Pack& pack) {
  const auto codes = pack.ReadCodes();
  std::vector<SplitCandidate> candidates;
  candidates.reserve(pack.size());
  for (const PackRow& row : pack.rows()) {
    const auto found = codes.find(row.record_id);
    candidates.push_back({row.record_id, row.fold,
                          found == codes.end() ? std::vector<std::string>{} : found->second});
  }
  return candidates;
}

std::vector<std::string> ReadCpscOrder(const std::vector<std::filesystem::path>& tables) {
  std::map<int64_t, std::string> record_of_id;
  std::set<std::string> seen;
  for (const auto& table : tables) {
    CsvReader csv = CsvReader::Open(table);
    const size_t id = csv.Column("ecg_id"), name = csv.Column("filename");
    while (csv.Next()) {
      const std::string record(Trim(csv[name]));
      const int64_t place = ReadWhole(csv[id], "ecg_id", -1, csv.Where());
      const bool is_new = record_of_id.emplace(place, record).second;
      if (!is_new || !seen.insert(record).second) throw ListedTwice(record, csv.Where());
    }
  }
  std::vector<std::string> records;
  records.reserve(record_of_id.size());
  for (auto& [id, record] : record_of_id) records.push_back(std::move(record));
  return records;
}

SplitList ReadPublishedLists(const PublishedLists& paths) {
  SplitList list;
  std::set<std::string> seen;
  const auto read = [&](const std::filesystem::path& path, std::vector<std::string>& part) {
    CsvReader csv = CsvReader::Open(path);
    const RecordColumn column(csv);
    while (csv.Next()) {
      part.push_back(column.Read(csv));
      if (!seen.insert(part.back()).second) throw ListedTwice(part.back(), csv.Where());
    }
  };
  read(paths.train, list.train);
  read(paths.validation, list.validation);
  read(paths.test, list.test);
  list.description = "lists " + paths.train.filename().string() + " / " +
                     paths.validation.filename().string() + " / " + paths.test.filename().string();
  return list;
}

size_t KeepRecordsOf(const Pack& pack, SplitList& list) {
  std::set<std::string_view> held;
  for (const PackRow& row : pack.rows()) held.insert(row.record_id);
  size_t removed = 0;
  for (auto* part : {&list.train, &list.validation, &list.test}) {
    removed += std::erase_if(*part, [&](const std::string& id) { return !held.contains(id); });
  }
  return removed;
}

}  // namespace supreme
