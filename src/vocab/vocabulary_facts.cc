#include "vocab/vocabulary_facts.h"

#include "core/error.h"

namespace supreme {
namespace {

constexpr const char* kStatsFile = "stats.json";

VocabularyStats StatsFromJson(const Json& json, const std::string& where) {
  const auto count = [&](const char* key) { return JsonCount(json, key, where); };
  VocabularyStats stats;
  stats.mentions = count("mentions");
  stats.unique_entities = count("unique_entities");
  stats.certain_entities = count("certain_entities");
  stats.clusters = count("clusters");
  stats.kept_apart = count("kept_apart");
  stats.mean_cluster_size = JsonNumber(json, "mean_cluster_size", where);
  stats.largest_cluster = count("largest_cluster");
  stats.smallest_cluster = count("smallest_cluster");
  stats.mapped_clusters = count("mapped_clusters");
  stats.rare_queries = count("rare_queries");
  stats.queries = count("queries");
  stats.positive_labels = count("positive_labels");
  stats.uncertain_labels = count("uncertain_labels");
  stats.rows_without_label = count("rows_without_label");
  return stats;
}

}  // namespace

OrderedJson ToJson(const VocabularyFacts& facts) {
  OrderedJson json = {{"extractor", facts.extractor},
                      {"unit", facts.unit},
                      {"deduplicated", facts.options.deduplicate},
                      {"cluster_threshold", facts.options.cluster_threshold},
                      {"linkage", LinkageName(facts.options.linkage)},
                      {"mapping_threshold", facts.options.mapping_threshold},
                      {"min_records", facts.options.min_records}};
  json.update(ToJson(facts.stats));
  return json;
}

VocabularyFacts ReadVocabularyFacts(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / kStatsFile;
  const std::string where = path.string();
  if (!std::filesystem::exists(path)) {
    throw Error(ErrorCode::kNotFound, "no stats.json: not a vocabulary of vocab build",
                folder.string(), "run supreme vocab build");
  }
  const Json json = ReadJsonFile(path);
  VocabularyFacts facts;
  if (!json.is_object() || !json.contains("extractor")) {
    throw Error(ErrorCode::kCorruptData, "\"extractor\" is missing", where,
                "build the vocabulary again with this version");
  }
  facts.extractor = JsonString(json, "extractor", where);
  facts.unit = JsonString(json, "unit", where);
  facts.options.deduplicate = JsonBool(json, "deduplicated", where);
  facts.options.cluster_threshold = JsonNumber(json, "cluster_threshold", where);
  facts.options.linkage = LinkageFromName(JsonString(json, "linkage", where));
  facts.options.mapping_threshold = JsonNumber(json, "mapping_threshold", where);
  facts.options.min_records = JsonCount(json, "min_records", where);
  facts.stats = StatsFromJson(json, where);
  return facts;
}

void WriteVocabularyFacts(const VocabularyFacts& facts, const std::filesystem::path& folder) {
  WriteJsonFile(folder / kStatsFile, ToJson(facts));
}

}  // namespace supreme
