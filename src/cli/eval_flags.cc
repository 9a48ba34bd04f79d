#include "cli/eval_flags.h"

#include "cli/eval_inputs.h"
#include "cli/output_path.h"
#include "cli/verb.h"
#include "core/atomic_file.h"

namespace supreme {

namespace {

void AddBatchSize(Arguments& flags, int64_t& batch_size) {
  flags.Option("--batch-size", batch_size, "records per inference");
}

void AddThreads(Arguments& flags, int64_t& threads) {
  flags.Option("--threads", threads, "threads of the network, 0 = all cores");
}

void CheckEngine(int64_t batch_size, int64_t threads) {
  CheckRange("--batch-size", batch_size, 1, 1024);
  CheckRange("--threads", threads, 0, 4096);
}

}  // namespace

void AddBundleFlag(Arguments& flags, std::string& bundle) {
  flags.Option("--bundle", bundle,
               "trained model: a folder, or a name in models/; default: the one that comes along");
}

void AddModelFlags(Arguments& flags, ModelFlags& model, Batching batching) {
  AddBundleFlag(flags, model.bundle);
  flags.Option("--text-encoder", model.text_encoder, "folder of the text encoder");
  if (batching == Batching::kChosen) AddBatchSize(flags, model.batch_size);
  AddThreads(flags, model.threads);
}

void CheckModelFlags(const ModelFlags& model) { CheckEngine(model.batch_size, model.threads); }

EnginePredictorOptions PredictorOptions(const ModelFlags& model) {
  EnginePredictorOptions options;
  options.threads = static_cast<int>(model.threads);
  options.batch_size = model.batch_size;
  return options;
}

void AddEncoderFlags(Arguments& flags, EncoderFlags& encoder) {
  AddBatchSize(flags, encoder.batch_size);
  AddThreads(flags, encoder.threads);
}

void CheckEncoderFlags(const EncoderFlags& encoder) {
  CheckEngine(encoder.batch_size, encoder.threads);
}

FeatureEncoderOptions EncoderOptions(const EncoderFlags& encoder) {
  FeatureEncoderOptions options;
  options.threads = static_cast<int>(encoder.threads);
  options.batch_size = encoder.batch_size;
  return options;
}

void AddTaskFlags(Arguments& flags, TaskFlags& task) {
  flags.Option("--pack", task.pack, "folder of the records", true);
  flags.Option("--task", task.task, "task file, or name of a task that comes with supreme", true);
  flags.Choice("--label-mode", task.label_mode, {"exact", "merl"},
               "csn: labels from the codes, or with MERL's substring errors, to compare with it");
}

void AddRowFlags(Arguments& flags, RowFlags& rows) {
  flags.Option("--folds", rows.folds, "folds to evaluate on, e.g. 9,10");
  flags.Option("--split-csv", rows.split_csv, "CSV record_id,split; its test part is evaluated");
}

void AddIntervalFlags(Arguments& flags, IntervalFlags& intervals) {
  flags.Option("--seed", intervals.seed, "of everything that is drawn");
  flags.Option("--bootstrap", intervals.bootstrap, "resamples per interval, 0 = no intervals");
  flags.Option("--min-positives", intervals.min_positives,
               "positive records a class needs to count in the means");
}

void CheckIntervalFlags(const IntervalFlags& intervals) {
  CheckRange("--seed", intervals.seed, 0, INT64_MAX);
  CheckRange("--bootstrap", intervals.bootstrap, 0, 1'000'000);
  CheckRange("--min-positives", intervals.min_positives, 1, 1'000'000);
}

void AddResultFlags(Arguments& flags, ResultFlags& result,
                    const std::vector<std::string>& formats) {
  flags.Option("--output", result.output,
               "result file (JSON), written besides the output on stdout");
  flags.Choice("--format", result.format, formats, "output on stdout");
}

void CheckResultFlags(const ResultFlags& result) { PrepareOutput(result.output); }

void WriteResult(const ResultFlags& result, const ResultTexts& texts) {
  if (!result.output.empty()) WriteJsonFile(result.output, texts.json);
  WriteOutput(result.format == "json"  ? DumpJson(texts.json) + "\n"
              : result.format == "csv" ? texts.csv
                                       : texts.table);
}

}  // namespace supreme
