#include "report/paper_report.h"

#include <algorithm>

#include "core/atomic_file.h"
#include "core/error.h"
#include "core/numbers.h"
#include "report/comparison_output.h"
#include "report/data_table.h"
#include "report/html.h"
#include "report/latex_output.h"
#include "report/page_frame.h"
#include "report/page_parts.h"
#include "report/paper_table_list.h"

namespace supreme {
namespace {

constexpr const char* kTitle = "The paper's tables and figures from our results";
constexpr const char* kSimulated =
    "These results are SIMULATED: they were drawn at random, nothing was measured.";

std::string Extension(TableFormat format) {
  switch (format) {
    case TableFormat::kMarkdown:
      return "md";
    case TableFormat::kCsv:
      return "csv";
    case TableFormat::kLatex:
      return "tex";
  }
  SUPREME_CHECK(false);
}

std::string TablePath(const ComparisonTable& table, TableFormat format) {
  return "tables/" + TableFile(table.id) + "." + Extension(format);
}

std::string Render(const ComparisonTable& table, TableFormat format) {
  switch (format) {
    case TableFormat::kMarkdown:
      return ToMarkdown(table);
    case TableFormat::kCsv:
      return ToCsv(table);
    case TableFormat::kLatex:
      return ToLatex(table);
  }
  SUPREME_CHECK(false);
}

// Says it wherever the table goes, in the sources too, which are all that CSV has.
void MarkSimulated(ComparisonTable& table) {
  table.notes.insert(table.notes.begin(), kSimulated);
  for (ComparisonRow& row : table.rows) {
    for (ComparisonCell& cell : row.cells) {
      if (!cell.source.empty()) cell.source = "SIMULATED " + cell.source;
    }
  }
}

size_t ResultCount(const SystemResults& system) {
  return system.zero_shots.size() + system.probes.size() + system.overlaps.size();
}

// What the tables were made from.
DataTable SourceTable(const PaperResults& results) {
  DataTable table{"sources",
                  "Results that were read",
                  {{"folder", "Folder"}, {"row", "Called"}, {"results", "Results", true}},
                  {},
                  ""};
  for (const SystemResults& system : results.systems) {
    table.rows.push_back(
        {TextCell(system.folder), TextCell(system.row), CountCell(ResultCount(system))});
  }
  const auto add = [&](const char* folder, const char* name, size_t count) {
    if (count > 0) table.rows.push_back({TextCell(folder), TextCell(name), CountCell(count)});
  };
  add("ablations", "tables of sweeps", results.ablations.size());
  add("vocabulary", "report of a vocabulary", results.vocabulary ? 1 : 0);
  add("splits", "counts of splits", results.splits.size());
  return table;
}

void WriteNavigation(HtmlWriter& html, const PaperReport& report) {
  html.Open("nav", "aria-label=\"Tables\"");
  for (const ComparisonTable& table : report.tables) {
    html.Element("a", TableName(table.id), HtmlAttribute("href", "#" + TableFile(table.id)));
  }
  if (!report.pictures.empty()) html.Element("a", "Figures", "href=\"#figures\"");
  html.Element("a", "Sources", "href=\"#sources-section\"");
  html.Close();
}

std::string MissingText(const PaperPicture& picture) {
  std::string text = "Missing:";
  for (const std::string& what : picture.missing) {
    text += (&what == &picture.missing.front() ? " " : ", ") + what;
  }
  return text + ".";
}

void WritePictures(HtmlWriter& html, const PaperReport& report) {
  if (report.pictures.empty()) return;
  OpenSection(html, "figures", "Figures");
  for (const PaperPicture& picture : report.pictures) {
    html.Element("h3", picture.title);
    WriteDrawnChart(html, picture.svg);
    if (!picture.caption.empty()) html.Element("p", picture.caption, "class=\"meta\"");
    if (!picture.missing.empty()) html.Element("p", MissingText(picture), "class=\"meta\"");
  }
  html.Close();
}

void WriteSources(HtmlWriter& html, const PaperResults& results) {
  OpenSection(html, "sources-section", "Sources");
  WriteTable(html, SourceTable(results));
  if (!results.notes.empty()) {
    html.Open("ul", "class=\"note\"");
    for (const std::string& note : results.notes) html.Element("li", note);
    html.Close();
  }
  html.Close();
}

}  // namespace

std::vector<TableFormat> ParseTableFormats(const std::string& list) {
  std::vector<TableFormat> formats;
  for (size_t start = 0; start <= list.size();) {
    const size_t end = std::min(list.find(',', start), list.size());
    const std::string word(Trim(std::string_view(list).substr(start, end - start)));
    const auto add = [&](TableFormat format) {
      if (std::ranges::find(formats, format) == formats.end()) formats.push_back(format);
    };
    if (word == "md") {
      add(TableFormat::kMarkdown);
    } else if (word == "csv") {
      add(TableFormat::kCsv);
    } else if (word == "latex") {
      add(TableFormat::kLatex);
    } else {
      throw Error(ErrorCode::kUsage, "no format \"" + word + "\"", "--formats",
                  "md, csv and latex, with commas between");
    }
    start = end + 1;
  }
  return formats;
}

std::vector<ComparisonTable> MakePaperTables(const PaperResults& results,
                                             const std::vector<std::string>& ids,
                                             const ResultChoice& choice) {
  const PaperTableInput input{results, PaperNumbers::Printed(), choice};
  std::vector<ComparisonTable> tables;
  for (const std::string& id : ids) {
    tables.push_back(MakePaperTable(id, input));
    if (results.simulated) MarkSimulated(tables.back());
  }
  return tables;
}

OrderedJson PaperReportJson(const PaperResults& results, const PaperReport& report) {
  OrderedJson json = {{"simulated", results.simulated}};
  json["systems"] = OrderedJson::array();
  for (const SystemResults& system : results.systems) {
    json["systems"].push_back(
        {{"folder", system.folder}, {"row", system.row}, {"results", ResultCount(system)}});
  }
  json["tables"] = OrderedJson::array();
  for (const ComparisonTable& table : report.tables) {
    const CellCounts counts = CountCells(table);
    json["tables"].push_back({{"id", table.id},
                              {"title", table.title},
                              {"measured", counts.measured},
                              {"missing", counts.missing},
                              {"file", TableFile(table.id)}});
  }
  json["figures"] = OrderedJson::array();
  for (const PaperPicture& picture : report.pictures) {
    json["figures"].push_back(
        {{"title", picture.title}, {"missing", picture.missing}, {"files", picture.files}});
  }
  json["notes"] = results.notes;
  return json;
}

std::string PaperReportPage(const PaperResults& results, const PaperReport& report) {
  HtmlWriter html;
  OpenPage(html, {"Tables and figures of the paper", "supreme – report of results", kTitle});
  WriteNavigation(html, report);
  html.Close();
  html.Open("main");
  if (results.simulated) html.Element("p", kSimulated, "class=\"note\"");
  html.Element("p", kComparisonLegend, "class=\"meta\"");
  for (const ComparisonTable& table : report.tables) {
    html.Open("section");
    WriteTable(html, table);
    html.Close();
  }
  WritePictures(html, report);
  WriteSources(html, results);
  html.Close();
  return ClosePage(html);
}

std::string PaperReportIndex(const PaperResults& results, const PaperReport& report,
                             const std::vector<TableFormat>& formats) {
  std::string text = std::string("# ") + kTitle + "\n";
  if (results.simulated) text += std::string("\n**") + kSimulated + "**\n";
  text +=
      "\nEverything on one page: [index.html](index.html).\n\n"
      "| Table | What | Our figures | Missing | Files |\n| --- | --- | ---: | ---: | --- |\n";
  for (const ComparisonTable& table : report.tables) {
    const CellCounts counts = CountCells(table);
    text += "| " + TableName(table.id) + " | " + EscapeMarkdown(table.title) + " | " +
            std::to_string(counts.measured) + " | " + std::to_string(counts.missing) + " |";
    for (const TableFormat format : formats) {
      text += " [" + Extension(format) + "](" + TablePath(table, format) + ")";
    }
    text += " |\n";
  }
  for (const PaperPicture& picture : report.pictures) {
    SUPREME_CHECK(!picture.files.empty());
    text += "\n![" + EscapeMarkdown(picture.title) + "](" + picture.files.front() + ")\n";
    if (!picture.missing.empty()) text += "\n" + EscapeMarkdown(MissingText(picture)) + "\n";
  }
  text += "\n" + ToMarkdown(SourceTable(results));
  if (!results.notes.empty()) text += "\n";
  for (const std::string& note : results.notes) text += "- " + EscapeMarkdown(note) + "\n";
  return text;
}

void WritePaperReport(const PaperResults& results, const PaperReport& report,
                      const std::vector<TableFormat>& formats, const std::filesystem::path& out) {
  MakeFolder(out / "tables");
  for (const ComparisonTable& table : report.tables) {
    for (const TableFormat format : formats) {
      WriteFileAtomically(out / TablePath(table, format), Render(table, format),
                          Durability::kRenamed);
    }
  }
  WriteFileAtomically(out / "index.md", PaperReportIndex(results, report, formats));
  // Last: the page stands for the whole.
  WriteFileAtomically(out / "index.html", PaperReportPage(results, report));
  SyncFileSystem(out);
}

}  // namespace supreme
