// Gathers a report's data from a run folder.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

#include "predict/bundle.h"
#include "predict/predictor.h"
#include "report/report_data.h"

namespace supreme {

// Makes the predictor that scores the examples; the program gives the engine's, tests a mock.
using PredictorMaker = std::function<std::unique_ptr<Predictor>(const Bundle& bundle)>;

struct CollectOptions {
  std::filesystem::path run;
  std::filesystem::path pack;  // empty: the one that run.json names
  size_t example_count = 4;
  uint64_t seed = 1;
  PredictorMaker make_predictor;
};

// Reads RUN/run.json, metrics.csv, results/*.json and bundle/, and the pack. What is missing
// becomes a note; what is there and broken is an error. Errors: kNotFound when there is no such
// folder, or it holds none of these; kCorruptData.
ReportData CollectReport(const CollectOptions& options);

}  // namespace supreme
