#include <gtest/gtest.h>

#include "predict/bundle.h"
#include "tests/predict/random_bundle.h"

namespace supreme {
namespace {

Bundle SmallBundle() {
  Bundle bundle;
  bundle.folder = "some/where/my-model";
  bundle.model = ModelPreset("nano");
  bundle.queries = MadeUpQueries(bundle.model.text_width, 3);
  bundle.thresholds["query-1"] = {0.25, "youden", 12, 34};
  return bundle;
}

bool Says(const std::string& card, const std::string& words) {
  return card.find(words) != std::string::npos;
}

TEST(ModelCard, StartsWithTheHeaderOfModelFoldersAndTheName) {
  const std::string card = ModelCard(SmallBundle());
  EXPECT_TRUE(card.starts_with("---\nlibrary_name: supreme\n")) << card.substr(0, 80);
  EXPECT_TRUE(Says(card, "\n# my-model\n"));
}

TEST(ModelCard, SaysWhatTheModelIsNotFor) {
  const std::string card = ModelCard(SmallBundle());
  for (const char* words : {"not a medical device", "not a calibrated probability", "millivolts",
                            "Records with missing leads"}) {
    EXPECT_TRUE(Says(card, words)) << words;
  }
}

TEST(ModelCard, ListsQueriesAndTheThresholdsThatAreThere) {
  const std::string card = ModelCard(SmallBundle());
  EXPECT_TRUE(Says(card, "- query 0\n- query 1 (threshold 0.250)\n- query 2\n"));
  EXPECT_TRUE(Says(card, "made-up, id `" + std::string(64, 'a') + "`"));
}

TEST(ModelCard, FlattensTrainingFactsIntoRows) {
  Bundle bundle = SmallBundle();
  bundle.training["epochs"] = 3;
  bundle.training["metrics"] = {{"validation_auc", 0.875}};
  bundle.training["pack"] = "abc";
  bundle.training["folds"] = {1, 2};
  const std::string card = ModelCard(bundle);
  for (const char* row : {"| epochs | 3 |\n", "| metrics.validation_auc | 0.8750 |\n",
                          "| pack | abc |\n", "| folds | [1,2] |\n"}) {
    EXPECT_TRUE(Says(card, row)) << row << card;
  }
  EXPECT_TRUE(
      Says(card, "| preprocess.normalisation | " + bundle.model.preprocess.normalisation + " |"));
}

TEST(ModelCard, TellsOfTheRunsThatARunStartedFrom) {
  Bundle bundle = SmallBundle();
  bundle.training["records_seen"] = 100;
  bundle.training["simulator"] = {{"seed", 2}};
  bundle.training["started_from"] = {{"records_seen", 400}, {"simulator", {{"seed", 1}}}};
  EXPECT_TRUE(IsFromSimulator(bundle));
  EXPECT_EQ(TrainingData(bundle),
            "100 simulated records (seed 2) after 400 simulated records (seed 1), no real ECG");
  bundle.training["started_from"] = {{"pack", {{"id", "real"}}}};
  EXPECT_FALSE(IsFromSimulator(bundle)) << "it has seen what the first run saw";
}

TEST(ModelCard, SaysWhenTrainingFactsAreUnknown) {
  EXPECT_TRUE(Says(ModelCard(SmallBundle()), "## Training and results\n\nNot recorded.\n"));
}

Bundle SimulatedBundle() {
  Bundle bundle = SmallBundle();
  bundle.queries.queries[0].codes["scp"] = "AFIB";
  bundle.training = {
      {"records_seen", 81920},
      {"simulator", {{"seed", 7}, {"signs", 11}, {"texts", 222}, {"leave_out", ""}}}};
  bundle.software = {{"version", "9.8.7"}};
  return bundle;
}

TEST(ModelCard, OfASimulatedRunNamesItsDataAndFindings) {
  const std::string card = ModelCard(SimulatedBundle());
  for (const char* words :
       {"81920 simulated records (seed 7), no real ECG", "simulator of supreme 9.8.7",
        "222 texts that ask 11 signs", "1 findings: query 0.", "come from simulated records"}) {
    EXPECT_TRUE(Says(card, words)) << words;
  }
  EXPECT_FALSE(Says(card, "Left out of training"));
}

TEST(ModelCard, HasAPlaceForTheTablesOfRealEcgs) {
  const std::string card = ModelCard(SimulatedBundle());
  const size_t begin = card.find("<!-- real-ecg tables: begin -->\n");
  ASSERT_NE(begin, std::string::npos);
  EXPECT_GT(card.find("<!-- real-ecg tables: end -->\n"), begin);
}

TEST(ModelCard, OfAPackSaysNothingOfSimulation) {
  Bundle bundle = SmallBundle();
  bundle.training = {{"split", {{"train_records", 353}, {"description", "folds 1-8"}}}};
  const std::string card = ModelCard(bundle);
  EXPECT_FALSE(Says(card, "simulat"));
  EXPECT_EQ(TrainingData(bundle), "353 records of a pack, folds 1-8");
  EXPECT_FALSE(IsFromSimulator(bundle));
}

TEST(ModelCard, ABundleWithoutFactsSaysSo) {
  EXPECT_EQ(TrainingData(SmallBundle()), "not recorded");
}

}  // namespace
}  // namespace supreme
