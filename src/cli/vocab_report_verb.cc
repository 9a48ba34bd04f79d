// supreme vocab report.
#include <cstdio>
#include <set>

#include "cli/arguments.h"
#include "cli/embed_with.h"
#include "cli/shipped_files.h"
#include "cli/text_encoder_folder.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/interrupt.h"
#include "core/progress.h"
#include "engine/text_encoder.h"
#include "extract/entity_store.h"
#include "report/vocab_examples.h"
#include "report/vocab_report.h"
#include "vocab/embedding_cache.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

struct ReportCall {
  std::string store, vocabulary, out, text_encoder;
  std::vector<std::string> tasks;
  std::vector<std::string> compared;
  double overlap_threshold = 0.95;
  std::string format = "table";
};

// The paper's six (appendix G).
const std::vector<std::string> kPaperTasks = {"ptbxl-super",  "ptbxl-sub", "ptbxl-form",
                                              "ptbxl-rhythm", "cpsc2018",  "csn"};

NamedVocabulary ReadNamed(const fs::path& folder) {
  const QuerySet set = ReadQuerySet(folder);
  return {fs::weakly_canonical(folder).filename().string(), set.encoder_name,
          ReadVocabularyFacts(folder), ReadLabels(folder).row_count()};
}

// Also records of the pack without any statement; they have no id in the store.
EntityTable ReadEntities(EntityStore& store, size_t row_count, std::vector<std::string>& ids) {
  std::set<std::string> known;
  store.VisitRecords(
      [&](const std::string& record_id, const std::string&) { known.insert(record_id); });
  ids.assign(known.begin(), known.end());
  known.clear();
  EntityTable table = CollectEntities(store, ids);
  if (table.row_entities.size() > row_count) {
    throw Error(ErrorCode::kInvalidInput, "the store has more records than the labels have rows",
                "", "give the store that the vocabulary was made from");
  }
  table.row_entities.resize(row_count);
  return table;
}

void CheckStore(const EntityStore& store, const VocabularyFacts& facts, const LabelMatrix& labels,
                const ReportCall& call) {
  if (store.source().pack_id == labels.pack_id() && store.source().extractor == facts.extractor) {
    return;
  }
  throw Error(ErrorCode::kInvalidInput, "the vocabulary was not made from this store", call.store,
              "the store of extractor " + facts.extractor + " that vocab build was given");
}

ExampleRecord ReadExample(EntityStore& store, const std::string& record_id) {
  ExampleRecord example{record_id, {}};
  std::set<std::string> hashes;
  store.VisitRecords([&](const std::string& id, const std::string& hash) {
    if (id == record_id) hashes.insert(hash);
  });
  store.VisitExtractions([&](const StoredStatement& statement, uint64_t, const Extraction&) {
    if (hashes.contains(statement.hash)) example.statements.push_back(statement.text);
  });
  return example;
}

Sensitivity Sweep(const VocabReportInput& input) {
  const uint64_t steps = 2 * SensitivityThresholds().size();
  Progress progress("thresholds", steps, "vocabularies");
  const Sensitivity sensitivity = MeasureSensitivity(
      input.table, input.embed, input.vocabularies[0].facts.options, [&](size_t done) {
        ThrowIfInterrupted();
        progress.Update(done);
      });
  progress.Finish();
  return sensitivity;
}

VocabReport MakeReport(const ReportCall& call) {
  const QuerySet set = ReadQuerySet(call.vocabulary);
  const TextEncoder encoder(TextEncoderFolder(call.text_encoder));
  if (encoder.id() != set.encoder_id) {
    throw Error(ErrorCode::kUsage, "the vocabulary was made with another text encoder",
                call.vocabulary, "--text-encoder with " + set.encoder_name);
  }
  EmbeddingCache cache(EmbedWith(encoder));
  std::vector<NamedVocabulary> vocabularies = {ReadNamed(call.vocabulary)};
  for (const std::string& folder : call.compared) vocabularies.push_back(ReadNamed(folder));
  EntityStore store(call.store);
  CheckStore(store, vocabularies[0].facts, ReadLabels(call.vocabulary), call);
  std::vector<std::string> record_ids;
  const EntityTable table = ReadEntities(store, vocabularies[0].row_count, record_ids);
  VocabReportInput input{
      set, table, std::move(vocabularies), {}, call.overlap_threshold, cache.Function(), {}, 0};
  for (const std::string& name : call.tasks.empty() ? kPaperTasks : call.tasks) {
    input.tasks.push_back(ReadTask(TaskFile(name)));
  }
  if (const auto row = ChooseExampleRow(table, set)) {
    input.example_row = *row;
    input.example = ReadExample(store, record_ids.at(*row));
  }
  return MakeVocabReport(input, Sweep(input));
}

}  // namespace

int RunVocabReport(const VerbArguments& arguments) {
  ReportCall call;
  Arguments flags("vocab report",
                  "Writes what became of the entities as the paper's tables 2 to 6 and 12 and "
                  "figures 5 and 7 show it, with the paper's figures beside: vocabulary.html, "
                  "vocabulary.md, report.json, tables/*.csv, figures/*.svg and *.png.",
                  {"supreme vocab report --store runs/entities.sqlite --vocab runs/vocab "
                   "--out runs/vocab-report",
                   "supreme vocab report --store runs/entities.sqlite --vocab runs/vocab "
                   "--out runs/vocab-report --compare runs/vocab-raw --format json"});
  flags.Option("--store", call.store, "entity store that the vocabulary was made from", true);
  flags.Option("--vocab", call.vocabulary, "folder of the vocabulary", true);
  flags.Option("--out", call.out, "folder of the report", true);
  flags.Option("--compare", call.compared,
               "another vocabulary to set beside it (other extractor, encoder, or not "
               "deduplicated); may be repeated");
  flags.Option("--task", call.tasks,
               "task whose classes are compared with the queries, a file or a name; may be "
               "repeated; without it the paper's six");
  flags.Option("--overlap-threshold", call.overlap_threshold,
               "cosine from which a query and a class overlap");
  flags.Option("--text-encoder", call.text_encoder,
               "the vocabulary's encoder: BERT folder in Hugging Face layout, or \"hashed\"");
  flags.Choice("--format", call.format, {"table", "json"}, "what is printed");
  if (!flags.Parse(arguments)) return 0;
  if (!(call.overlap_threshold >= -1.0 && call.overlap_threshold <= 1.0)) {
    throw Error(ErrorCode::kUsage, "a threshold is a cosine from -1 to 1", "--overlap-threshold");
  }
  const VocabReport report = MakeReport(call);
  WriteVocabReport(report, call.out);
  if (call.format == "json") {
    std::printf("%s\n", DumpJson(ToJson(report)).c_str());
    return 0;
  }
  for (const DataTable& table : report.sections.at(0).tables) {
    std::printf("%s\n", ToMarkdown(table).c_str());
  }
  std::printf("%s\n", (fs::path(call.out) / "vocabulary.html").c_str());
  return 0;
}

}  // namespace supreme
