// supreme sweep: variants × seeds of a training, evaluated and put into one table.
#include <cstdio>
#include <filesystem>

#include "cli/sweep_call.h"
#include "cli/verbs.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "core/lock_file.h"
#include "core/progress.h"
#include "sweep/identity.h"
#include "sweep/runner.h"
#include "sweep/table_output.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

void PrintDryRun(const SweepCall& call, const OpenedSweep& sweep, const SweepTasks& tasks) {
  const fs::path out(call.out);
  const auto line = [&](bool done, const std::string& label) {
    std::printf("%-6s %s\n", done ? "done" : "to do", label.c_str());
  };
  for (size_t t = 0; t < tasks.trainings.size(); ++t) {
    line(IsDone(out, tasks.trainings[t]), tasks.trainings[t].label + ": training");
    for (const SweepScoring& scoring : tasks.scorings) {
      if (scoring.training == t) line(IsDone(out, scoring), scoring.label);
    }
  }
  for (const fs::path& file : sweep.plan.Inputs()) {
    if (!fs::exists(file)) std::printf("missing input: %s\n", file.c_str());
  }
  const auto rest = EstimateRest(tasks, out, SweepTimes(out / "times.json"));
  std::printf("%zu trainings, %zu evaluations; time left: %s\n", tasks.trainings.size(),
              tasks.scorings.size(),
              rest ? FormatDuration(*rest / static_cast<double>(call.jobs)).c_str()
                   : "unknown until a training and an evaluation are done");
}

void PrintTable(const SweepCall& call, const SweepTable& table) {
  const std::string text = call.format == "json"  ? DumpJson(SweepJson(table)) + "\n"
                           : call.format == "csv" ? SweepCsv(table)
                                                  : SweepMarkdown(table);
  std::fputs(text.c_str(), stdout);
}

void RunAll(const SweepCall& call, const OpenedSweep& sweep, const SweepTasks& tasks) {
  const fs::path out = fs::absolute(call.out);
  const OrderedJson description = DescribeSweep(sweep.files, sweep.plan, tasks);
  MakeFolder(out);
  const LockFile lock(out / "lock");
  CheckSameSweep(out / "sweep.json", description);
  SweepTimes times(out / "times.json");
  SweepRunOptions options = SweepOptions(call, out);
  const SweepRunner* started = nullptr;
  const auto collect = [&] { return CollectSweep(sweep.plan, tasks, out, started->failures()); };
  options.on_result = [&] { WriteSweepTable(collect(), out); };
  SweepRunner runner(tasks, times, options);
  started = &runner;
  runner.Run();
  const SweepTable table = collect();
  WriteSweepTable(table, out);
  PrintTable(call, table);
  std::fprintf(stderr, "table: %s\n", (out / "table.md").c_str());
  if (!table.failures.empty()) {
    std::fflush(stdout);
    throw Error(ErrorCode::kCheckFailed, std::to_string(table.failures.size()) + " runs failed",
                (out / "table.md").string(), "the same command tries them again");
  }
}

}  // namespace

int RunSweep(const VerbArguments& arguments) {
  SweepCall call;
  if (!ParseSweepCall(arguments, call)) return 0;
  if (call.rehearse) {
    RunRehearsal(call);
    return 0;
  }
  const OpenedSweep sweep = OpenSweep(call, call.files.front());
  const SweepTasks tasks = ExpandPlan(sweep.plan);
  if (call.dry_run) {
    PrintDryRun(call, sweep, tasks);
  } else {
    RunAll(call, sweep, tasks);
  }
  return 0;
}

}  // namespace supreme
