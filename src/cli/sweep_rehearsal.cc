// supreme sweep --rehearse: does everything run at full size, and how long will it take?
#include <cstdio>

#include "cli/sweep_call.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "core/lock_file.h"
#include "sweep/identity.h"
#include "sweep/rehearsal_table.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

void WriteTables(const DataTable& table, const fs::path& folder) {
  WriteFileAtomically(folder / "table.md", ToMarkdown(table));
  WriteFileAtomically(folder / "table.csv", ToCsv(table));
  WriteJsonFile(folder / "table.json", ToJson(table));
}

void Print(const DataTable& table, const std::string& format) {
  const std::string text = format == "json"  ? ToJson(table).dump(2) + "\n"
                           : format == "csv" ? ToCsv(table)
                                             : ToMarkdown(table);
  std::fputs(text.c_str(), stdout);
  std::fflush(stdout);
}

}  // namespace

void RunRehearsal(const SweepCall& call) {
  RehearsalOptions rehearsal;
  rehearsal.steps = call.steps;
  rehearsal.folder = fs::absolute(call.out) / "rehearsal";
  const fs::path& folder = rehearsal.folder;
  std::vector<SweepPlan> sweeps;
  std::vector<fs::path> files;
  for (const std::string& file : call.files) {
    OpenedSweep sweep = OpenSweep(call, file);
    files.insert(files.end(), sweep.files.begin(), sweep.files.end());
    sweeps.push_back(std::move(sweep.plan));
  }
  const SweepPlan plan = RehearsalPlan(sweeps, rehearsal);
  const SweepTasks tasks = ExpandPlan(plan);
  MakeFolder(folder);
  const LockFile lock(folder / "lock");
  WriteRehearsalSplits(sweeps.front(), rehearsal);
  CheckSameSweep(folder / "sweep.json", DescribeSweep(files, plan, tasks),
                 "remove " + folder.string());
  SweepTimes times(folder / "times.json");
  SweepRunOptions options = SweepOptions(call, folder);
  const SweepRunner* started = nullptr;
  const auto collect = [&] { return RehearsalTable(plan, tasks, rehearsal, started->failures()); };
  options.on_result = [&] { WriteTables(collect(), folder); };
  SweepRunner runner(tasks, times, options);
  started = &runner;
  runner.Run();
  const DataTable table = collect();
  WriteTables(table, folder);
  Print(table, call.format);
  std::fprintf(stderr, "table: %s\n", (folder / "table.md").c_str());
  if (const size_t failures = RehearsalFailures(table)) {
    throw Error(
        ErrorCode::kCheckFailed,
        std::to_string(failures) + " of " + std::to_string(table.rows.size()) + " variants failed",
        (folder / "table.md").string(), "the same command tries them again");
  }
}

}  // namespace supreme
