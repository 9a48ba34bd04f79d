#include "data/shard_part.h"

#include <cmath>

#include "core/error.h"
#include "core/json.h"
#include "data/pack_format.h"

namespace supreme {
namespace {

Json NumberOrNull(double value) { return std::isnan(value) ? Json() : Json(value); }

double NumberOrNaN(const Json& value) {
  return value.is_null() ? std::nan("") : value.get<double>();
}

Json ToJson(const PartRow& part_row) {
  const PackRow& row = part_row.row;
  Json codes = Json::array();
  for (const PackCode& code : part_row.codes) {
    codes.push_back({code.code, NumberOrNull(code.likelihood)});
  }
  return {row.record_id,    row.patient_id, row.fold,   NumberOrNull(row.age_years),
          SexWord(row.sex), row.quality,    row.source, std::move(codes),
          part_row.report,  part_row.extra};
}

PartRow RowOf(const Json& json) {
  PartRow part_row;
  part_row.row = {.record_id = json.at(0),
                  .patient_id = json.at(1),
                  .fold = json.at(2),
                  .age_years = NumberOrNaN(json.at(3)),
                  .sex = ParseSexWord(json.at(4).get<std::string>()),
                  .quality = json.at(5),
                  .source = json.at(6)};
  for (const Json& code : json.at(7)) {
    part_row.codes.push_back({code.at(0), NumberOrNaN(code.at(1))});
  }
  part_row.report = json.at(8);
  part_row.extra = json.at(9).get<std::vector<std::string>>();
  return part_row;
}

ShardPart PartOf(const Json& json) {
  ShardPart part;
  const Json& file = json.at("file");
  part.file = {file.at("name"), file.at("bytes"), file.at("sha256")};
  for (const Json& row : json.at("rows")) part.rows.push_back(RowOf(row));
  for (const Json& note : json.at("notes")) {
    part.notes.push_back({note.at(0), note.at(1), note.at(2), note.at(3)});
  }
  part.left_out = json.at("left_out").get<std::map<std::string, size_t>>();
  part.warnings = json.at("warnings").get<std::map<std::string, size_t>>();
  return part;
}

}  // namespace

void WritePart(const std::filesystem::path& path, const ShardPart& part) {
  Json json = {
      {"file",
       {{"name", part.file.name}, {"bytes", part.file.bytes}, {"sha256", part.file.sha256}}},
      {"rows", Json::array()},
      {"notes", Json::array()},
      {"left_out", part.left_out},
      {"warnings", part.warnings}};
  for (const PartRow& row : part.rows) json["rows"].push_back(ToJson(row));
  for (const PartNote& note : part.notes) {
    json["notes"].push_back({note.record_id, note.path, note.code, note.reason});
  }
  WriteFileAtomically(path, DumpJson(json), Durability::kRenamed);
}

std::optional<ShardPart> ReadPart(const std::filesystem::path& path) {
  try {
    return PartOf(ReadJsonFile(path));
  } catch (const Error&) {
    return std::nullopt;
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

}  // namespace supreme
