#include "sweep/rehearsal.h"

#include <algorithm>
#include <string>

#include "core/atomic_file.h"
#include "core/error.h"
#include "data/split_file.h"
#include "sweep/tasks.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

void CheckAlike(const SweepPlan& first, const SweepPlan& other) {
  const std::string hint = "rehearse them one by one, each with its own --out";
  if (other.evaluations != first.evaluations || other.bootstrap != first.bootstrap) {
    throw Error(ErrorCode::kUsage, "is evaluated otherwise than \"" + first.title + "\"",
                other.title, hint);
  }
  if (other.seeds.front() != first.seeds.front()) {
    throw Error(ErrorCode::kUsage, "has another first seed than \"" + first.title + "\"",
                other.title, hint);
  }
}

}  // namespace

fs::path RehearsalSplit(const SweepPlan& sweep, size_t evaluation,
                        const RehearsalOptions& options) {
  return options.folder / "splits" /
         (std::to_string(evaluation + 1) + "-" + FolderName(sweep.evaluations[evaluation].name) +
          ".csv");
}

SweepPlan RehearsalPlan(const std::vector<SweepPlan>& sweeps, const RehearsalOptions& options) {
  SweepPlan plan = sweeps.front();
  plan.seeds.resize(1);
  plan.variants.clear();
  for (const SweepPlan& sweep : sweeps) {
    CheckAlike(sweeps.front(), sweep);
    for (SweepVariant variant : sweep.variants) {
      if (sweeps.size() > 1) variant.name = sweep.title + ": " + variant.name;
      // A line of metrics for each step: the first one's time is then known apart.
      variant.set.push_back("train.max_steps=" + std::to_string(options.steps));
      variant.set.push_back("train.log_every_steps=1");
      plan.variants.push_back(std::move(variant));
    }
  }
  if (sweeps.size() > 1) plan.title = std::to_string(sweeps.size()) + " sweeps";
  for (size_t e = 0; e < plan.evaluations.size(); ++e) {
    plan.evaluations[e].folds.clear();
    plan.evaluations[e].split_csv = RehearsalSplit(plan, e, options);
  }
  return plan;
}

std::vector<size_t> SpreadRows(const std::vector<size_t>& rows, size_t records) {
  const size_t count = std::min(records, rows.size());
  std::vector<size_t> chosen;
  for (size_t i = 0; i < count; ++i) chosen.push_back(rows[i * rows.size() / count]);
  return chosen;
}

void WriteRehearsalSplits(const SweepPlan& sweep, const RehearsalOptions& options) {
  MakeFolder(options.folder / "splits");
  for (size_t e = 0; e < sweep.evaluations.size(); ++e) {
    const SweepEvaluation& evaluation = sweep.evaluations[e];
    const Pack pack(evaluation.pack);
    const Split split = evaluation.folds.empty() ? SplitByCsv(pack, evaluation.split_csv)
                                                 : SplitByFolds(pack, "", "", evaluation.folds);
    if (split.test.empty()) {
      throw Error(ErrorCode::kInvalidInput, "no record to evaluate on", evaluation.name,
                  "folds, or a test part, that the pack has");
    }
    SplitList list;
    list.description = "for a rehearsal";
    for (const size_t row : SpreadRows(split.test, options.records)) {
      list.test.push_back(pack.rows()[row].record_id);
    }
    WriteSplitFile(RehearsalSplit(sweep, e, options), evaluation.name, list);
  }
}

}  // namespace supreme
