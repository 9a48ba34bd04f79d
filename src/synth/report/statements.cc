#include "synth/report/statements.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "core/csv.h"
#include "core/error.h"
#include "synth/report/fill_in.h"

namespace supreme {

std::string_view StatementsCsv();   // vocab/statements.csv, embedded at build time
std::string_view TerritoriesCsv();  // vocab/territories.csv

namespace {

constexpr std::array<std::string_view, kStatementUseCount> kUseNames = {
    "certain", "sentence", "uncertain", "adds",   "cause", "fast",
    "slow",    "moderate", "acute",     "recent", "old",   "undetermined"};
constexpr std::array<std::string_view, kWrittenStyleCount> kStyleNames = {"muse", "glasgow", "free",
                                                                          "de"};
constexpr size_t kGermanStyle = 3;

struct Territory {
  Finding finding = Finding::kNormalEcg;
  std::string family;
  std::string name;
  std::string leads;
};

std::vector<std::string> SplitTexts(std::string_view text) {
  std::vector<std::string> texts;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find(';', begin), text.size());
    if (end > begin) texts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return texts;
}

[[noreturn]] void Refuse(const std::string& what, const CsvReader& csv) {
  throw Error(ErrorCode::kCorruptData, what, csv.Where());
}

Finding ReadFinding(const CsvReader& csv) {
  const std::optional<Finding> finding = FindingByCode(csv["code"]);
  if (!finding) Refuse("no finding has the code \"" + csv["code"] + "\"", csv);
  return *finding;
}

template <size_t kCount>
size_t ReadWord(const std::array<std::string_view, kCount>& words, const CsvReader& csv,
                std::string_view column) {
  const auto word = std::find(words.begin(), words.end(), csv[column]);
  if (word == words.end()) Refuse("unknown " + std::string(column) + " " + csv[column], csv);
  return static_cast<size_t>(word - words.begin());
}

std::vector<Territory> ReadTerritories(std::string_view text) {
  std::vector<Territory> territories;
  CsvReader csv{std::string(text), "vocab/territories.csv"};
  while (csv.Next()) {
    territories.push_back({ReadFinding(csv), csv["family"], csv["name"], csv["leads"]});
  }
  return territories;
}

}  // namespace

struct StatementTable::Row {
  std::vector<size_t> styles;
  size_t use = 0;
  std::vector<std::string> texts;
};

void StatementTable::Add(const Row& row, Cells& cells) {
  for (const size_t style : row.styles) {
    std::vector<std::string>& texts = cells[style][row.use];
    texts.insert(texts.end(), row.texts.begin(), row.texts.end());
  }
}

StatementTable::StatementTable(std::string_view statements, std::string_view territories) {
  const std::vector<Territory> all_territories = ReadTerritories(territories);
  CsvReader csv{std::string(statements), "vocab/statements.csv"};
  while (csv.Next()) {
    Row row;
    row.styles = csv["style"] == "en" ? std::vector<size_t>{0, 1, 2}
                                      : std::vector<size_t>{ReadWord(kStyleNames, csv, "style")};
    row.use = ReadWord(kUseNames, csv, "certainty");
    row.texts = SplitTexts(csv["texts"]);
    if (csv["code"] == "*") {
      for (const size_t style : row.styles) {
        doubts_[style].insert(doubts_[style].end(), row.texts.begin(), row.texts.end());
      }
    } else if (csv["code"].starts_with('@')) {
      for (const Territory& territory : all_territories) {
        if (territory.family != csv["code"]) continue;
        Row own = row;
        for (std::string& text : own.texts) {
          Replace(text, "{t}", territory.name);
          Replace(text, "{leads}", territory.leads);
        }
        Add(own, cells_[static_cast<size_t>(territory.finding)]);
      }
    } else {
      Add(row, cells_[static_cast<size_t>(ReadFinding(csv))]);
    }
  }
}

const StatementTable& StatementTable::BuiltIn() {
  static const StatementTable table(StatementsCsv(), TerritoriesCsv());
  return table;
}

const std::vector<std::string>& StatementTable::Texts(Finding finding, ReportStyle style,
                                                      StatementUse use) const {
  SUPREME_CHECK(static_cast<size_t>(style) < kWrittenStyleCount);
  return cells_[static_cast<size_t>(finding)][static_cast<size_t>(style)][static_cast<size_t>(use)];
}

const std::vector<std::string>& StatementTable::Doubts(ReportStyle style) const {
  SUPREME_CHECK(static_cast<size_t>(style) < kWrittenStyleCount);
  return doubts_[static_cast<size_t>(style)];
}

bool StatementTable::HasAge(Finding finding) const {
  const auto& uses = cells_[static_cast<size_t>(finding)][kGermanStyle];
  return !uses[static_cast<size_t>(StatementUse::kAcute)].empty();
}

}  // namespace supreme
