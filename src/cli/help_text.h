// The text of VERB --help: usage, flags in two columns, examples.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace supreme {

// One flag or positional argument.
struct HelpEntry {
  std::string names;  // "-h, --help", "FILE"
  std::string value;  // what follows a flag: "TEXT", "N", empty for a switch
  std::string text;
  std::string default_value;         // empty: none to show
  std::vector<std::string> choices;  // the words allowed, empty: any
  bool is_positional = false;
  bool is_required = false;
  bool is_repeated = false;  // positional that takes several values
};

struct HelpPage {
  std::string command;  // "supreme data import"
  std::string summary;
  std::vector<HelpEntry> entries;
  std::vector<std::string> examples;
};

// The page, wrapped at words so that no line but an example or a longer word passes `width`
// columns.
std::string FormatHelp(const HelpPage& page, size_t width);

// Columns to format for: those of the terminal on stdout, 60 to 100; 100 where there is none.
size_t HelpWidth();

}  // namespace supreme
