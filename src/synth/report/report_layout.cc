#include "synth/report/report_layout.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "core/numbers.h"

namespace supreme {
namespace {

constexpr size_t kShortestMisspelt = 6;

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string AsciiUpper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

void StartUpper(std::string& text) {
  const auto first =
      std::find_if(text.begin(), text.end(), [](char c) { return c != '*' && c != ' '; });
  if (first != text.end() && *first >= 'a' && *first <= 'z') {
    *first = static_cast<char>(*first - 'a' + 'A');
  }
}

// One slip inside a long word of ASCII letters: a letter lost, doubled, or two exchanged.
void Misspell(std::string& text, Rng& rng) {
  std::vector<std::pair<size_t, size_t>> words;  // begin, length
  for (size_t begin = 0; begin < text.size();) {
    size_t end = begin;
    while (end < text.size() && IsLetter(text[end])) ++end;
    if (end - begin >= kShortestMisspelt) words.emplace_back(begin, end - begin);
    begin = end + 1;
  }
  if (words.empty()) return;
  const auto [begin, length] = words[rng.Index(words.size())];
  const size_t at = begin + 1 + rng.Index(length - 3);
  switch (rng.Index(3)) {
    case 0:
      text.erase(at, 1);
      break;
    case 1:
      text.insert(at, 1, text[at]);
      break;
    default:
      std::swap(text[at], text[at + 1]);
  }
}

std::string Joined(const std::vector<ReportStatement>& statements, std::string_view separator) {
  std::string joined;
  for (const ReportStatement& statement : statements) {
    if (!joined.empty()) joined += separator;
    joined += statement.text;
  }
  return joined;
}

// PTB-XL's reports spell umlauts in three ways.
void SpellUmlauts(std::string& text, Rng& rng) {
  struct Spelling {
    std::string_view lower, upper, plain;
  };
  static constexpr Spelling kUmlauts[] = {{"ä", "Ä", "ae"}, {"ö", "Ö", "oe"}, {"ü", "Ü", "ue"}};
  const double draw = rng.Uniform();
  if (draw < 0.6) return;
  for (const Spelling& spelling : kUmlauts) {
    const std::string_view written = draw < 0.85 ? spelling.upper : spelling.plain;
    for (size_t at = text.find(spelling.lower); at != std::string::npos;
         at = text.find(spelling.lower, at + written.size())) {
      text.replace(at, spelling.lower.size(), written);
    }
  }
}

std::string GermanReport(const std::vector<ReportStatement>& statements, Rng& rng) {
  // Machines print the statements without any sign between them.
  std::string text = AsciiLower(Joined(statements, rng.Bernoulli(0.6) ? " " : ". "));
  SpellUmlauts(text, rng);
  const double draw = rng.Uniform();
  if (draw < 0.25) {
    text += " 4.46                          unbestätigter bericht";
  } else if (draw < 0.40) {
    text += " unbestätigter bericht";
  }
  return text;
}

std::string FreeReport(std::vector<ReportStatement> statements, Rng& rng) {
  const bool doubtful = std::any_of(statements.begin(), statements.end(),
                                    [](const auto& statement) { return statement.is_doubtful; });
  const bool listed = !doubtful && rng.Bernoulli(0.15);
  if (!listed) {
    for (ReportStatement& statement : statements) StartUpper(statement.text);
  }
  std::string text = Joined(statements, listed ? ", " : ". ");
  StartUpper(text);
  if (rng.Bernoulli(0.5)) text += ".";
  return rng.Bernoulli(0.3) ? AsciiLower(text) : text;
}

std::string GlasgowReport(std::vector<ReportStatement> statements, Rng& rng) {
  const bool summed_up = rng.Bernoulli(0.4);
  for (ReportStatement& statement : statements) {
    if (statement.is_closing && summed_up) {
      statement.text = "Summary: " + AsciiLower(statement.text);
    }
    StartUpper(statement.text);
  }
  std::string text = Joined(statements, rng.Bernoulli(0.5) ? ". " : "\n");
  return text;
}

}  // namespace

std::string LayOutReport(std::vector<ReportStatement> statements, ReportStyle style,
                         double misspelt_share, Rng& rng) {
  if (style == ReportStyle::kFree || style == ReportStyle::kGerman) {
    for (ReportStatement& statement : statements) {
      if (rng.Bernoulli(misspelt_share)) Misspell(statement.text, rng);
    }
  }
  switch (style) {
    case ReportStyle::kMuse:
      return AsciiUpper(Joined(statements, "\n"));
    case ReportStyle::kGlasgow:
      return GlasgowReport(std::move(statements), rng);
    case ReportStyle::kGerman:
      return GermanReport(statements, rng);
    default:
      return FreeReport(std::move(statements), rng);
  }
}

}  // namespace supreme
