#include "report/paper_tables.h"

#include "core/error.h"
#include "core/json.h"

namespace supreme {

std::string_view PaperTablesJson();  // vocab/paper_tables.json, embedded at build time

namespace {

const Json& Array(const Json& json, const char* key, std::string_view where) {
  const Json& array = JsonMember(json, key, where);
  if (array.is_array()) return array;
  throw Error(ErrorCode::kCorruptData, "\"" + std::string(key) + "\" is not an array", where);
}

// `name_key` is what the table calls the entity's partner.
std::vector<PaperPair> ReadPairs(const Json& array, const char* name_key, std::string_view where) {
  std::vector<PaperPair> pairs;
  for (const Json& entry : array) {
    PaperPair pair;
    if (entry.contains("code")) pair.code = JsonString(entry, "code", where);
    pair.name = JsonString(entry, name_key, where);
    pair.entity = JsonString(entry, "entity", where);
    if (!JsonMember(entry, "cosine", where).is_null()) {
      pair.cosine = JsonNumber(entry, "cosine", where);
    }
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

std::vector<PaperCluster> ReadClusters(const Json& array, std::string_view where) {
  std::vector<PaperCluster> clusters;
  for (const Json& entry : array) {
    PaperCluster cluster{JsonString(entry, "code", where), JsonString(entry, "query", where), {}};
    for (const Json& member : Array(entry, "members", where)) {
      if (!member.is_array() || member.size() != 2 || !member[0].is_string() ||
          !member[1].is_number()) {
        throw Error(ErrorCode::kCorruptData, "a member is not [text, cosine]", where);
      }
      cluster.members.emplace_back(member[0].get<std::string>(), member[1].get<double>());
    }
    clusters.push_back(std::move(cluster));
  }
  return clusters;
}

}  // namespace

PaperTables ParsePaperTables(std::string_view json, std::string_view where) {
  const Json root = ParseJson(json, where);
  PaperTables paper;
  paper.source = JsonString(root, "source", where);
  paper.data = JsonString(root, "data", where);
  for (const Json& entry : Array(root, "table_1", where)) {
    paper.ablations.push_back({JsonString(entry, "part", where),
                               JsonString(entry, "setting", where), JsonNumber(entry, "auc", where),
                               JsonNumber(entry, "deviation", where)});
  }
  const Json& counts = JsonMember(root, "table_2", where);
  paper.raw_entities = JsonCount(counts, "raw_entities", where);
  paper.unique_entities = JsonCount(counts, "unique_entities", where);
  paper.certain_entities = JsonCount(counts, "certain_entities", where);
  paper.clusters = JsonCount(counts, "clusters", where);
  paper.queries = JsonCount(counts, "queries", where);
  const Json& clusters = JsonMember(root, "table_3", where);
  paper.mean_cluster_size = JsonNumber(clusters, "mean_cluster_size", where);
  paper.largest_cluster = JsonCount(clusters, "largest_cluster", where);
  paper.smallest_cluster = JsonCount(clusters, "smallest_cluster", where);
  paper.mapped_share = JsonNumber(clusters, "mapped_share", where);
  paper.mappings = ReadPairs(Array(root, "table_4", where), "query", where);
  paper.example_clusters = ReadClusters(Array(root, "table_5", where), where);
  const Json& overlap = JsonMember(root, "table_6", where);
  paper.overlapping_classes = JsonCount(overlap, "overlapping_classes", where);
  paper.overlaps = ReadPairs(Array(overlap, "pairs", where), "class", where);
  paper.mismatches = ReadPairs(Array(root, "table_12", where), "term", where);
  return paper;
}

const PaperTables& PaperFigures() {
  static const PaperTables paper = ParsePaperTables(PaperTablesJson(), "vocab/paper_tables.json");
  return paper;
}

}  // namespace supreme
