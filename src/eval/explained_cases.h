// Simulated ECGs whose true place is known, and their explanations.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "eval/explain.h"
#include "eval/true_places.h"
#include "signal/window.h"

namespace supreme {

struct CaseOptions {
  uint64_t records_per_finding = 10;
  uint64_t seed = 1;
  double severity = 0.7;  // of the finding: 0 just over the limit, 1 marked
};

struct PlacedCase {
  size_t finding = 0;  // of PlacedFindings(), and of the questions
  NetworkInput input;
  std::vector<uint8_t> place;  // on the grid
  double probability = 0.0;    // of the finding
};

// The window of a case, for pictures.
struct CaseWindow {
  size_t index = 0;  // of the case
  EcgWindow window;
};

struct PlacedCases {
  CellGrid grid;
  std::vector<PlacedCase> cases;     // finding by finding
  std::vector<CaseWindow> examples;  // per finding the case with the highest probability
};

// `scorer` is asked the name of each of PlacedFindings(), in their order. Records without the place
// in view are drawn anew. `progress` gets the number of cases made. kCancelled on interrupt.
PlacedCases SimulateCases(InputScorer& scorer, const CellGrid& grid, const CaseOptions& options,
                          const std::function<void(uint64_t)>& progress);

// Gradients [12, T] of one question's logit per input, in the order given.
struct GradientTask {
  std::vector<const NetworkInput*> inputs;
  std::vector<size_t> questions;  // one per input
  std::filesystem::path weights;  // in place of the bundle's; empty = the bundle's
};
using GradientSource = std::function<std::vector<std::vector<float>>(const GradientTask&)>;

struct ExplainTools {
  InputScorer& scorer;
  const ModelConfig& config;
  std::filesystem::path weights;  // those of `scorer`; empty = the bundle's
  GradientSource gradients;       // needed by "gradient" only
};

// One map per case, of its own finding; `method` is one of ExplanationMethods().
std::vector<ImportanceMap> ExplainCases(const std::string& method, const ExplainTools& tools,
                                        const CellGrid& grid, std::span<const PlacedCase> cases,
                                        const std::function<void(uint64_t)>& progress);

}  // namespace supreme
