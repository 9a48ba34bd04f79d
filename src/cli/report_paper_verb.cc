// supreme report paper.
#include <cstdio>

#include "cli/arguments.h"
#include "cli/verbs.h"
#include "core/atomic_file.h"
#include "report/paper_figures.h"
#include "report/paper_report.h"
#include "report/paper_table_list.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

struct PaperCall {
  std::string results, out, tables;
  std::string formats = "md,csv,latex";
  std::string labels = "exact", protocol = "paper", prompts;
  std::string format = "table";
};

bool ParseCall(const VerbArguments& arguments, PaperCall& call) {
  Arguments flags(
      "report paper",
      "Makes the paper's tables and figures from result files: each cell with its interval, the "
      "paper's figure beside and the difference; what is missing is shown as missing.",
      {"supreme report paper --results results/ --out paper/",
       "supreme report paper --results results/ --out paper/ --tables 1a,9 --formats latex",
       "supreme report paper --results results/ --out paper/ --protocol clean --format json"});
  flags.Option("--results", call.results,
               "folder of results: a folder per system (supreme, supreme-resnet-linear, merl …) "
               "with files of eval zero-shot, eval overlap and probe; ablations/, vocabulary/ and "
               "splits/ beside (docs/paper_report.md)",
               true);
  flags.Option("--out", call.out, "folder to write: index.html, index.md, tables/, figures/", true);
  flags.Option("--tables", call.tables,
               "numbers of tables, with commas between: 1a to 1h (1: all of them), 2 to 15, K.4, "
               "K.5; without it, all");
  flags.Option("--formats", call.formats, "of the tables: md, csv, latex, with commas between");
  flags.Choice("--label-mode", call.labels, {"exact", "merl"},
               "label mode of the results to take where a task has several");
  flags.Choice("--protocol", call.protocol, {"paper", "merl", "clean"},
               "protocol of the linear probes to take");
  flags.Option("--prompts", call.prompts,
               "prompt set of the zero-shot results to take; without it, the task's own prompts");
  flags.Choice("--format", call.format, {"table", "json"}, "what is printed");
  return flags.Parse(arguments);
}

// Writes figures/ and hands on what the page and the index show.
std::vector<PaperPicture> MakePictures(const PaperResults& results, const fs::path& out,
                                       const ResultChoice& choice) {
  const fs::path folder = out / "figures";
  std::vector<PaperPicture> pictures;
  for (const PaperFigureFiles& figure : WritePaperFigures(results, folder, {choice})) {
    PaperPicture picture{figure.title, figure.caption, figure.missing, {}, {}};
    for (const std::string& file : figure.files) picture.files.push_back("figures/" + file);
    picture.svg = ReadFile(folder / figure.files.front());
    pictures.push_back(std::move(picture));
  }
  return pictures;
}

void PrintTable(const PaperReport& report) {
  std::printf("%-14s %9s %9s  %s\n", "table", "ours", "missing", "title");
  for (const ComparisonTable& table : report.tables) {
    const CellCounts counts = CountCells(table);
    std::printf("%-14s %9zu %9zu  %s\n", TableName(table.id).c_str(), counts.measured,
                counts.missing, table.title.c_str());
  }
}

}  // namespace

int RunReportPaper(const VerbArguments& arguments) {
  PaperCall call;
  if (!ParseCall(arguments, call)) return 0;
  const std::vector<std::string> ids = ParseTableIds(call.tables);
  const std::vector<TableFormat> formats = ParseTableFormats(call.formats);
  const PaperResults results = ReadPaperResults(call.results);
  const ResultChoice choice{call.labels, call.protocol, call.prompts};
  const PaperReport report{MakePaperTables(results, ids, choice),
                           MakePictures(results, call.out, choice)};
  WritePaperReport(results, report, formats, call.out);
  if (call.format == "json") {
    std::printf("%s\n", DumpJson(PaperReportJson(results, report)).c_str());
  } else {
    PrintTable(report);
    std::printf("%zu figures\n", report.pictures.size());
    std::printf("%s\n", (fs::path(call.out) / "index.html").c_str());
  }
  for (const std::string& note : results.notes) std::fprintf(stderr, "note: %s\n", note.c_str());
  return 0;
}

}  // namespace supreme
