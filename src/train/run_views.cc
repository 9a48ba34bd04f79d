#include "train/run_views.h"

#include <string>

#include "core/interrupt.h"
#include "core/numbers.h"
#include "core/progress.h"
#include "train/event_writer.h"
#include "train/memory_use.h"
#include "train/metrics.h"

namespace supreme {
namespace {

// One line of progress: where stderr is no terminal, or a plain one was asked for.
class PlainProgress : public RunObserver {
 public:
  explicit PlainProgress(const RunViewOptions& options)
      : first_(options.live.first_step),
        batch_size_(options.batch_size),
        progress_(options.verb,
                  static_cast<uint64_t>((options.live.total_steps - first_) * batch_size_),
                  "records") {}

  void OnStep(const StepReport& step) override {
    progress_.Update(static_cast<uint64_t>((step.step - first_) * batch_size_),
                     "epoch " + FormatFixed(step.epoch, 1) + ", loss " + FormatFixed(step.loss, 3));
  }
  void OnEnd() override { progress_.Finish(); }

 private:
  int64_t first_, batch_size_;
  Progress progress_;
};

}  // namespace

RunViews::RunViews(const std::filesystem::path& run, RunLog& log, const RunViewOptions& options)
    : options_(options), log_(log) {
  const int64_t first = options.live.first_step;
  observers_.push_back(std::make_unique<MetricsLog>(run, first));
  observers_.push_back(std::make_unique<EventWriter>(run, first));
  if (options.plain || !LiveView::Possible()) {
    observers_.push_back(std::make_unique<PlainProgress>(options));
    return;
  }
  SilenceInterruptNote();
  auto view = std::make_unique<LiveView>(options.live);
  log_.BeforeLines([shown = view.get()] { shown->Clear(); });
  observers_.push_back(std::move(view));
}

RunViews::~RunViews() { log_.BeforeLines({}); }

void RunViews::OnStep(const StepReport& step) {
  for (const auto& observer : observers_) observer->OnStep(step);
}

void RunViews::OnMetrics(const MetricsRow& row) {
  MetricsRow whole = row;
  whole.memory_mb = ResidentMemoryMb();
  whole.gpu_memory_mb = DeviceMemoryMb(options_.device);
  for (const auto& observer : observers_) observer->OnMetrics(whole);
}

void RunViews::OnPhase(const char* name) {
  for (const auto& observer : observers_) observer->OnPhase(name);
}

void RunViews::OnSave() {
  for (const auto& observer : observers_) observer->OnSave();
}

void RunViews::OnEnd() {
  for (const auto& observer : observers_) observer->OnEnd();
}

}  // namespace supreme
