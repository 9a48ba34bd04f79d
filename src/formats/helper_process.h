// Runs the program that reads hostile files, and believes nothing of what it does.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "formats/record_answer.h"

namespace supreme::formats {

struct HelperLimits {
  double wall_sec = 30;
  size_t answer_bytes = kMaxAnswerBytes;
};

struct HelperCall {
  std::filesystem::path program;
  std::string request;      // its only argument
  int input = -1;           // descriptor it gets as standard input
  std::string source_path;  // for errors
};

// supreme-open beside the running program, or in ../libexec of it.
std::filesystem::path HelperProgram();

// Its standard output once it has ended well; its standard error goes nowhere and it inherits
// nothing else. Errors, each naming `source_path`: kUnavailable (cannot be started), kTimeout
// (stopped after `wall_sec`), kCorruptData (ended by a signal or with a status other than 0, or
// stopped because of an answer over `answer_bytes`), kCancelled. Thread-safe.
std::string RunHelper(const HelperCall& call, const HelperLimits& limits = {});

}  // namespace supreme::formats
