#include "eval/subgroups_output.h"

#include <algorithm>
#include <vector>

#include "core/csv.h"
#include "core/numbers.h"
#include "eval/figure_output.h"

namespace supreme {
namespace {

constexpr int kDigits = 3;
constexpr size_t kGroupColumns = 44;

bool Differs(const Gap& gap) { return gap.p_holm && *gap.p_holm < kSignificance; }

void AddGap(OrderedJson& json, const Gap& gap) {
  AddFigure(json, gap.group);
  OrderedJson rest;
  AddFigure(rest, gap.rest);
  json["rest"] = std::move(rest);
  const auto& interval = gap.interval;
  json["difference"] = {{"value", NumberOrNull(gap.difference)},
                        {"low", interval ? OrderedJson(interval->low) : OrderedJson(nullptr)},
                        {"high", interval ? OrderedJson(interval->high) : OrderedJson(nullptr)}};
  json["p"] = NumberOrNull(gap.p);
  json["p_holm"] = NumberOrNull(gap.p_holm);
}

std::string Number(const std::optional<double>& value) {
  return value ? FormatDouble(*value) : std::string();
}

void AppendFigure(const Figure& figure, std::vector<std::string>& fields) {
  fields.push_back(Number(figure.auroc));
  fields.push_back(figure.interval ? FormatDouble(figure.interval->low) : "");
  fields.push_back(figure.interval ? FormatDouble(figure.interval->high) : "");
}

void AppendGap(const Gap& gap, std::vector<std::string>& fields) {
  AppendFigure(gap.group, fields);
  AppendFigure(gap.rest, fields);
  AppendFigure({gap.difference, gap.interval}, fields);
  fields.push_back(Number(gap.p));
  fields.push_back(Number(gap.p_holm));
}

std::string Signed(const std::optional<double>& value) {
  if (!value) return "-";
  return (*value >= 0.0 ? "+" : "") + FormatFixed(*value, kDigits);
}

std::string GapText(const Gap& gap) {
  std::string text = PadRight(FigureText(gap.group), 24) + PadRight(FigureText(gap.rest.auroc), 7) +
                     PadRight(Signed(gap.difference), 8);
  const std::string interval =
      gap.interval ? "[" + Signed(gap.interval->low) + ", " + Signed(gap.interval->high) + "]" : "";
  return text + PadRight(interval, 18) + PadRight(FigureText(gap.p_holm), 8) +
         (Differs(gap) ? "differs" : "");
}

std::string GroupName(const Subgroup& group) { return group.division + ": " + group.name; }

std::string Trimmed(const std::string& line) {
  return line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
}

std::string ClassLines(const SubgroupReport& report) {
  struct Row {
    const Subgroup* group;
    const ClassGap* entry;
  };
  std::vector<Row> rows;
  for (const Subgroup& group : report.result.groups) {
    for (const ClassGap& entry : group.classes) {
      if (Differs(entry.gap) && *entry.gap.difference < 0.0) rows.push_back({&group, &entry});
    }
  }
  std::ranges::stable_sort(rows, [](const Row& a, const Row& b) {
    return *a.entry->gap.difference < *b.entry->gap.difference;
  });
  std::string lines = "\nClasses that do worse in a group (Holm over " +
                      std::to_string(report.result.class_comparison_count) + " comparisons): ";
  if (rows.empty()) return lines + "none.\n";
  lines += std::to_string(rows.size()) + "\n";
  for (const Row& row : rows) {
    lines += Trimmed(PadRight(row.entry->code + " in " + GroupName(*row.group), kGroupColumns) +
                     PadLeft(std::to_string(row.entry->group_positives) + " pos", 9) + "  " +
                     GapText(row.entry->gap));
  }
  return lines;
}

}  // namespace

size_t CountDifferent(const SubgroupReport& report) {
  return static_cast<size_t>(std::ranges::count_if(
      report.result.groups, [](const Subgroup& group) { return Differs(group.mean); }));
}

OrderedJson SubgroupsJson(const SubgroupReport& report) {
  OrderedJson json = FactsJson("subgroups", report.facts);
  json["min_records"] = report.min_records;
  json["correction"] = "holm";
  json["n_comparisons"] = report.result.comparison_count;
  json["n_class_comparisons"] = report.result.class_comparison_count;
  json["groups"] = OrderedJson::array();
  for (const Subgroup& group : report.result.groups) {
    OrderedJson entry = {{"division", group.division},
                         {"group", group.name},
                         {"n_records", group.record_count},
                         {"n_rest", group.rest_count},
                         {"n_classes", group.classes.size()}};
    entry["omitted"] = group.omitted.empty() ? OrderedJson(nullptr) : OrderedJson(group.omitted);
    AddGap(entry, group.mean);
    entry["classes"] = OrderedJson::array();
    for (const ClassGap& class_gap : group.classes) {
      OrderedJson row = {{"code", class_gap.code},
                         {"n_pos", class_gap.group_positives},
                         {"n_neg", class_gap.group_negatives},
                         {"rest_n_pos", class_gap.rest_positives},
                         {"rest_n_neg", class_gap.rest_negatives}};
      AddGap(row, class_gap.gap);
      entry["classes"].push_back(std::move(row));
    }
    json["groups"].push_back(std::move(entry));
  }
  return json;
}

std::string SubgroupsCsv(const SubgroupReport& report) {
  std::string csv =
      CsvLine({"division", "group", "class", "n_records", "n_rest", "n_pos", "n_neg", "auc", "low",
               "high", "rest_auc", "rest_low", "rest_high", "difference", "difference_low",
               "difference_high", "p", "p_holm", "omitted"});
  for (const Subgroup& group : report.result.groups) {
    const std::string records = std::to_string(group.record_count);
    const std::string rest = std::to_string(group.rest_count);
    std::vector<std::string> fields = {group.division, group.name, "", records, rest, "", ""};
    AppendGap(group.mean, fields);
    fields.push_back(group.omitted);
    csv += CsvLine(fields);
    for (const ClassGap& entry : group.classes) {
      fields = {group.division,
                group.name,
                entry.code,
                records,
                rest,
                std::to_string(entry.group_positives),
                std::to_string(entry.group_negatives)};
      AppendGap(entry.gap, fields);
      fields.emplace_back();
      csv += CsvLine(fields);
    }
  }
  return csv;
}

std::string SubgroupsTable(const SubgroupReport& report) {
  const AuditFacts& facts = report.facts;
  std::string table = FactsLine(facts) +
                      "\nMean AUC of each group and of all other records, over " +
                      "the classes with " + std::to_string(facts.min_positives) +
                      " positive and negative records in both\n\n";
  table += PadRight("group", kGroupColumns) + "  records  classes  " + PadRight("AUC", 24) +
           PadRight("rest", 7) + PadRight("diff", 8) + PadRight("[interval]", 18) + "p (Holm)\n";
  for (const Subgroup& group : report.result.groups) {
    table += Trimmed(PadRight(GroupName(group), kGroupColumns) +
                     PadLeft(std::to_string(group.record_count), 9) +
                     PadLeft(std::to_string(group.classes.size()), 9) + "  " +
                     (group.omitted.empty() ? GapText(group.mean) : group.omitted));
  }
  table += "\n" + std::to_string(CountDifferent(report)) +
           " groups differ from the rest (Holm over " +
           std::to_string(report.result.comparison_count) + " comparisons, p < " +
           FormatDouble(kSignificance) + ")\n";
  return table + ClassLines(report);
}

}  // namespace supreme
