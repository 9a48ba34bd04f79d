// What is known of records from elsewhere, to show beside a model's answers.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace supreme {

struct AboutRecord {
  std::string name;                 // to show instead of the file's; may be empty
  std::vector<std::string> truths;  // texts that hold of the record
  std::string report;
};

// A CSV with the column "file" (relative to the CSV's folder) and any of "truth" (texts separated
// by
// ';') and "report". Further columns are ignored. Thread-safe after construction.
class AboutRecords {
 public:
  AboutRecords() = default;  // nothing is known
  // kNotFound, kCorruptData.
  explicit AboutRecords(const std::filesystem::path& csv);

  // nullptr when the table does not name the file.
  const AboutRecord* Find(const std::filesystem::path& file) const;

 private:
  std::map<std::filesystem::path, AboutRecord> records_;  // by absolute path
};

}  // namespace supreme
