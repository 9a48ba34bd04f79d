// supreme vocab build.
#include <cstdio>

#include "cli/arguments.h"
#include "cli/text_encoder_folder.h"
#include "cli/verbs.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "core/interrupt.h"
#include "core/numbers.h"
#include "core/progress.h"
#include "data/pack.h"
#include "engine/text_encoder.h"
#include "extract/entity_store.h"
#include "vocab/vocabulary.h"

namespace supreme {
namespace {

constexpr size_t kTextsPerStep = 256;  // between two looks at Ctrl-C

struct VocabCall {
  std::string pack;
  std::string store;
  std::string out;
  std::string text_encoder;
  std::string format = "table";
  std::string linkage = "average";
  int64_t min_records = 5;
  VocabularyOptions options;
};

EmbedTexts EmbedWith(const TextEncoder& encoder) {
  return [&encoder](std::span<const std::string> texts) {
    Progress progress("embed", texts.size(), "texts");
    std::vector<float> vectors;
    for (size_t start = 0; start < texts.size(); start += kTextsPerStep) {
      ThrowIfInterrupted();
      const size_t count = std::min(kTextsPerStep, texts.size() - start);
      const std::vector<float> part = encoder.Encode(texts.subspan(start, count));
      vectors.insert(vectors.end(), part.begin(), part.end());
      progress.Update(start + count);
    }
    progress.Finish();
    return vectors;
  };
}

EntityTable ReadEntities(const VocabCall& call, const Pack& pack) {
  EntityStore store(call.store);
  if (store.source().pack_id != pack.id()) {
    throw Error(ErrorCode::kInvalidInput, "the store was made from another pack", call.store,
                "run supreme extract on this pack");
  }
  std::vector<std::string> record_ids;
  for (const PackRow& row : pack.rows()) record_ids.push_back(row.record_id);
  return CollectEntities(store, record_ids);
}

Vocabulary Build(const VocabCall& call) {
  const Pack pack(call.pack);
  const EntityTable table = ReadEntities(call, pack);
  const TextEncoder encoder(TextEncoderFolder(call.text_encoder));
  Vocabulary vocabulary = BuildVocabulary(table, EmbedWith(encoder), call.options);
  vocabulary.set.encoder_name = encoder.name();
  vocabulary.set.encoder_id = encoder.id();
  vocabulary.labels.pack_id = pack.id();
  return vocabulary;
}

void Write(const Vocabulary& vocabulary, const std::filesystem::path& folder) {
  MakeFolder(folder);
  // An old queries.json must not stand beside new labels: the folder counts as complete by it.
  std::filesystem::remove(folder / "queries.json");
  WriteLabels(vocabulary.labels, folder);
  WriteKeptApart(vocabulary.kept_apart, folder / "kept_apart.csv");
  WriteJsonFile(folder / "stats.json", ToJson(vocabulary.stats));
  WriteQuerySet(vocabulary.set, folder);
}

void PrintRow(const char* name, uint64_t count, const std::string& note = "") {
  std::printf("%-40s %10llu  %s\n", name, static_cast<unsigned long long>(count), note.c_str());
}

std::string Percent(uint64_t part, uint64_t whole) {
  if (whole == 0) return "";
  return FormatFixed(100.0 * static_cast<double>(part) / static_cast<double>(whole), 2) + " %";
}

void PrintTable(const Vocabulary& vocabulary) {
  const VocabularyStats& stats = vocabulary.stats;
  const uint64_t unique = stats.unique_entities;
  PrintRow("raw entities", stats.mentions);
  PrintRow("unique entities", unique);
  PrintRow("after uncertainty filter", stats.certain_entities,
           Percent(stats.certain_entities, unique));
  PrintRow("clusters", stats.clusters, Percent(stats.clusters, unique));
  PrintRow("largest cluster", stats.largest_cluster,
           "mean " + FormatFixed(stats.mean_cluster_size, 2) + ", smallest " +
               std::to_string(stats.smallest_cluster));
  PrintRow("clusters mapped to reference terms", stats.mapped_clusters,
           Percent(stats.mapped_clusters, stats.clusters));
  PrintRow("pairs of clusters kept apart by words", stats.kept_apart, "kept_apart.csv");
  PrintRow("queries left out as too rare", stats.rare_queries);
  PrintRow("queries", stats.queries, Percent(stats.queries, unique));
  PrintRow("positive labels", stats.positive_labels);
  PrintRow("uncertain labels", stats.uncertain_labels);
  PrintRow("records without a label", stats.rows_without_label);
  for (const std::string& text : vocabulary.set.held_out) {
    std::printf("held out: %s\n", text.c_str());
  }
}

}  // namespace

int RunVocabBuild(const VerbArguments& arguments) {
  VocabCall call;
  Arguments flags("vocab build",
                  "Turns a store's entities into queries and a label matrix: embeds them, clusters "
                  "what is near, names clusters by reference terms.",
                  {"supreme vocab build --pack packs/sim --store runs/entities.sqlite "
                   "--out runs/vocab",
                   "supreme vocab build --pack packs/sim --store runs/entities.sqlite "
                   "--out runs/vocab --hold-out \"left bundle branch block\""});
  flags.Option("--pack", call.pack, "folder of the pack", true);
  flags.Option("--store", call.store, "entity store of supreme extract", true);
  flags.Option("--out", call.out, "folder of the vocabulary", true);
  flags.Option("--text-encoder", call.text_encoder, "BERT folder in Hugging Face layout");
  flags.Option("--cluster-threshold", call.options.cluster_threshold,
               "cosine over which entities form a cluster");
  flags.Choice("--linkage", call.linkage, {"average", "complete", "single"},
               "which cosine of two clusters counts");
  flags.Option("--mapping-threshold", call.options.mapping_threshold,
               "mean cosine over which a cluster gets a term's name");
  flags.Option("--min-records", call.min_records, "leave out queries with fewer records");
  flags.Option("--hold-out", call.options.hold_out, "leave out this finding; may be repeated");
  flags.Choice("--format", call.format, {"table", "json"}, "output format");
  if (!flags.Parse(arguments)) return 0;
  for (const double threshold : {call.options.cluster_threshold, call.options.mapping_threshold}) {
    if (threshold >= -1.0 && threshold <= 1.0) continue;
    throw Error(ErrorCode::kUsage, "a threshold is a cosine from -1 to 1", "vocab build");
  }
  if (call.min_records < 0) {
    throw Error(ErrorCode::kUsage, "--min-records is negative", "vocab build", "0 keeps all");
  }
  call.options.linkage = LinkageFromName(call.linkage);
  call.options.min_records = static_cast<uint64_t>(call.min_records);
  const Vocabulary vocabulary = Build(call);
  Write(vocabulary, call.out);
  if (call.format == "json") {
    OrderedJson json = ToJson(vocabulary.stats);
    json["held_out"] = vocabulary.set.held_out;
    std::printf("%s\n", DumpJson(json).c_str());
  } else {
    PrintTable(vocabulary);
  }
  return 0;
}

}  // namespace supreme
