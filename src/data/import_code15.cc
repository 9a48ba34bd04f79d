// CODE-15 % (Ribeiro et al., doi:10.5281/zenodo.4916206): exams.csv and HDF5 files of many exams.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>

#include "core/csv.h"
#include "core/numbers.h"
#include "data/import_hdf5.h"
#include "data/import_items.h"
#include "data/record_file.h"
#include "data/table_values.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kTableName = "exams.csv";

struct Diagnosis {
  std::string_view column;
  std::string_view snomed;
};

constexpr std::array<Diagnosis, 6> kDiagnoses = {{{"1dAVb", "270492004"},
                                                  {"RBBB", "59118001"},
                                                  {"LBBB", "164909002"},
                                                  {"SB", "426177001"},
                                                  {"ST", "427084000"},
                                                  {"AF", "164889003"}}};

bool ReadTruth(std::string_view cell, std::string_view column, const std::string& where) {
  const std::string word = AsciiLower(Trim(cell));
  if (word == "true" || word == "1") return true;
  if (word == "false" || word == "0") return false;
  throw Error(ErrorCode::kCorruptData,
              std::string(column) + " \"" + std::string(cell) + "\" is neither True nor False",
              where, "mend the cell");
}

class Code15Table {
 public:
  Code15Table(const fs::path& dir, const ExamIdReader& exam_ids)
      : dir_(dir), exam_ids_(exam_ids), csv_(CsvReader::Open(dir / kTableName)) {}

  std::vector<ImportItem> Read() {
    std::vector<ImportItem> items;
    while (csv_.Next()) items.push_back(ReadRow());
    // The table mixes the files; in their order, neighbours are read together.
    std::stable_sort(items.begin(), items.end(), [](const ImportItem& a, const ImportItem& b) {
      return std::tie(a.row.source, a.file.index) < std::tie(b.row.source, b.file.index);
    });
    return items;
  }

 private:
  ImportItem ReadRow() {
    ImportItem item;
    const std::string where = csv_.Where();
    item.row.record_id = ReadId(csv_["exam_id"]);
    item.row.source = std::string(Trim(csv_["trace_file"]));
    try {
      item.row.patient_id = ReadId(csv_["patient_id"]);
      item.row.age_years = ReadAge(csv_["age"], where);
      item.row.sex = ReadTruth(csv_["is_male"], "is_male", where) ? Sex::kMale : Sex::kFemale;
      for (const Diagnosis& diagnosis : kDiagnoses) {
        if (!ReadTruth(csv_[diagnosis.column], diagnosis.column, where)) continue;
        item.codes.push_back({.code = std::string(diagnosis.snomed)});
      }
      CheckRelativePath(item.row.source, where);
      item.file.index = IndexOf(item, where);
    } catch (const Error& error) {
      item.problem = error;
    }
    return item;
  }

  struct TraceFile {
    std::map<std::string, size_t> index_of_exam;
    std::optional<Error> problem;  // why none of its exams can be read
  };

  void Open(const std::string& path, TraceFile& file) const {
    try {
      size_t index = 0;
      for (const int64_t exam : exam_ids_(dir_ / path)) {
        file.index_of_exam.try_emplace(std::to_string(exam), index++);
      }
    } catch (const Error& error) {
      file.problem = error;
    }
  }

  // Place of the exam among the tracings of its file.
  size_t IndexOf(const ImportItem& item, const std::string& where) {
    const auto [found, is_new] = trace_files_.try_emplace(item.row.source);
    TraceFile& file = found->second;
    if (is_new) Open(item.row.source, file);
    if (file.problem) throw *file.problem;
    const auto place = file.index_of_exam.find(item.row.record_id);
    if (place != file.index_of_exam.end()) return place->second;
    throw Error(ErrorCode::kNotFound,
                "exam " + item.row.record_id + " is not in " + item.row.source, where,
                "get the file again or remove the row");
  }

  const fs::path dir_;
  const ExamIdReader& exam_ids_;
  CsvReader csv_;
  std::map<std::string, TraceFile> trace_files_;  // by path
};

}  // namespace

std::vector<ImportItem> Code15Items(const fs::path& dir, const ExamIdReader& exam_ids) {
  return Code15Table(dir, exam_ids).Read();
}

ImportSummary ImportCode15(const fs::path& dir, const fs::path& out, const ImportOptions& options) {
  return ImportItems(Code15Items(dir, ReadExamIds), dir, out, options, {{"importer", "code15"}});
}

}  // namespace supreme
