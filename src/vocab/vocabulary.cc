#include "vocab/vocabulary.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <utility>

#include "core/error.h"
#include "extract/rule_extractor.h"
#include "vocab/cluster.h"
#include "vocab/draft.h"
#include "vocab/glossary.h"
#include "vocab/mapping.h"
#include "vocab/record_labels.h"
#include "vocab/resolver.h"

namespace supreme {
namespace {

std::string Slug(std::string_view text) {
  std::string slug;
  for (const char c : text) {
    const bool keep = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (keep) slug += c;
    if (!keep && !slug.empty() && slug.back() != '-') slug += '-';
  }
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  return slug.empty() ? "query" : slug;
}

class Builder {
 public:
  Builder(const EntityTable& table, const EmbedTexts& embed, const VocabularyOptions& options)
      : table_(table), embed_(embed), options_(options), mapper_(*options.terms, embed) {}

  Vocabulary Build() {
    CollectTexts();
    options_.deduplicate ? MakeDrafts() : MakeDraftPerText();
    ApplyCorrections(options_.corrections, table_, drafts_);
    OrderDrafts();
    AssignEntities();
    CountRecords();
    MakeQueries();
    ApplyHoldOut();
    DropRare();
    FillLabels();
    return std::move(result_);
  }

 private:
  // Certain entities by their text in full: one embedding each.
  void CollectTexts() {
    std::map<std::string, std::vector<uint32_t>> by_text;
    std::set<std::string> unique;
    for (uint32_t i = 0; i < table_.entities.size(); ++i) {
      const TableEntity& entity = table_.entities[i];
      unique.insert(entity.text);
      if (entity.is_uncertain) continue;
      by_text[options_.deduplicate ? glossary_.Expand(entity.text) : entity.text].push_back(i);
    }
    VocabularyStats& stats = result_.stats;
    stats.mentions = table_.mention_count;
    stats.unique_entities = unique.size();
    for (auto& [text, entities] : by_text) {
      if (text.empty()) continue;
      uint64_t record_count = 0;
      for (const uint32_t entity : entities) record_count += table_.entities[entity].record_count;
      stats.certain_entities += entities.size();
      texts_.push_back(text);
      items_.push_back({text, record_count});
      item_entities_.push_back(std::move(entities));
    }
    vectors_ = EmbedUnit(embed_, texts_);
  }

  void MakeDrafts() {
    const ConflictTable& conflicts = ConflictTable::BuiltIn();
    const auto clusters = ClusterEntities(
        items_, vectors_, {options_.cluster_threshold, options_.linkage}, conflicts);
    result_.kept_apart =
        FindKeptApart(items_, vectors_, clusters, options_.cluster_threshold, conflicts);
    result_.stats.kept_apart = result_.kept_apart.size();
    std::map<std::string, size_t> draft_of;  // by query text
    VocabularyStats& stats = result_.stats;
    stats.clusters = clusters.size();
    for (const std::vector<size_t>& cluster : clusters) {
      std::vector<std::string> members;
      for (const size_t item : cluster) members.push_back(texts_[item]);
      const auto match = mapper_.Map(members, vectors_, cluster, options_.mapping_threshold);
      if (match) ++stats.mapped_clusters;
      const Term* term = match ? &(*options_.terms)[match->term] : nullptr;
      const std::string& text = term != nullptr ? term->text : members[0];
      const size_t draft = draft_of.emplace(text, drafts_.size()).first->second;
      if (draft == drafts_.size()) {
        drafts_.push_back({text, term != nullptr ? term->codes : decltype(Draft::codes){}, {}, 0});
      }
      uint64_t size = 0;
      for (const size_t item : cluster) size += AddItem(item, drafts_[draft]);
      CountCluster(size);
    }
    MeanClusterSize();
  }

  void MakeDraftPerText() {
    result_.stats.clusters = texts_.size();
    for (size_t item = 0; item < texts_.size(); ++item) {
      drafts_.push_back({texts_[item], {}, {}, 0});
      CountCluster(AddItem(item, drafts_.back()));
    }
    MeanClusterSize();
  }

  // Returns the number of entities that came in.
  uint64_t AddItem(size_t item, Draft& draft) const {
    const std::vector<uint32_t>& entities = item_entities_[item];
    draft.entities.insert(draft.entities.end(), entities.begin(), entities.end());
    draft.record_count += items_[item].record_count;
    return entities.size();
  }

  void CountCluster(uint64_t size) {
    VocabularyStats& stats = result_.stats;
    stats.largest_cluster = std::max(stats.largest_cluster, size);
    stats.smallest_cluster =
        stats.smallest_cluster == 0 ? size : std::min(stats.smallest_cluster, size);
  }

  void MeanClusterSize() {
    VocabularyStats& stats = result_.stats;
    if (stats.clusters == 0) return;
    stats.mean_cluster_size =
        static_cast<double>(stats.certain_entities) / static_cast<double>(stats.clusters);
  }

