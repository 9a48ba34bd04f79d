// What supreme predict prints: table, json, jsonl or csv.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "predict/bundle.h"
#include "predict/questions.h"
#include "predict/stream.h"

namespace supreme {

// What stays the same for all files of a job. The references must outlive the writer.
struct PredictionContext {
  const Bundle& bundle;
  const PredictorInfo& predictor;
  const std::vector<Question>& questions;
  bool rank = false;  // by score, highest first; else in the order asked
  size_t top = 0;     // scores per record; 0 = all
};

using WriteText = std::function<void(const std::string&)>;

class PredictionWriter {
 public:
  virtual ~PredictionWriter() = default;
  virtual void Take(const FilePrediction& prediction) = 0;
  virtual void Finish() = 0;
};

// `format` is one of the words above. json is one document (kept in memory until Finish); the
// others write each record as it comes.
std::unique_ptr<PredictionWriter> MakePredictionWriter(const std::string& format,
                                                       const PredictionContext& context,
                                                       WriteText write);

}  // namespace supreme
