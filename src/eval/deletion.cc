#include "eval/deletion.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/interrupt.h"

namespace supreme {
namespace {

void AddArea(MaskingCurve& curve) {
  double sum = 0.0;
  for (size_t i = 1; i < curve.probabilities.size(); ++i) {
    sum += 0.5 * (curve.probabilities[i - 1] + curve.probabilities[i]);
  }
  curve.area = sum / static_cast<double>(curve.probabilities.size() - 1);
}

void AddMean(MaskingCurve& mean, const MaskingCurve& curve, double weight) {
  mean.probabilities.resize(curve.probabilities.size(), 0.0);
  for (size_t i = 0; i < curve.probabilities.size(); ++i) {
    mean.probabilities[i] += weight * curve.probabilities[i];
  }
  mean.area += weight * curve.area;
}

}  // namespace

std::vector<size_t> OrderOf(std::span<const double> importance, Rng rng) {
  std::vector<size_t> order(importance.size());
  std::iota(order.begin(), order.end(), size_t{0});
  rng.Shuffle(std::span(order));
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return importance[a] > importance[b]; });
  return order;
}

MaskingCurves MaskInOrder(InputScorer& scorer, const MaskingTask& task,
                          std::span<const size_t> order, size_t step_count) {
  ThrowIfInterrupted();
  const Occluder occluder(task.input.samples, task.grid);
  std::vector<float> masked = task.input.samples;
  std::vector<float> shown = occluder.Blank();
  std::vector<float> inputs;
  inputs.reserve(2 * (step_count + 1) * masked.size());
  size_t done = 0;
  for (size_t step = 0; step <= step_count; ++step) {
    for (const size_t end = order.size() * step / step_count; done < end; ++done) {
      occluder.Mask(order[done], masked);
      occluder.Show(order[done], shown);
    }
    inputs.insert(inputs.end(), masked.begin(), masked.end());
    inputs.insert(inputs.end(), shown.begin(), shown.end());
  }
  const std::vector<double> logits = scorer.Logits(inputs, task.input.lead_log_std);
  MaskingCurves curves;
  for (size_t i = 0; i < 2 * (step_count + 1); ++i) {
    const double logit = logits[i * scorer.question_count() + task.question];
    MaskingCurve& curve = i % 2 == 0 ? curves.deletion : curves.insertion;
    curve.probabilities.push_back(1.0 / (1.0 + std::exp(-logit)));
  }
  AddArea(curves.deletion);
  AddArea(curves.insertion);
  return curves;
}

MaskingCurves MaskAtRandom(InputScorer& scorer, const MaskingTask& task,
                           const DeletionOptions& options, Rng rng) {
  MaskingCurves mean;
  std::vector<size_t> order(task.grid.cell_count());
  std::iota(order.begin(), order.end(), size_t{0});
  const double weight = 1.0 / static_cast<double>(options.random_order_count);
  for (size_t round = 0; round < options.random_order_count; ++round) {
    rng.Shuffle(std::span(order));
    const MaskingCurves curves = MaskInOrder(scorer, task, order, options.step_count);
    AddMean(mean.deletion, curves.deletion, weight);
    AddMean(mean.insertion, curves.insertion, weight);
  }
  return mean;
}

}  // namespace supreme
