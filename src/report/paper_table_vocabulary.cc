#include "report/paper_table_vocabulary.h"

#include <algorithm>

#include "core/numbers.h"

namespace supreme {
namespace {

constexpr int kCosineDigits = 4;
constexpr const char* kHere = "In this vocabulary";

// Rows of one table of the vocabulary's report; none when there is no report.
class VocabularyRows {
 public:
  VocabularyRows(const PaperTableInput& input, const std::string& id) {
    if (!input.results.vocabulary) return;
    file_ = input.results.vocabulary->file;
    const auto found = input.results.vocabulary->tables.find(id);
    if (found != input.results.vocabulary->tables.end()) rows_ = &found->second;
  }

  size_t size() const { return rows_ == nullptr ? 0 : rows_->size(); }

  std::string Text(size_t row, const char* key) const {
    const Json* value = Value(row, key);
    return value != nullptr && value->is_string() ? value->get<std::string>() : "";
  }
  ComparisonCell Words(size_t row, const char* key) const {
    return WordCell(Text(row, key), file_);
  }
  ComparisonCell Number(size_t row, const char* key, int digits, double factor = 1.0) const {
    const Json* value = Value(row, key);
    if (value == nullptr || !value->is_number()) return {};
    return FigureCell(factor * value->get<double>(), digits, file_);
  }
  ComparisonCell YesNo(size_t row, const char* key) const {
    const Json* value = Value(row, key);
    if (value == nullptr || !value->is_boolean()) return {};
    return WordCell(value->get<bool>() ? "yes" : "no", file_);
  }
  // The first row that has both texts, without regard to case.
  size_t Find(const char* key, const std::string& text, const char* other_key = nullptr,
              const std::string& other = "") const {
    for (size_t row = 0; row < size(); ++row) {
      const bool fits = AsciiLower(Text(row, key)) == AsciiLower(text);
      const bool fits_other =
          other_key == nullptr || AsciiLower(Text(row, other_key)) == AsciiLower(other);
      if (fits && fits_other) return row;
    }
    return size();
  }

 private:
  // Null past the end and for a row that is no object.
  const Json* Value(size_t row, const char* key) const {
    if (row >= size() || !(*rows_)[row].is_object()) return nullptr;
    const auto found = (*rows_)[row].find(key);
    return found == (*rows_)[row].end() ? nullptr : &*found;
  }

