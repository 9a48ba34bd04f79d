// supreme vocab build.
#include <cstdio>

#include "cli/arguments.h"
#include "cli/verbs.h"
#include "cli/vocab_folder.h"
#include "core/error.h"
#include "core/numbers.h"
#include "vocab/vocabulary.h"

namespace supreme {
namespace {

struct VocabCall {
  VocabularyFiles files;
  std::string format = "table";
  std::string linkage = "average";
  std::string terms;
  int64_t min_records = 5;
  bool is_not_deduplicated = false;
  VocabularyOptions options;
};

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
                   "--out runs/vocab --hold-out \"left bundle branch block\"",
                   "supreme vocab build --pack packs/sim --store runs/entities.sqlite "
                   "--out runs/vocab-raw --not-deduplicated"});
  flags.Option("--pack", call.files.pack, "folder of the pack", true);
  flags.Option("--store", call.files.store, "entity store of supreme extract", true);
  flags.Option("--out", call.files.out, "folder of the vocabulary", true);
  flags.Option("--text-encoder", call.files.text_encoder,
               "BERT folder in Hugging Face layout, or \"hashed\": random vectors per word, as a "
               "floor to compare with");
  flags.Option("--cluster-threshold", call.options.cluster_threshold,
               "cosine over which entities form a cluster");
  flags.Choice("--linkage", call.linkage, {"average", "complete", "single"},
               "which cosine of two clusters counts");
  flags.Option("--mapping-threshold", call.options.mapping_threshold,
               "mean cosine over which a cluster gets a term's name");
  flags.Option("--terms", call.terms,
               "reference terms of supreme vocab terms, in place of the built-in ones");
  flags.Option("--min-records", call.min_records, "leave out queries with fewer records");
  flags.Flag("--not-deduplicated", call.is_not_deduplicated,
             "each certain entity is a query of its own: no clusters, no terms");
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
  call.options.deduplicate = !call.is_not_deduplicated;
  std::vector<Term> terms;
  if (!call.terms.empty()) {
    terms = ReadTerms(call.terms);
    call.options.terms = &terms;
  }
  const Vocabulary vocabulary = BuildVocabularyFolder(call.files, call.options);
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
