#include "sweep/rehearsal_table.h"

#include <algorithm>
#include <string_view>

#include "core/atomic_file.h"
#include "core/error.h"
#include "core/version.h"
#include "sweep/times.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr double kSecondsPerHour = 3600.0;
constexpr double kMbPerGb = 1024.0;

Cell GbCell(const std::optional<double>& mb) {
  return mb ? NumberCell(*mb / kMbPerGb, 2) : NoCell();
}

struct Outcome {
  std::string text;
  std::string log;  // below the rehearsal's folder; empty = none to look at
};

// Of the variant's training and evaluations, the first that went wrong.
Outcome OutcomeOf(const std::vector<size_t>& scorings, const SweepTasks& tasks,
                  const std::vector<SweepFailure>& failures, const fs::path& folder) {
  const SweepTraining& training = tasks.trainings[tasks.scorings[scorings.front()].training];
  const auto failed = [&](const std::string& task) {
    return std::ranges::find(failures, task, &SweepFailure::task);
  };
  if (const auto found = failed(training.label); found != failures.end()) {
    return {found->error, found->log};
  }
  if (!IsDone(folder, training)) return {"not yet trained", ""};
  if (const auto skipped = ReadRehearsedTraining(folder / training.folder).skipped_steps) {
    return {std::to_string(skipped) + " steps skipped: loss or gradient was not finite",
            training.folder + "/output.txt"};
  }
  for (const size_t index : scorings) {
    const SweepScoring& scoring = tasks.scorings[index];
    if (const auto found = failed(scoring.label); found != failures.end()) {
      return {found->error, found->log};
    }
    if (!IsDone(folder, scoring)) return {"not yet evaluated", ""};
  }
  return {kRehearsalOk, ""};
}

std::vector<Cell> FigureCells(const fs::path& folder, const SweepTraining& training) {
  if (!IsDone(folder, training)) return std::vector<Cell>(7, NoCell());
  const RehearsedTraining run = ReadRehearsedTraining(folder / training.folder);
  return {CountCell(run.parameters), NumberCell(run.records_per_sec, 1), GbCell(run.memory_mb),
          GbCell(run.gpu_memory_mb), CountCell(run.train_records),       CountCell(run.epochs),
          NumberCell(run.hours(), 1)};
}

std::string Note(const RehearsalOptions& options) {
  return std::to_string(options.steps) +
         " optimiser steps of each training at full size and at most " +
         std::to_string(options.records) +
         " records of each evaluation: what runs and how fast, not how good a model gets. Rate: of "
         "the steps after the first. Memory: the largest of the training process. Hours: of one "
         "training through all its epochs at that rate, without its evaluations and without "
         "stopping early. supreme " +
         std::string(Version()) + " (" + std::string(GitCommit()) + ").";
}

}  // namespace

double RehearsedTraining::hours() const {
  return static_cast<double>(epochs) * static_cast<double>(train_records) / records_per_sec /
         kSecondsPerHour;
}

double RehearsedRate(const std::string& metrics, const std::string& where) {
  double records_before = 0.0, first_rate = 0.0, records = 0.0, seconds = 0.0;
  for (size_t start = 0; start < metrics.size();) {
    const size_t end = std::min(metrics.find('\n', start), metrics.size());
    const Json row = ParseJson(std::string_view(metrics).substr(start, end - start), where);
    start = end + 1;
    if (!row.is_object() || !row.contains("records_per_sec")) continue;  // an evaluation
    const double rate = JsonNumber(row, "records_per_sec", where);
    const double records_now = JsonNumber(row, "records", where);
    if (!(rate > 0.0)) throw Error(ErrorCode::kCorruptData, "a rate that is not positive", where);
    if (first_rate == 0.0) {
      first_rate = rate;
    } else {
      records += records_now - records_before;
      seconds += (records_now - records_before) / rate;
    }
    records_before = records_now;
  }
  if (first_rate == 0.0) throw Error(ErrorCode::kCorruptData, "no step of training", where);
  return seconds > 0.0 ? records / seconds : first_rate;
}

RehearsedTraining ReadRehearsedTraining(const fs::path& run) {
  const fs::path file = run / "run.json";
  const std::string where = file.string();
  const Json json = ReadJsonFile(file);
  const Json& result = JsonMember(json, "result", where);
  const Json& train = JsonMember(JsonMember(json, "config", where), "train", where);
  RehearsedTraining training;
  training.parameters = JsonCount(result, "parameters", where);
  training.memory_mb = JsonNumber(result, "peak_memory_mb", where);
  if (result.contains("peak_gpu_memory_mb")) {
    training.gpu_memory_mb = JsonNumber(result, "peak_gpu_memory_mb", where);
  }
  training.train_records = JsonCount(JsonMember(json, "split", where), "train_records", where);
  training.epochs = JsonCount(train, "epochs", where);
  training.skipped_steps = JsonCount(result, "skipped_steps", where);
  const fs::path metrics = run / "metrics.jsonl";
  training.records_per_sec = RehearsedRate(ReadFile(metrics), metrics.string());
  return training;
}

DataTable RehearsalTable(const SweepPlan& plan, const SweepTasks& tasks,
                         const RehearsalOptions& options,
                         const std::vector<SweepFailure>& failures) {
  DataTable table;
  table.id = "table";
  table.title = "Rehearsal: " + plan.title;
  table.columns = {{"variant", "variant"},
                   {"parameters", "parameters", true},
                   {"records_per_sec", "records/s", true},
                   {"peak_memory_gb", "memory, GB", true},
                   {"peak_gpu_memory_gb", "GPU memory, GB", true},
                   {"train_records", "training records", true},
                   {"epochs", "epochs", true},
                   {"hours", "hours", true},
                   {"outcome", "outcome"},
                   {"log", "log"}};
  for (size_t v = 0; v < plan.variants.size(); ++v) {
    const std::vector<size_t>& scorings = tasks.scoring_of[v].front();
    const SweepTraining& training = tasks.trainings[tasks.scorings[scorings.front()].training];
    std::vector<Cell> row = {TextCell(plan.variants[v].name)};
    for (Cell& cell : FigureCells(options.folder, training)) row.push_back(std::move(cell));
    const Outcome outcome = OutcomeOf(scorings, tasks, failures, options.folder);
    row.push_back(TextCell(outcome.text));
    row.push_back(outcome.log.empty() ? NoCell() : TextCell(outcome.log));
    table.rows.push_back(std::move(row));
  }
  table.note = Note(options);
  return table;
}

size_t RehearsalFailures(const DataTable& table) {
  const auto column = std::ranges::find(table.columns, "outcome", &Column::key);
  const auto index = static_cast<size_t>(column - table.columns.begin());
  return static_cast<size_t>(std::ranges::count_if(
      table.rows, [&](const auto& row) { return row.at(index).text != kRehearsalOk; }));
}

}  // namespace supreme
