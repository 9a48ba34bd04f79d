// A model's answers to questions about ECGs as one HTML page: each ECG on paper, the answers beside
// what is known of it, and for every question whether the model knows it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/report_data.h"
#include "signal/window.h"

namespace supreme {

struct PageQuestion {
  std::string asked;
  std::string text;     // what the network was asked
  std::string kind;     // "known", "resolved", "new", "nearest"
  std::string nearest;  // of "new" and "nearest": "wide qrs (0.50), …"
};

struct PageAnswer {
  size_t question = 0;  // index
  double score = 0.0;   // probability
  std::optional<double> threshold;
  bool is_true = false;  // among what is known of the record
};

struct PageRecord {
  std::string name;
  std::string person;
  EcgWindow window;
  std::vector<std::string> warnings;
  bool truth_known = false;
  std::vector<std::string> truths;
  std::string report;
  std::vector<PageAnswer> answers;  // in the order to show
};

struct AnswersData {
  std::string bundle;
  std::vector<Fact> facts;  // of the bundle
  std::vector<PageQuestion> questions;
  bool own_questions = false;  // asked by the reader: then every record answers every question
  std::vector<PageRecord> records;
  std::vector<std::string> notes;  // files that could not be read
};

// The whole page: no script, no request to anywhere, light and dark. Texts of records and questions
// are escaped and cut.
std::string BuildAnswersPage(const AnswersData& data);

}  // namespace supreme
