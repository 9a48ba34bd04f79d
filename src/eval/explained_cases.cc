#include "eval/explained_cases.h"

#include <cmath>

#include "core/error.h"
#include "core/interrupt.h"
#include "synth/simulator.h"

namespace supreme {
namespace {

constexpr uint64_t kMaxDrawsPerCase = 50;

SimulatorOptions OptionsOf(const PlacedFinding& finding, double severity) {
  SimulatorOptions options;
  options.diagnosis = MakeDiagnosis({finding.finding}, severity);
  options.recorder.fault_share = 0.0;  // a flat lead would hide the place
  return options;
}

void AddCase(InputScorer& scorer, const EcgWindow& window, PlacedCase made, PlacedCases& cases) {
  made.input = scorer.Prepare(window);
  const double logit = scorer.Logits(made.input.samples, made.input.lead_log_std)[made.finding];
  made.probability = 1.0 / (1.0 + std::exp(-logit));
  const bool is_first = cases.cases.empty() || cases.cases.back().finding != made.finding;
  if (is_first) {
    cases.examples.push_back({cases.cases.size(), window});
  } else if (made.probability > cases.cases[cases.examples.back().index].probability) {
    cases.examples.back() = {cases.cases.size(), window};
  }
  cases.cases.push_back(std::move(made));
}

}  // namespace

PlacedCases SimulateCases(InputScorer& scorer, const CellGrid& grid, const CaseOptions& options,
                          const std::function<void(uint64_t)>& progress) {
  PlacedCases cases;
  cases.grid = grid;
  const Rng root = Rng(options.seed).Fork("explanations");
  const auto findings = PlacedFindings();
  for (size_t f = 0; f < findings.size(); ++f) {
    const SimulatorOptions simulator = OptionsOf(findings[f], options.severity);
    const Rng rng = root.Fork(Info(findings[f].finding).code);
    uint64_t made = 0;
    const uint64_t most_draws = kMaxDrawsPerCase * options.records_per_finding;
    for (uint64_t draw = 0; made < options.records_per_finding && draw < most_draws; ++draw) {
      ThrowIfInterrupted();
      const SimulatedRecord simulated = Simulate(rng.Fork(draw), simulator);
      std::vector<uint8_t> place = TruePlace(findings[f], simulated.truth, grid);
      if (place.empty()) continue;
      AddCase(scorer, ToWindow(simulated.record), {f, {}, std::move(place), 0.0}, cases);
      ++made;
      progress(cases.cases.size());
    }
  }
  return cases;
}

std::vector<ImportanceMap> ExplainCases(const std::string& method, const ExplainTools& tools,
                                        const CellGrid& grid, std::span<const PlacedCase> cases,
                                        const std::function<void(uint64_t)>& progress) {
  std::vector<ImportanceMap> maps;
  std::vector<std::vector<float>> gradients;
  if (method == "gradient") {
    GradientTask task;
    task.weights = tools.weights;
    for (const PlacedCase& one : cases) {
      task.inputs.push_back(&one.input);
      task.questions.push_back(one.finding);
    }
    gradients = tools.gradients(task);
    SUPREME_CHECK(gradients.size() == cases.size());
  }
  for (const PlacedCase& one : cases) {
    ThrowIfInterrupted();
    if (method == "attention") {
      maps.push_back(
          ExplainByAttention(tools.scorer.Attention(one.input), tools.config, one.finding).mean);
    } else if (method == "gradient") {
      maps.push_back(ExplainByGradient(gradients[maps.size()], one.input, grid));
    } else {
      maps.push_back(std::move(ExplainByOcclusion(tools.scorer, one.input, grid).at(one.finding)));
    }
    progress(maps.size());
  }
  return maps;
}

}  // namespace supreme
