// Groups of flags that evaluating verbs share: which model, which records, how figures are made and
// written. Add… declares a group; Check… is called once the command line is read and throws kUsage
// for a value out of range.
#pragma once

#include <string>

#include "cli/arguments.h"
#include "core/json.h"
#include "predict/engine_predictor.h"

namespace supreme {

// --bundle, --text-encoder, --batch-size, --threads
struct ModelFlags {
  std::string bundle;
  std::string text_encoder;
  int64_t batch_size = 8;
  int64_t threads = 0;
};
void AddModelFlags(Arguments& flags, ModelFlags& model);
void CheckModelFlags(const ModelFlags& model);
EnginePredictorOptions PredictorOptions(const ModelFlags& model);

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

// --output, --format table|json|csv
struct ResultFlags {
  std::string output;
  std::string format = "table";
};
void AddResultFlags(Arguments& flags, ResultFlags& result);

struct ResultTexts {
  OrderedJson json;
  std::string csv;
  std::string table;
};
// The JSON to --output, when given, and what --format chooses to stdout. kIo.
void WriteResult(const ResultFlags& result, const ResultTexts& texts);

}  // namespace supreme
