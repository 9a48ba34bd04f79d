// All that a report page shows, as plain values. Every part may be missing: the page says so.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plot/line_chart.h"
#include "signal/window.h"

namespace supreme {

struct Fact {
  std::string name;
  std::string value;
};

// Area under the ROC curve with its interval; NaN where undefined or not computed.
struct AucValue {
  double auc = 0.0;
  double low = 0.0;
  double high = 0.0;
};

struct ReportClass {
  std::string code;
  std::string prompt;
  bool seen = false;  // the prompt was a query in pre-training; of "overlap": is near one
  AucValue value;     // auc NaN: one of the counts is 0
  uint64_t positives = 0;
  uint64_t negatives = 0;
};

struct ReportMacro {
  std::string name;  // "all", "seen", "unseen"
  AucValue value;
  size_t class_count = 0;  // classes with a defined AUC
};

// One results file (one task, one bundle, or one table of scores).
struct ReportTask {
  std::string task;
  uint64_t record_count = 0;
  std::string interval_name;  // e.g. "95 % bootstrap interval, 1,000 resamples"
  std::vector<ReportClass> classes;
  std::vector<ReportMacro> macros;
  std::vector<Fact> facts;         // split, bundle, seed …
  std::string kind = "zero-shot";  // or "scores", "overlap"

  // Of other systems' scores nobody knows what was seen in pre-training.
  bool KnowsSeen() const { return kind != "scores"; }
};

struct TopQuery {
  std::string text;
  uint64_t record_count = 0;
};

// From reports to queries, in numbers.
struct VocabularyNumbers {
  size_t query_count = 0;
  size_t entity_count = 0;  // distinct wordings that were merged into the queries
  double cluster_threshold = 0.0;
  double mapping_threshold = 0.0;
  std::string encoder;
  std::vector<std::string> held_out;
  std::vector<TopQuery> most_frequent;
};

struct ScoredFinding {
  std::string text;
  double score = 0.0;  // probability
  std::optional<double> threshold;
  bool labelled = false;  // the record carries this query as a label
};

struct Example {
  std::string record_id;
  std::string person;  // "63 years, female"; empty when unknown
  EcgWindow window;
  std::string report;
  std::vector<std::string> codes;  // of the dataset
  bool labels_known = false;
  std::vector<std::string> labels;      // queries the record carries
  std::vector<ScoredFinding> findings;  // highest score first
};

struct ReportData {
  std::string run_name;
  std::vector<Fact> facts;     // what was done, in the reader's words
  std::vector<Fact> settings;  // everything in run.json, by dotted key
  std::optional<VocabularyNumbers> vocabulary;
  std::vector<ReportTask> results;
  LineChart training;  // no panels: no curve
  std::vector<Example> examples;
  std::string example_choice;      // how the examples were chosen
  std::vector<std::string> notes;  // what is missing and why
};

}  // namespace supreme
