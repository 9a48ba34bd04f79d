#include "report/paper_table_ablations.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/numbers.h"

namespace supreme {
namespace {

constexpr const char* kColumn = "zero-shot AUC";

// Sweep files quote the paper's figure of a variant, and no two rows of a part share one.
const AblationVariant* FindVariantOf(const AblationResults& sweep, double printed) {
  const auto found = std::ranges::find_if(sweep.variants, [&](const AblationVariant& variant) {
    return variant.paper_auc && std::abs(100.0 * *variant.paper_auc - printed) < 0.005;
  });
  return found == sweep.variants.end() ? nullptr : &*found;
}

ComparisonCell SweepCell(const AblationVariant& variant, const std::string& file) {
  return AucCell(variant.mean.value, file);
}

void AddSweepRows(const PaperTableInput& input, const AblationResults& sweep,
                  ComparisonTable& table) {
  std::set<const AblationVariant*> used;
  for (const std::string& name : PaperRows(input.paper, table.id)) {
    const AblationVariant* variant = FindVariantOf(sweep, input.paper.At(table.id, name, kColumn));
    ComparisonCell cell = variant == nullptr ? ComparisonCell{} : SweepCell(*variant, sweep.file);
    AddPaper(cell, input.paper, {table.id, name, kColumn});
    table.rows.push_back({"", name, {cell}});
    used.insert(variant);
  }
  for (const AblationVariant& variant : sweep.variants) {
    if (used.contains(&variant)) continue;
    table.rows.push_back({"Not in the paper", variant.name, {SweepCell(variant, sweep.file)}});
  }
  table.notes.push_back("± is the standard deviation over seeds of the mean over the datasets.");
  if (sweep.missing_count > 0) {
    table.notes.push_back("The sweep says that " + std::to_string(sweep.missing_count) +
                          " of its results are missing.");
  }
}

// The paper's own choice stands in each part; other rows may be variants of Table 11 or systems.
std::string_view SystemOfRow(std::string_view part, std::string_view row) {
  if (row.ends_with("(Ours)")) return kOwnRow;
  if (part == "1d" && row == "ResNet") return "ResNet + CFN";
  if (part == "1f" && row == "w/o CFN (Linear)") return "ViT + Linear";
  return row;
}

// Sets of prompts that our system was asked by, apart from the usual one.
std::set<std::string> OtherPromptSets(const PaperTableInput& input) {
  std::set<std::string> sets;
  const SystemResults* own = FindSystem(input.results, kOwnRow);
  if (own == nullptr) return sets;
  for (const ZeroShotEntry& entry : own->zero_shots) sets.insert(entry.prompt_set);
  sets.erase("");
  sets.erase("simplified");
  return sets;
}

// The paper's row that a prompt set's name says it is of.
bool IsPromptSetOf(const std::string& set, std::string_view row) {
  const std::string name = AsciiLower(set);
  const auto holds = [&](const char* word) { return name.find(word) != std::string::npos; };
  return (row == "CKEPE Detailed" && holds("detailed")) ||
         (row == "GPT-4o Generated" && holds("gpt"));
}

ComparisonCell PromptSetCell(const PaperTableInput& input, const std::string& set,
                             ComparisonTable& table) {
  PaperTableInput asked = input;
  asked.choice.prompt_set = set;
  const TaskMean mean = MeanZeroShot(asked, kOwnRow);
  NoteMissing(table, set, mean);
  return FigureCell(mean.mean, 2, mean.source);
}

void AddSystemRows(const PaperTableInput& input, ComparisonTable& table) {
  std::set<std::string> sets;
  if (table.id == "1g") sets = OtherPromptSets(input);
  for (const std::string& name : PaperRows(input.paper, table.id)) {
    const auto set = std::ranges::find_if(
        sets, [&](const std::string& one) { return IsPromptSetOf(one, name); });
    ComparisonCell cell;
    if (set != sets.end()) {
      cell = PromptSetCell(input, *set, table);
      sets.erase(set);
    } else {
      const TaskMean mean = MeanZeroShot(input, SystemOfRow(table.id, name));
      cell = FigureCell(mean.mean, 2, mean.source);
      NoteMissing(table, name, mean);
    }
    AddPaper(cell, input.paper, {table.id, name, kColumn});
    table.rows.push_back({"", name, {cell}});
  }
  for (const std::string& set : sets) {
    table.rows.push_back({"Not in the paper", set, {PromptSetCell(input, set, table)}});
  }
}

}  // namespace

ComparisonTable AblationPartTable(const PaperTableInput& input, const AblationPart& part) {
  ComparisonTable table{
      std::string(part.id), std::string(part.title), "Choice", {{kColumn}}, {}, {}};
  const AblationResults* sweep = FindAblation(input.results, part.id);
  if (sweep == nullptr) {
    AddSystemRows(input, table);
  } else {
    AddSweepRows(input, *sweep, table);
  }
  return table;
}

}  // namespace supreme