  void OrderDrafts() {
    std::sort(drafts_.begin(), drafts_.end(), [](const Draft& a, const Draft& b) {
      return a.record_count != b.record_count ? a.record_count > b.record_count : a.text < b.text;
    });
  }

  // entity → draft, also for the uncertain ones that name a draft.
  void AssignEntities() {
    draft_of_entity_.resize(table_.entities.size());
    std::map<std::string, uint32_t> draft_of_text;
    for (size_t draft = 0; draft < drafts_.size(); ++draft) {
      draft_of_text.emplace(drafts_[draft].text, static_cast<uint32_t>(draft));
      for (const uint32_t entity : drafts_[draft].entities) {
        draft_of_entity_[entity] = static_cast<uint32_t>(draft);
      }
    }
    std::map<std::string, uint32_t> draft_of_key;
    for (size_t entity = 0; entity < table_.entities.size(); ++entity) {
      if (!draft_of_entity_[entity]) continue;
      draft_of_key.emplace(glossary_.MatchKey(table_.entities[entity].text),
                           *draft_of_entity_[entity]);
    }
    std::vector<std::string> unknown;
    std::vector<size_t> unknown_entities;
    for (size_t entity = 0; entity < table_.entities.size(); ++entity) {
      if (!table_.entities[entity].is_uncertain) continue;
      const std::string text = glossary_.Expand(WithoutCues(table_.entities[entity].text));
      const auto found = draft_of_key.find(glossary_.MatchKey(text));
      if (found != draft_of_key.end()) {
        draft_of_entity_[entity] = found->second;
      } else if (!text.empty()) {
        unknown.push_back(text);
        unknown_entities.push_back(entity);
      }
    }
    const UnitVectors vectors = EmbedUnit(embed_, unknown);
    for (size_t i = 0; i < unknown.size(); ++i) {
      const std::vector<size_t> rows = {i};
      const auto match =
          mapper_.Map(std::span(&unknown[i], 1), vectors, rows, options_.cluster_threshold);
      if (!match) continue;
      const auto draft = draft_of_text.find((*options_.terms)[match->term].text);
      if (draft != draft_of_text.end()) draft_of_entity_[unknown_entities[i]] = draft->second;
    }
  }

  // Records per draft: a record that says it twice counts once.
  void CountRecords() {
    const auto counts = CountPresent(LabelRecords(table_, draft_of_entity_, drafts_.size()));
    for (size_t draft = 0; draft < drafts_.size(); ++draft) {
      drafts_[draft].record_count = counts[draft];
    }
  }

  void MakeQueries() {
    std::vector<std::string> query_texts;
    for (const Draft& draft : drafts_) query_texts.push_back(draft.text);
    QuerySet& set = result_.set;
    set.embeddings = embed_(query_texts);
    const EmbedTexts stored = [&](std::span<const std::string>) { return set.embeddings; };
    const UnitVectors vectors = EmbedUnit(stored, query_texts);
    set.text_width = static_cast<int64_t>(vectors.width);
    std::map<uint32_t, size_t> item_of;
    for (size_t item = 0; item < item_entities_.size(); ++item) {
      for (const uint32_t entity : item_entities_[item]) item_of[entity] = item;
    }
    std::set<std::string> ids;
    for (size_t i = 0; i < drafts_.size(); ++i) {
      Query query;
      query.text = drafts_[i].text;
      query.codes = drafts_[i].codes;
      query.record_count = drafts_[i].record_count;
      query.id = Slug(query.text);
      for (int copy = 2; !ids.insert(query.id).second; ++copy) {
        query.id = Slug(query.text) + "-" + std::to_string(copy);
      }
      for (const uint32_t entity : drafts_[i].entities) {
        query.members.push_back({table_.entities[entity].text,
                                 Dot(vectors.Row(i), vectors_.Row(item_of[entity])),
                                 table_.entities[entity].record_count});
      }
      std::sort(query.members.begin(), query.members.end(),
                [](const QueryMember& a, const QueryMember& b) {
                  return a.record_count != b.record_count ? a.record_count > b.record_count
                                                          : a.text < b.text;
                });
      set.queries.push_back(std::move(query));
      kept_.push_back(i);
    }
    set.cluster_threshold = options_.cluster_threshold;
    set.mapping_threshold = options_.mapping_threshold;
  }

  void ApplyHoldOut() {
    std::set<size_t> held;
    {
      const Resolver resolver(result_.set, kNeverSnap);
      for (const std::string& text : options_.hold_out) {
        const Resolution resolution = resolver.Resolve(text, embed_);
        if (!resolution.query_index) {
          std::string near;
          for (const auto& [query, similarity] : resolution.nearest) {
            near += (near.empty() ? "\"" : ", \"") + query + "\"";
          }
          throw Error(ErrorCode::kUsage, "\"" + text + "\" is no query of this data", "--hold-out",
                      "near ones are " + near);
        }
        if (held.insert(*resolution.query_index).second) {
          result_.set.held_out.push_back(resolution.matched_text);
        }
      }
    }
    Keep([&](size_t index) { return held.count(index) == 0; });
  }

