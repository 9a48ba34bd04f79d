// All that watches one part of a run, from its start or resume to its end.
#pragma once

#include <c10/core/Device.h>

#include <filesystem>
#include <memory>
#include <vector>

#include "train/live_view.h"
#include "train/run_log.h"
#include "train/run_observer.h"

namespace supreme {

struct RunViewOptions {
  LiveOptions live;
  const char* verb = "pretrain";
  int64_t batch_size = 1;  // for the plain progress, which counts records
  bool plain = false;      // no live view, whatever the terminal can do
  at::Device device = at::kCPU;
};

// metrics.jsonl, metrics.csv, TensorBoard's file, and on stderr the live view or plain progress.
// Rows get the memory in use added. Not thread-safe.
class RunViews : public RunObserver {
 public:
  // Takes rows after the first step out of the files. `log`, whose lines go between the view's,
  // must outlive this. Errors: those of MetricsLog and EventWriter.
  RunViews(const std::filesystem::path& run, RunLog& log, const RunViewOptions& options);
  ~RunViews() override;
  RunViews(const RunViews&) = delete;
  RunViews& operator=(const RunViews&) = delete;

  void OnStep(const StepReport& step) override;
  void OnMetrics(const MetricsRow& row) override;
  void OnPhase(const char* name) override;
  void OnSave() override;
  void OnEnd() override;

 private:
  RunViewOptions options_;
  RunLog& log_;
  std::vector<std::unique_ptr<RunObserver>> observers_;
};

}  // namespace supreme
