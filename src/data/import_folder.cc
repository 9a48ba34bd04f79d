#include <algorithm>
#include <map>

#include "core/csv.h"
#include "core/numbers.h"
#include "data/import_items.h"
#include "data/reference_labels.h"
#include "data/table_values.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

// Header name without extension → paths from `dir`.
std::map<std::string, std::vector<std::string>> IndexHeaders(const fs::path& dir) {
  std::error_code failure;
  std::map<std::string, std::vector<std::string>> index;
  fs::recursive_directory_iterator files(dir, failure);
  if (failure) throw SystemError(failure.value(), "cannot list", dir.string());
  for (const auto& entry : files) {
    if (entry.path().extension() != ".hea" || !entry.is_regular_file()) continue;
    index[entry.path().stem().string()].push_back(fs::relative(entry.path(), dir).string());
  }
  return index;
}

class FolderTable {
 public:
  FolderTable(const fs::path& dir, const fs::path& table)
      : dir_(dir),
        index_(IndexHeaders(dir)),
        csv_(CsvReader::Open(table)),
        record_(csv_.Column("record")),
        labels_(csv_.Column("labels")) {}

  std::vector<ImportItem> Read() {
    std::vector<ImportItem> items;
    while (csv_.Next()) items.push_back(ReadRow());
    return items;
  }

 private:
  std::string Cell(std::string_view column) const {
    const auto found = csv_.FindColumn(column);
    return found ? csv_[*found] : "";
  }

  ImportItem ReadRow() const {
    ImportItem item;
    const std::string where = csv_.Where();
    const std::string name(Trim(csv_[record_]));
    item.row.record_id = name;
    item.row.source = name;
    try {
      item.row.source = FindRecord(name, where);
      item.row.record_id = fs::path(item.row.source).replace_extension().generic_string();
      item.row.patient_id = ReadId(Cell("patient_id"));
      item.row.fold = ReadWhole(Cell("fold"), "fold", 0, where);
      item.row.age_years = ReadAge(Cell("age"), where);
      item.row.sex = ReadSex(Cell("sex"), false, where);
      item.codes = SplitCodes(csv_[labels_], ";");
      item.report = Cell("report");
    } catch (const Error& error) {
      item.problem = error;
    }
    return item;
  }

  // A path wins over an id; an id must fit one header only.
  std::string FindRecord(const std::string& name, const std::string& where) const {
    CheckRelativePath(name, where);
    const fs::path path(name);
    std::error_code ignored;
    const bool is_header =
        path.extension() == ".hea" || path.extension() == ".dat" || path.extension() == ".mat";
    const fs::path header((is_header ? fs::path(path).replace_extension() : path).string() +
                          ".hea");
    if (fs::exists(dir_ / header, ignored)) return header.generic_string();
    const auto found = index_.find(is_header ? path.stem().string() : name);
    if (found == index_.end()) {
      throw Error(ErrorCode::kNotFound, "no record \"" + name + "\" below " + dir_.string(), where,
                  "write its path from that folder, or its header's name without .hea");
    }
    if (found->second.size() > 1) {
      throw Error(
          ErrorCode::kInvalidInput,
          "record \"" + name + "\" is there " + std::to_string(found->second.size()) + " times",
          where, "write its path: " + found->second.front());
    }
    return found->second.front();
  }

  fs::path dir_;
  std::map<std::string, std::vector<std::string>> index_;
  CsvReader csv_;
  size_t record_, labels_;
};

}  // namespace

ImportSummary ImportFolder(const fs::path& dir, const fs::path& table, const fs::path& out,
                           const ImportOptions& options) {
  const std::vector<ImportItem> items = FolderTable(dir, table).Read();
  OrderedJson facts;
  facts["importer"] = "folder";
  return ImportItems(items, dir, out, options, std::move(facts));
}

}  // namespace supreme
