#include "cli/about_records.h"

#include <algorithm>

#include "core/csv.h"
#include "core/numbers.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> SplitTexts(std::string_view list) {
  std::vector<std::string> texts;
  for (size_t begin = 0; begin <= list.size();) {
    const size_t end = std::min(list.find(';', begin), list.size());
    const auto text = Trim(list.substr(begin, end - begin));
    if (!text.empty()) texts.emplace_back(text);
    begin = end + 1;
  }
  return texts;
}

fs::path Absolute(const fs::path& file) {
  std::error_code ignored;
  return fs::weakly_canonical(fs::absolute(file, ignored), ignored);
}

}  // namespace

AboutRecords::AboutRecords(const fs::path& csv) {
  CsvReader reader = CsvReader::Open(csv);
  const size_t file = reader.Column("file");
  const auto name = reader.FindColumn("name");
  const auto truth = reader.FindColumn("truth");
  const auto report = reader.FindColumn("report");
  while (reader.Next()) {
    AboutRecord& record = records_[Absolute(csv.parent_path() / reader[file])];
    if (name) record.name = reader[*name];
    if (truth) record.truths = SplitTexts(reader[*truth]);
    if (report) record.report = reader[*report];
  }
}

const AboutRecord* AboutRecords::Find(const fs::path& file) const {
  if (records_.empty()) return nullptr;
  const auto found = records_.find(Absolute(file));
  return found == records_.end() ? nullptr : &found->second;
}

}  // namespace supreme
