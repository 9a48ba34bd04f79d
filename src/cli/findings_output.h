// The simulator's findings as people and programs read them.
#pragma once

#include <string>

namespace supreme {

std::string FindingsTable();     // for the terminal: one line each, grouped
std::string FindingsJson();      // an array of objects with all fields
std::string FindingsMarkdown();  // docs/findings.md: findings, then the tasks' classes

}  // namespace supreme
