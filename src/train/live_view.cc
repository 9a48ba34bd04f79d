#include "train/live_view.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "core/numbers.h"
#include "core/progress.h"

namespace supreme {
namespace {

using std::chrono::steady_clock;

constexpr auto kPeriod = std::chrono::milliseconds(100);
constexpr size_t kMaxColumns = 100;
constexpr size_t kMinColumns = 40, kMinRows = 8;
constexpr size_t kSparkWidth = 24;
constexpr double kMbPerGb = 1024.0;

struct Size {
  size_t columns = 80;
  size_t rows = 24;
};

// As the kernel knows it; a pseudo-terminal that nobody has sized says 0.
Size TerminalSize() {
  winsize window{};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &window) != 0 || window.ws_col == 0) return {};
  return {window.ws_col, window.ws_row};
}

// Characters of UTF-8 text; the view uses none that are wide or combine.
size_t WidthOf(std::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string CutTo(std::string text, size_t columns) {
  size_t width = 0, end = 0;
  while (end < text.size() && width < columns) {
    ++end;
    while (end < text.size() && (text[end] & 0xC0) == 0x80) ++end;
    ++width;
  }
  text.resize(end);
  return text;
}

// In one call, so that no half-drawn frame is seen. A terminal that has gone is no error.
void WriteToTerminal(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    text.remove_prefix(static_cast<size_t>(written));
  }
}

// `left`, spaces, `right`, together as wide as the view.
std::string Justify(const std::string& left, const std::string& right, size_t columns) {
  const size_t used = WidthOf(left) + WidthOf(right);
  return left + std::string(used < columns ? columns - used : 1, ' ') + right;
}

// Left part in eighths of a character, so that the bar moves smoothly.
std::string Bar(double share, size_t width) {
  constexpr std::array<const char*, 8> kEighths = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const auto eighths =
      static_cast<size_t>(std::clamp(share, 0.0, 1.0) * static_cast<double>(width * 8));
  std::string bar;
  for (size_t i = 0; i < eighths / 8; ++i) bar += "█";
  bar += kEighths[eighths % 8];
  while (WidthOf(bar) < width) bar += "·";
  return bar;
}

// A folder's name may hold codes that would move the cursor.
std::string Printable(std::string text) {
  for (char& c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) c = '?';
  }
  return text;
}

std::string Scientific(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.2e", value);
  return text.data();
}

std::string Gigabytes(double megabytes) { return FormatFixed(megabytes / kMbPerGb, 2) + " GB"; }

std::string TimeLeft(const LiveState& state) {
  const int64_t done = state.last.step - state.options.first_step;
  if (done <= 0) return "–";
  const int64_t left = state.options.total_steps - state.last.step;
  return FormatDuration(state.elapsed_seconds * static_cast<double>(left) /
                        static_cast<double>(done));
}

std::string LossLine(const LiveState& state) {
  std::string line =
      "loss  " + FormatFixed(state.last.loss, 4) + "  " + state.losses.Sparkline(kSparkWidth);
  if (!state.row) return line;
  if (state.row->learning_rate) line += "  rate " + Scientific(*state.row->learning_rate);
  if (state.row->gradient_norm) line += "  gradient " + FormatFixed(*state.row->gradient_norm, 3);
  return line;
}

std::string AucLine(const LiveState& state) {
  std::string line = "AUC   " + (state.auc ? FormatFixed(*state.auc, 4) : std::string("–     "));
  line += "  " + state.aucs.Sparkline(kSparkWidth);
  if (state.options.best_auc) {
    line += "  best " + FormatFixed(*state.options.best_auc, 4) + " at step " +
            std::to_string(state.options.best_step);
  }
  return line;
}

std::string MachineLine(const LiveState& state) {
  const MetricsRow row = state.row.value_or(MetricsRow{});
  std::string line = row.records_per_sec
                         ? FormatFixed(*row.records_per_sec, *row.records_per_sec < 10 ? 1 : 0)
                         : std::string("–");
  line += " ECG/s";
  if (row.memory_mb) line += "   memory " + Gigabytes(*row.memory_mb);
  if (row.gpu_memory_mb) line += "   GPU " + Gigabytes(*row.gpu_memory_mb);
  if (row.skipped_steps > 0) line += "   skipped steps " + std::to_string(row.skipped_steps);
  return line;
}

}  // namespace

