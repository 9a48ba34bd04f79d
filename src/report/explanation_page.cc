#include "report/explanation_page.h"

#include <set>
#include <string>

#include "core/atomic_file.h"
#include "core/numbers.h"
#include "eval/explanation_check_output.h"
#include "plot/curve_chart.h"
#include "plot/ecg_paper.h"
#include "plot/theme.h"
#include "report/page_frame.h"
#include "report/page_parts.h"

namespace supreme {
namespace {

constexpr double kPngDpi = 96.0;
constexpr std::string_view kIntroduction =
    "Every ECG here is simulated, so the place of its finding is known. A method that points at "
    "it no more often than chance explains nothing, whatever its picture looks like.";
constexpr std::string_view kExampleText =
    "Of each kind of finding the record with the highest score. The green bar below a lead marks "
    "the true place.";

struct Picture {
  std::string name;  // of the file, without ending
  std::string caption;
  PictureSize size;
  std::string description;
  DrawFunction draw;

  std::string Render(PictureFormat format) const {
    return RenderPicture(size, {format, description, kPngDpi}, draw);
  }
};

// Small ones as "< 0.0001" for people.
Cell PCell(double p) {
  Cell cell = NumberCell(p, 4);
  if (p < 0.0001) cell.text = "< 0.0001";
  return cell;
}

std::string FamilyText(PlaceFamily family) { return std::string(PlaceFamilyName(family)); }

DataTable PointingTable(const ExplanationCheck& check) {
  DataTable table;
  table.id = "pointing";
  table.title = "Does the strongest cell lie in the true place?";
  table.columns = {{"method", "method", false},    {"family", "findings", false},
                   {"n", "records", true},         {"hit_rate", "hits", true},
                   {"area", "chance: area", true}, {"swap_rate", "chance: other records", true},
                   {"p_area", "p area", true},     {"p_swap", "p others", true},
                   {"p_holm", "p (Holm)", true},   {"verdict", "better than chance", false}};
  for (const MethodResult& method : check.methods) {
    for (const FamilyResult& family : method.families) {
      const PointingGame& game = family.game;
      table.rows.push_back({TextCell(method.method), TextCell(FamilyText(family.family)),
                            CountCell(game.record_count), NumberCell(game.hit_rate, 3),
                            NumberCell(game.area, 3), NumberCell(game.swap_rate, 3),
                            PCell(game.p_area), PCell(game.p_swap), PCell(family.p_corrected),
                            TextCell(family.is_better ? "yes" : "no")});
    }
  }
  table.note =
      "Area: a point thrown at random. Other records: the same maps on the places of other records "
      "of the family. The p of a row is the larger of the two, corrected over the rows by Holm; "
      "yes below 0.05. Events: some beats, all leads. Territories: all beats, some leads; a map "
      "over time alone cannot tell leads apart, so there it can only hit by chance of the lead.";
  return table;
}

void AddCurveRow(DataTable& table, const std::string& method, const char* kind,
                 const CurveResult& curve) {
  std::vector<Cell> row = {TextCell(method), TextCell(kind), NumberCell(curve.area, 3),
                           NumberCell(curve.random_area, 3)};
  if (curve.difference) {
    row.push_back(NumberCell(curve.difference->mean, 3));
    row.push_back(TextCell("[" + FormatFixed(curve.difference->interval.low, 3) + ", " +
                           FormatFixed(curve.difference->interval.high, 3) + "]"));
  } else {
    row.push_back(NoCell());
    row.push_back(NoCell());
  }
  row.push_back(PCell(curve.p));
  table.rows.push_back(std::move(row));
}

DataTable FaithfulnessTable(const ExplanationCheck& check) {
  DataTable table;
  table.id = "faithfulness";
  table.title = "Does the answer hang on what is called important?";
  table.columns = {{"method", "method", false},
                   {"curve", "curve", false},
                   {"area", "area", true},
                   {"random_area", "area, random order", true},
                   {"difference", "difference", true},
                   {"interval", "95 % interval", false},
                   {"p", "p", true}};
  for (const MethodResult& method : check.methods) {
    AddCurveRow(table, method.method, "deletion", method.deletion);
    AddCurveRow(table, method.method, "insertion", method.insertion);
  }
  table.note =
      "Mean probability while cells are masked, the most important first (deletion: less is better)"
      ", or shown, the most important first (insertion: more is better). A masked cell is its "
      "lead's median: no wave, no offset. p: Wilcoxon's signed-rank test over the records, "
      "one-sided.";
  return table;
}

DataTable ShuffleTable(const ExplanationCheck& check) {
  DataTable table;
  table.id = "shuffled";
  table.title = "Does the explanation change when the model forgets what it learnt?";
  table.columns = {{"method", "method", false},
                   {"n", "records", true},
                   {"rank_correlation", "rank correlation", true},
                   {"hit_rate", "hits", true},
                   {"shuffled_hit_rate", "hits, shuffled weights", true}};
  for (const MethodResult& method : check.methods) {
    const ShuffleResult& shuffled = method.shuffled;
    table.rows.push_back(
        {TextCell(method.method), CountCell(shuffled.record_count),
         shuffled.rank_correlation ? NumberCell(*shuffled.rank_correlation, 3) : NoCell(),
         NumberCell(shuffled.hit_rate, 3), NumberCell(shuffled.shuffled_hit_rate, 3)});
  }
  table.note =
      "Spearman's correlation of the map with that of the same network with each weight's numbers "
      "in random order, mean over the records. Near 1 the map tells of the ECG alone, not of the "
      "model.";
  return table;
}

DataTable FindingTable(const ExplanationCheck& check) {
  DataTable table;
  table.id = "findings";
  table.title = "Hits by finding";
  table.columns = {{"finding", "finding", false},
                   {"place", "true place", false},
                   {"n", "records", true},
                   {"probability", "mean score", true},
                   {"area", "chance: area", true}};
  for (const MethodResult& method : check.methods) {
    table.columns.push_back({method.method, method.method, true});
  }
  const auto& first = check.methods.front().findings;
  for (size_t i = 0; i < first.size(); ++i) {
    const PlacedFinding& placed = PlacedFindings()[first[i].finding];
    std::vector<Cell> row = {TextCell(Info(placed.finding).name), TextCell(placed.place),
                             CountCell(first[i].record_count),
                             NumberCell(first[i].mean_probability, 3),
                             NumberCell(first[i].area, 3)};
    for (const MethodResult& method : check.methods) {
      row.push_back(NumberCell(method.findings[i].hit_rate, 3));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::vector<Point> Points(const std::vector<double>& probabilities) {
  std::vector<Point> points;
  for (size_t i = 0; i < probabilities.size(); ++i) {
    points.push_back(
        {static_cast<double>(i) / static_cast<double>(probabilities.size() - 1), probabilities[i]});
  }
  return points;
}

CurvePanel MakePanel(const ExplanationCheck& check, CurveResult MethodResult::*member,
                     const char* title, const char* x_name) {
  CurvePanel panel;
  panel.title = title;
  panel.x_name = x_name;
  panel.y_name = "mean probability";
  const CurveResult& first = check.methods.front().*member;
  panel.curves.push_back(
      {"random order", theme::kReference, 2.0, true, false, Points(first.random_probabilities)});
  for (size_t i = 0; i < check.methods.size(); ++i) {
    panel.curves.push_back({check.methods[i].method, theme::kCurves.at(i), 2.0, false, false,
                            Points((check.methods[i].*member).probabilities)});
  }
  return panel;
}

Picture CurvesPicture(const ExplanationCheck& check) {
  CurveChart chart;
  chart.title = "Masking by importance";
  chart.panels = {
      MakePanel(check, &MethodResult::deletion, "Deletion", "share of the ECG that is masked"),
      MakePanel(check, &MethodResult::insertion, "Insertion", "share of the ECG that is shown")};
  return {"curves", "", CurveChartSize(chart), DescribeCurveChart(chart),
          [chart](Canvas& canvas) { DrawCurveChart(canvas, chart); }};
}

// The example of each method, for the first finding of each family.
std::vector<Picture> ExamplePictures(const ExplanationCheck& check) {
  std::vector<Picture> pictures;
  std::set<PlaceFamily> drawn;
  for (size_t i = 0; i < check.cases.examples.size(); ++i) {
    const CaseWindow& example = check.cases.examples[i];
    const PlacedCase& one = check.cases.cases[example.index];
    const PlacedFinding& placed = PlacedFindings()[one.finding];
    if (!drawn.insert(placed.family).second) continue;
    const FindingInfo& info = Info(placed.finding);
    for (const MethodResult& method : check.methods) {
      EcgPaperOptions paper{EcgLayout::k12x1, std::string(info.name),
                            method.method + ", score " + FormatFixed(one.probability, 2),
                            ShadingOf(method.examples[i])};
      paper.shading.marks = one.place;
      paper.shading.mark_columns = check.cases.grid.columns;
      paper.shading.mark_column_s = check.cases.grid.column_s();
      pictures.push_back({method.method + "-" + AsciiLower(info.code),
                          std::string(info.name) + ", " + method.method, EcgPaperSize(paper.layout),
                          DescribeEcgPaper(example.window, paper),
                          [paper, window = example.window](Canvas& canvas) {
                            DrawEcgPaper(canvas, window, paper);
                          }});
    }
  }
  return pictures;
}

void WriteFigure(HtmlWriter& html, const Picture& picture) {
  html.Open("figure", "tabindex=\"0\"");
  html.Trusted(picture.Render(PictureFormat::kSvg));
  if (!picture.caption.empty()) html.Element("figcaption", picture.caption);
  html.Close();
}

std::string BuildPage(const ExplanationCheck& check, const std::vector<DataTable>& tables,
                      const std::vector<Picture>& pictures) {
  HtmlWriter html;
  OpenPage(html, {"Explanations of " + check.bundle_name, "supreme – explanations",
                  "Can the explanations of " + check.bundle_name + " be trusted?"});
  html.Element("p", kIntroduction);
  html.Element("p", "Records: " + DescribeCases(check) + ".", "class=\"meta\"");
  html.Close();
  html.Open("main");
  OpenSection(html, "verdict", "Verdict");
  html.Open("ul");
  for (const std::string& line : Verdicts(check)) html.Element("li", line);
  html.Close();
  html.Close();
  html.Open("section", "id=\"tables\"");
  for (const DataTable& table : tables) {
    WriteTable(html, table);
    if (table.id == "faithfulness") WriteFigure(html, pictures.front());
  }
  html.Close();
  OpenSection(html, "examples", "Examples");
  html.Element("p", kExampleText, "class=\"meta\"");
  for (size_t i = 1; i < pictures.size(); ++i) WriteFigure(html, pictures[i]);
  html.Close();
  html.Close();
  return ClosePage(html);
}

std::string BuildMarkdown(const ExplanationCheck& check, const std::vector<DataTable>& tables,
                          const std::vector<Picture>& pictures) {
  std::string text = "# Can the explanations of " + check.bundle_name + " be trusted?\n\n" +
                     std::string(kIntroduction) + "\n\nRecords: " + DescribeCases(check) + ".\n\n";
  for (const std::string& line : Verdicts(check)) text += "- " + line + "\n";
  for (const DataTable& table : tables) {
    text += "\n" + ToMarkdown(table);
    if (table.id == "faithfulness") text += "\n![Deletion and insertion curves](curves.svg)\n";
  }
  text += "\n## Examples\n\n" + std::string(kExampleText) + "\n";
  for (size_t i = 1; i < pictures.size(); ++i) {
    text += "\n![" + pictures[i].caption + "](" + pictures[i].name + ".svg)\n";
  }
  return text;
}

}  // namespace

std::vector<DataTable> ExplanationTables(const ExplanationCheck& check) {
  return {PointingTable(check), FaithfulnessTable(check), ShuffleTable(check), FindingTable(check)};
}

void WriteExplanationReport(const ExplanationCheck& check, const std::filesystem::path& folder) {
  MakeFolder(folder);
  const std::vector<DataTable> tables = ExplanationTables(check);
  std::vector<Picture> pictures = {CurvesPicture(check)};
  for (Picture& picture : ExamplePictures(check)) pictures.push_back(std::move(picture));
  for (const Picture& picture : pictures) {
    WriteFileAtomically(folder / (picture.name + ".svg"), picture.Render(PictureFormat::kSvg));
    WriteFileAtomically(folder / (picture.name + ".png"), picture.Render(PictureFormat::kPng));
  }
  WriteFileAtomically(folder / "explanations.html", BuildPage(check, tables, pictures));
  WriteFileAtomically(folder / "explanations.md", BuildMarkdown(check, tables, pictures));
  WriteJsonFile(folder / "explanations.json", ExplanationCheckJson(check));
}

}  // namespace supreme
