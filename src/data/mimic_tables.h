// The two tables of MIMIC-IV-ECG 1.0 (doi:10.13026/4nqg-sb35), joined by study:
// record_list.csv (subject_id, study_id, file_name, ecg_time, path) says where the records are,
// machine_measurements.csv (subject_id, study_id, report_0 … report_17, intervals, axes) what the
// cart said of them. Rows of the two do not stand in the same order in every copy.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/input_file.h"
#include "data/shard_part.h"
#include "data/sharded_import.h"

namespace supreme {

// Intervals in ms and axes in degrees, as the cart measured them.
inline constexpr std::array<std::string_view, 9> kMimicMeasurements = {
    "rr_interval", "p_onset", "p_end",    "qrs_onset", "qrs_end",
    "t_end",       "p_axis",  "qrs_axis", "t_axis"};

// The cell, or nothing when it is no number or one of 29999, 32767, -32768 and 65535, which stand
// for "not measured".
std::string CleanMeasurement(std::string_view cell);

// Holds about 100 bytes a study; the rows themselves are read when they are asked for. Immutable
// and thread-safe after construction.
class MimicTables {
 public:
  // Reads both tables once. A report has `min_words` words or more to be kept. Errors: kNotFound,
  // kIo, kCorruptData (a column is missing, a row is broken).
  MimicTables(const std::filesystem::path& dir, size_t min_words);

  // Studies with a record and a long enough report, in the order of record_list.csv.
  size_t size() const { return studies_.size(); }
  // Items `first` … `first + count − 1`; `extra` holds ecg_time and kMimicMeasurements.
  // kCorruptData when a table has changed.
  std::vector<ShardedItem> Read(size_t first, size_t count) const;

  // Why rows of the tables were left out: a note for each, and the numbers.
  const std::vector<PartNote>& notes() const { return notes_; }
  const std::map<std::string, size_t>& left_out() const { return left_out_; }
  // Column → values that stand for "not measured" or are no numbers, in machine_measurements.csv.
  const std::map<std::string, size_t>& unmeasured() const { return unmeasured_; }

 private:
  struct Place {  // of a row in its file
    uint64_t offset = 0;
    uint64_t bytes = 0;
  };
  enum class Report : uint8_t { kKept, kEmpty, kShort };
  struct Measured {
    uint64_t study = 0;
    uint64_t subject = 0;
    Place place;
    Report report = Report::kKept;
    bool listed = false;
  };
  struct Study {
    Place list;
    Place measured;
  };
  struct Table {
    explicit Table(const std::filesystem::path& path) : file(path) {}
    // The rows at these places, which must be as many.
    CsvReader ReadRows(const std::vector<Place>& places) const;
    InputFile file;
    std::vector<std::string> columns;
  };

  std::vector<Measured> IndexMeasured(size_t min_words);
  void JoinList(std::vector<Measured>& measured);
  void JoinRow(const CsvReader& row, std::vector<Measured>& measured);
  void LeaveOut(const std::string& reason, PartNote note);
  void ReportUnlisted(const std::vector<Measured>& measured);

  Table list_, measured_;
  std::vector<Study> studies_;
  std::vector<PartNote> notes_;
  std::map<std::string, size_t> left_out_;
  std::map<std::string, size_t> unmeasured_;
};

}  // namespace supreme
