// supreme sweep: variants × seeds of a training, evaluated and put into one table.
#include <cstdio>
#include <filesystem>

#include "cli/arguments.h"
#include "cli/config_file.h"
#include "cli/verbs.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "core/lock_file.h"
#include "core/numbers.h"
#include "core/progress.h"
#include "sweep/identity.h"
#include "sweep/runner.h"
#include "sweep/table_output.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

struct SweepCall {
  std::string file, out, root, seeds, devices;
  std::vector<std::string> set;
  std::string format = "table";
  int64_t jobs = 1;
  bool dry_run = false;
};

bool ParseCall(const VerbArguments& arguments, SweepCall& call) {
  Arguments flags(
      "sweep",
      "Trains and evaluates the variants of a sweep file with several seeds and writes a table of\n"
      "means and standard deviations: OUT/table.md, .csv, .json and .svg. Goes on where it "
      "stopped;\n"
      "what failed is tried again. configs/ablations has a file for each of the paper's\n"
      "Tables 1(b) to 1(h) and 11 and its Fig. 3(b).",
      {"supreme sweep configs/ablations/table1d_encoder.toml --root data/ --out sweeps/encoder "
       "--dry-run",
       "supreme sweep configs/ablations/table1h_dropout.toml --root data/ --out sweeps/dropout "
       "--set train.device=cuda",
       "supreme sweep configs/ablations/fig3b_data_proportion.toml --root data/ --out sweeps/data "
       "--devices cuda:0,cuda:1,cuda:2,cuda:3"});
  flags.Positional("file", call.file, "sweep file (TOML): docs/ablations.md says what it holds");
  flags.Option("--out", call.out, "folder of the runs and the table", true);
  flags.Option("--root", call.root,
               "folder where the file's paths of data start; default: the file's own");
  flags.Option("--seeds", call.seeds, "seeds in place of the file's, e.g. 1,2,3");
  flags.Option("--set", call.set, "one setting of supreme pretrain for all variants; repeatable");
  flags.Option("--jobs", call.jobs, "runs at a time");
  flags.Option("--devices", call.devices, "one run at a time on each, e.g. cuda:0,cuda:1");
  flags.Flag("--dry-run", call.dry_run, "list what would run, and how long it takes");
  flags.Choice("--format", call.format, {"table", "json", "csv"}, "output on stdout");
  return flags.Parse(arguments);
}

std::vector<std::string> SplitAtCommas(const std::string& list) {
  std::vector<std::string> parts;
  for (size_t start = 0; start < list.size();) {
    const size_t comma = std::min(list.find(',', start), list.size());
    parts.emplace_back(Trim(std::string_view(list).substr(start, comma - start)));
    start = comma + 1;
  }
  return parts;
}

Json SeedList(const std::string& text) {
  Json seeds = Json::array();
  for (const std::string& part : SplitAtCommas(text)) {
    const auto seed = ParseInt(part);
    if (!seed) {
      throw Error(ErrorCode::kUsage, "\"" + part + "\" is no seed", "--seeds", "--seeds 1,2,3");
    }
    seeds.push_back(*seed);
  }
  return seeds;
}

struct OpenedSweep {
  SweepPlan plan;
  std::vector<fs::path> files;  // the sweep file and what it extends
};

OpenedSweep Open(const SweepCall& call) {
  OpenedSweep sweep;
  sweep.files.emplace_back(call.file);
  Json json = ReadTomlFile(call.file);
  if (json.contains("extends")) {
    const fs::path base =
        fs::path(call.file).parent_path() / JsonString(json, "extends", call.file);
    const Json below = ReadTomlFile(base);
    if (below.contains("extends")) {
      throw Error(ErrorCode::kUsage, "a file that is extended may not extend another",
                  base.string());
    }
    sweep.files.push_back(base);
    json = ExtendSweep(below, std::move(json));
  }
  if (!call.seeds.empty()) json["seeds"] = SeedList(call.seeds);
  sweep.plan = ReadSweepPlan(json, {call.file, call.root, call.set});
  return sweep;
}

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

fs::path ThisProgram() { return fs::read_symlink("/proc/self/exe"); }

void RunAll(const SweepCall& call, const OpenedSweep& sweep, const SweepTasks& tasks) {
  const fs::path out = fs::absolute(call.out);
  const OrderedJson description = DescribeSweep(sweep.files, sweep.plan, tasks);
  MakeFolder(out);
  const LockFile lock(out / "lock");
  CheckSameSweep(out / "sweep.json", description);
  SweepTimes times(out / "times.json");
  SweepRunOptions options;
  options.program = ThisProgram();
  options.out = out;
  options.jobs = call.jobs;
  options.devices = SplitAtCommas(call.devices);
  options.say = [](const std::string& line) { std::fprintf(stderr, "%s\n", line.c_str()); };
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
  if (!ParseCall(arguments, call)) return 0;
  if (!call.devices.empty()) {
    if (call.jobs != 1) {
      throw Error(ErrorCode::kUsage, "--jobs and --devices exclude each other", "sweep");
    }
    call.jobs = static_cast<int64_t>(SplitAtCommas(call.devices).size());
  }
  if (call.jobs < 1 || call.jobs > 1024) {
    throw Error(ErrorCode::kUsage, std::to_string(call.jobs) + " is out of range", "--jobs",
                "a value from 1 to 1024");
  }
  const OpenedSweep sweep = Open(call);
  const SweepTasks tasks = ExpandPlan(sweep.plan);
  if (call.dry_run) {
    PrintDryRun(call, sweep, tasks);
  } else {
    RunAll(call, sweep, tasks);
  }
  return 0;
}

}  // namespace supreme
