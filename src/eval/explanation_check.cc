#include "eval/explanation_check.h"

#include <algorithm>
#include <map>

#include "core/error.h"
#include "core/progress.h"
#include "eval/shuffled_weights.h"
#include "stats/multiple_testing.h"
#include "stats/rank_correlation.h"
#include "stats/wilcoxon.h"

namespace supreme {
namespace {

constexpr double kSignificance = 0.05;

// What is the same for all methods.
struct Check {
  const CheckInputs& inputs;
  const CheckOptions& options;
  PlacedCases& cases;
  Rng rng;
};

struct Explained {
  std::vector<ImportanceMap> maps;
  std::vector<std::vector<double>> cells;  // on the grid
};

std::unique_ptr<InputScorer> MakeScorer(const CheckInputs& inputs, const CheckOptions& options,
                                        const std::filesystem::path& weights) {
  InputScorerOptions scorer;
  scorer.threads = options.threads;
  scorer.attention = inputs.bundle.model.fusion != "linear";
  scorer.weights = weights;
  return std::make_unique<InputScorer>(inputs.bundle, inputs.questions, scorer);
}

Explained Explain(const std::string& method, const ExplainTools& tools, const CellGrid& grid,
                  std::span<const PlacedCase> cases, const std::string& label) {
  Explained explained;
  Progress progress(label, cases.size(), "records");
  explained.maps =
      ExplainCases(method, tools, grid, cases, [&](uint64_t done) { progress.Update(done); });
  for (const ImportanceMap& map : explained.maps) explained.cells.push_back(OnGrid(map, grid));
  progress.Finish();
  return explained;
}

PointingGame Play(const Check& check, const Explained& explained, PlaceFamily family,
                  const std::string& method) {
  std::vector<PlacedMap> maps;
  for (size_t i = 0; i < check.cases.cases.size(); ++i) {
    const PlacedCase& one = check.cases.cases[i];
    if (PlacedFindings()[one.finding].family != family) continue;
    maps.push_back({explained.cells[i], one.place});
  }
  const bool is_band = !explained.maps.empty() && explained.maps.front().is_band();
  return PlayPointingGame(
      maps, {check.cases.grid.columns, is_band, check.options.permutation_count},
      check.rng.Fork("pointing " + method + std::string(PlaceFamilyName(family))));
}

std::vector<FindingResult> ByFinding(const Check& check, const Explained& explained) {
  std::map<size_t, FindingResult> results;
  for (size_t i = 0; i < check.cases.cases.size(); ++i) {
    const PlacedCase& one = check.cases.cases[i];
    FindingResult& result = results[one.finding];
    result.finding = one.finding;
    ++result.record_count;
    result.mean_probability += one.probability;
    result.hit_rate += HitShare(explained.cells[i], one.place);
    result.area += static_cast<double>(std::count(one.place.begin(), one.place.end(), 1)) /
                   static_cast<double>(one.place.size());
  }
  std::vector<FindingResult> list;
  for (auto& [finding, result] : results) {
    const auto count = static_cast<double>(result.record_count);
    result.mean_probability /= count;
    result.hit_rate /= count;
    result.area /= count;
    list.push_back(result);
  }
  return list;
}

void AddCurve(std::vector<double>& sum, const std::vector<double>& curve, double weight) {
  sum.resize(curve.size(), 0.0);
  for (size_t i = 0; i < curve.size(); ++i) sum[i] += weight * curve[i];
}

// Mean curves and the test of the areas, record by record.
CurveResult Summarise(std::span<const MaskingCurve> own, std::span<const MaskingCurve> random,
                      Alternative alternative, Rng rng) {
  CurveResult result;
  std::vector<double> areas, random_areas;
  const double weight = 1.0 / static_cast<double>(own.size());
  for (size_t i = 0; i < own.size(); ++i) {
    AddCurve(result.probabilities, own[i].probabilities, weight);
    AddCurve(result.random_probabilities, random[i].probabilities, weight);
    areas.push_back(own[i].area);
    random_areas.push_back(random[i].area);
    result.area += weight * own[i].area;
    result.random_area += weight * random[i].area;
  }
  result.difference = BootstrapMeanDifference(areas, random_areas, {}, rng);
  const auto test = WilcoxonTest(areas, random_areas, alternative);
  if (test) result.p = test->p;
  return result;
}

using CurvesOfCases = std::vector<MaskingCurves>;

CurvesOfCases RandomCurves(const Check& check, InputScorer& scorer) {
  CurvesOfCases curves;
  Progress progress("random masking", check.cases.cases.size(), "records");
  for (const PlacedCase& one : check.cases.cases) {
    const MaskingTask task{one.input, check.cases.grid, one.finding};
    curves.push_back(MaskAtRandom(scorer, task, check.options.deletion,
                                  check.rng.Fork("random masks").Fork(curves.size())));
    progress.Update(curves.size());
  }
  progress.Finish();
  return curves;
}

CurvesOfCases OwnCurves(const Check& check, InputScorer& scorer, const Explained& explained,
                        const std::string& method) {
  CurvesOfCases curves;
  Progress progress(method + " masking", check.cases.cases.size(), "records");
  for (const PlacedCase& one : check.cases.cases) {
    const MaskingTask task{one.input, check.cases.grid, one.finding};
    const auto order = OrderOf(explained.cells[curves.size()],
                               check.rng.Fork("ties " + method).Fork(curves.size()));
    curves.push_back(MaskInOrder(scorer, task, order, check.options.deletion.step_count));
    progress.Update(curves.size());
  }
  progress.Finish();
  return curves;
}

void AddCurves(const Check& check, const CurvesOfCases& own, const CurvesOfCases& random,
               MethodResult& result) {
  const auto part = [](const CurvesOfCases& curves, MaskingCurve MaskingCurves::*member) {
    std::vector<MaskingCurve> list;
    for (const MaskingCurves& one : curves) list.push_back(one.*member);
    return list;
  };
  const auto summarise = [&](MaskingCurve MaskingCurves::*member, Alternative alternative) {
    return Summarise(part(own, member), part(random, member), alternative,
                     check.rng.Fork("bootstrap"));
  };
  result.deletion = summarise(&MaskingCurves::deletion, Alternative::kLess);
  result.insertion = summarise(&MaskingCurves::insertion, Alternative::kGreater);
}

// The first records of each finding.
std::vector<size_t> FirstCases(const PlacedCases& cases, uint64_t per_finding) {
  std::map<size_t, uint64_t> taken;
  std::vector<size_t> rows;
  for (size_t i = 0; i < cases.cases.size(); ++i) {
    if (taken[cases.cases[i].finding]++ < per_finding) rows.push_back(i);
  }
  return rows;
}

ShuffleResult CompareWithShuffled(const Check& check, const std::string& method,
                                  const Explained& explained, const ExplainTools& shuffled) {
  const std::vector<size_t> rows = FirstCases(check.cases, check.options.shuffled_records);
  std::vector<PlacedCase> cases;
  for (const size_t row : rows) cases.push_back(check.cases.cases[row]);
  const Explained other = Explain(method, shuffled, check.cases.grid, cases, method + " shuffled");
  ShuffleResult result;
  result.record_count = rows.size();
  double sum = 0.0;
  uint64_t defined = 0;
  for (size_t i = 0; i < rows.size(); ++i) {
    const double share = 1.0 / static_cast<double>(rows.size());
    result.hit_rate += share * HitShare(explained.cells[rows[i]], cases[i].place);
    result.shuffled_hit_rate += share * HitShare(other.cells[i], cases[i].place);
    const auto correlation = RankCorrelation(explained.maps[rows[i]].values, other.maps[i].values);
    if (!correlation) continue;
    sum += *correlation;
    ++defined;
  }
  if (defined > 0) result.rank_correlation = sum / static_cast<double>(defined);
  return result;
}

// Why this bundle has no such explanation; empty when it has.
std::string WhyNot(const std::string& method, const ModelConfig& config) {
  if (method != "attention") return "";
  if (config.fusion == "linear") return "the bundle has a linear head, without cross-attention";
  if (config.encoder_output == "pooled") return "the encoder's output is pooled into one token";
  return "";
}

void Correct(std::vector<MethodResult>& methods) {
  std::vector<double> p_values;
  for (const auto& method : methods) {
    for (const auto& family : method.families) p_values.push_back(family.p);
  }
  const std::vector<double> corrected = CorrectPValues(p_values, Correction::kHolm);
  size_t next = 0;
  for (auto& method : methods) {
    for (auto& family : method.families) {
      family.p_corrected = corrected[next++];
      family.is_better = family.p_corrected < kSignificance;
    }
  }
}

MethodResult CheckMethod(const Check& check, const std::string& method, const ExplainTools& own,
                         const ExplainTools& shuffled, const CurvesOfCases& random) {
  MethodResult result;
  result.method = method;
  const Explained explained = Explain(method, own, check.cases.grid, check.cases.cases, method);
  result.is_band = explained.maps.front().is_band();
  for (const PlaceFamily family : {PlaceFamily::kEvents, PlaceFamily::kTerritories}) {
    FamilyResult entry;
    entry.family = family;
    entry.game = Play(check, explained, family, method);
    entry.p = std::max(entry.game.p_area, entry.game.p_swap);
    result.families.push_back(entry);
  }
  result.findings = ByFinding(check, explained);
  AddCurves(check, OwnCurves(check, own.scorer, explained, method), random, result);
  result.shuffled = CompareWithShuffled(check, method, explained, shuffled);
  for (const CaseWindow& example : check.cases.examples) {
    result.examples.push_back(explained.maps[example.index]);
  }
  return result;
}

PlacedCases MakeCases(const CheckInputs& inputs, const CheckOptions& options, InputScorer& scorer) {
  const uint64_t wanted = options.cases.records_per_finding * PlacedFindings().size();
  Progress progress("simulate", wanted, "records");
  PlacedCases cases = SimulateCases(scorer, GridOf(inputs.bundle.model, options.cell_s),
                                    options.cases, [&](uint64_t done) { progress.Update(done); });
  progress.Finish();
  return cases;
}

}  // namespace

std::vector<std::string> PlacedQuestions() {
  std::vector<std::string> names;
  for (const PlacedFinding& placed : PlacedFindings()) {
    names.emplace_back(Info(placed.finding).name);
  }
  return names;
}

ExplanationCheck CheckExplanations(const CheckInputs& inputs, const CheckOptions& options) {
  ExplanationCheck result;
  result.bundle_name =
      std::filesystem::absolute(inputs.bundle.folder).lexically_normal().filename().string();
  result.bundle_id = inputs.bundle_id;
  result.options = options;
  const auto scorer = MakeScorer(inputs, options, {});
  result.cases = MakeCases(inputs, options, *scorer);
  const Check check{inputs, options, result.cases, Rng(options.cases.seed).Fork("check")};
  const auto weights = options.scratch / "shuffled.safetensors";
  WriteShuffledWeights(inputs.bundle.folder / "model.safetensors", weights,
                       check.rng.Fork("shuffled weights"));
  const auto forgetful = MakeScorer(inputs, options, weights);
  const ExplainTools own{*scorer, inputs.bundle.model, {}, inputs.gradients};
  const ExplainTools shuffled{*forgetful, inputs.bundle.model, weights, inputs.gradients};
  const CurvesOfCases random = RandomCurves(check, *scorer);
  for (const std::string& method : options.methods) {
    std::string reason = WhyNot(method, inputs.bundle.model);
    if (reason.empty()) {
      try {
        result.methods.push_back(CheckMethod(check, method, own, shuffled, random));
      } catch (const Error& error) {
        if (error.code() != ErrorCode::kUnavailable) throw;
        reason = error.what();
      }
    }
    if (!reason.empty()) result.left_out.push_back({method, reason});
  }
  if (result.methods.empty()) {
    throw Error(ErrorCode::kUsage, "no method is left: " + result.left_out.front().reason,
                "--method", "occlusion works for every bundle");
  }
  Correct(result.methods);
  return result;
}

}  // namespace supreme
