// Where supreme convert writes records, and as what.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "core/json.h"
#include "signal/record.h"

namespace supreme {

// The kinds of `--to`: "wfdb", "csv", "npy", "json".
std::vector<std::string> ConvertKinds();
// "wfdb" of "x.hea", "csv" of "x.csv", …; empty when the ending names no kind.
std::string KindOfEnding(const std::filesystem::path& path);

// The record as WFDB writes it: age, sex and codes as header comments ("Age: 54", "Sex: Female",
// "Dx: 426783006") unless its comments say the same already.
Record WithPatientComments(const Record& record);

std::string RecordCsv(const Record& record);   // time_sec and the leads, mV, a row per sample
std::string RecordNpy(const Record& record);   // float32 [leads, samples], mV, C order
OrderedJson RecordJson(const Record& record);  // everything but the samples; range per lead

struct ConvertTarget {
  std::filesystem::path folder;
  std::string file_stem;  // empty: each record's id
  std::string kind;
  bool replaces = false;
};

// Writes records into a folder under names of their own. Not thread-safe.
class ConvertWriter {
 public:
  explicit ConvertWriter(ConvertTarget target);

  // Returns the file to open the record by: .hea, .csv, .npy (with rate and leads in the .json
  // beside it) or .json. A name that this run has given away gets "_2", "_3", … . Errors: kUsage
  // when the file exists and `replaces` is off, and those of WriteWfdb and WriteFileAtomically.
  std::filesystem::path Write(const Record& record);
  // Puts everything on disk.
  void Finish() const;

 private:
  std::string NameFor(const Record& record);
  void CheckFree(const std::filesystem::path& file) const;

  ConvertTarget target_;
  std::set<std::string> names_;
};

}  // namespace supreme
