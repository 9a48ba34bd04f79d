#include <algorithm>
#include <vector>

#include "core/numbers.h"
#include "plot/markup.h"
#include "report/audit_page.h"
#include "report/audit_page_parts.h"
#include "report/page_frame.h"
#include "report/page_parts.h"
#include "report/sections.h"

namespace supreme {
namespace {

constexpr size_t kMaxClassRows = 40;

bool Differs(const Gap& gap) { return gap.p_holm && *gap.p_holm < kSignificance; }

std::vector<Cell> GapCells(const Gap& gap) {
  return {FigureCell(gap.group.auroc),
          IntervalCell(gap.group.interval, false),
          FigureCell(gap.rest.auroc),
          SignedCell(gap.difference),
          IntervalCell(gap.interval, true),
          FigureCell(gap.p),
          FigureCell(gap.p_holm)};
}

void AppendGapColumns(std::vector<Column>& columns) {
  for (Column column : {Column{"auc", "AUC", true}, Column{"auc_interval", "interval", true},
                        Column{"rest_auc", "rest", true}, Column{"difference", "difference", true},
                        Column{"difference_interval", "interval", true}, Column{"p", "p", true},
                        Column{"p_holm", "p (Holm)", true}}) {
    columns.push_back(std::move(column));
  }
}

DataTable GroupTable(const SubgroupReport& report) {
  DataTable table{"groups", "Groups, the worst gap first", {}, {}, ""};
  table.columns = {{"division", "divided by"},
                   {"group", "group"},
                   {"n_records", "records", true},
                   {"n_classes", "classes", true}};
  AppendGapColumns(table.columns);
  table.columns.push_back({"omitted", "not compared"});
  for (const Subgroup& group : report.result.groups) {
    std::vector<Cell> row = {TextCell(group.division), TextCell(group.name),
                             CountCell(group.record_count), CountCell(group.classes.size())};
    for (Cell& cell : GapCells(group.mean)) row.push_back(std::move(cell));
    row.push_back(TextCell(group.omitted));
    table.rows.push_back(std::move(row));
  }
  table.note = "Means are over the classes that have " +
               std::to_string(report.facts.min_positives) +
               " positive and negative records both in the group and in the rest, so groups are "
               "not comparable with each other. p: bootstrap over patients, two-sided, corrected "
               "by Holm over " +
               std::to_string(report.result.comparison_count) + " comparisons.";
  return table;
}

struct ClassRow {
  const Subgroup* group;
  const ClassGap* entry;
};

DataTable ClassTable(const SubgroupReport& report) {
  std::vector<ClassRow> rows;
  for (const Subgroup& group : report.result.groups) {
    for (const ClassGap& entry : group.classes) {
      if (entry.gap.difference && *entry.gap.difference < 0.0) rows.push_back({&group, &entry});
    }
  }
  std::ranges::stable_sort(rows, [](const ClassRow& a, const ClassRow& b) {
    return a.entry->gap.p.value_or(1.0) < b.entry->gap.p.value_or(1.0);
  });
  DataTable table{"classes", "Classes that do worse in a group, the surest first", {}, {}, ""};
  table.columns = {{"class", "class"},
                   {"division", "divided by"},
                   {"group", "group"},
                   {"n_pos", "positive", true}};
  AppendGapColumns(table.columns);
  for (size_t i = 0; i < std::min(kMaxClassRows, rows.size()); ++i) {
    const auto& [group, entry] = rows[i];
    std::vector<Cell> row = {TextCell(entry->code), TextCell(group->division),
                             TextCell(group->name), CountCell(entry->group_positives)};
    for (Cell& cell : GapCells(entry->gap)) row.push_back(std::move(cell));
    table.rows.push_back(std::move(row));
  }
  table.note =
      "DeLong intervals, z test of two AUCs on different records, corrected by Holm over " +
      std::to_string(report.result.class_comparison_count) + " comparisons.";
  if (rows.size() > kMaxClassRows) {
    table.note += " " + CountText(rows.size() - kMaxClassRows) + " more rows: --format csv.";
  }
  return table;
}

}  // namespace

ForestChart SubgroupChart(const SubgroupReport& report) {
  ForestChart chart;
  chart.title = report.facts.task + ": mean AUC of groups against the rest";
  chart.x_name = "AUC in the group − AUC in the other records, with interval";
  chart.plain_name = "no difference shown";
  chart.marked_name = "differs (p < 0.05 after Holm)";
  chart.reference = 0.0;
  chart.reference_name = "no difference";
  chart.note_name = "AUC, records";
  for (const Subgroup& group : report.result.groups) {
    if (!group.omitted.empty()) continue;
    const auto same = [&](const ForestGroup& entry) { return entry.title == group.division; };
    auto place = std::ranges::find_if(chart.groups, same);
    if (place == chart.groups.end()) {
      place = chart.groups.insert(chart.groups.end(), {group.division, {}});
    }
    const Gap& gap = group.mean;
    place->rows.push_back(
        {group.name, *gap.difference, LowOf(gap.interval), HighOf(gap.interval),
         FormatFixed(*gap.group.auroc, 3) + ", n = " + CountText(group.record_count),
         Differs(gap)});
  }
  return chart;
}

std::string BuildSubgroupsPage(const SubgroupReport& report) {
  HtmlWriter html;
  OpenPage(html, {"Subgroups of " + ShortenText(report.facts.task, 80), "supreme – subgroups",
                  "Does the model serve all groups alike?"});
  WriteFactsLine(html, report.facts);
  html.Close();
  html.Open("main");
  OpenSection(html, "gaps", "Gaps");
  const size_t different = CountDifferent(report);
  html.Element("p",
               (different == 0 ? std::string("No group differs from the rest")
                               : std::to_string(different) + " groups differ from the rest") +
                   " after correction for " + std::to_string(report.result.comparison_count) +
                   " comparisons. That a difference is not shown does not mean that there is none: "
                   "small groups have wide intervals. A difference may also come from the mix of "
                   "cases: some groups have more cases that are hard for any reader.",
               "class=\"meta\"");
  const ForestChart chart = SubgroupChart(report);
  if (!chart.groups.empty()) WriteForestFigure(html, chart);
  WriteTable(html, GroupTable(report));
  html.Close();
  OpenSection(html, "classes", "Single classes");
  WriteTable(html, ClassTable(report));
  html.Close();
  html.Close();
  return ClosePage(html);
}

}  // namespace supreme
