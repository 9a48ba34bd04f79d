#include "vocab/negation.h"

#include <algorithm>
#include <array>

#include "vocab/lead_ins.h"

namespace supreme {
namespace {

// Longer ones first where one begins another.
constexpr std::array<std::string_view, 31> kStarts = {"no evidence of ",
                                                      "no evidence for ",
                                                      "no signs of ",
                                                      "no sign of ",
                                                      "no indication of ",
                                                      "no definite ",
                                                      "no clear ",
                                                      "there is no ",
                                                      "there are no ",
                                                      "ecg does not show ",
                                                      "ecg shows no ",
                                                      "does not show ",
                                                      "shows no ",
                                                      "without evidence of ",
                                                      "without signs of ",
                                                      "without any ",
                                                      "without ",
                                                      "absence of ",
                                                      "free of ",
                                                      "negative for ",
                                                      "not the case: ",
                                                      "not ",
                                                      "no ",
                                                      "kein hinweis auf ",
                                                      "keine hinweise auf ",
                                                      "keine zeichen für ",
                                                      "kein ",
                                                      "keine ",
                                                      "keinen ",
                                                      "ohne hinweis auf ",
                                                      "ohne "};
constexpr std::array<std::string_view, 9> kEnds = {
    " is absent", " are absent",  " absent",          " is not present", " not present",
    " not seen",  " is not seen", " nicht vorhanden", " ruled out"};

std::string Lowered(std::string_view text) {
  std::string lowered(text);
  std::ranges::transform(lowered, lowered.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lowered;
}

}  // namespace

std::optional<std::string> DeniedPart(std::string_view text) {
  const std::string lowered = Lowered(text);
  std::string_view rest = lowered;
  while (!rest.empty() && (rest.front() == ' ' || rest.front() == '\t')) rest.remove_prefix(1);
  while (!rest.empty() && (rest.back() == ' ' || rest.back() == '.' || rest.back() == '?')) {
    rest.remove_suffix(1);
  }
  const auto start = std::ranges::find_if(
      kStarts, [rest](std::string_view words) { return rest.starts_with(words); });
  const auto end =
      std::ranges::find_if(kEnds, [rest](std::string_view words) { return rest.ends_with(words); });
  // Both at once ("no p waves absent") deny a denial: left alone.
  if ((start == kStarts.end()) == (end == kEnds.end())) return std::nullopt;
  if (start != kStarts.end()) rest.remove_prefix(start->size());
  if (end != kEnds.end()) rest.remove_suffix(end->size());
  std::string denied = WithoutLeadIns(rest);
  if (denied.empty()) return std::nullopt;
  return denied;
}

}  // namespace supreme
