// supreme vocab resolve.
#include <cstdio>

#include "cli/arguments.h"
#include "cli/embed_with.h"
#include "cli/text_encoder_folder.h"
#include "cli/verbs.h"
#include "cli/vocab_folder.h"
#include "core/error.h"
#include "core/json.h"
#include "core/numbers.h"
#include "vocab/resolver.h"
#include "vocab/term_queries.h"
#include "vocab/term_relations.h"

namespace supreme {
namespace {

struct ResolveCall {
  std::vector<std::string> texts;
  std::string vocab;
  std::string text_encoder;
  std::string format = "table";
};

QuerySet KnownQueries(const ResolveCall& call, const EmbedTexts& embed) {
  if (!call.vocab.empty()) return ReadQuerySet(call.vocab);
  return QueriesOfTerms(ReferenceTerms(), embed);
}

const EmbedTexts kNoEncoder = [](std::span<const std::string>) -> std::vector<float> {
  throw Error(ErrorCode::kInternal, "words alone need no encoder");
};

// Most texts are wordings as they stand; the encoder is opened for the others only.
std::vector<Resolution> ResolveAll(const ResolveCall& call, QuerySet& queries) {
  QuerySet words = KnownQueries(call, {});
  words.embeddings.clear();
  const Resolver by_words(words);
  std::vector<Resolution> resolutions;
  bool is_done = true;
  for (const std::string& text : call.texts) {
    resolutions.push_back(by_words.Resolve(text, kNoEncoder));
    is_done = is_done && resolutions.back().kind != ResolutionKind::kNew;
  }
  queries = std::move(words);
  if (is_done) return resolutions;
  const TextEncoder encoder(TextEncoderFolder(call.text_encoder));
  const EmbedTexts embed = EmbedWith(encoder);
  queries = KnownQueries(call, embed);
  const Resolver resolver(queries);
  for (size_t i = 0; i < resolutions.size(); ++i) {
    if (resolutions[i].kind == ResolutionKind::kNew) {
      resolutions[i] = resolver.Resolve(call.texts[i], embed);
    }
  }
  return resolutions;
}

OrderedJson AmbiguousToJson(const AmbiguousWord& word) {
  OrderedJson also = OrderedJson::array();
  for (const Meaning& meaning : word.alternatives) {
    also.push_back({{"meaning", meaning.text}, {"note", meaning.note}});
  }
  return {{"word", word.word},
          {"taken_as", word.chosen},
          {"by", word.chosen_by_context ? "context" : "frequency"},
          {"also", std::move(also)}};
}

OrderedJson ToJson(const std::string& asked, const Resolution& resolution,
                   const QuerySet& queries) {
  OrderedJson json = {{"asked", asked},
                      {"kind", ResolutionName(resolution.kind)},
                      {"text", resolution.text},
                      {"term", resolution.matched_text},
                      {"similarity", resolution.similarity}};
  if (resolution.query_index) {
    const TermRelations& relations = TermRelations::BuiltIn();
    json["codes"] = queries.queries[*resolution.query_index].codes;
    json["is_a"] = relations.Ancestors(resolution.matched_text);
    json["opposites"] = relations.Of(resolution.matched_text).opposites;
  }
  OrderedJson ambiguous = OrderedJson::array();
  for (const AmbiguousWord& word : resolution.ambiguous) ambiguous.push_back(AmbiguousToJson(word));
  json["ambiguous"] = std::move(ambiguous);
  OrderedJson nearest = OrderedJson::array();
  for (const auto& [term, similarity] : resolution.nearest) {
    nearest.push_back({{"term", term}, {"similarity", similarity}});
  }
  json["nearest"] = std::move(nearest);
  return json;
}

void Print(const std::string& asked, const Resolution& resolution) {
  std::printf("%s\n  %s", asked.c_str(), std::string(ResolutionName(resolution.kind)).c_str());
  if (resolution.query_index) {
    std::printf(": %s", resolution.matched_text.c_str());
    if (resolution.similarity < 1.0) {
      std::printf(" (cosine %s)", FormatFixed(resolution.similarity, 2).c_str());
    }
  } else {
    std::printf(": %s", resolution.text.c_str());
  }
  std::printf("\n");
  for (const AmbiguousWord& word : resolution.ambiguous) {
    std::printf("  \"%s\" taken as %s, may also mean", word.word.c_str(), word.chosen.c_str());
    for (size_t i = 0; i < word.alternatives.size(); ++i) {
      const Meaning& meaning = word.alternatives[i];
      std::printf("%s %s", i == 0 ? "" : ",", meaning.text.c_str());
      if (!meaning.note.empty()) std::printf(" (%s)", meaning.note.c_str());
    }
    std::printf("\n");
  }
  for (const auto& [term, similarity] : resolution.nearest) {
    std::printf("  near: %s (%s)\n", term.c_str(), FormatFixed(similarity, 2).c_str());
  }
}

}  // namespace

int RunVocabResolve(const VerbArguments& arguments) {
  ResolveCall call;
  Arguments flags(
      "vocab resolve",
      "Says what abbreviations and wordings of findings mean: known, resolved to a term, "
      "or new with its neighbours; English and German; several meanings are named.",
      {"supreme vocab resolve LBBB \"1st degree AV block\" Vorhofflimmern",
       "supreme vocab resolve SA \"SA block\" --format json"});
  flags.Positional("TEXT", call.texts, "abbreviation or wording; several are allowed");
  flags.Option("--vocab", call.vocab, "resolve to a vocabulary's queries, not the built-in terms");
  flags.Option("--text-encoder", call.text_encoder, "BERT folder in Hugging Face layout");
  flags.Choice("--format", call.format, {"table", "json"}, "output format");
  if (!flags.Parse(arguments)) return 0;
  QuerySet queries;
  const std::vector<Resolution> resolutions = ResolveAll(call, queries);
  OrderedJson list = OrderedJson::array();
  for (size_t i = 0; i < resolutions.size(); ++i) {
    if (call.format == "json") {
      list.push_back(ToJson(call.texts[i], resolutions[i], queries));
    } else {
      Print(call.texts[i], resolutions[i]);
    }
  }
  if (call.format == "json") std::printf("%s\n", DumpJson(list).c_str());
  return 0;
}

}  // namespace supreme
