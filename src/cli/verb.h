// A verb of the command line: one table entry, one file, one function.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace supreme {

struct Verb {
  std::string_view group;    // "prepare", "train", "evaluate", "use", "inspect"
  std::string_view name;     // as typed, one or two words: "simulate", "data import"
  std::string_view summary;  // one line of help
  // Gets the arguments after the verb; returns the exit code; throws Error.
  int (*run)(const std::vector<std::string>& arguments);
};

// Shared main(): finds the verb, prints help (grouped list of verbs) or one line per error. Ends
// without a word, with 141, when the reader of a pipe on stdout has gone.
int RunProgram(std::string_view program, std::span<const Verb> verbs,
               const std::vector<std::string>& arguments);

// Where an error of WriteOutput happened.
inline constexpr std::string_view kOutputName = "standard output";

// Text to stdout. kIo at kOutputName, for which a long verb stops, when it cannot be written.
void WriteOutput(std::string_view text);

// "PROGRAM: message" in one line on stderr, for a verb that has an exit code of its own.
void PrintError(std::string_view program, std::string message);

}  // namespace supreme