  const Json* rows_ = nullptr;
  std::string file_;
};

ComparisonCell WithPaper(ComparisonCell cell, const PaperTableInput& input,
                         const PaperPlace& place) {
  AddPaper(cell, input.paper, place);
  return cell;
}

std::string PrintedText(const PaperTableInput& input, const PaperPlace& place) {
  const PaperNumber* number = FindNumber(input.paper, place);
  return number == nullptr ? "" : number->value;
}

}  // namespace

ComparisonTable EntityCountsTable(const PaperTableInput& input) {
  ComparisonTable table{
      "2",        "Unique entities: extraction, filtering, deduplication, mapping",
      "Entities", {{"count"}, {"share of the unique ones, %"}},
      {},         {}};
  const VocabularyRows ours(input, "table_2");  // in the order of the paper
  size_t step = 0;
  for (const std::string& name : PaperRows(input.paper, "2")) {
    ComparisonCell share = ours.Number(step, "share_of_unique", 2, 100.0);
    // The first two shares are 100 % of different things; the paper prints them as words.
    if (step > 0) AddPaper(share, input.paper, {"2", name, "proportion"});
    table.rows.push_back(
        {"", name, {WithPaper(ours.Number(step, "count", 0), input, {"2", name, "count"}), share}});
    ++step;
  }
  return table;
}

ComparisonTable ClusterCountsTable(const PaperTableInput& input) {
  ComparisonTable table{"3", "Clusters of entities",     "Measure", {{"value"}},
                        {},  {"The proportion is in %."}};
  const VocabularyRows ours(input, "table_3");  // clusters, mean, largest, smallest, mapped share
  const std::vector<std::string> names = PaperRows(input.paper, "3");
  ComparisonCell sizes;
  const ComparisonCell largest = ours.Number(2, "here", 0), smallest = ours.Number(3, "here", 0);
  if (largest.ours && smallest.ours) {
    sizes = WordCell(OursText(largest) + "/" + OursText(smallest), largest.source);
  }
  const std::vector<ComparisonCell> cells = {ours.Number(0, "here", 0), ours.Number(1, "here", 2),
                                             sizes, ours.Number(4, "here", 2, 100.0)};
  for (size_t i = 0; i < std::min(names.size(), cells.size()); ++i) {
    table.rows.push_back({"", names[i], {WithPaper(cells[i], input, {"3", names[i], "value"})}});
  }
  return table;
}

ComparisonTable ReportMappingTable(const PaperTableInput& input) {
  ComparisonTable table{"4",
                        "From the entities of a report to queries",
                        "Code",
                        {{"entity", false}, {"query", false, 0.3}, {"cosine"}},
                        {},
                        {"The upper rows take the entities of the paper's report; the query is "
                         "what this vocabulary makes of them."}};
  const VocabularyRows paper_report(input, "table_4_paper"), own_report(input, "table_4");
  for (const std::string& code : PaperRows(input.paper, "4")) {
    const std::string entity = PrintedText(input, {"4", code, "matched raw entity"});
    const size_t row = paper_report.Find("entity", entity);
    ComparisonCell name;
    name.text = entity;
    table.rows.push_back(
        {"The paper's report",
         code,
         {name,
          WithPaper(paper_report.Words(row, "query"), input, {"4", code, "standardized query"}),
          WithPaper(paper_report.Number(row, "cosine", kCosineDigits), input,
                    {"4", code, "cosine similarity"})}});
  }
  for (size_t row = 0; row < own_report.size(); ++row) {
    table.rows.push_back({"A record of our data",
                          own_report.Text(row, "code"),
                          {own_report.Words(row, "entity"), own_report.Words(row, "query"),
                           own_report.Number(row, "cosine", kCosineDigits)}});
  }
  return table;
}

ComparisonTable ExampleClustersTable(const PaperTableInput& input) {
  ComparisonTable table{"5",    "Example clusters: entities and their cosine to the query",
                        "Code", {{"query", false, 0.2}, {"wordings", false, 0.6}},
                        {},     {}};
  const VocabularyRows ours(input, "table_5");
  const std::vector<std::string> codes = PaperRows(input.paper, "5");
  const auto add = [&](const char* group, const std::string& code, size_t row) {
    table.rows.push_back({group, code, {ours.Words(row, "query"), ours.Words(row, "members")}});
  };
  for (const std::string& code : codes) {
    add("The paper's examples", code, ours.Find("from", "here", "code", code));
    std::vector<ComparisonCell>& cells = table.rows.back().cells;
    AddPaper(cells[0], input.paper, {"5", code, "standard cardiac query"});
    for (int i = 1; i <= 5; ++i) {
      const std::string number = std::to_string(i);
      const std::string entity = PrintedText(input, {"5", code, "mapped entity " + number});
      if (entity.empty()) continue;
      std::string& printed = cells[1].paper_text;
      printed += (printed.empty() ? "" : ", ") + entity + " (" +
                 PrintedText(input, {"5", code, "similarity " + number}) + ")";
    }
  }
  for (size_t row = 0; row < ours.size(); ++row) {
    const std::string code = ours.Text(row, "code");
    const bool is_shown = std::ranges::find(codes, code) != codes.end();
    if (ours.Text(row, "from") == "here" && !is_shown) add(kHere, code, row);
  }
  return table;
}

ComparisonTable QueryOverlapTable(const PaperTableInput& input) {
  ComparisonTable table{
      "6",
      "Queries of pre-training and classes of the tasks with a cosine of at "
      "least 0.95",
      "Entity or query",
      {{"class", false, 0.3}, {"overlaps here", false, 0.2}, {"cosine"}},
      {},
      {"Upper rows: the paper's pairs under our text encoder; \"overlaps here\" "
       "names the query of our vocabulary that is as near to the class; in the lower rows, "
       "the tasks that have the class."}};
  const VocabularyRows pairs(input, "table_6_paper"), ours(input, "table_6");
  for (const std::string& entity : PaperRows(input.paper, "6")) {
    ComparisonCell name;
    name.text = PrintedText(input, {"6", entity, "downstream query"});
    const size_t row = pairs.Find("entity", entity, "class", name.text);
    table.rows.push_back({"The paper's pairs",
                          entity,
                          {name, pairs.Words(row, "query"),
                           WithPaper(pairs.Number(row, "cosine", kCosineDigits), input,
                                     {"6", entity, "similarity"})}});
  }
  for (size_t row = 0; row < ours.size(); ++row) {
    table.rows.push_back({kHere,
                          ours.Text(row, "query"),
                          {ours.Words(row, "class"), ours.Words(row, "tasks"),
                           ours.Number(row, "cosine", kCosineDigits)}});
  }
  return table;
}

ComparisonTable WrongMatchesTable(const PaperTableInput& input) {
  ComparisonTable table{
      "12",
      "Terms and entities that are near and must not be matched",
      "Term",
      {{"entity", false, 0.3}, {"cosine"}, {"kept apart by words", false}},
      {},
      {"Kept apart by words: our vocabulary would never merge the two, however near they are."}};
  const VocabularyRows pairs(input, "table_12"), ours(input, "table_12_here");
  for (const std::string& term : PaperRows(input.paper, "12")) {
    ComparisonCell name;
    name.text = PrintedText(input, {"12", term, "report entity"});
    const size_t row = pairs.Find("term", term);
    table.rows.push_back({"The paper's pairs",
                          term,
                          {name,
                           WithPaper(pairs.Number(row, "cosine", kCosineDigits), input,
                                     {"12", term, "similarity score"}),
                           pairs.YesNo(row, "kept_apart")}});
  }
  for (size_t row = 0; row < ours.size(); ++row) {
    table.rows.push_back({kHere,
                          ours.Text(row, "term"),
                          {ours.Words(row, "entity"), ours.Number(row, "cosine", kCosineDigits),
                           ours.YesNo(row, "kept_apart")}});
  }
  return table;
}

}  // namespace supreme
