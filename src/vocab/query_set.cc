#include "vocab/query_set.h"

#include <set>
#include <span>

#include "core/atomic_file.h"
#include "core/error.h"
#include "tensor/safetensors.h"

namespace supreme {
namespace {

constexpr const char* kQueriesFile = "queries.json";
constexpr const char* kEmbeddingsFile = "query_embeddings.safetensors";

OrderedJson QueryToJson(const Query& query) {
  OrderedJson members = OrderedJson::array();
  for (const QueryMember& member : query.members) {
    members.push_back(
        {{"text", member.text}, {"similarity", member.similarity}, {"n", member.record_count}});
  }
  return {{"id", query.id},
          {"text", query.text},
          {"codes", query.codes},
          {"members", std::move(members)},
          {"n_records", query.record_count}};
}

const Json& ArrayMember(const Json& object, std::string_view key, const std::string& where) {
  const Json& array = JsonMember(object, key, where);
  if (array.is_array()) return array;
  throw Error(ErrorCode::kCorruptData, "\"" + std::string(key) + "\" is not an array", where);
}

Query QueryFromJson(const Json& json, const std::string& where) {
  Query query;
  query.id = JsonString(json, "id", where);
  query.text = JsonString(json, "text", where);
  if (query.text.empty()) throw Error(ErrorCode::kCorruptData, "a query has no text", where);
  for (const auto& [system, code] : JsonMember(json, "codes", where).items()) {
    if (!code.is_string()) throw Error(ErrorCode::kCorruptData, "a code is not a text", where);
    query.codes[system] = code.get<std::string>();
  }
  for (const Json& member : ArrayMember(json, "members", where)) {
    query.members.push_back({JsonString(member, "text", where),
                             JsonNumber(member, "similarity", where),
                             JsonCount(member, "n", where)});
  }
  query.record_count = JsonCount(json, "n_records", where);
  return query;
}

}  // namespace

QuerySet ReadQuerySet(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / kQueriesFile;
  if (!std::filesystem::exists(path)) {
    throw Error(ErrorCode::kNotFound, "no queries.json: not a vocabulary", folder.string(),
                "run supreme vocab build");
  }
  const std::string where = path.string();
  const Json json = ReadJsonFile(path);
  QuerySet set;
  std::set<std::string> texts;
  for (const Json& query : ArrayMember(json, "queries", where)) {
    set.queries.push_back(QueryFromJson(query, where));
    if (!texts.insert(set.queries.back().text).second) {
      throw Error(ErrorCode::kCorruptData, "query \"" + set.queries.back().text + "\" stands twice",
                  where);
    }
  }
  const Json& thresholds = JsonMember(json, "thresholds", where);
  set.cluster_threshold = JsonNumber(thresholds, "cluster", where);
  set.mapping_threshold = JsonNumber(thresholds, "mapping", where);
  const Json& encoder = JsonMember(json, "encoder", where);
  set.encoder_name = JsonString(encoder, "name", where);
  set.encoder_id = JsonString(encoder, "id", where);
  for (const Json& text : ArrayMember(json, "held_out", where)) {
    if (!text.is_string()) throw Error(ErrorCode::kCorruptData, "held_out holds no text", where);
    set.held_out.push_back(text.get<std::string>());
  }
  const SafetensorsFile file(folder / kEmbeddingsFile);
  const TensorView& view = file.Get("embeddings");
  if (view.shape.size() != 2 || view.shape[0] != static_cast<int64_t>(set.queries.size())) {
    throw Error(
        ErrorCode::kCorruptData,
        "embeddings are not one row for each of " + std::to_string(set.queries.size()) + " queries",
        (folder / kEmbeddingsFile).string(), "build the vocabulary again");
  }
  set.text_width = view.shape[1];
  const std::span<const float> values = view.As<float>();
  set.embeddings.assign(values.begin(), values.end());
  return set;
}

void WriteQuerySet(const QuerySet& set, const std::filesystem::path& folder) {
  const auto rows = static_cast<int64_t>(set.queries.size());
  SUPREME_CHECK(set.embeddings.size() == set.queries.size() * static_cast<size_t>(set.text_width));
  MakeFolder(folder);
  WriteSafetensors(folder / kEmbeddingsFile,
                   {{"embeddings", ViewOf<float>(set.embeddings, {rows, set.text_width})}},
                   {{"encoder_name", set.encoder_name}, {"encoder_id", set.encoder_id}});
  OrderedJson queries = OrderedJson::array();
  for (const Query& query : set.queries) queries.push_back(QueryToJson(query));
  // Last: a folder without this file is not a vocabulary.
  WriteJsonFile(
      folder / kQueriesFile,
      OrderedJson{
          {"thresholds", {{"cluster", set.cluster_threshold}, {"mapping", set.mapping_threshold}}},
          {"encoder", {{"name", set.encoder_name}, {"id", set.encoder_id}}},
          {"held_out", set.held_out},
          {"queries", std::move(queries)}});
}

}  // namespace supreme
