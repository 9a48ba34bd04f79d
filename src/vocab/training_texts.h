// What a text encoder is tuned on, as plain files:
//   texts.csv     concept,weight,text,opposites: one row per text; texts of one concept say the
//                 same; opposites (joined by ';') are near it in words and say something else
//   general.csv   text: phrases of other fields, on which the encoder should stay as it was
//   held_out.csv  term: concepts that are kept from training, for reporting
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace supreme {

struct TrainingText {
  std::string text;
  std::vector<std::string> opposites;
};

struct TrainingConcept {
  std::string id;
  double weight = 1.0;  // how often it is drawn, relative to others
  std::vector<TrainingText> texts;
};

struct TrainingTexts {
  std::vector<TrainingConcept> concepts;
  std::vector<std::string> general;
  std::vector<std::string> held_out;
};

// Writes the three files; texts.csv last, so that a folder with it is complete.
void WriteTrainingTexts(const TrainingTexts& texts, const std::filesystem::path& folder);
// kNotFound; kCorruptData naming file and line: an empty text or concept, a weight that is not a
// number over 0 or differs within a concept, rows of a concept that stand apart.
TrainingTexts ReadTrainingTexts(const std::filesystem::path& folder);

// The column `name` of a CSV file, for general.csv and held_out.csv.
std::vector<std::string> ReadColumn(const std::filesystem::path& path, const std::string& name);

}  // namespace supreme
