#include "train/opposite_signs.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "vocab/opposites.h"

namespace supreme {
namespace {

// Words of findings that cannot both be there. Degrees ("complete") and walls ("inferior") are left
// out: those findings come together or grade into each other, and pushing them apart costs both
// (incomplete right bundle branch block on PTB-XL folds 1-4: 0.69 instead of 0.97).
constexpr const char* kExcludingWords =
    "words\n"
    "left;right\nleftward;rightward\nlinks;rechts\nlinksschenkelblock;rechtsschenkelblock\n"
    "lbbb;rbbb\nlafb;lpfb\nleft anterior;left posterior\nlinkstyp;rechtstyp\n"
    "bradycardia;tachycardia\nbradycardic;tachycardic\nslow;fast\nslow;rapid\n"
    "sinusbradykardie;sinustachykardie\nprolonged;short\nlong;short\nhigh;low\ntall;low\n"
    "clockwise;counterclockwise\n";

bool HasOpposites(const Sign& sign) {
  return sign.weight > 0.0 && (sign.kind == SignKind::kFinding || sign.kind == SignKind::kGroup);
}

}  // namespace

std::vector<std::vector<uint32_t>> OppositeSigns(const SignLibrary& library) {
  const OppositeWords excluding(kExcludingWords, "excluding words");
  std::unordered_map<std::string, uint32_t> sign_of_text;
  for (const SignText& text : library.texts()) {
    if (HasOpposites(library.signs()[text.sign])) sign_of_text.emplace(text.text, text.sign);
  }
  std::vector<std::vector<uint32_t>> opposites(library.signs().size());
  for (const auto& [text, sign] : sign_of_text) {
    for (const std::string& exchanged : excluding.Of(text)) {
      const auto other = sign_of_text.find(exchanged);
      if (other == sign_of_text.end() || other->second == sign) continue;
      opposites[sign].push_back(other->second);
      opposites[other->second].push_back(sign);
    }
  }
  for (std::vector<uint32_t>& signs : opposites) {
    std::ranges::sort(signs);
    const auto doubled = std::ranges::unique(signs);
    signs.erase(doubled.begin(), doubled.end());
  }
  return opposites;
}

}  // namespace supreme
