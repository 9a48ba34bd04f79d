// What supreme predict prints: table, json, jsonl, csv; the page is cli/predict_page.h.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "cli/about_records.h"
#include "predict/bundle.h"
#include "predict/questions.h"
#include "predict/stream.h"

namespace supreme {

// What stays the same for all files of a job. The references must outlive the writer.
struct PredictionContext {
  const Bundle& bundle;
  const PredictorInfo& predictor;
  const std::vector<AskedQuestion>& questions;
  bool rank = false;  // by score, highest first; else in the order asked
  size_t top = 0;     // scores per record; 0 = all
  AboutRecords about{};
};

// Indices of the questions to show for a record, in the order to show them.
std::vector<size_t> QuestionsToShow(const PredictionContext& context,
                                    const std::vector<float>& scores);

// "wide qrs (0.50), short pr (0.40)"; empty unless the text is new to the model.
std::string NearestText(const AskedQuestion& question);

using WriteText = std::function<void(const std::string&)>;

class PredictionWriter {
 public:
  virtual ~PredictionWriter() = default;
  virtual void Take(const FilePrediction& prediction) = 0;
  virtual void Finish() = 0;
};

// `format` is one of the words above, without html. json is one document (kept in memory until
// Finish); the others write each record as it comes.
std::unique_ptr<PredictionWriter> MakePredictionWriter(const std::string& format,
                                                       const PredictionContext& context,
                                                       WriteText write);

}  // namespace supreme
