#include "data/split.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>
#include <utility>

#include "core/csv.h"
#include "core/error.h"
#include "core/numbers.h"
#include "core/rng.h"

namespace supreme {
namespace {

constexpr std::array<std::string_view, 3> kPartNames = {"train", "validation", "test"};
constexpr int kNoPart = -1;
constexpr int64_t kMaxFold = 10'000;

Error FoldsError(std::string_view text) {
  return Error(ErrorCode::kUsage, "\"" + std::string(text) + "\" is not a list of folds", "",
               "write folds like 1-8 or 9,10");
}

uint64_t HashBytes(uint64_t hash, std::string_view bytes) {
  for (const char c : bytes) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3ull;
  }
  return hash;
}

void CheckPatients(const Pack& pack, const std::vector<int>& parts) {
  std::map<std::string, size_t> first_row;
  for (size_t row = 0; row < parts.size(); ++row) {
    const std::string& patient = pack.rows()[row].patient_id;
    if (parts[row] == kNoPart || patient.empty()) continue;
    const auto [found, is_new] = first_row.emplace(patient, row);
    const size_t other = found->second;
    if (is_new || parts[other] == parts[row]) continue;
    throw Error(ErrorCode::kInvalidInput,
                "patient " + patient + " is in two parts: record " + pack.rows()[other].record_id +
                    " in " + std::string(kPartNames[static_cast<size_t>(parts[other])]) +
                    ", record " + pack.rows()[row].record_id + " in " +
                    std::string(kPartNames[static_cast<size_t>(parts[row])]),
                pack.folder().string(), "put all records of a patient into one part");
  }
}

// `parts` holds the part index of each row of the pack, or kNoPart.
Split MakeSplit(const Pack& pack, const std::vector<int>& parts, std::string description) {
  CheckPatients(pack, parts);
  Split split;
  split.description = std::move(description);
  const std::array<std::vector<size_t>*, 3> lists = {&split.train, &split.validation, &split.test};
  uint64_t hash = 0xcbf29ce484222325ull;
  for (size_t row = 0; row < parts.size(); ++row) {
    if (parts[row] == kNoPart) continue;
    const auto part = static_cast<size_t>(parts[row]);
    lists[part]->push_back(row);
    hash = HashBytes(hash, pack.rows()[row].record_id);
    hash = HashBytes(hash, std::string_view("\0", 1));
    hash = HashBytes(hash, kPartNames[part]);
    hash = HashBytes(hash, std::string_view("\0", 1));
  }
  char hex[17];
  std::snprintf(hex, sizeof hex, "%016llx", static_cast<unsigned long long>(hash));
  split.hash = hex;
  return split;
}

}  // namespace

std::vector<int64_t> ParseFolds(std::string_view text) {
  std::set<int64_t> folds;
  size_t start = 0;
  while (start <= text.size()) {
    const size_t comma = std::min(text.find(',', start), text.size());
    const std::string_view piece = Trim(text.substr(start, comma - start));
    const size_t dash = piece.find('-');
    const auto low = ParseInt(piece.substr(0, dash));
    const auto high = dash == std::string_view::npos ? low : ParseInt(piece.substr(dash + 1));
    if (!low || !high || *low < 0 || *high < *low || *high > kMaxFold) throw FoldsError(text);
    for (int64_t fold = *low; fold <= *high; ++fold) folds.insert(fold);
    start = comma + 1;
  }
  return {folds.begin(), folds.end()};
}

Split SplitByFolds(const Pack& pack, std::string_view train, std::string_view validation,
                   std::string_view test) {
  std::map<int64_t, int> part_of_fold;
  const std::array<std::string_view, 3> texts = {train, validation, test};
  for (size_t part = 0; part < texts.size(); ++part) {
    if (Trim(texts[part]).empty()) continue;
    for (const int64_t fold : ParseFolds(texts[part])) {
      if (!part_of_fold.emplace(fold, static_cast<int>(part)).second) {
        throw Error(ErrorCode::kInvalidInput, "fold " + std::to_string(fold) + " is in two parts",
                    "", "name each fold once");
      }
    }
  }
  std::vector<int> parts;
  parts.reserve(pack.size());
  for (const PackRow& row : pack.rows()) {
    const auto found = part_of_fold.find(row.fold);
    parts.push_back(found == part_of_fold.end() ? kNoPart : found->second);
  }
  std::string description = "folds";
  for (size_t part = 0; part < texts.size(); ++part) {
    description += part == 0 ? " " : " / ";
    description += Trim(texts[part]).empty() ? "-" : Trim(texts[part]);
  }
  return MakeSplit(pack, parts, std::move(description));
}

Split SplitByCsv(const Pack& pack, const std::filesystem::path& path) {
  std::map<std::string, size_t> row_of_record;
  for (size_t row = 0; row < pack.size(); ++row) row_of_record[pack.rows()[row].record_id] = row;
  std::vector<int> parts(pack.size(), kNoPart);
  CsvReader csv = CsvReader::Open(path);
  const size_t record = csv.Column("record_id"), name = csv.Column("split");
  while (csv.Next()) {
    const auto row = row_of_record.find(csv[record]);
    if (row == row_of_record.end()) {
      throw Error(ErrorCode::kInvalidInput, "record \"" + csv[record] + "\" is not in the pack",
                  csv.Where(), "remove the line or import the record");
    }
    int part = kNoPart;
    for (size_t i = 0; i < kPartNames.size(); ++i) {
      if (csv[name] == kPartNames[i]) part = static_cast<int>(i);
    }
    if (part == kNoPart) {
      throw Error(ErrorCode::kInvalidInput, "unknown part \"" + csv[name] + "\"", csv.Where(),
                  "write train, validation or test");
    }
    int& stored = parts[row->second];
    if (stored != kNoPart && stored != part) {
      throw Error(ErrorCode::kInvalidInput, "record \"" + csv[record] + "\" is in two parts",
                  csv.Where(), "name each record once");
    }
    stored = part;
  }
  return MakeSplit(pack, parts, "file " + path.filename().string());
}

Split ShareOfTraining(const Pack& pack, const Split& split, double percent, uint64_t seed) {
  std::map<std::string, std::vector<size_t>> rows_of_patient;
  for (const size_t row : split.train) {
    const PackRow& entry = pack.rows()[row];
    const bool known = !entry.patient_id.empty();
    rows_of_patient[known ? "patient " + entry.patient_id : "record " + entry.record_id].push_back(
        row);
  }
  std::vector<const std::vector<size_t>*> patients;
  for (const auto& [patient, rows] : rows_of_patient) patients.push_back(&rows);
  Rng(seed).Fork("data_proportion").Shuffle(std::span(patients));

  const double wanted = percent / 100.0 * static_cast<double>(split.train.size());
  std::vector<int> parts(pack.size(), kNoPart);
  size_t taken = 0;
  for (const std::vector<size_t>* rows : patients) {
    if (taken > 0 && static_cast<double>(taken) >= wanted) break;
    for (const size_t row : *rows) parts[row] = 0;
    taken += rows->size();
  }
  for (const size_t row : split.validation) parts[row] = 1;
  for (const size_t row : split.test) parts[row] = 2;
  return MakeSplit(pack, parts,
                   split.description + ", " + FormatDouble(percent) +
                       " % of the training records by seed " + std::to_string(seed));
}

}  // namespace supreme