std::vector<std::string> RenderLiveLines(const LiveState& state, size_t columns) {
  const size_t width = std::min(columns, kMaxColumns);
  const LiveOptions& options = state.options;
  const double share = options.total_steps > 0 ? static_cast<double>(state.last.step) /
                                                     static_cast<double>(options.total_steps)
                                               : 0.0;
  const std::string percent = " " + FormatFixed(100.0 * share, 0) + " %";
  const std::string doing = state.phase.empty() ? "training" : state.phase;
  std::vector<std::string> lines = {
      Justify(CutTo(Printable(options.name), width / 2) + "  " + doing,
              "epoch " + FormatFixed(state.last.epoch, 1) + " of " +
                  FormatFixed(options.total_epochs, 1),
              width),
      Bar(share, width > percent.size() ? width - percent.size() : 0) + percent,
      Justify(
          "step " + std::to_string(state.last.step) + " of " + std::to_string(options.total_steps),
          FormatDuration(state.elapsed_seconds) + " gone, " + TimeLeft(state) + " left", width),
      LossLine(state),
      AucLine(state),
      MachineLine(state)};
  for (std::string& line : lines) line = CutTo(std::move(line), width);
  return lines;
}

LiveView::LiveView(const LiveOptions& options)
    : start_(steady_clock::now()), last_draw_(start_ - kPeriod) {
  state_.options = options;
  state_.last.step = options.first_step;
}

bool LiveView::Possible() {
  const char* terminal = std::getenv("TERM");
  const char* no_color = std::getenv("NO_COLOR");
  if (::isatty(STDERR_FILENO) != 1 || terminal == nullptr || *terminal == '\0' ||
      std::string_view(terminal) == "dumb" || (no_color != nullptr && *no_color != '\0')) {
    return false;
  }
  const Size size = TerminalSize();
  return size.columns >= kMinColumns && size.rows >= kMinRows;
}

void LiveView::OnStep(const StepReport& step) {
  state_.last = step;
  state_.phase.clear();
  state_.losses.Add(step.loss);
  if (steady_clock::now() - last_draw_ >= kPeriod) Draw();
}

void LiveView::OnMetrics(const MetricsRow& row) {
  if (row.records_per_sec) state_.row = row;
  if (!row.validation_auc) return;
  state_.auc = row.validation_auc;
  state_.aucs.Add(*row.validation_auc);
  LiveOptions& options = state_.options;
  if (!options.best_auc || *row.validation_auc > *options.best_auc) {
    options.best_auc = row.validation_auc;
    options.best_step = row.step;
  }
}

void LiveView::OnPhase(const char* name) {
  if (ended_) return;
  state_.phase = name;
  Draw();
}

void LiveView::OnEnd() { DrawLast("done"); }

LiveView::~LiveView() {
  if (!ended_) DrawLast("stopped");
}

void LiveView::DrawLast(const char* phase) {
  state_.phase = phase;
  Draw();
  drawn_widths_.clear();
  ended_ = true;
}

std::string LiveView::BackToStart() const {
  // A terminal that has become narrower since has broken the lines.
  const size_t columns = TerminalSize().columns;
  size_t rows = 0;
  for (const size_t width : drawn_widths_) {
    rows += std::max<size_t>(1, (width + columns - 1) / columns);
  }
  return rows == 0 ? "\r" : "\r\x1b[" + std::to_string(rows) + "A";
}

void LiveView::Draw() {
  const Size size = TerminalSize();
  last_draw_ = steady_clock::now();
  state_.elapsed_seconds = std::chrono::duration<double>(last_draw_ - start_).count();
  std::vector<std::string> lines = RenderLiveLines(state_, size.columns - 1);
  // More lines than the screen has would scroll at every drawing.
  lines.resize(std::min(lines.size(), std::max<size_t>(size.rows, 2) - 1));
  std::string frame = BackToStart();
  drawn_widths_.clear();
  for (const std::string& line : lines) {
    frame += line + "\x1b[K\n";
    drawn_widths_.push_back(WidthOf(line));
  }
  WriteToTerminal(frame + "\x1b[J");
}

void LiveView::Clear() {
  if (drawn_widths_.empty()) return;
  WriteToTerminal(BackToStart() + "\x1b[J");
  drawn_widths_.clear();
}

}  // namespace supreme
