#include "data/reference_labels.h"

#include <algorithm>
#include <array>

#include "core/csv.h"
#include "core/error.h"
#include "core/numbers.h"

namespace supreme {
namespace {

// SNOMED CT codes of CPSC-2018's labels 1 to 9, as the PhysioNet/CinC challenge 2020 gives them.
constexpr std::array<std::string_view, 9> kCpscCodes = {"426783006", "164889003", "270492004",
                                                        "164909002", "59118001",  "284470004",
                                                        "164884008", "429622005", "164931005"};
constexpr std::array<std::string_view, 3> kCpscColumns = {"First_label", "Second_label",
                                                          "Third_label"};

std::vector<PackCode> ReadCpscRow(const CsvReader& csv) {
  std::vector<PackCode> codes;
  for (const std::string_view column : kCpscColumns) {
    const std::string& cell = csv[column];
    if (Trim(cell).empty()) continue;
    const auto label = ParseDouble(cell);
    const auto number = label && *label >= 1 && *label <= 9 ? static_cast<size_t>(*label) : 0;
    if (number == 0 || static_cast<double>(number) != *label) {
      throw Error(ErrorCode::kCorruptData,
                  std::string(column) + " \"" + cell + "\" is no label of CPSC-2018", csv.Where(),
                  "write 1 to 9 or leave it empty");
    }
    codes.push_back({.code = std::string(kCpscCodes[number - 1])});
  }
  return codes;
}

// The first line holds column names, not a record and its codes.
bool IsHeaderLine(const std::vector<std::string>& cells) {
  const auto codes = cells.size() > 1 ? SplitCodes(cells[1]) : std::vector<PackCode>{};
  return cells.empty() || codes.empty() || !std::all_of(codes.begin(), codes.end(), [](auto& code) {
           return ParseInt(code.code).has_value();
         });
}

}  // namespace

std::vector<PackCode> SplitCodes(std::string_view text, std::string_view separators) {
  std::vector<PackCode> codes;
  for (size_t start = 0; start <= text.size();) {
    const size_t end = std::min(text.find_first_of(separators, start), text.size());
    const std::string code(Trim(text.substr(start, end - start)));
    const bool known = std::any_of(codes.begin(), codes.end(),
                                   [&](const PackCode& other) { return other.code == code; });
    if (!code.empty() && !known) codes.push_back({.code = code});
    start = end + 1;
  }
  return codes;
}

ReferenceLabels::ReferenceLabels(const std::filesystem::path& path) {
  CsvReader csv = CsvReader::Open(path);
  if (csv.FindColumn(kCpscColumns[0])) {
    const size_t record = csv.Column("Recording");
    while (csv.Next()) Add(csv[record], ReadCpscRow(csv), csv.Where());
    return;
  }
  size_t record = 0;
  size_t codes = 1;
  if (!IsHeaderLine(csv.columns())) {
    Add(csv.columns()[0], SplitCodes(csv.columns()[1]), path.string() + ":1");
  } else {
    record = csv.Column("record");
    codes = csv.FindColumn("labels") ? csv.Column("labels") : csv.Column("codes");
  }
  while (csv.Next()) Add(csv[record], SplitCodes(csv[codes]), csv.Where());
}

void ReferenceLabels::Add(const std::string& record, std::vector<PackCode> codes,
                          const std::string& where) {
  const std::string id = std::filesystem::path(Trim(record)).stem().string();
  const auto [found, is_new] = codes_.try_emplace(id, codes);
  const bool same =
      is_new || std::equal(codes.begin(), codes.end(), found->second.begin(), found->second.end(),
                           [](const auto& a, const auto& b) { return a.code == b.code; });
  if (same && !id.empty()) return;
  throw Error(ErrorCode::kCorruptData,
              id.empty() ? "the record's name is empty"
                         : "record \"" + id + "\" occurs twice with different codes",
              where, "mend the row");
}

const std::vector<PackCode>* ReferenceLabels::Find(std::string_view record_id) const {
  const auto found = codes_.find(record_id);
  return found == codes_.end() ? nullptr : &found->second;
}

}  // namespace supreme
