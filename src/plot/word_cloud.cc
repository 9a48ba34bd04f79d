#include "plot/word_cloud.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "plot/markup.h"
#include "plot/theme.h"

namespace supreme {
namespace {

constexpr double kWidth = 760.0;
constexpr double kHeight = 460.0;
constexpr double kTop = 34.0;
constexpr double kMargin = 8.0;
constexpr double kLargest = 40.0;
constexpr double kSmallest = 8.5;
constexpr size_t kMaxWords = 150;
constexpr double kFullPicture = 100.0;  // words that fill the picture
constexpr double kLargestScale = 1.5;
constexpr size_t kMaxLetters = 36;
constexpr double kTurns = 90.0;  // of the spiral along which a place is looked for
constexpr double kStep = 3.0;    // along the spiral

bool Overlaps(const Box& a, const Box& b) {
  return a.corner.x < b.corner.x + b.width && b.corner.x < a.corner.x + a.width &&
         a.corner.y < b.corner.y + b.height && b.corner.y < a.corner.y + a.height;
}

bool IsInside(const Box& box) {
  return box.corner.x >= kMargin && box.corner.x + box.width <= kWidth - kMargin &&
         box.corner.y >= kTop && box.corner.y + box.height <= kHeight - kMargin;
}

std::vector<CloudWord> Heaviest(const WordCloud& cloud) {
  std::vector<CloudWord> words;
  for (const CloudWord& word : cloud.words) {
    if (word.weight > 0.0 && std::isfinite(word.weight)) words.push_back(word);
  }
  std::stable_sort(words.begin(), words.end(), [](const CloudWord& a, const CloudWord& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.text < b.text;
  });
  if (words.size() > kMaxWords) words.resize(kMaxWords);
  return words;
}

// Along an Archimedean spiral, flattened as the picture is.
std::optional<Box> FindPlace(const std::vector<PlacedWord>& placed, double width, double height) {
  const Point middle = {kWidth / 2.0, (kTop + kHeight) / 2.0};
  const double flat = (kHeight - kTop) / kWidth;
  const double end = kTurns * 6.283185307179586;
  for (double angle = 0.0; angle < end;) {
    const double radius = kWidth / 2.0 * angle / end * 1.2;
    const Box box = {{middle.x + radius * std::cos(angle) - width / 2.0,
                      middle.y + radius * std::sin(angle) * flat - height / 2.0},
                     width,
                     height};
    const bool is_free =
        IsInside(box) && std::none_of(placed.begin(), placed.end(), [&](const PlacedWord& other) {
          return Overlaps(box, other.box);
        });
    if (is_free) return box;
    angle += kStep / std::max(radius, kStep);
  }
  return std::nullopt;
}

}  // namespace

std::vector<PlacedWord> PlaceWords(const WordCloud& cloud) {
  const std::vector<CloudWord> words = Heaviest(cloud);
  std::vector<PlacedWord> placed;
  if (words.empty()) return placed;
  // Few words may be larger, so that they fill the picture too.
  const double scale =
      std::clamp(std::sqrt(kFullPicture / static_cast<double>(words.size())), 1.0, kLargestScale);
  const double high = std::log(words.front().weight), low = std::log(words.back().weight);
  for (const CloudWord& word : words) {
    const double share = high > low ? (std::log(word.weight) - low) / (high - low) : 1.0;
    const double size = scale * (kSmallest + (kLargest - kSmallest) * share * share);
    const std::string text = ShortenText(word.text, kMaxLetters);
    // Room for descenders and a little air between lines.
    const double width = EstimateTextWidth(text, size) + 4.0, height = size * 1.12;
    const auto box = FindPlace(placed, width, height);
    if (!box) continue;
    placed.push_back(
        {text, {box->corner.x + width / 2.0, box->corner.y + size * 0.86}, size, *box});
  }
  return placed;
}

PictureSize WordCloudSize() { return {kWidth, kHeight}; }

void DrawWordCloud(Canvas& canvas, const WordCloud& cloud) {
  constexpr std::array kColors = {theme::kSeen, theme::kInk, theme::kSecond, theme::kUnseen};
  canvas.FillBox({{0.0, 0.0}, kWidth, kHeight}, theme::kPage);
  canvas.DrawText({12.0, 22.0}, ShortenText(cloud.title, 90), {theme::kInk, 14.0, true});
  size_t index = 0;
  for (const PlacedWord& word : PlaceWords(cloud)) {
    canvas.DrawText(word.baseline, word.text,
                    {kColors[index++ % kColors.size()], word.size, false, Align::kCenter});
  }
}

std::string DescribeWordCloud(const WordCloud& cloud) {
  std::string text = "Word cloud: " + cloud.title;
  const std::vector<CloudWord> words = Heaviest(cloud);
  for (size_t i = 0; i < std::min<size_t>(5, words.size()); ++i) {
    text += (i == 0 ? "; the largest words are " : ", ") + words[i].text;
  }
  return text + ".";
}

}  // namespace supreme
