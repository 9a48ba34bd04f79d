#include "cli/sweep_call.h"

#include <algorithm>
#include <cstdio>

#include "cli/arguments.h"
#include "cli/config_file.h"
#include "core/error.h"
#include "core/numbers.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

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

void CheckCall(const SweepCall& call) {
  if (call.rehearse && call.dry_run) {
    throw Error(ErrorCode::kUsage, "--rehearse and --dry-run exclude each other", "sweep");
  }
  if (!call.rehearse && call.files.size() > 1) {
    throw Error(ErrorCode::kUsage, "one sweep file at a time has a table of results", call.files[1],
                "--rehearse takes several");
  }
  if (!call.rehearse && call.steps != RehearsalOptions{}.steps) {
    throw Error(ErrorCode::kUsage, "--steps belongs to --rehearse", "sweep",
                "--set train.max_steps=N for runs that end early");
  }
  constexpr int64_t kMaxSteps = 1'000'000;
  if (call.steps < 1 || call.steps > kMaxSteps) {
    throw Error(ErrorCode::kUsage, std::to_string(call.steps) + " is out of range", "--steps",
                "a value from 1 to 1000000");
  }
  if (!call.devices.empty() && call.jobs != 1) {
    throw Error(ErrorCode::kUsage, "--jobs and --devices exclude each other", "sweep");
  }
  if (call.jobs < 1 || call.jobs > 1024) {
    throw Error(ErrorCode::kUsage, std::to_string(call.jobs) + " is out of range", "--jobs",
                "a value from 1 to 1024");
  }
}

}  // namespace

bool ParseSweepCall(const VerbArguments& arguments, SweepCall& call) {
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
       "supreme sweep configs/ablations/table*.toml --root data/ --out sweeps --rehearse",
       "supreme sweep configs/ablations/fig3b_data_proportion.toml --root data/ --out sweeps/data "
       "--devices cuda:0,cuda:1,cuda:2,cuda:3"});
  std::string devices;
  flags.Positional(
      "file", call.files,
      "sweep file (TOML): docs/ablations.md says what it holds; --rehearse takes several");
  flags.Option("--out", call.out, "folder of the runs and the table", true);
  flags.Option("--root", call.root,
               "folder where the file's paths of data start; default: the file's own");
  flags.Option("--seeds", call.seeds, "seeds in place of the file's, e.g. 1,2,3");
  flags.Option("--set", call.set, "one setting of supreme pretrain for all variants; repeatable");
  flags.Option("--jobs", call.jobs, "runs at a time");
  flags.Option("--devices", devices, "one run at a time on each, e.g. cuda:0,cuda:1");
  flags.Flag("--dry-run", call.dry_run, "list what would run, and how long it takes");
  flags.Flag("--rehearse", call.rehearse,
             "run each training once at full size for a few steps and each evaluation on a few "
             "records, in OUT/rehearsal: does it run, how fast, in how much memory");
  flags.Option("--steps", call.steps, "optimiser steps of a rehearsed training");
  flags.Choice("--format", call.format, {"table", "json", "csv"}, "output on stdout");
  if (!flags.Parse(arguments)) return false;
  call.devices = SplitAtCommas(devices);
  CheckCall(call);
  if (!call.devices.empty()) call.jobs = static_cast<int64_t>(call.devices.size());
  return true;
}

OpenedSweep OpenSweep(const SweepCall& call, const std::string& file) {
  OpenedSweep sweep;
  sweep.files.emplace_back(file);
  Json json = ReadTomlFile(file);
  if (json.contains("extends")) {
    const fs::path base = fs::path(file).parent_path() / JsonString(json, "extends", file);
    const Json below = ReadTomlFile(base);
    if (below.contains("extends")) {
      throw Error(ErrorCode::kUsage, "a file that is extended may not extend another",
                  base.string());
    }
    sweep.files.push_back(base);
    json = ExtendSweep(below, std::move(json));
  }
  if (!call.seeds.empty()) json["seeds"] = SeedList(call.seeds);
  sweep.plan = ReadSweepPlan(json, {file, call.root, call.set});
  return sweep;
}

SweepRunOptions SweepOptions(const SweepCall& call, const fs::path& out) {
  SweepRunOptions options;
  options.program = fs::read_symlink("/proc/self/exe");
  options.out = out;
  options.jobs = call.jobs;
  options.devices = call.devices;
  options.say = [](const std::string& line) { std::fprintf(stderr, "%s\n", line.c_str()); };
  return options;
}

}  // namespace supreme
