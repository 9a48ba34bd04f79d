// Where the extract verbs read reports: a pack, or any CSV file.
#pragma once

#include <map>
#include <string>

#include "cli/arguments.h"

namespace supreme {

struct ExtractInput {
  std::string pack;
  std::string reports;
  std::string id_column = "record_id";
  std::string text_column = "report";
};

void DeclareExtractInput(Arguments& arguments, ExtractInput& input);

struct InputReports {
  std::string source_id;                       // pack id, or "csv:" and the file's hash
  std::map<std::string, std::string> reports;  // record id → report
};

// kUsage unless exactly one of --pack and --reports is given.
void CheckExtractInput(const ExtractInput& input);
InputReports ReadInputReports(const ExtractInput& input);

}  // namespace supreme
