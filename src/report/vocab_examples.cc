#include "report/vocab_examples.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/numbers.h"
#include "report/sections.h"
#include "vocab/conflicts.h"
#include "vocab/glossary.h"
#include "vocab/resolver.h"
#include "vocab/terms.h"

namespace supreme {
namespace {

constexpr size_t kMembersShown = 5;
constexpr size_t kClustersShown = 10;
constexpr size_t kNearMisses = 15;

// An entity text's query and its cosine to it.
struct Membership {
  size_t query = 0;
  double cosine = 0.0;
};

std::map<std::string, Membership> Memberships(const QuerySet& set) {
  std::map<std::string, Membership> memberships;
  for (size_t query = 0; query < set.queries.size(); ++query) {
    for (const QueryMember& member : set.queries[query].members) {
      memberships[member.text] = {query, member.similarity};
    }
  }
  return memberships;
}

std::string CodeOf(const Query& query) {
  const auto code = query.codes.find("scp");
  return code == query.codes.end() ? "" : code->second;
}

// Cosines of pairs of texts as they stand, in lower case.
std::vector<double> PairCosines(const std::vector<PaperPair>& pairs, const EmbedTexts& embed) {
  std::vector<std::string> texts;
  for (const PaperPair& pair : pairs) {
    texts.push_back(AsciiLower(pair.name));
    texts.push_back(AsciiLower(pair.entity));
  }
  const UnitVectors vectors = EmbedUnit(embed, texts);
  std::vector<double> cosines;
  for (size_t i = 0; i < pairs.size(); ++i) {
    cosines.push_back(Dot(vectors.Row(2 * i), vectors.Row(2 * i + 1)));
  }
  return cosines;
}

bool WordsKeepApart(const std::string& a, const std::string& b) {
  const Glossary& glossary = Glossary::BuiltIn();
  const ConflictTable& conflicts = ConflictTable::BuiltIn();
  return conflicts.KeepsApart(conflicts.TraitsOf(glossary.Expand(a)),
                              conflicts.TraitsOf(glossary.Expand(b)));
}

std::string MembersText(const Query& query) {
  std::string text;
  for (size_t i = 0; i < std::min(kMembersShown, query.members.size()); ++i) {
    text += (i == 0 ? "" : ", ") + query.members[i].text + " (" +
            FormatFixed(query.members[i].similarity, 3) + ")";
  }
  const size_t more = query.members.size() - std::min(kMembersShown, query.members.size());
  return more == 0 ? text : text + " and " + CountText(more) + " more";
}

std::vector<Cell> ClusterRow(const char* from, const Query& query) {
  return {TextCell(from), TextCell(CodeOf(query)), TextCell(query.text),
          CountCell(query.members.size()), TextCell(MembersText(query))};
}

// An entity and its nearest term other than the query that it belongs to.
struct NearMiss {
  double cosine = 0.0;
  size_t entity = 0;
  size_t term = 0;
};

std::vector<NearMiss> FindNearMisses(const VocabReportInput& input,
                                     const std::map<std::string, Membership>& memberships) {
  const std::vector<Term>& terms = ReferenceTerms();
  std::vector<std::string> term_texts, entity_texts;
  for (const Term& term : terms) term_texts.push_back(term.text);
  for (const TableEntity& entity : input.table.entities) {
    entity_texts.push_back(Glossary::BuiltIn().Expand(entity.text));
  }
  const UnitVectors term_vectors = EmbedUnit(input.embed, term_texts);
  const UnitVectors entity_vectors = EmbedUnit(input.embed, entity_texts);
  std::vector<NearMiss> misses;
  for (size_t entity = 0; entity < entity_texts.size(); ++entity) {
    const auto found = memberships.find(input.table.entities[entity].text);
    if (input.table.entities[entity].is_uncertain || found == memberships.end()) continue;
    const std::string& own = input.set.queries[found->second.query].text;
    NearMiss best;
    for (size_t term = 0; term < terms.size(); ++term) {
      const double cosine = Dot(entity_vectors.Row(entity), term_vectors.Row(term));
      if (cosine > best.cosine && terms[term].text != own) best = {cosine, entity, term};
    }
    if (best.cosine > 0.0) misses.push_back(best);
  }
  std::stable_sort(misses.begin(), misses.end(),
                   [](const NearMiss& a, const NearMiss& b) { return a.cosine > b.cosine; });
  return misses;
}

}  // namespace

std::optional<size_t> ChooseExampleRow(const EntityTable& table, const QuerySet& set) {
  const auto memberships = Memberships(set);
  std::vector<std::optional<size_t>> query_of(table.entities.size());
  for (size_t i = 0; i < table.entities.size(); ++i) {
    const auto found = memberships.find(table.entities[i].text);
    if (found != memberships.end() && !table.entities[i].is_uncertain) {
      query_of[i] = found->second.query;
    }
  }
  std::optional<size_t> best;
  size_t most = 0;
  for (size_t row = 0; row < table.row_entities.size(); ++row) {
    std::set<size_t> named;
    for (const uint32_t entity : table.row_entities[row]) {
      if (query_of[entity]) named.insert(*query_of[entity]);
    }
    if (named.size() <= most) continue;
    most = named.size();
    best = row;
  }
  return best;
}

DataTable RecordTable(const VocabReportInput& input) {
  std::string statements;
  for (const std::string& statement : input.example.statements) {
    statements += (statements.empty() ? "" : " / ") + statement;
  }
  DataTable table{
      "table_4",
      "Table 4. Record " + input.example.record_id + ": from entities to queries",
      {{"code", "SCP code"}, {"query", "Query"}, {"entity", "Entity"}, {"cosine", "Cosine", true}},
      {},
      statements.empty() ? "" : "Its statements: " + statements};
  if (input.example.record_id.empty()) return table;
  const auto memberships = Memberships(input.set);
  for (const uint32_t index : input.table.row_entities[input.example_row]) {
    const TableEntity& entity = input.table.entities[index];
    const auto found = memberships.find(entity.text);
    if (entity.is_uncertain || found == memberships.end()) {
      table.rows.push_back({NoCell(),
                            {entity.is_uncertain ? "(uncertain: no query)" : "(left out)", nullptr},
                            TextCell(entity.text),
                            NoCell()});
      continue;
    }
    const Query& query = input.set.queries[found->second.query];
    table.rows.push_back({TextCell(CodeOf(query)), TextCell(query.text), TextCell(entity.text),
                          NumberCell(found->second.cosine, 4)});
  }
  return table;
}

DataTable PaperRecordTable(const VocabReportInput& input, const PaperTables& paper) {
  DataTable table{"table_4_paper",
                  "Table 4. The paper's report: what this vocabulary makes of its entities",
                  {{"entity", "Entity"},
                   {"query", "Query here"},
                   {"cosine", "Cosine", true},
                   {"kind", "Found as"},
                   {"paper_query", "Paper's query"},
                   {"paper_cosine", "Cosine", true}},
                  {},
                  "Known: the text is a query. Resolved: a wording of one. New: no query of this "
                  "vocabulary; the nearest one is named."};
  const Resolver resolver(input.set);
  for (const PaperPair& pair : paper.mappings) {
    const Resolution resolution = resolver.Resolve(pair.entity, input.embed);
    Cell query = TextCell(resolution.matched_text), cosine = NoCell();
    if (resolution.kind == ResolutionKind::kNew && !resolution.nearest.empty()) {
      query = {"(near " + resolution.nearest[0].first + ")", nullptr};
      cosine = NumberCell(resolution.nearest[0].second, 4);
    } else if (resolution.query_index) {
      const std::vector<std::string> texts = {resolution.matched_text,
                                              Glossary::BuiltIn().Expand(pair.entity)};
      const UnitVectors vectors = EmbedUnit(input.embed, texts);
      cosine = NumberCell(Dot(vectors.Row(0), vectors.Row(1)), 4);
    }
    table.rows.push_back({TextCell(pair.entity), query, cosine,
                          TextCell(ResolutionName(resolution.kind)), TextCell(pair.name),
                          pair.cosine ? NumberCell(*pair.cosine, 4) : NoCell()});
  }
  return table;
}

DataTable ClusterTable(const QuerySet& set, const PaperTables& paper) {
  DataTable table{"table_5",
                  "Table 5. Example clusters, with the cosine of each wording to its query",
                  {{"from", "From"},
                   {"code", "SCP code"},
                   {"query", "Query"},
                   {"wordings", "Wordings", true},
                   {"members", "The most frequent"}},
                  {},
                  "The paper does not say how many wordings its examples have in all."};
  std::set<const Query*> shown;
  for (const PaperCluster& cluster : paper.example_clusters) {
    std::string members;
    for (const auto& [text, cosine] : cluster.members) {
      members += (members.empty() ? "" : ", ") + text + " (" + FormatFixed(cosine, 3) + ")";
    }
    table.rows.push_back({TextCell("paper"), TextCell(cluster.code), TextCell(cluster.query),
                          NoCell(), TextCell(members)});
    for (const Query& query : set.queries) {
      if (CodeOf(query) != cluster.code || !shown.insert(&query).second) continue;
      table.rows.push_back(ClusterRow("here", query));
    }
  }
  std::vector<const Query*> order;
  for (const Query& query : set.queries) {
    if (!shown.contains(&query)) order.push_back(&query);
  }
  std::stable_sort(order.begin(), order.end(), [](const Query* a, const Query* b) {
    return a->members.size() > b->members.size();
  });
  order.resize(std::min(order.size(), kClustersShown));
  for (const Query* query : order) table.rows.push_back(ClusterRow("here", *query));
  return table;
}

DataTable MismatchTable(const VocabReportInput& input, const PaperTables& paper) {
  DataTable table{"table_12",
                  "Table 12. The paper's wrong matches under this encoder",
                  {{"term", "Term"},
                   {"entity", "Entity"},
                   {"cosine", "Cosine here", true},
                   {"paper_cosine", "Paper", true},
                   {"kept_apart", "Kept apart by words"}},
                  {},
                  "The paper prints no cosine for the second pair."};
  const std::vector<double> cosines = PairCosines(paper.mismatches, input.embed);
  for (size_t i = 0; i < cosines.size(); ++i) {
    const PaperPair& pair = paper.mismatches[i];
    const bool is_apart = WordsKeepApart(AsciiLower(pair.name), AsciiLower(pair.entity));
    table.rows.push_back({TextCell(pair.name),
                          TextCell(pair.entity),
                          NumberCell(cosines[i], 4),
                          pair.cosine ? NumberCell(*pair.cosine, 4) : NoCell(),
                          {is_apart ? "yes" : "no", is_apart}});
  }
  return table;
}

DataTable NearMissTable(const VocabReportInput& input) {
  DataTable table{"table_12_here",
                  "Table 12 from this data: entities and the nearest term that they were not "
                  "given",
                  {{"term", "Term"},
                   {"entity", "Entity"},
                   {"records", "Records", true},
                   {"cosine", "Cosine", true},
                   {"query", "Became"},
                   {"kept_apart", "Kept apart by words"}},
                  {},
                  "Above the thresholds, cosine alone would have merged the two: what words keep "
                  "apart is listed in vocab/conflicts.csv."};
  const auto memberships = Memberships(input.set);
  for (const NearMiss& miss : FindNearMisses(input, memberships)) {
    if (table.rows.size() == kNearMisses) break;
    const TableEntity& entity = input.table.entities[miss.entity];
    const std::string& term = ReferenceTerms()[miss.term].text;
    const bool is_apart = WordsKeepApart(entity.text, term);
    table.rows.push_back({TextCell(term),
                          TextCell(entity.text),
                          CountCell(entity.record_count),
                          NumberCell(miss.cosine, 4),
                          TextCell(input.set.queries[memberships.at(entity.text).query].text),
                          {is_apart ? "yes" : "no", is_apart}});
  }
  return table;
}

}  // namespace supreme
