#include "vocab/lead_ins.h"

#include <algorithm>
#include <array>

namespace supreme {
namespace {

constexpr std::array<std::string_view, 33> kStarts = {"ecg shows",
                                                      "ekg zeigt",
                                                      "ecg consistent with",
                                                      "ecg with",
                                                      "ecg pattern of",
                                                      "ecg",
                                                      "ekg shows",
                                                      "ekg",
                                                      "tracing that shows",
                                                      "tracing with",
                                                      "trace shows",
                                                      "evidence of",
                                                      "signs of",
                                                      "sign of",
                                                      "findings",
                                                      "finding",
                                                      "there is",
                                                      "is there",
                                                      "are there",
                                                      "presence of",
                                                      "pattern of",
                                                      "picture of",
                                                      "appearance of",
                                                      "consistent with",
                                                      "compatible with",
                                                      "suggestive of",
                                                      "indicative of",
                                                      "diagnosis of",
                                                      "patient has",
                                                      "the patient has",
                                                      "does the patient have",
                                                      "hinweis auf",
                                                      "zeichen für"};
constexpr std::array<std::string_view, 12> kEnds = {
    "is present", "is seen",  "on the ecg",           "on ecg",    "on the tracing", "in this ecg",
    "present",    "was seen", "on electrocardiogram", "vorhanden", "visible",        "is visible"};
constexpr std::array<std::string_view, 3> kArticles = {"a", "an", "the"};

bool DropStart(std::string_view& text, std::string_view words) {
  if (!text.starts_with(words)) return false;
  const std::string_view rest = text.substr(words.size());
  const size_t next = rest.find_first_not_of(": ");
  if (next == 0 || next == std::string_view::npos) return false;
  text = rest.substr(next);
  return true;
}

bool DropEnd(std::string_view& text, std::string_view words) {
  if (!text.ends_with(words)) return false;
  const std::string_view rest = text.substr(0, text.size() - words.size());
  if (rest.size() < 2 || rest.back() != ' ') return false;
  text = rest.substr(0, rest.size() - 1);
  return true;
}

}  // namespace

std::string WithoutLeadIns(std::string_view asked) {
  std::string lowered(asked);
  std::ranges::transform(lowered, lowered.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  std::string_view text = lowered;
  while (!text.empty() && (text.back() == '?' || text.back() == ' ')) text.remove_suffix(1);
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  for (bool changed = true; changed;) {
    const auto drops_start = [&](std::string_view words) { return DropStart(text, words); };
    const auto drops_end = [&](std::string_view words) { return DropEnd(text, words); };
    changed = std::ranges::any_of(kStarts, drops_start) || std::ranges::any_of(kEnds, drops_end) ||
              std::ranges::any_of(kArticles, drops_start);
  }
  return std::string(text);
}

}  // namespace supreme
