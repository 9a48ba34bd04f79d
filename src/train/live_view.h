// The terminal's view of a training: a few lines that are written over in place.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "train/history.h"
#include "train/run_observer.h"

namespace supreme {

struct LiveOptions {
  std::string name;  // of the run
  int64_t first_step = 0;
  int64_t total_steps = 0;
  double total_epochs = 0.0;
  std::optional<double> best_auc;  // of an earlier part of the run
  int64_t best_step = 0;
};

// What the lines show.
struct LiveState {
  LiveOptions options;
  StepReport last;
  std::string phase;              // empty = training
  double elapsed_seconds = 0.0;   // of this part of the run
  std::optional<MetricsRow> row;  // newest training row
  std::optional<double> auc;      // newest
  History losses, aucs;
};

// The lines, none wider than `columns` characters. Pure.
std::vector<std::string> RenderLiveLines(const LiveState& state, size_t columns);

// Draws on stderr, at most ten times a second. Changes no state of the terminal (no alternate
// screen, no hidden cursor, no raw mode): killed at any moment, it leaves the terminal as it was.
// Not thread-safe.
class LiveView : public RunObserver {
 public:
  explicit LiveView(const LiveOptions& options);
  // Shows where the run stopped, if it did not end.
  ~LiveView() override;
  LiveView(const LiveView&) = delete;
  LiveView& operator=(const LiveView&) = delete;

  // True where stderr is a terminal that is large and able enough, and neither NO_COLOR
  // (https://no-color.org) nor TERM=dumb asks for plain text.
  static bool Possible();

  void OnStep(const StepReport& step) override;
  void OnMetrics(const MetricsRow& row) override;
  void OnPhase(const char* name) override;
  void OnEnd() override;
  // Takes the lines away, so that other text can be written; the next drawing brings them back.
  // Those of the end stay.
  void Clear();

 private:
  void Draw();
  void DrawLast(const char* phase);
  // Escape codes from below the drawn lines to their start.
  std::string BackToStart() const;

  LiveState state_;
  std::vector<size_t> drawn_widths_;  // of the lines on the screen
  bool ended_ = false;
  std::chrono::steady_clock::time_point start_, last_draw_;
};

}  // namespace supreme
