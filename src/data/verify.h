// Verifies a dataset's folder or a pack: files, number of records, and what every record shows.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "data/known_datasets.h"
#include "data/verify_source.h"
#include "signal/content_check.h"

namespace supreme {

struct VerifyProblem {
  std::string record_id;  // or the path of a file; empty: the dataset
  // Index into the source; the source's size when the problem is not of a record.
  size_t record = 0;
  SignalProblem problem;
};

struct CheckedRecord {
  std::string record_id;
  RecordQuality quality;  // empty leads when the record could not be read
};

struct VerifyOptions {
  int workers = 0;                        // 0 = all cores
  bool files = true;                      // compare files with their SHA-256 where a list is there
  const KnownDataset* dataset = nullptr;  // what the records are said to be
  // Called now and then from the calling thread with "hash" or "check".
  std::function<void(std::string_view stage, size_t done, size_t total)> progress;
  // Called from the calling thread for every record in the source's order.
  std::function<void(const CheckedRecord&)> take;
};

struct VerifyReport {
  std::string kind;  // "folder" or "pack"
  std::filesystem::path path;
  size_t records = 0;
  size_t unreadable = 0;
  size_t records_with_errors = 0;    // unreadable ones too
  size_t records_with_warnings = 0;  // and no error
  std::string file_list;  // name of the list of hashes; empty when there is none or it was not read
  size_t files_listed = 0;
  size_t files_bad = 0;
  std::vector<DatasetCount> counts;
  double median_qrs_height_mv = 0.0;
  // Files and counts first, then in the order of the records.
  std::vector<VerifyProblem> problems;

  bool HasErrors() const;
  // check → different records (or files) that it names.
  std::map<std::string, size_t> RecordsByCheck() const;
};

// A folder with a pack.json is a pack. Errors: kNotFound, kIo, kCorruptData (a pack or a list of
// hashes that cannot be read), kCancelled. A record that cannot be read is a problem.
std::unique_ptr<VerifySource> OpenVerifySource(const std::filesystem::path& path);
VerifyReport VerifyData(const std::filesystem::path& path, const VerifySource& source,
                        const VerifyOptions& options = {});

}  // namespace supreme
