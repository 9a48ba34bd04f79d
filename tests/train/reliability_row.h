// What a fault test found, for scripts/reliability.py.
#pragma once

#include <cstdlib>
#include <fstream>
#include <string>

#include "core/csv.h"
#include "core/numbers.h"

namespace supreme {

struct ReliabilityRow {
  std::string id;
  int injections = 0;
  int failures = 0;
  std::string figure;  // what `worst` is
  double worst = 0.0;
};

// Appends to the file that SUPREME_RELIABILITY names, if it is set.
inline void WriteReliabilityRow(const ReliabilityRow& row) {
  const char* path = std::getenv("SUPREME_RELIABILITY");
  if (path == nullptr) return;
  std::ofstream(path, std::ios::app)
      << CsvLine({row.id, std::to_string(row.injections), std::to_string(row.failures), row.figure,
                  FormatDouble(row.worst)});
}

// How often a fault is tried: `usual`, or what SUPREME_FAULT_ROUNDS says.
inline int FaultRounds(int usual) {
  const char* text = std::getenv("SUPREME_FAULT_ROUNDS");
  const auto rounds = text == nullptr ? std::nullopt : ParseInt(text);
  return rounds ? static_cast<int>(*rounds) : usual;
}

}  // namespace supreme
