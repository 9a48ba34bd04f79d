#include "train/live_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace supreme {
namespace {

using testing::HasSubstr;
using testing::Not;

LiveState State() {
  LiveState state;
  state.options.name = "runs/demo";
  state.options.first_step = 100;
  state.options.total_steps = 500;
  state.options.total_epochs = 10.0;
  state.last = {.step = 300, .epoch = 6.0, .loss = 0.25};
  state.elapsed_seconds = 60.0;
  for (const double loss : {0.7, 0.5, 0.3, 0.25}) state.losses.Add(loss);
  return state;
}

std::string Joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

size_t Width(const std::string& text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

TEST(LiveView, TimeLeftCountsOnlyThisPartOfTheRun) {
  // 200 of 400 steps took a minute, so the other 200 take another.
  const std::string text = Joined(RenderLiveLines(State(), 80));
  EXPECT_THAT(text, HasSubstr("1:00 gone, 1:00 left"));
  EXPECT_THAT(text, HasSubstr("step 300 of 500"));
  EXPECT_THAT(text, HasSubstr(" 60 %"));
  EXPECT_THAT(text, HasSubstr("epoch 6.0 of 10.0"));
}

TEST(LiveView, ShowsWhatTheRowsSay) {
  LiveState state = State();
  MetricsRow row;
  row.learning_rate = 5e-4;
  row.records_per_sec = 812.4;
  row.gradient_norm = 1.5;
  row.memory_mb = 2048.0;
  row.gpu_memory_mb = 12800.0;
  row.skipped_steps = 2;
  state.row = row;
  state.auc = 0.875;
  state.options.best_auc = 0.9;
  state.options.best_step = 200;
  const std::string text = Joined(RenderLiveLines(state, 100));
  for (const char* part :
       {"812 ECG/s", "memory 2.00 GB", "GPU 12.50 GB", "skipped steps 2", "rate 5.00e-04",
        "gradient 1.500", "AUC   0.8750", "best 0.9000 at step 200", "█▅▂▁"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
}

TEST(LiveView, NoLineIsWiderThanTheTerminal) {
  LiveState state = State();
  state.options.name = std::string(300, 'x') + "é";
  state.row = MetricsRow{};
  state.row->learning_rate = 1e-3;
  for (size_t columns = 1; columns <= 130; ++columns) {
    for (const std::string& line : RenderLiveLines(state, columns)) {
      EXPECT_LE(Width(line), columns);
    }
  }
}

TEST(LiveView, NamesCannotSendCodesToTheTerminal) {
  LiveState state = State();
  state.options.name = "run\x1b[2J\n";
  EXPECT_THAT(Joined(RenderLiveLines(state, 80)), Not(HasSubstr("\x1b")));
}

TEST(LiveView, NoStepYetIsNoDivisionByZero) {
  LiveState state;
  EXPECT_THAT(Joined(RenderLiveLines(state, 80)), HasSubstr("– left"));
}

}  // namespace
}  // namespace supreme
