// supreme eval wordings: names against other wordings, abbreviations and signs; opposites.
#include <map>

#include "cli/arguments.h"
#include "cli/eval_flags.h"
#include "cli/eval_inputs.h"
#include "cli/shipped_files.h"
#include "cli/verbs.h"
#include "eval/wordings_output.h"
#include "predict/engine_predictor.h"
#include "predict/questions.h"

namespace supreme {
namespace {

struct WordingsCall {
  RowFlags rows;
  IntervalFlags intervals{.min_positives = 5};
  ModelFlags model;
  std::string pack;
  std::string task = "wordings";
  ResultFlags result;
};

bool ParseCall(const VerbArguments& arguments, WordingsCall& call) {
  Arguments flags("eval wordings",
                  "Asks for classes by their names, by wordings that no training has seen, by\n"
                  "abbreviations and by signs, as they stand and after the resolver; and asks\n"
                  "for one side of opposites on records of the other side.",
                  {"supreme eval wordings --bundle bundle/ --pack ptbxl/ --folds 5-10",
                   "supreme eval wordings --bundle bundle/ --pack simulated/ --folds 1-10 "
                   "--format json"});
  flags.Option("--pack", call.pack, "folder of the records", true);
  AddRowFlags(flags, call.rows);
  flags.Option("--task", call.task, "file of classes with their wordings");
  AddModelFlags(flags, call.model, Batching::kFixed);
  AddIntervalFlags(flags, call.intervals);
  AddResultFlags(flags, call.result, {"table", "json"});
  if (!flags.Parse(arguments)) return false;
  CheckIntervalFlags(call.intervals);
  CheckModelFlags(call.model);
  CheckResultFlags(call.result);
  return true;
}

struct AskedBoth {
  QueryBatch batch;  // every text as it stands and after the resolver
  std::map<std::string, ResolvedText> resolved;
};

AskedBoth AskBothWays(const Bundle& bundle, const std::vector<std::string>& texts,
                      const EmbedTexts& encode) {
  AskedBoth both;
  const QuestionSet questions = AskTexts(bundle, texts, encode);
  both.batch.embeddings = questions.batch.embeddings;
  both.batch.denied = questions.batch.denied;
  for (const AskedQuestion& question : questions.questions) {
    both.batch.texts.push_back(ResolvedKey(question.asked));
    both.resolved[question.asked] = {question.asked, question.kind, QuestionText(question)};
  }
  const std::vector<float> raw = encode(texts);
  both.batch.embeddings.insert(both.batch.embeddings.end(), raw.begin(), raw.end());
  for (const std::string& text : texts) both.batch.texts.push_back(RawKey(text));
  both.batch.denied.resize(both.batch.texts.size(), 0);
  return both;
}

}  // namespace

int RunEvalWordings(const VerbArguments& arguments) {
  WordingsCall call;
  if (!ParseCall(arguments, call)) return 0;
  const WordingTask task = ReadWordingTask(TaskFile(call.task));
  const Pack pack(call.pack);
  const EvaluationRows rows = SelectRows(pack, call.rows.folds, call.rows.split_csv);
  const Bundle bundle = ReadBundle(BundleFolder(call.model.bundle));
  LazyTextEncoder encoder(call.model.text_encoder, static_cast<int>(call.model.threads));
  const AskedBoth both = AskBothWays(
      bundle, TextsOf(task),
      [&](std::span<const std::string> texts) { return encoder.Encode(bundle, texts); });

  EnginePredictor predictor(bundle, PredictorOptions(call.model));
  const AskedTexts asked(predictor, pack, rows.rows, both.batch);
  BootstrapOptions bootstrap;
  bootstrap.resample_count = static_cast<uint64_t>(call.intervals.bootstrap);
  WordingReport report;
  report.bundle_name = predictor.info().name;
  report.bundle_id = predictor.info().bundle_id;
  report.pack_id = pack.id();
  report.split_description = rows.description;
  report.split_hash = rows.hash;
  report.seed = static_cast<uint64_t>(call.intervals.seed);
  report.min_positives = static_cast<uint64_t>(call.intervals.min_positives);
  report.record_count = rows.rows.size();
  report.result =
      EvaluateWordings({task, pack, rows.rows, asked, both.resolved}, bootstrap, report.seed);
  WriteResult(call.result, {WordingJson(report), WordingTable(report)});
  return 0;
}

}  // namespace supreme
