#include "vocab/encoder_check.h"

#include <algorithm>
#include <map>

#include "core/error.h"
#include "extract/statement.h"
#include "stats/auroc.h"
#include "vocab/glossary.h"
#include "vocab/mapping.h"

namespace supreme {
namespace {

void Count(CosineFigures& figures, double cosine) {
  const auto before = static_cast<double>(figures.count++);
  figures.mean += (cosine - figures.mean) / (before + 1.0);
  if (cosine > kMergeCosine) ++figures.merged;
}

std::vector<double> PairCosines(const EmbedTexts& embed) {
  std::map<std::string, size_t> rows;
  for (const EncoderPair& pair : EncoderPairs()) {
    rows.emplace(pair.text_a, 0);
    rows.emplace(pair.text_b, 0);
  }
  std::vector<std::string> texts;
  for (auto& [text, row] : rows) {
    row = texts.size();
    texts.push_back(text);
  }
  const UnitVectors vectors = EmbedUnit(embed, texts);
  std::vector<double> cosines;
  for (const EncoderPair& pair : EncoderPairs()) {
    cosines.push_back(Dot(vectors.Row(rows.at(pair.text_a)), vectors.Row(rows.at(pair.text_b))));
  }
  return cosines;
}

PairFigures FiguresOf(const std::vector<double>& cosines, const std::set<std::string>* terms) {
  PairFigures figures;
  std::vector<double> scores;
  std::vector<uint8_t> same;
  for (size_t i = 0; i < cosines.size(); ++i) {
    const EncoderPair& pair = EncoderPairs()[i];
    if (terms && !(terms->contains(pair.term_a) && terms->contains(pair.term_b))) continue;
    const bool is_synonym = pair.kind == PairKind::kSynonym;
    const bool is_conflict = pair.kind == PairKind::kConflict;
    Count(is_synonym    ? figures.synonyms
          : is_conflict ? figures.conflicts
                        : figures.abbreviations,
          cosines[i]);
    if (!is_synonym && !is_conflict) continue;
    scores.push_back(cosines[i]);
    same.push_back(is_synonym ? 1 : 0);
  }
  figures.auc = Auroc(scores, same);
  return figures;
}

size_t Nearest(std::span<const float> vector, const UnitVectors& wordings) {
  size_t best = 0;
  for (size_t i = 1; i < wordings.count(); ++i) {
    if (Dot(vector, wordings.Row(i)) > Dot(vector, wordings.Row(best))) best = i;
  }
  return best;
}

void MapStatements(const EmbedTexts& embed, const std::set<std::string>& held_out,
                   EncoderFigures& figures) {
  const std::vector<Term>& terms = ReferenceTerms();
  std::vector<std::string> wordings;
  std::vector<std::string> names;
  for (const Term& term : terms) {
    wordings.insert(wordings.end(), term.wordings.begin(), term.wordings.end());
    names.insert(names.end(), term.wordings.size(), term.text);
  }
  std::vector<std::string> plain;
  std::vector<std::string> expanded;
  for (const MappedStatement& statement : MappedStatements()) {
    plain.push_back(NormalizeStatement(statement.statement));
    expanded.push_back(Glossary::BuiltIn().Expand(statement.statement));
  }
  const UnitVectors wording_vectors = EmbedUnit(embed, wordings);
  const UnitVectors plain_vectors = EmbedUnit(embed, plain);
  const UnitVectors expanded_vectors = EmbedUnit(embed, expanded);
  const TermMapper mapper(terms, embed);
  for (size_t i = 0; i < plain.size(); ++i) {
    const std::string& right = MappedStatements()[i].term;
    const auto similarities = mapper.Similarities(expanded[i], expanded_vectors.Row(i));
    const auto best = std::max_element(similarities.begin(), similarities.end());
    const bool is_guarded = terms[static_cast<size_t>(best - similarities.begin())].text == right;
    const bool is_nearest = names[Nearest(plain_vectors.Row(i), wording_vectors)] == right;
    for (MappingFigures* part : {&figures.mapping, &figures.mapping_held_out}) {
      if (part == &figures.mapping_held_out && !held_out.contains(right)) continue;
      ++part->count;
      part->nearest += is_nearest ? 1 : 0;
      part->guarded += is_guarded ? 1 : 0;
    }
  }
}

OrderedJson ToJson(const CosineFigures& figures) {
  return {{"pairs", figures.count}, {"over_0.8", figures.merged}, {"mean_cosine", figures.mean}};
}

OrderedJson ToJson(const PairFigures& figures) {
  OrderedJson json;
  json["synonyms"] = ToJson(figures.synonyms);
  json["abbreviations"] = ToJson(figures.abbreviations);
  json["conflicts"] = ToJson(figures.conflicts);
  json["auc"] = figures.auc ? OrderedJson(*figures.auc) : OrderedJson();
  return json;
}

OrderedJson ToJson(const MappingFigures& figures) {
  return {{"statements", figures.count},
          {"nearest_right", figures.nearest},
          {"guarded_right", figures.guarded}};
}

const char* KindName(PairKind kind) {
  switch (kind) {
    case PairKind::kSynonym:
      return "synonym";
    case PairKind::kAbbreviation:
      return "abbreviation";
    case PairKind::kConflict:
      return "conflict";
  }
  return "";
}

}  // namespace

EncoderFigures CheckEncoder(const EmbedTexts& embed, const std::set<std::string>& held_out) {
  EncoderFigures figures;
  figures.cosines = PairCosines(embed);
  figures.all = FiguresOf(figures.cosines, nullptr);
  figures.held_out = FiguresOf(figures.cosines, &held_out);
  MapStatements(embed, held_out, figures);
  const UnitVectors general = EmbedUnit(embed, BuiltInGeneralPhrases().unseen);
  for (size_t i = 0; i < general.count(); ++i) {
    for (size_t j = i + 1; j < general.count(); ++j) {
      Count(figures.general, Dot(general.Row(i), general.Row(j)));
    }
  }
  return figures;
}

double GeneralAgreement(const EmbedTexts& a, const EmbedTexts& b) {
  const UnitVectors first = EmbedUnit(a, BuiltInGeneralPhrases().unseen);
  const UnitVectors second = EmbedUnit(b, BuiltInGeneralPhrases().unseen);
  if (first.width != second.width) {
    throw Error(ErrorCode::kInvalidInput,
                "vectors of " + std::to_string(first.width) + " and of " +
                    std::to_string(second.width) + " numbers",
                "two text encoders", "encoders of one width, one tuned from the other");
  }
  double sum = 0.0;
  for (size_t i = 0; i < first.count(); ++i) sum += Dot(first.Row(i), second.Row(i));
  return sum / static_cast<double>(first.count());
}

OrderedJson ToJson(const EncoderFigures& figures) {
  OrderedJson json;
  json["all"] = ToJson(figures.all);
  json["held_out"] = ToJson(figures.held_out);
  json["mapping"] = {{"all", ToJson(figures.mapping)},
                     {"held_out", ToJson(figures.mapping_held_out)}};
  json["general"] = ToJson(figures.general);
  json["pairs"] = OrderedJson::array();
  for (size_t i = 0; i < figures.cosines.size(); ++i) {
    const EncoderPair& pair = EncoderPairs()[i];
    json["pairs"].push_back({{"kind", KindName(pair.kind)},
                             {"term_a", pair.term_a},
                             {"text_a", pair.text_a},
                             {"term_b", pair.term_b},
                             {"text_b", pair.text_b},
                             {"cosine", figures.cosines[i]}});
  }
  return json;
}

}  // namespace supreme
