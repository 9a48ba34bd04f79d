#include "train/opposite_signs.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "vocab/opposites.h"

namespace supreme {
namespace {

bool HasOpposites(const Sign& sign) {
  return sign.weight > 0.0 && !sign.id.starts_with("measure:");
}

}  // namespace

std::vector<std::vector<uint32_t>> OppositeSigns(const SignLibrary& library) {
  std::unordered_map<std::string, uint32_t> sign_of_text;
  for (const SignText& text : library.texts()) {
    if (HasOpposites(library.signs()[text.sign])) sign_of_text.emplace(text.text, text.sign);
  }
  std::vector<std::vector<uint32_t>> opposites(library.signs().size());
  for (const auto& [text, sign] : sign_of_text) {
    for (const std::string& exchanged : OppositeWords::BuiltIn().Of(text)) {
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
