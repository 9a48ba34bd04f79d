#include "eval/score_matrix.h"

#include <algorithm>
#include <unordered_map>

#include "core/csv.h"
#include "core/error.h"
#include "core/numbers.h"
#include "eval/npy_matrix.h"

namespace supreme {
namespace {

using Places = std::unordered_map<std::string, size_t>;

// Where each name stands; kCorruptData for one that stands twice.
Places PlacesOf(std::span<const std::string> names, const std::string& where) {
  Places places;
  for (size_t i = 0; i < names.size(); ++i) {
    if (places.emplace(names[i], i).second) continue;
    throw Error(ErrorCode::kCorruptData, "\"" + names[i] + "\" stands twice", where,
                "one row per record and one column per class");
  }
  return places;
}

ScoreMatrix ReadCsvMatrix(const std::filesystem::path& path) {
  CsvReader csv = CsvReader::Open(path);
  ScoreMatrix matrix;
  matrix.source = path.string();
  if (csv.columns().size() < 2) {
    throw Error(ErrorCode::kInvalidInput, "no column of a class", matrix.source,
                "a header such as record_id,MI,STTC");
  }
  matrix.classes.assign(csv.columns().begin() + 1, csv.columns().end());
  matrix.class_count = matrix.classes.size();
  while (csv.Next()) {
    matrix.records.push_back(csv[size_t{0}]);
    for (size_t column = 1; column <= matrix.class_count; ++column) {
      const auto value = ParseDouble(csv[column]);
      if (!value) {
        throw Error(ErrorCode::kCorruptData,
                    "\"" + csv[column].substr(0, 40) + "\" is not a finite number",
                    csv.Where() + ", column " + csv.columns()[column],
                    "every record needs a value for every class");
      }
      matrix.values.push_back(*value);
    }
    if (matrix.values.size() > kMaxScoreValues) {
      throw Error(ErrorCode::kInvalidInput, "too many values", csv.Where(),
                  "at most " + std::to_string(kMaxScoreValues));
    }
  }
  matrix.record_count = matrix.records.size();
  PlacesOf(matrix.records, matrix.source);
  return matrix;
}

// For each wanted name its place in `present`; by order when one side has no names.
std::vector<size_t> Match(const ScoreMatrix& scores, const ScoreMatrix& labels, bool records) {
  const auto& present = records ? scores.records : scores.classes;
  const auto& wanted = records ? labels.records : labels.classes;
  const size_t present_count = records ? scores.record_count : scores.class_count;
  const size_t wanted_count = records ? labels.record_count : labels.class_count;
  const std::string what = records ? "records" : "classes";
  std::vector<size_t> places(wanted_count);
  if (present.empty() || wanted.empty()) {
    if (present_count != wanted_count) {
      throw Error(ErrorCode::kInvalidInput,
                  std::to_string(present_count) + " " + what + ", the labels have " +
                      std::to_string(wanted_count),
                  scores.source, "the same " + what + " in the same order, or CSV with names");
    }
    for (size_t i = 0; i < wanted_count; ++i) places[i] = i;
    return places;
  }
  const Places index = PlacesOf(present, scores.source);
  size_t missing = 0;
  std::string first;
  for (size_t i = 0; i < wanted_count; ++i) {
    const auto found = index.find(wanted[i]);
    if (found != index.end()) {
      places[i] = found->second;
    } else if (missing++ == 0) {
      first = wanted[i];
    }
  }
  if (missing == 0) return places;
  throw Error(ErrorCode::kInvalidInput,
              std::to_string(missing) + " of " + std::to_string(wanted_count) + " labelled " +
                  what + " have no score, the first is \"" + first + "\"",
              scores.source, "scores for all of them");
}

std::vector<std::string> NamesOr(const std::vector<std::string>& first,
                                 const std::vector<std::string>& second, const std::string& prefix,
                                 size_t count) {
  if (!first.empty()) return first;
  if (!second.empty()) return second;
  std::vector<std::string> names;
  for (size_t i = 1; i <= count; ++i) names.push_back(prefix + std::to_string(i));
  return names;
}

uint8_t LabelOf(const ScoreMatrix& labels, size_t record, size_t index) {
  const double value = labels.at(record, index);
  if (value == 0.0 || value == 1.0) return value == 1.0 ? 1 : 0;
  throw Error(ErrorCode::kInvalidInput, FormatDouble(value) + " is no label",
              labels.source + ", record " + std::to_string(record + 1) + ", class " +
                  std::to_string(index + 1),
              "0 or 1");
}

}  // namespace

std::vector<double> ScoreMatrix::Column(size_t index) const {
  std::vector<double> column(record_count);
  for (size_t record = 0; record < record_count; ++record) column[record] = at(record, index);
  return column;
}

ScoreMatrix ReadScoreMatrix(const std::filesystem::path& path) {
  const std::string ending = AsciiLower(path.extension().string());
  if (ending != ".csv" && ending != ".npy") {
    throw Error(ErrorCode::kUsage, "neither .csv nor .npy", path.string(),
                "a table with a header, or numpy.save");
  }
  ScoreMatrix matrix = ending == ".csv" ? ReadCsvMatrix(path) : ReadNpyMatrix(path);
  if (matrix.record_count == 0 || matrix.class_count == 0) {
    throw Error(ErrorCode::kInvalidInput, "no records", matrix.source, "a row per record");
  }
  return matrix;
}

ScoredLabels MatchLabels(const ScoreMatrix& scores, const ScoreMatrix& labels) {
  const std::vector<size_t> records = Match(scores, labels, true);
  const std::vector<size_t> classes = Match(scores, labels, false);
  ScoredLabels matched;
  matched.records = NamesOr(labels.records, scores.records, "", labels.record_count);
  matched.classes = NamesOr(labels.classes, scores.classes, "class ", labels.class_count);
  for (size_t c = 0; c < classes.size(); ++c) {
    auto& column = matched.scores.emplace_back();
    auto& positive = matched.positive.emplace_back();
    for (size_t r = 0; r < records.size(); ++r) {
      column.push_back(scores.at(records[r], classes[c]));
      positive.push_back(LabelOf(labels, r, c));
    }
  }
  matched.unlabelled_records = scores.record_count - labels.record_count;
  for (size_t c = 0; c < scores.classes.size(); ++c) {
    if (std::ranges::find(classes, c) == classes.end()) {
      matched.unlabelled_classes.push_back(scores.classes[c]);
    }
  }
  return matched;
}

std::vector<uint32_t> ReadPatients(const std::filesystem::path& path,
                                   std::span<const std::string> records) {
  CsvReader csv = CsvReader::Open(path);
  const size_t record_column = csv.Column("record_id");
  const size_t patient_column = csv.Column("patient_id");
  std::unordered_map<std::string, std::string> patient_of;
  while (csv.Next()) {
    if (patient_of.emplace(csv[record_column], csv[patient_column]).second) continue;
    throw Error(ErrorCode::kCorruptData, "record \"" + csv[record_column] + "\" stands twice",
                csv.Where(), "one line per record");
  }
  std::unordered_map<std::string, uint32_t> numbers;
  std::vector<uint32_t> patients;
  for (const std::string& record : records) {
    const auto found = patient_of.find(record);
    if (found == patient_of.end()) {
      throw Error(ErrorCode::kNotFound, "record \"" + record + "\" has no patient", path.string(),
                  "a line for each record");
    }
    const auto next = static_cast<uint32_t>(numbers.size());
    patients.push_back(numbers.emplace(found->second, next).first->second);
  }
  return patients;
}

}  // namespace supreme
