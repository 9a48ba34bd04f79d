// Deletion and insertion curves (Petsiuk et al. 2018, arXiv 1806.07421): the answer's probability
// while the most important cells of an ECG are masked first, and while they are shown first on an
// ECG that is masked whole. A faithful order makes the first fall and the second rise sooner than
// a random order.
#pragma once

#include <span>
#include <vector>

#include "core/rng.h"
#include "eval/explain.h"

namespace supreme {

struct DeletionOptions {
  size_t step_count = 20;         // equal shares of the cells from none to all
  size_t random_order_count = 3;  // their mean is what the order is compared with
};

// Probabilities at step 0, 1, … step_count, and the mean over them (trapezoids).
struct MaskingCurve {
  std::vector<double> probabilities;
  double area = 0.0;
};

struct MaskingCurves {
  MaskingCurve deletion;
  MaskingCurve insertion;
};

// Cells by falling importance, equal ones in random order.
std::vector<size_t> OrderOf(std::span<const double> importance, Rng rng);

// Of one question and one order of the grid's cells. kCancelled on interrupt.
struct MaskingTask {
  const NetworkInput& input;
  CellGrid grid;
  size_t question = 0;
};
MaskingCurves MaskInOrder(InputScorer& scorer, const MaskingTask& task,
                          std::span<const size_t> order, size_t step_count);

// The mean of the curves of random orders.
MaskingCurves MaskAtRandom(InputScorer& scorer, const MaskingTask& task,
                           const DeletionOptions& options, Rng rng);

}  // namespace supreme
