#include "cli/help_text.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

namespace supreme {
namespace {

constexpr size_t kMinWidth = 60;
constexpr size_t kMaxWidth = 100;
constexpr size_t kFlagColumns = 26;

// Columns that UTF-8 text takes: its bytes without continuation bytes.
size_t Columns(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

// `text` filled into lines of `width` columns; all but the first begin with `indent` spaces.
std::string Wrap(std::string_view text, size_t indent, size_t width) {
  std::string lines;
  size_t column = indent;
  size_t at = 0;
  while (at < text.size()) {
    const size_t end = std::min(text.find_first_of(" \n", at), text.size());
    const std::string_view word = text.substr(at, end - at);
    at = end + 1;
    if (word.empty()) continue;
    const bool is_first = column == indent;
    if (!is_first && column + 1 + Columns(word) > width) {
      lines += "\n" + std::string(indent, ' ');
      column = indent;
    } else if (!is_first) {
      lines += " ";
      ++column;
    }
    lines += word;
    column += Columns(word);
  }
  return lines;
}

std::string Joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : "|") + word;
  return text;
}

std::string Left(const HelpEntry& entry) {
  if (entry.is_positional) return entry.names + (entry.is_repeated ? "..." : "");
  return entry.names + (entry.value.empty() ? "" : " " + entry.value);
}

std::string Right(const HelpEntry& entry) {
  std::string text = entry.text;
  if (!entry.choices.empty()) text += "; one of " + Joined(entry.choices);
  if (entry.is_required && !entry.is_positional) text += " (required)";
  if (!entry.default_value.empty()) text += " [" + entry.default_value + "]";
  return text;
}

std::string Rows(const std::vector<HelpEntry>& entries, bool positional, size_t width) {
  std::string rows;
  for (const auto& entry : entries) {
    if (entry.is_positional != positional) continue;
    std::string left = "  " + Left(entry);
    if (left.size() + 1 >= kFlagColumns) {
      rows += left + "\n" + std::string(kFlagColumns, ' ');
    } else {
      left.resize(kFlagColumns, ' ');
      rows += left;
    }
    rows += Wrap(Right(entry), kFlagColumns, width) + "\n";
  }
  return rows;
}

std::string Usage(const HelpPage& page) {
  std::string usage = "Usage: " + page.command + " [FLAGS]";
  for (const auto& entry : page.entries) {
    if (!entry.is_positional) continue;
    usage += entry.is_required ? " " + Left(entry) : " [" + Left(entry) + "]";
  }
  return usage;
}

}  // namespace

std::string FormatHelp(const HelpPage& page, size_t width) {
  std::string text = Wrap(page.summary, 0, width) + "\n\n" + Wrap(Usage(page), 7, width) + "\n";
  const std::string positionals = Rows(page.entries, true, width);
  if (!positionals.empty()) text += "\n" + positionals;
  text += "\nFlags (defaults in brackets; --batch-size may also come as SUPREME_BATCH_SIZE):\n" +
          Rows(page.entries, false, width) + "\nExamples:\n";
  for (const auto& example : page.examples) text += "  " + example + "\n";
  return text;
}

size_t HelpWidth() {
  struct winsize size {};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kMaxWidth;
  return std::clamp<size_t>(size.ws_col, kMinWidth, kMaxWidth);
}

}  // namespace supreme
