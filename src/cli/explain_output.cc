#include "cli/explain_output.h"

#include <algorithm>
#include <utility>

#include "core/numbers.h"
#include "core/version.h"
#include "plot/markup.h"

namespace supreme {
namespace {

constexpr size_t kMaxSlug = 60;

std::string Padded(const std::string& text, size_t columns) {
  return text + std::string(text.size() < columns ? columns - text.size() : 0, ' ');
}

OrderedJson MapJson(const ImportanceMap& map) {
  OrderedJson json;
  json["leads"] = OrderedJson::array();
  for (size_t row = 0; row < map.rows; ++row) {
    json["leads"].push_back(map.is_band() ? "all" : std::string(kLeadNames[row]));
  }
  json["start_s"] = map.start_s;
  json["column_s"] = map.column_s;
  json["signed"] = map.is_signed;
  json["values"] = OrderedJson::array();
  for (size_t row = 0; row < map.rows; ++row) {
    OrderedJson values = OrderedJson::array();
    for (size_t column = 0; column < map.columns; ++column) values.push_back(map.at(row, column));
    json["values"].push_back(std::move(values));
  }
  return json;
}

}  // namespace

OrderedJson ExplanationJson(const ExplanationFacts& facts,
                            const std::vector<ExplainedAnswer>& answers) {
  OrderedJson json = {{"kind", "explanation"}};
  json["software"] = std::string(Version()) + " (" + std::string(GitCommit()) + ")";
  json["bundle"] = {{"name", facts.bundle_name}, {"id", facts.bundle_id}};
  json["method"] = facts.method;
  if (!facts.layer.empty()) json["layer"] = facts.layer;
  if (facts.method != "attention") json["baseline"] = "median of the lead";
  json["answers"] = OrderedJson::array();
  for (const ExplainedAnswer& answer : answers) {
    OrderedJson entry = {{"file", answer.path},
                         {"record", answer.record_id},
                         {"asked", answer.asked},
                         {"question", answer.question},
                         {"probability", answer.probability},
                         {"strongest", StrongestPlace(answer.map)},
                         {"picture", answer.picture}};
    entry["map"] = MapJson(answer.map);
    if (!answer.layers.empty()) {
      entry["layers"] = OrderedJson::array();
      for (const ImportanceMap& layer : answer.layers) entry["layers"].push_back(MapJson(layer));
    }
    json["answers"].push_back(std::move(entry));
  }
  return json;
}

std::string ExplanationTable(const ExplanationFacts& facts,
                             const std::vector<ExplainedAnswer>& answers) {
  size_t record = 6, question = 8, place = 9;
  for (const ExplainedAnswer& answer : answers) {
    record = std::max(record, answer.record_id.size());
    question = std::max(question, answer.asked.size());
    place = std::max(place, StrongestPlace(answer.map).size());
  }
  std::string table = facts.method + (facts.layer.empty() ? "" : ", layer " + facts.layer) +
                      ", bundle " + facts.bundle_name + "\n\n";
  table += Padded("record", record) + "  " + Padded("question", question) + "  score  " +
           Padded("strongest", place) + "  picture\n";
  for (const ExplainedAnswer& answer : answers) {
    table += Padded(CleanText(answer.record_id), record) + "  " +
             Padded(CleanText(answer.asked), question) + "  " + FormatFixed(answer.probability, 3) +
             "  " + Padded(StrongestPlace(answer.map), place) + "  " + answer.picture + "\n";
  }
  return table;
}

std::string FileSlug(std::string_view text) {
  std::string slug;
  for (const char letter : AsciiLower(text)) {
    const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
    if (plain) {
      slug += letter;
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
    if (slug.size() == kMaxSlug) break;
  }
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  return slug.empty() ? "x" : slug;
}

}  // namespace supreme
