// Colours and type of every picture. The data colours are from the Okabe–Ito palette, which people
// with any common colour blindness can tell apart (Okabe & Ito 2008, "Color Universal Design").
#pragma once

#include <array>

#include "plot/canvas.h"

namespace supreme::theme {

inline constexpr Color kPage = {255, 255, 255, "page"};
inline constexpr Color kInk = {31, 41, 51, "ink"};
inline constexpr Color kMuted = {90, 101, 112, "muted"};  // 5.9:1 on white
inline constexpr Color kGrid = {226, 230, 234, "grid"};
inline constexpr Color kReference = {120, 130, 140, "reference"};
inline constexpr Color kSeen = {0, 114, 178, "seen"};     // Okabe–Ito blue
inline constexpr Color kUnseen = {213, 94, 0, "unseen"};  // Okabe–Ito vermilion
inline constexpr Color kSecond = {0, 128, 96, "second"};  // Okabe–Ito green, darker for thin lines

inline constexpr Color kOrange = {230, 159, 0, "amber"};  // Okabe–Ito orange, for bars

// Curves of several runs: Okabe–Ito again, the light ones darkened to 3:1 on white, and ink.
inline constexpr std::array<Color, 6> kCurves = {
    kSeen, kUnseen, kSecond, Color{176, 88, 140, "purple"}, Color{176, 120, 0, "amber"}, kInk};

// ECG paper stays light in a dark page, as paper does: no roles.
inline constexpr Color kPaper = {255, 252, 250};
inline constexpr Color kPaperSmall = {250, 226, 222};
inline constexpr Color kPaperLarge = {240, 184, 178};
inline constexpr Color kPaperMark = {255, 226, 140};
inline constexpr Color kTrace = {20, 24, 32};
inline constexpr Color kPaperText = {31, 41, 51};
inline constexpr Color kPaperMuted = {96, 84, 84};
inline constexpr Color kPaperAlert = {163, 32, 32};

inline constexpr char kSvgFonts[] = "system-ui,-apple-system,'Segoe UI','DejaVu Sans',sans-serif";
inline constexpr char kCairoFont[] = "DejaVu Sans";

}  // namespace supreme::theme
