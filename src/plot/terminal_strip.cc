#include "plot/terminal_strip.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace supreme {
namespace {

constexpr size_t kDotsWide = 2, kDotsHigh = 4;       // of a braille letter
constexpr size_t kPixelsWide = 8, kPixelsHigh = 16;  // of a letter of the terminal
constexpr size_t kSixelHigh = 6;

// Dots, true where the trace passes.
class Raster {
 public:
  Raster(size_t width, size_t height) : width_(width), height_(height), dots_(width * height) {}

  // Each column shows the lowest to the highest value of its samples, joined to the one before.
  void Draw(std::span<const float> trace);
  bool At(size_t x, size_t y) const { return x < width_ && y < height_ && dots_[y * width_ + x]; }
  size_t width() const { return width_; }
  size_t height() const { return height_; }
  bool empty() const { return empty_; }

 private:
  size_t width_, height_;
  std::vector<bool> dots_;
  bool empty_ = true;
};

struct Range {
  float low = std::numeric_limits<float>::infinity();
  float high = -std::numeric_limits<float>::infinity();
  void Add(float value) {
    if (!std::isfinite(value)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  bool IsEmpty() const { return low > high; }
};

void Raster::Draw(std::span<const float> trace) {
  Range all;
  for (const float value : trace) all.Add(value);
  if (all.IsEmpty()) return;
  empty_ = false;
  const auto row = [&](float value) {
    if (all.high == all.low) return height_ / 2;
    const double share = (static_cast<double>(all.high) - static_cast<double>(value)) /
                         (static_cast<double>(all.high) - static_cast<double>(all.low));
    return static_cast<size_t>(std::lround(share * static_cast<double>(height_ - 1)));
  };
  for (size_t x = 0; x < width_; ++x) {
    const size_t begin = x * trace.size() / width_;
    // One sample of the next column, so that the line has no steps.
    const size_t end = std::min(trace.size(), (x + 1) * trace.size() / width_ + 1);
    Range column;
    for (size_t i = begin; i < std::max(end, begin + 1) && i < trace.size(); ++i) {
      column.Add(trace[i]);
    }
    if (column.IsEmpty()) continue;
    for (size_t y = row(column.high); y <= row(column.low); ++y) dots_[y * width_ + x] = true;
  }
}

size_t Columns(const TerminalStripOptions& options) {
  return std::clamp<size_t>(options.columns, 10, 1000);
}
size_t Rows(const TerminalStripOptions& options) { return std::clamp<size_t>(options.rows, 2, 50); }

// U+2800 + bits, as UTF-8. Bits by column and row: 1 8, 2 10, 4 20, 40 80 (hexadecimal).
void AppendBraille(const Raster& raster, size_t x, size_t y, std::string& text) {
  constexpr unsigned kBits[kDotsHigh][kDotsWide] = {
      {0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
  unsigned bits = 0;
  for (size_t dy = 0; dy < kDotsHigh; ++dy) {
    for (size_t dx = 0; dx < kDotsWide; ++dx) {
      if (raster.At(x + dx, y + dy)) bits |= kBits[dy][dx];
    }
  }
  text += '\xE2';
  text += static_cast<char>(0xA0U | bits >> 6U);
  text += static_cast<char>(0x80U | (bits & 0x3FU));
}

// Runs of equal letters as "!COUNTletter".
void AppendRun(char letter, size_t count, std::string& text) {
  if (count > 3) {
    text += "!" + std::to_string(count) + letter;
  } else {
    text.append(count, letter);
  }
}

}  // namespace

std::string BrailleStrip(std::span<const float> trace, const TerminalStripOptions& options) {
  Raster raster(Columns(options) * kDotsWide, Rows(options) * kDotsHigh);
  raster.Draw(trace);
  std::string text;
  if (raster.empty()) return text;
  for (size_t y = 0; y < raster.height(); y += kDotsHigh) {
    for (size_t x = 0; x < raster.width(); x += kDotsWide) AppendBraille(raster, x, y, text);
    text += '\n';
  }
  return text;
}

std::string SixelStrip(std::span<const float> trace, const TerminalStripOptions& options) {
  Raster raster(Columns(options) * kPixelsWide, Rows(options) * kPixelsHigh);
  raster.Draw(trace);
  if (raster.empty()) return "";
  // Square pixels, size, colour 1 in percent of red, green and blue: seen on black and on white.
  std::string text = "\x1BPq\"1;1;" + std::to_string(raster.width()) + ";" +
                     std::to_string(raster.height()) + "#1;2;0;55;75#1";
  for (size_t y = 0; y < raster.height(); y += kSixelHigh) {
    char letter = 0;
    size_t count = 0;
    for (size_t x = 0; x < raster.width(); ++x) {
      unsigned bits = 0;
      for (size_t dy = 0; dy < kSixelHigh; ++dy) {
        if (raster.At(x, y + dy)) bits |= 1U << dy;
      }
      const char next = static_cast<char>('?' + bits);
      if (count > 0 && next != letter) {
        AppendRun(letter, count, text);
        count = 0;
      }
      letter = next;
      ++count;
    }
    if (letter != '?') AppendRun(letter, count, text);
    text += '-';
  }
  return text + "\x1B\\\n";
}

}  // namespace supreme
