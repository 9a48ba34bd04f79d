#include "synth/truth/opposites.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

namespace supreme {
namespace {

// Words of one row exclude each other.
constexpr std::array<std::array<std::string_view, 5>, 33> kOpposites = {{
    {"left", "right", "biatrial", "biventricular"},
    {"links", "rechts"},
    {"linksschenkelblock", "rechtsschenkelblock"},
    {"lbbb", "rbbb"},
    {"leftward", "rightward"},
    {"bradycardia", "tachycardia"},
    {"bradycardic", "tachycardic"},
    {"slow", "fast"},
    {"elevation", "depression"},
    {"elevated", "depressed"},
    {"upright", "inverted", "flat"},
    {"positive", "negative"},
    {"high", "low"},
    {"tall", "small"},
    {"high", "flat"},
    {"prolonged", "short", "shortened"},
    {"long", "short"},
    {"wide", "narrow"},
    {"first", "second", "third"},
    {"complete", "incomplete"},
    {"atrial", "ventricular", "junctional"},
    {"supraventricular", "ventricular"},
    {"fibrillation", "flutter"},
    {"anterior", "inferior", "lateral", "septal", "posterior"},
    {"anteroseptal", "anterolateral", "inferolateral", "inferoposterior", "inferior"},
    {"anterior", "anteroseptal", "anterolateral"},
    {"clockwise", "counterclockwise"},
    {"acute", "old"},
    {"early", "late"},
    {"superior", "inferior"},
    {"hyperkalemia", "hypokalemia", "hypercalcemia", "hypocalcemia"},
    {"bigeminy", "trigeminy"},
    {"regular", "irregular"},
}};

using SignOfText = std::unordered_map<std::string_view, uint32_t>;

bool IsWordAt(std::string_view text, size_t at, std::string_view word) {
  const size_t end = at + word.size();
  return (at == 0 || text[at - 1] == ' ') && (end == text.size() || text[end] == ' ');
}

// The texts that `text` becomes when its `word` at `at` is another of the row.
std::vector<std::string> Exchanged(std::string_view text, size_t at, std::string_view word,
                                   std::span<const std::string_view> row) {
  std::vector<std::string> texts;
  for (const std::string_view other : row) {
    if (other.empty() || other == word) continue;
    std::string& exchanged = texts.emplace_back(text.substr(0, at));
    exchanged += other;
    exchanged += text.substr(at + word.size());
  }
  return texts;
}

std::vector<uint32_t> OppositesOf(std::string_view text, const SignOfText& signs) {
  std::vector<uint32_t> found;
  for (const auto& row : kOpposites) {
    for (const std::string_view word : row) {
      if (word.empty()) continue;
      for (size_t at = text.find(word); at != std::string_view::npos;
           at = text.find(word, at + 1)) {
        if (!IsWordAt(text, at, word)) continue;
        for (const std::string& exchanged : Exchanged(text, at, word, row)) {
          const auto sign = signs.find(exchanged);
          if (sign != signs.end()) found.push_back(sign->second);
        }
      }
    }
  }
  return found;
}

void SortUnique(std::vector<uint32_t>& signs) {
  std::ranges::sort(signs);
  const auto doubled = std::ranges::unique(signs);
  signs.erase(doubled.begin(), doubled.end());
}

}  // namespace

std::vector<std::vector<uint32_t>> OppositeSigns(const SignLibrary& library) {
  SignOfText sign_of_text;
  for (const SignText& text : library.texts()) {
    if (library.signs()[text.sign].weight > 0.0) sign_of_text.emplace(text.text, text.sign);
  }
  std::vector<std::vector<uint32_t>> opposites(library.signs().size());
  for (const auto& [text, sign] : sign_of_text) {
    for (const uint32_t other : OppositesOf(text, sign_of_text)) {
      if (other == sign) continue;
      opposites[sign].push_back(other);
      opposites[other].push_back(sign);
    }
  }
  for (std::vector<uint32_t>& signs : opposites) SortUnique(signs);
  return opposites;
}

}  // namespace supreme
