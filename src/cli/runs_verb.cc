#include <cstdio>

#include "cli/arguments.h"
#include "cli/view_verbs.h"
#include "report/run_table.h"

namespace supreme {
namespace {

void KeepRuns(const std::string& state, const std::string& part, std::vector<RunSummary>& runs) {
  std::erase_if(runs, [&](const RunSummary& run) {
    return (state != "all" && RunStateName(run.state) != state) ||
           run.name.find(part) == std::string::npos;
  });
}

}  // namespace

int RunRuns(const VerbArguments& arguments) {
  std::string folder = ".", sort = "name", state = "all", part, format = "table";
  bool reverse = false;
  Arguments parser("runs", "Lists the training runs below a folder.",
                   {"supreme runs runs --sort auc --reverse", "supreme runs --state running",
                    "supreme runs runs --format json"});
  parser.Positional("DIR", folder, "folder to search", false);
  parser.Choice("--sort", sort, RunSortColumns(), "column to sort by, the smallest first");
  parser.Flag("--reverse", reverse, "the largest first");
  parser.Choice("--state", state, {"all", "running", "finished", "stopped", "failed"},
                "only runs in this state");
  parser.Option("--name", part, "only runs with this text in their name");
  parser.Choice("--format", format, {"table", "csv", "json"}, "form of the output");
  if (!parser.Parse(arguments)) return 0;
  std::vector<RunSummary> runs = FindRuns(folder);
  KeepRuns(state, part, runs);
  SortRuns(sort, reverse, runs);
  const DataTable table = MakeRunTable(runs);
  if (format == "json") {
    std::printf(
        "%s\n",
        ToJson(table)["rows"].dump(2, ' ', false, OrderedJson::error_handler_t::replace).c_str());
  } else if (format == "csv") {
    std::fputs(ToCsv(table).c_str(), stdout);
  } else if (runs.empty()) {
    std::fprintf(stderr, "no such runs below %s\n", folder.c_str());
  } else {
    std::fputs(ToPlainText(table).c_str(), stdout);
  }
  return 0;
}

}  // namespace supreme
