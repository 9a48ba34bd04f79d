// Can the explanations of a model be trusted? Three questions to each method, on simulated ECGs
// whose true place is known:
//   does it point at the place, better than chance (eval/pointing_game.h);
//   does the answer hang on what it calls important (eval/deletion.h);
//   does it change when the model forgets what it learnt (eval/shuffled_weights.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "eval/deletion.h"
#include "eval/explained_cases.h"
#include "eval/pointing_game.h"
#include "stats/bootstrap.h"

namespace supreme {

struct CheckOptions {
  std::vector<std::string> methods = ExplanationMethods();
  CaseOptions cases;
  double cell_s = 0.2;
  DeletionOptions deletion;
  uint64_t permutation_count = 2000;
  // Per finding, of the records that are explained once more with shuffled weights.
  uint64_t shuffled_records = 3;
  int threads = 0;
  std::filesystem::path scratch;  // folder for the shuffled weights while they are used
};

struct FamilyResult {
  PlaceFamily family = PlaceFamily::kEvents;
  PointingGame game;
  // The larger of p_area and p_swap: both kinds of chance must be ruled out.
  double p = 1.0;
  double p_corrected = 1.0;  // Holm's, over all methods and families
  bool is_better = false;    // p_corrected < 0.05
};

struct FindingResult {
  size_t finding = 0;  // of PlacedFindings()
  uint64_t record_count = 0;
  double mean_probability = 0.0;
  double hit_rate = 0.0;
  double area = 0.0;
};

// A mean curve beside that of random orders.
struct CurveResult {
  std::vector<double> probabilities;  // at step 0, 1, …
  std::vector<double> random_probabilities;
  double area = 0.0;
  double random_area = 0.0;
  std::optional<MeanDifference> difference;  // area − random area, records resampled
  double p = 1.0;  // Wilcoxon, one-sided: deletion less, insertion greater than random
};

struct ShuffleResult {
  uint64_t record_count = 0;
  // Spearman's, mean over the records: 1 = the map does not depend on what was learnt.
  std::optional<double> rank_correlation;
  double hit_rate = 0.0;           // of the trained model, on these records
  double shuffled_hit_rate = 0.0;  // of the model with shuffled weights
};

struct MethodResult {
  std::string method;
  bool is_band = false;
  std::vector<FamilyResult> families;
  std::vector<FindingResult> findings;
  CurveResult deletion;
  CurveResult insertion;
  ShuffleResult shuffled;
  std::vector<ImportanceMap> examples;  // one per example of the cases
};

struct LeftOutMethod {
  std::string method;
  std::string reason;
};

struct ExplanationCheck {
  std::string bundle_name;
  std::string bundle_id;
  CheckOptions options;
  PlacedCases cases;
  std::vector<MethodResult> methods;
  std::vector<LeftOutMethod> left_out;
};

// The names of PlacedFindings(): what `questions` below asks.
std::vector<std::string> PlacedQuestions();

// A method that the bundle or the installation cannot give is left out with its reason; kUsage
// when none is left. Progress goes to stderr. kCancelled on interrupt.
struct CheckInputs {
  const Bundle& bundle;
  std::string bundle_id;
  const QueryBatch& questions;
  GradientSource gradients;  // may throw kUnavailable
};
ExplanationCheck CheckExplanations(const CheckInputs& inputs, const CheckOptions& options);

}  // namespace supreme
