#include "extract/extraction.h"

#include <map>
#include <utility>

#include "core/error.h"
#include "extract/extraction_schema.h"

namespace supreme {
namespace {

constexpr std::pair<const char*, Certainty> kClasses[] = {{"normal", Certainty::kNormal},
                                                          {"abnormal", Certainty::kAbnormal},
                                                          {"uncertain", Certainty::kUncertain}};

}  // namespace

Json ToJson(const Extraction& extraction) {
  Json classes = {
      {"normal", Json::array()}, {"abnormal", Json::array()}, {"uncertain", Json::array()}};
  Json global = Json::array();
  for (const Entity& entity : extraction.entities) {
    global.push_back(entity.text);
    for (const auto& [name, certainty] : kClasses) {
      if (certainty == entity.certainty) classes[name].push_back(entity.text);
    }
  }
  return {{"global", std::move(global)}, {"classification", std::move(classes)}};
}

Extraction ExtractionFromJson(const Json& json, std::string_view where) {
  CheckExtractionSchema(json, where);
  std::map<std::string, Certainty> certainties;
  for (const auto& [name, certainty] : kClasses) {
    for (const Json& text : json["classification"][name]) {
      if (!certainties.emplace(text.get<std::string>(), certainty).second) {
        throw Error(ErrorCode::kCorruptData, "entity " + DumpJson(text) + " has two classes",
                    where);
      }
    }
  }
  Extraction extraction;
  for (const Json& text : json["global"]) {
    const auto found = certainties.find(text.get<std::string>());
    if (found == certainties.end()) {
      throw Error(ErrorCode::kCorruptData, "entity " + DumpJson(text) + " has no class", where);
    }
    extraction.entities.push_back({found->first, found->second});
  }
  if (extraction.entities.size() != certainties.size()) {
    throw Error(ErrorCode::kCorruptData, "a classified entity is not in \"global\"", where);
  }
  return extraction;
}

}  // namespace supreme
