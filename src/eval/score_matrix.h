// Tables of numbers that other systems wrote: one row per record, one column per class, as CSV or
// as a NumPy array.
//
// CSV: a header; the first column names the record, each other column is a class:
//   record_id,MI,STTC
//   00001,0.82,0.10
// .npy: an array records × classes of any float or integer type (or bool), without names.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace supreme {

struct ScoreMatrix {
  std::string source;                // the file, for errors
  std::vector<std::string> records;  // empty when the file names none
  std::vector<std::string> classes;  // empty when the file names none
  size_t record_count = 0;
  size_t class_count = 0;
  std::vector<double> values;  // records × classes, finite

  double at(size_t record, size_t index) const { return values[record * class_count + index]; }
  std::vector<double> Column(size_t index) const;
};

// By the file's ending. Errors: kUsage for another ending; kCorruptData with the place (cut file,
// text that is no number, NaN or infinity, doubled record or class); kInvalidInput for an empty
// table, more than kMaxScoreValues values, other types or dimensions; kNotFound, kIo.
ScoreMatrix ReadScoreMatrix(const std::filesystem::path& path);

constexpr size_t kMaxScoreValues = size_t{1} << 27;  // 1 GiB

// Scores and labels of the same records and classes, in the order of the labels.
struct ScoredLabels {
  std::vector<std::string> records;            // "1", "2", … when neither file names them
  std::vector<std::string> classes;            // "class 1", … when neither file names them
  std::vector<std::vector<double>> scores;     // per class
  std::vector<std::vector<uint8_t>> positive;  // per class
  uint64_t unlabelled_records = 0;             // that have scores only, left out
  std::vector<std::string> unlabelled_classes;
};

// Matches by the names of records and classes where both files have them, else by place: then the
// counts must be the same. Errors: kInvalidInput for a record or class without a score, labels
// other than 0 and 1, counts that differ.
ScoredLabels MatchLabels(const ScoreMatrix& scores, const ScoreMatrix& labels);

// Numbers patients from 0 for the records, in their order. The CSV has the columns record_id and
// patient_id; records without a line are an error (kNotFound), other lines are not.
std::vector<uint32_t> ReadPatients(const std::filesystem::path& path,
                                   std::span<const std::string> records);

}  // namespace supreme
