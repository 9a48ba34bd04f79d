#include "vocab/training_texts.h"

#include <algorithm>
#include <set>

#include "core/csv.h"
#include "core/error.h"
#include "core/numbers.h"

namespace supreme {
namespace {

constexpr const char* kTexts = "texts.csv";
constexpr const char* kGeneral = "general.csv";
constexpr const char* kHeldOut = "held_out.csv";
constexpr const char* kHint = "supreme vocab encoder-texts writes this file";

std::vector<std::string> Split(const std::string& joined) {
  std::vector<std::string> parts;
  for (size_t start = 0; start < joined.size();) {
    const size_t end = std::min(joined.find(';', start), joined.size());
    if (end > start) parts.push_back(joined.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

std::string Join(const std::vector<std::string>& parts) {
  std::string joined;
  for (const std::string& part : parts) joined += (joined.empty() ? "" : ";") + part;
  return joined;
}

void WriteColumn(const std::filesystem::path& path, const std::string& name,
                 const std::vector<std::string>& values) {
  CsvWriter writer(path, {name});
  for (const std::string& value : values) writer.Row({value});
  writer.Commit();
}

double WeightOf(const CsvReader& reader) {
  const auto weight = ParseDouble(reader["weight"]);
  if (weight && *weight > 0.0 && *weight < 1e6) return *weight;
  throw Error(ErrorCode::kCorruptData, "weight \"" + reader["weight"] + "\" is not over 0",
              reader.Where(), kHint);
}

}  // namespace

std::vector<std::string> ReadColumn(const std::filesystem::path& path, const std::string& name) {
  CsvReader reader = CsvReader::Open(path);
  const size_t column = reader.Column(name);
  std::vector<std::string> values;
  while (reader.Next()) {
    if (!reader[column].empty()) values.push_back(reader[column]);
  }
  return values;
}

void WriteTrainingTexts(const TrainingTexts& texts, const std::filesystem::path& folder) {
  MakeFolder(folder);
  std::filesystem::remove(folder / kTexts);
  WriteColumn(folder / kGeneral, "text", texts.general);
  WriteColumn(folder / kHeldOut, "term", texts.held_out);
  CsvWriter writer(folder / kTexts, {"concept", "weight", "text", "opposites"});
  for (const TrainingConcept& entry : texts.concepts) {
    for (const TrainingText& text : entry.texts) {
      writer.Row({entry.id, FormatDouble(entry.weight), text.text, Join(text.opposites)});
    }
  }
  writer.Commit();
}

TrainingTexts ReadTrainingTexts(const std::filesystem::path& folder) {
  TrainingTexts texts;
  CsvReader reader = CsvReader::Open(folder / kTexts);
  std::set<std::string> seen;
  while (reader.Next()) {
    const std::string& id = reader["concept"];
    const double weight = WeightOf(reader);
    if (id.empty() || reader["text"].empty()) {
      throw Error(ErrorCode::kCorruptData, "concept or text is empty", reader.Where(), kHint);
    }
    const bool goes_on = !texts.concepts.empty() && texts.concepts.back().id == id;
    if (!goes_on && !seen.insert(id).second) {
      throw Error(ErrorCode::kCorruptData, "the rows of \"" + id + "\" do not stand together",
                  reader.Where(), "sort the file by concept");
    }
    if (!goes_on) texts.concepts.push_back({id, weight, {}});
    TrainingConcept& entry = texts.concepts.back();
    if (entry.weight != weight) {
      throw Error(ErrorCode::kCorruptData, "\"" + id + "\" has two weights", reader.Where(), kHint);
    }
    entry.texts.push_back({reader["text"], Split(reader["opposites"])});
  }
  texts.general = ReadColumn(folder / kGeneral, "text");
  texts.held_out = ReadColumn(folder / kHeldOut, "term");
  return texts;
}

}  // namespace supreme
