// Those who watch a training: files of metrics, TensorBoard's file, the terminal.
#pragma once

#include <cstdint>
#include <optional>

namespace supreme {

// Empty fields of a row are left out (JSON) or empty (CSV).
struct MetricsRow {
  int64_t step = 0;
  double epoch = 0.0;  // with its fraction
  int64_t records = 0;
  std::optional<double> loss;  // mean since the row before
  std::optional<double> learning_rate;
  std::optional<double> records_per_sec;
  std::optional<double> validation_loss;
  std::optional<double> validation_auc;  // macro, over queries with both labels
  int64_t skipped_steps = 0;
  std::optional<double> gradient_norm;  // of the last step, before clipping
  std::optional<double> memory_mb;      // resident memory of the process
  std::optional<double> gpu_memory_mb;  // held by PyTorch on the run's GPU
};

// Where the run stands after a step.
struct StepReport {
  int64_t step = 0;  // steps done
  double epoch = 0.0;
  double loss = 0.0;  // of the newest step that was not skipped
};

// Called by the thread that trains, in the order of the steps; what takes long here slows training.
class RunObserver {
 public:
  virtual ~RunObserver() = default;
  virtual void OnStep(const StepReport&) {}
  virtual void OnMetrics(const MetricsRow&) {}
  // A long part between steps begins, e.g. "validation"; the next step ends it.
  virtual void OnPhase(const char* /*name*/) {}
  // A checkpoint is about to be saved: what came before has to be on disk. Throws when it is not.
  virtual void OnSave() {}
  // The last step is done.
  virtual void OnEnd() {}
};

}  // namespace supreme
