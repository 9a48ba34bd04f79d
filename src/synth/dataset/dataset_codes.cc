#include "synth/dataset/dataset_codes.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/csv.h"
#include "core/error.h"
#include "core/numbers.h"

namespace supreme {

// Of vocab/, embedded at build time.
std::string_view PtbxlStatementsCsv();
std::string_view DatasetCodesCsv();
std::string_view CsnConditionsCsv();

namespace {

// SNOMED CT of CPSC's classes 1–9 in the challenges' headers.
constexpr std::array<std::string_view, 9> kCpscSnomed = {"426783006", "164889003", "270492004",
                                                         "164909002", "59118001",  "284470004",
                                                         "164884008", "429622005", "164931005"};

struct OtherCodes {
  std::optional<int> cpsc_label;
  std::vector<std::string> csn_acronyms;
};

std::vector<std::string> SplitWords(std::string_view text) {
  std::vector<std::string> words;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find(' ', begin), text.size());
    if (end > begin) words.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

bool Contains(std::string_view list, std::string_view word) {
  const std::vector<std::string> words = SplitWords(list);
  return std::find(words.begin(), words.end(), word) != words.end();
}

void AddOnce(std::vector<std::string>& codes, std::string_view code) {
  if (!code.empty() && std::find(codes.begin(), codes.end(), code) == codes.end()) {
    codes.emplace_back(code);
  }
}

std::vector<ScpStatement> ReadScpStatements() {
  std::vector<ScpStatement> statements;
  CsvReader csv{std::string(PtbxlStatementsCsv()), "vocab/ptbxl_statements.csv"};
  while (csv.Next()) {
    const std::string& kinds = csv["kinds"];
    statements.push_back({csv["code"], csv["description"], Contains(kinds, "diagnostic"),
                          Contains(kinds, "form"), Contains(kinds, "rhythm"), csv["class"],
                          csv["subclass"], csv["category"], csv["aha"]});
  }
  for (const FindingInfo& info : FindingTable()) {
    const bool known =
        std::any_of(statements.begin(), statements.end(),
                    [&](const auto& statement) { return statement.code == info.code; });
    if (known) continue;
    ScpStatement own;
    own.code = info.code;
    own.description = info.name;
    own.is_rhythm = info.group == FindingGroup::kRhythm;
    own.is_form = !own.is_rhythm;
    own.category = GroupName(info.group);
    statements.push_back(std::move(own));
  }
  return statements;
}

std::array<OtherCodes, kFindingCount> ReadOtherCodes() {
  std::array<OtherCodes, kFindingCount> all;
  CsvReader csv{std::string(DatasetCodesCsv()), "vocab/dataset_codes.csv"};
  while (csv.Next()) {
    const std::optional<Finding> finding = FindingByCode(csv["code"]);
    if (!finding) {
      throw Error(ErrorCode::kCorruptData, "no finding has the code \"" + csv["code"] + "\"",
                  csv.Where());
    }
    OtherCodes& codes = all[static_cast<size_t>(*finding)];
    if (const auto label = ParseInt(csv["cpsc_label"])) codes.cpsc_label = static_cast<int>(*label);
    codes.csn_acronyms = SplitWords(csv["csn"]);
  }
  return all;
}

const OtherCodes& Others(Finding finding) {
  static const std::array<OtherCodes, kFindingCount> codes = ReadOtherCodes();
  return codes[static_cast<size_t>(finding)];
}

const ScpStatement& StatementOf(std::string_view code) {
  for (const ScpStatement& statement : ScpStatements()) {
    if (statement.code == code) return statement;
  }
  throw Error(ErrorCode::kInternal, "no SCP statement " + std::string(code));
}

}  // namespace

std::span<const ScpStatement> ScpStatements() {
  static const std::vector<ScpStatement> statements = ReadScpStatements();
  return statements;
}

std::vector<const ScpStatement*> ScpStatementsOf(const FindingSet& findings) {
  std::vector<const ScpStatement*> statements;
  const auto add = [&](std::string_view code) {
    const ScpStatement* statement = &StatementOf(code);
    if (std::find(statements.begin(), statements.end(), statement) == statements.end()) {
      statements.push_back(statement);
    }
  };
  for (const Finding finding : findings.List()) {
    add(Info(finding).code);
    for (const std::string& code : SplitWords(Info(finding).scp)) add(code);
  }
  return statements;
}

std::span<const CsnCondition> CsnConditions() {
  static const std::vector<CsnCondition> conditions = [] {
    std::vector<CsnCondition> rows;
    CsvReader csv{std::string(CsnConditionsCsv()), "vocab/csn_conditions.csv"};
    while (csv.Next()) rows.push_back({csv["acronym"], csv["name"], csv["snomed"]});
    return rows;
  }();
  return conditions;
}

std::span<const std::string> CsnAcronyms(Finding finding) { return Others(finding).csn_acronyms; }

std::optional<int> CpscLabel(Finding finding) { return Others(finding).cpsc_label; }

std::vector<std::string> CsnSnomed(const FindingSet& findings) {
  std::vector<std::string> codes;
  for (const Finding finding : findings.List()) {
    const std::span<const std::string> acronyms = CsnAcronyms(finding);
    for (const CsnCondition& condition : CsnConditions()) {
      if (std::find(acronyms.begin(), acronyms.end(), condition.acronym) != acronyms.end()) {
        AddOnce(codes, condition.snomed);
      }
    }
    if (acronyms.empty()) AddOnce(codes, Info(finding).snomed);
  }
  return codes;
}

std::vector<std::string> CpscSnomed(const FindingSet& findings) {
  std::vector<std::string> codes;
  for (const Finding finding : findings.List()) {
    const std::optional<int> label = CpscLabel(finding);
    // Sinus rhythm has the code of "normal" there; only a normal ECG gets it.
    if (label) {
      AddOnce(codes, kCpscSnomed.at(static_cast<size_t>(*label - 1)));
    } else if (finding != Finding::kSinusRhythm) {
      AddOnce(codes, Info(finding).snomed);
    }
  }
  return codes;
}

}  // namespace supreme
