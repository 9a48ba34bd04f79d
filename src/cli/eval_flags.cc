#include "cli/eval_flags.h"

#include "cli/eval_inputs.h"

namespace supreme {

void AddModelFlags(Arguments& flags, ModelFlags& model) {
  flags.Option("--bundle", model.bundle,
               "trained model: a folder, or a name in models/; default: the one that comes along");
  flags.Option("--text-encoder", model.text_encoder, "folder of the text encoder");
  flags.Option("--batch-size", model.batch_size, "records per inference");
  flags.Option("--threads", model.threads, "threads of the network, 0 = all cores");
}

void CheckModelFlags(const ModelFlags& model) {
  CheckRange("--batch-size", model.batch_size, 1, 1024);
  CheckRange("--threads", model.threads, 0, 4096);
}

EnginePredictorOptions PredictorOptions(const ModelFlags& model) {
  EnginePredictorOptions options;
  options.threads = static_cast<int>(model.threads);
  options.batch_size = model.batch_size;
  return options;
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

void AddResultFlags(Arguments& flags, ResultFlags& result) {
  flags.Option("--output", result.output,
               "result file (JSON), written besides the output on stdout");
  flags.Choice("--format", result.format, {"table", "json", "csv"}, "output on stdout");
}

void WriteResult(const ResultFlags& result, const ResultTexts& texts) {
  WriteEvaluation(result.output, texts.json,
                  result.format == "json"  ? DumpJson(texts.json) + "\n"
                  : result.format == "csv" ? texts.csv
                                           : texts.table);
}

}  // namespace supreme
