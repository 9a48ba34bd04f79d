// Groups of flags that evaluating verbs share: which model, which records, how figures are made and
// written. Add… declares a group; Check… is called once the command line is read and throws kUsage
// for a value out of range.
#pragma once

#include <string>
#include <vector>

#include "cli/arguments.h"
#include "core/json.h"
#include "predict/engine_predictor.h"
#include "predict/feature_encoder.h"

namespace supreme {

// --bundle
void AddBundleFlag(Arguments& flags, std::string& bundle);

// --bundle, --text-encoder, --threads, and --batch-size where the verb leaves it to the user
struct ModelFlags {
  std::string bundle;
  std::string text_encoder;
  int64_t batch_size = 8;
  int64_t threads = 0;
};
enum class Batching { kChosen, kFixed };
void AddModelFlags(Arguments& flags, ModelFlags& model, Batching batching = Batching::kChosen);
void CheckModelFlags(const ModelFlags& model);
EnginePredictorOptions PredictorOptions(const ModelFlags& model);

// --batch-size, --threads: of the ECG encoder, which no text is asked of
struct EncoderFlags {
  int64_t batch_size = 16;
  int64_t threads = 0;
};
void AddEncoderFlags(Arguments& flags, EncoderFlags& encoder);
void CheckEncoderFlags(const EncoderFlags& encoder);
FeatureEncoderOptions EncoderOptions(const EncoderFlags& encoder);

// --pack, --task, --label-mode
struct TaskFlags {
  std::string pack;
  std::string task;
  std::string label_mode = "exact";
};
void AddTaskFlags(Arguments& flags, TaskFlags& task);

// --folds, --split-csv
struct RowFlags {
  std::string folds;
  std::string split_csv;
};
void AddRowFlags(Arguments& flags, RowFlags& rows);

// --seed, --bootstrap, --min-positives
struct IntervalFlags {
  int64_t seed = 1;
  int64_t bootstrap = 1000;
  int64_t min_positives = 1;
};
void AddIntervalFlags(Arguments& flags, IntervalFlags& intervals);
void CheckIntervalFlags(const IntervalFlags& intervals);

// --output, and --format with the forms that the verb has
struct ResultFlags {
  std::string output;
  std::string format = "table";
};
void AddResultFlags(Arguments& flags, ResultFlags& result,
                    const std::vector<std::string>& formats = {"table", "json", "csv"});
// Whether --output may be written, before the work begins. kInvalidInput, kNotFound, kIo, kNoSpace.
void CheckResultFlags(const ResultFlags& result);

struct ResultTexts {
  OrderedJson json;
  std::string table;
  std::string csv{};
};
// The JSON to --output, when given, and what --format chooses to stdout. kIo.
void WriteResult(const ResultFlags& result, const ResultTexts& texts);

}  // namespace supreme
