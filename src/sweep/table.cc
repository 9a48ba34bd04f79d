#include "sweep/table.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

using Values = std::vector<std::pair<int64_t, double>>;

class Collector {
 public:
  Collector(const SweepPlan& plan, const SweepTasks& tasks, const fs::path& out)
      : plan_(plan), tasks_(tasks), out_(out) {}

  SweepRow Row(size_t variant, SweepTable& table) const {
    const size_t evaluations = plan_.evaluations.size();
    std::vector<Values> values(evaluations);
    Values means;
    for (size_t s = 0; s < plan_.seeds.size(); ++s) {
      double sum = 0.0;
      size_t found = 0;
      for (size_t e = 0; e < evaluations; ++e) {
        const SweepScoring& scoring = tasks_.scorings[tasks_.scoring_of[variant][s][e]];
        const auto auc = Auc(scoring, table);
        if (!auc) continue;
        values[e].emplace_back(plan_.seeds[s], *auc);
        sum += *auc;
        ++found;
      }
      table.missing += evaluations - found;
      if (found == evaluations) {
        means.emplace_back(plan_.seeds[s], sum / static_cast<double>(evaluations));
      }
    }
    SweepRow row;
    row.name = plan_.variants[variant].name;
    for (Values& cell : values) row.cells.push_back(SpreadOf(std::move(cell)));
    row.mean = SpreadOf(std::move(means));
    row.paper_auc = plan_.variants[variant].paper_auc;
    row.paper_sd = plan_.variants[variant].paper_sd;
    return row;
  }

 private:
  std::optional<double> Auc(const SweepScoring& scoring, SweepTable& table) const {
    const fs::path file = out_ / scoring.result;
    if (!fs::exists(file)) return std::nullopt;
    const Json json = ReadJsonFile(file);
    const Json& macro = JsonMember(json, "macro", file.string());
    if (!JsonMember(macro, "auc", file.string()).is_null()) {
      return JsonNumber(macro, "auc", file.string());
    }
    const SweepFailure failure{scoring.label, "no class has enough positive and negative records",
                               fs::path(scoring.result).replace_extension(".txt").string()};
    // Variants may share the result.
    if (std::ranges::find(table.failures, failure.task, &SweepFailure::task) ==
        table.failures.end()) {
      table.failures.push_back(failure);
    }
    return std::nullopt;
  }

  const SweepPlan& plan_;
  const SweepTasks& tasks_;
  const fs::path& out_;
};

}  // namespace

SweepSpread SpreadOf(Values values) {
  SweepSpread spread;
  const auto n = static_cast<double>(values.size());
  double sum = 0.0;
  for (const auto& [seed, value] : values) sum += value;
  if (!values.empty()) spread.mean = sum / n;
  if (values.size() > 1) {
    double squares = 0.0;
    for (const auto& [seed, value] : values) squares += std::pow(value - *spread.mean, 2);
    spread.deviation = std::sqrt(squares / (n - 1.0));
  }
  spread.values = std::move(values);
  return spread;
}

SweepTable CollectSweep(const SweepPlan& plan, const SweepTasks& tasks, const fs::path& out,
                        const std::vector<SweepFailure>& failures) {
  SweepTable table;
  table.title = plan.title;
  table.source = plan.source;
  table.seeds = plan.seeds;
  table.failures = failures;
  for (const SweepEvaluation& evaluation : plan.evaluations) {
    table.columns.push_back(evaluation.name);
  }
  const Collector collector(plan, tasks, out);
  for (size_t v = 0; v < plan.variants.size(); ++v) table.rows.push_back(collector.Row(v, table));
  return table;
}

}  // namespace supreme