  void DropRare() {
    const size_t before = kept_.size();
    Keep([&](size_t index) {
      return result_.set.queries[index].record_count >= options_.min_records;
    });
    result_.stats.rare_queries = before - kept_.size();
    result_.stats.queries = kept_.size();
  }

  template <class Predicate>
  void Keep(const Predicate& is_kept) {
    QuerySet& set = result_.set;
    const auto width = static_cast<size_t>(set.text_width);
    size_t next = 0;
    for (size_t i = 0; i < kept_.size(); ++i) {
      if (!is_kept(i)) continue;
      if (next != i) {
        set.queries[next] = std::move(set.queries[i]);
        kept_[next] = kept_[i];
        std::copy_n(set.embeddings.begin() + static_cast<std::ptrdiff_t>(i * width), width,
                    set.embeddings.begin() + static_cast<std::ptrdiff_t>(next * width));
      }
      ++next;
    }
    set.queries.resize(next);
    kept_.resize(next);
    set.embeddings.resize(next * width);
  }

  void FillLabels() {
    QueryOfEntity query_of_draft(drafts_.size());
    for (uint32_t query = 0; query < kept_.size(); ++query) query_of_draft[kept_[query]] = query;
    QueryOfEntity query_of(draft_of_entity_.size());
    for (size_t entity = 0; entity < query_of.size(); ++entity) {
      if (draft_of_entity_[entity]) query_of[entity] = query_of_draft[*draft_of_entity_[entity]];
    }
    result_.labels = LabelRecords(table_, query_of, kept_.size());
    VocabularyStats& stats = result_.stats;
    for (size_t row = 0; row < result_.labels.row_count(); ++row) {
      uint64_t present = 0;
      result_.labels.VisitRow(row, [&](RecordLabel label) {
        ++(label.is_uncertain ? stats.uncertain_labels : present);
      });
      stats.positive_labels += present;
      if (present == 0) ++stats.rows_without_label;
    }
  }

  const EntityTable& table_;
  const EmbedTexts& embed_;
  const VocabularyOptions& options_;
  const Glossary& glossary_ = Glossary::BuiltIn();
  TermMapper mapper_;
  std::vector<std::string> texts_;  // in full, no doubles
  std::vector<ClusterItem> items_;
  std::vector<std::vector<uint32_t>> item_entities_;
  UnitVectors vectors_;
  std::vector<Draft> drafts_;
  QueryOfEntity draft_of_entity_;
  std::vector<size_t> kept_;  // query → draft
  Vocabulary result_;
};

}  // namespace

OrderedJson ToJson(const VocabularyOptions& options) {
  return {{"cluster_threshold", options.cluster_threshold},
          {"linkage", LinkageName(options.linkage)},
          {"mapping_threshold", options.mapping_threshold},
          {"min_records", options.min_records},
          {"deduplicate", options.deduplicate},
          {"hold_out", options.hold_out}};
}

VocabularyOptions VocabularyOptionsFromJson(const Json& json, std::string_view where) {
  VocabularyOptions options;
  options.cluster_threshold = JsonNumber(json, "cluster_threshold", where);
  options.linkage = LinkageFromName(JsonString(json, "linkage", where));
  options.mapping_threshold = JsonNumber(json, "mapping_threshold", where);
  options.min_records = JsonCount(json, "min_records", where);
  options.deduplicate = JsonBool(json, "deduplicate", where);
  for (const Json& text : JsonMember(json, "hold_out", where)) {
    if (!text.is_string()) {
      throw Error(ErrorCode::kCorruptData, "hold_out holds no text", where);
    }
    options.hold_out.push_back(text.get<std::string>());
  }
  return options;
}

OrderedJson ToJson(const VocabularyStats& stats) {
  return {{"mentions", stats.mentions},
          {"unique_entities", stats.unique_entities},
          {"certain_entities", stats.certain_entities},
          {"clusters", stats.clusters},
          {"mean_cluster_size", stats.mean_cluster_size},
          {"largest_cluster", stats.largest_cluster},
          {"smallest_cluster", stats.smallest_cluster},
          {"mapped_clusters", stats.mapped_clusters},
          {"kept_apart", stats.kept_apart},
          {"rare_queries", stats.rare_queries},
          {"queries", stats.queries},
          {"positive_labels", stats.positive_labels},
          {"uncertain_labels", stats.uncertain_labels},
          {"rows_without_label", stats.rows_without_label}};
}

Vocabulary BuildVocabulary(const EntityTable& table, const EmbedTexts& embed,
                           const VocabularyOptions& options) {
  Vocabulary vocabulary = Builder(table, embed, options).Build();
  if (vocabulary.set.queries.empty()) {
    throw Error(ErrorCode::kInvalidInput, "no query is left", "",
                "lower --min-records, or look at what supreme extract found");
  }
  return vocabulary;
}

VocabularyStats MeasureVocabulary(const EntityTable& table, const EmbedTexts& embed,
                                  const VocabularyOptions& options) {
  return Builder(table, embed, options).Build().stats;
}

}  // namespace supreme
