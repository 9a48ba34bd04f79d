#include "cli/predict_output.h"

#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "core/json.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

// Two questions, the second above its threshold, the first new to the bundle.
struct Job {
  Job() {
    bundle.thresholds["af"] = {0.3, "youden", 5, 6};
    predictor.name = "demo";
    predictor.bundle_id = std::string(64, 'c');
    questions = {
        {"delta wave", "delta wave", "new", "", 0.0, "", {{"wide QRS", 0.5}, {"short PR", 0.4}}},
        {"afib", "atrial fibrillation", "resolved", "af", 1.0, "af", {}}};
    good.path = "a/one.hea";
    good.record.record_id = "one";
    good.record.sample_rate_hz = 500.0;
    good.record.sample_count = 5000;
    good.record.age_years = 61.0;
    good.record.sex = Sex::kFemale;
    good.record.warnings = {"odd \"date\""};
    good.window.present.fill(1);
    good.window.present[11] = 0;
    good.window.flat[9] = 1;
    good.window.flat[11] = 1;
    good.window.warnings = {"V6 is missing"};
    good.scores = {0.25f, 0.75f};
    bad.path = "b,2.hea";
    bad.problem = Error(ErrorCode::kCorruptData, "cut", "b,2.dat");
  }

  // What a job over both files prints.
  std::string Print(const std::string& format, bool rank = false, size_t top = 0) const {
    std::string text;
    const PredictionContext context{bundle, predictor, questions, rank, top, about};
    const auto writer =
        MakePredictionWriter(format, context, [&](const std::string& part) { text += part; });
    writer->Take(good);
    writer->Take(bad);
    writer->Finish();
    return text;
  }

  Bundle bundle;
  PredictorInfo predictor;
  std::vector<AskedQuestion> questions;
  FilePrediction good, bad;
  AboutRecords about;
};

TEST(PredictOutput, TableIsForPeople) {
  EXPECT_EQ(Job().Print("table"),
            "bundle demo (cccccccccccc); research use, not for diagnosis\n"
            "\"delta wave\" is new to the model; nearest known: wide QRS (0.50), short PR (0.40)\n"
            "\"afib\" is resolved to \"atrial fibrillation\"\n"
            "\n"
            "a/one.hea\n"
            "  record one, 500 Hz, 10 s, 11 of 12 leads\n"
            "  warning: odd \"date\"\n"
            "  warning: V6 is missing\n"
            "  score   threshold  present  kind      query\n"
            "  0.2500  -          -        new       delta wave\n"
            "  0.7500  0.3000     yes      resolved  atrial fibrillation\n"
            "\n"
            "b,2.hea\n"
            "  error: b,2.dat: cut\n");
}

TEST(PredictOutput, SaysHowNearAResolvedQuestionIs) {
  Job job;
  job.questions[1].similarity = 0.8512;
  job.questions[1].wording = "fibrillation of the atria";
  EXPECT_NE(job.Print("table").find("\"afib\" is resolved to \"atrial fibrillation\" (like "
                                    "\"fibrillation of the atria\", similarity 0.85)\n"),
            std::string::npos);
  const Json json = ParseJson(job.Print("json"), "json");
  EXPECT_EQ(json.at("queries")[1].at("wording"), "fibrillation of the atria");
  EXPECT_EQ(json.at("queries")[1].at("similarity"), 0.8512);
  EXPECT_FALSE(json.at("queries")[0].contains("wording"));
}

TEST(PredictOutput, NamesTheQueryThatAnswersInPlaceOfAnother) {
  Job job;
  job.questions[0] = {"delta wave", "wide QRS", "nearest", "", 0.5, "", {{"wide QRS", 0.5}}};
  EXPECT_NE(job.Print("table").find("\"delta wave\" is new to the model, which answers "
                                    "\"wide QRS\" instead: nearest known, similarity 0.50\n"),
            std::string::npos);
  const Json json = ParseJson(job.Print("json"), "json");
  EXPECT_EQ(json.at("queries")[0].at("kind"), "nearest");
  EXPECT_EQ(json.at("queries")[0].at("similarity"), 0.5);
  const Json& score = json.at("records")[0].at("scores")[0];
  EXPECT_EQ(score.at("text"), "wide QRS");
  EXPECT_EQ(score.at("nearest")[0].at("text"), "wide QRS");
  EXPECT_NE(job.Print("csv").find("delta wave,wide QRS,nearest,wide QRS (0.50)"),
            std::string::npos);
}

TEST(PredictOutput, TableSaysNothingOfKnownQuestions) {
  Job job;
  job.questions[1].kind = "known";
  EXPECT_EQ(job.Print("table").find("is known"), std::string::npos);
}

TEST(PredictOutput, ShowsWhatIsKnownOfARecord) {
  TempFolder folder;
  Job job;
  job.good.path = folder / "one.hea";
  WriteFileAtomically(folder / "about.csv", "file,truth,report\none.hea,a;b,Seen\n");
  job.about = AboutRecords(folder / "about.csv");
  EXPECT_NE(job.Print("table").find("  true: a; b\n  report: Seen\n"), std::string::npos);
  const Json json = ParseJson(job.Print("json"), "json");
  EXPECT_EQ(json.at("records")[0].at("truth"), Json::array({"a", "b"}));
  EXPECT_EQ(json.at("records")[0].at("report"), "Seen");
  EXPECT_FALSE(json.at("records")[1].contains("truth"));
}

TEST(PredictOutput, JsonIsOneDocument) {
  const Json json = ParseJson(Job().Print("json"), "json");
  EXPECT_EQ(json.at("bundle").at("name"), "demo");
  EXPECT_EQ(json.at("note"), "research use, not for diagnosis");
  EXPECT_EQ(json.at("queries")[1].at("text"), "atrial fibrillation");
  EXPECT_EQ(json.at("queries")[0].at("nearest")[1].at("similarity"), 0.4);
  ASSERT_EQ(json.at("records").size(), 2u);
  const Json& one = json.at("records")[0];
  EXPECT_EQ(one.at("record_id"), "one");
  EXPECT_EQ(one.at("duration_sec"), 10.0);
  EXPECT_EQ(one.at("age_years"), 61.0);
  EXPECT_EQ(one.at("sex"), "female");
  EXPECT_EQ(one.at("missing_leads"), Json::array({"V6"}));
  EXPECT_EQ(one.at("flat_leads"), Json::array({"V4"})) << "a missing lead is not flat too";
  EXPECT_EQ(one.at("warnings"), Json::array({"odd \"date\"", "V6 is missing"}));
  const Json& scores = one.at("scores");
  EXPECT_EQ(scores[0].at("score"), 0.25);
  EXPECT_FALSE(scores[0].contains("threshold"));
  EXPECT_FALSE(scores[0].contains("text")) << "as asked";
  EXPECT_EQ(scores[0].at("nearest")[0].at("text"), "wide QRS");
  EXPECT_FALSE(scores[1].contains("nearest")) << "only a new question echoes its neighbours";
  EXPECT_EQ(scores[1].at("text"), "atrial fibrillation");
  EXPECT_EQ(scores[1].at("decision"), true);
  const Json& error = json.at("records")[1].at("error");
  EXPECT_EQ(error.at("code"), "corrupt_data");
  EXPECT_NE(error.at("reason").get<std::string>().find("b,2.dat"), std::string::npos);
}

TEST(PredictOutput, JsonLeavesOutWhatTheRecordDoesNotSay) {
  Job job;
  job.good.record.age_years = std::nan("");
  job.good.record.sex = Sex::kUnknown;
  const Json one = ParseJson(job.Print("json"), "json").at("records")[0];
  EXPECT_FALSE(one.contains("age_years"));
  EXPECT_FALSE(one.contains("sex"));
}

TEST(PredictOutput, JsonLinesHaveARecordEachAsItComes) {
  const Job job;
  std::istringstream lines(job.Print("jsonl"));
  std::vector<Json> records;
  for (std::string line; std::getline(lines, line);) records.push_back(ParseJson(line, "jsonl"));
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[0].at("file"), "a/one.hea");
  EXPECT_EQ(records[0].at("bundle_id"), job.predictor.bundle_id);
  EXPECT_EQ(records[0].at("scores").size(), 2u);
  EXPECT_TRUE(records[1].contains("error"));
}

TEST(PredictOutput, CsvReadsBackWithARowPerScore) {
  TempFolder folder;
  WriteFileAtomically(folder / "out.csv", Job().Print("csv"));
  CsvReader csv = CsvReader::Open(folder / "out.csv");
  ASSERT_TRUE(csv.Next());
  EXPECT_EQ(csv.row(),
            (std::vector<std::string>{"a/one.hea", "one", "delta wave", "delta wave", "new",
                                      "wide QRS (0.50), short PR (0.40)", "0.250000", "", "",
                                      "odd \"date\"; V6 is missing", ""}));
  ASSERT_TRUE(csv.Next());
  EXPECT_EQ(csv["text"], "atrial fibrillation");
  EXPECT_EQ(csv["nearest"], "");
  EXPECT_EQ(csv["threshold"], "0.300000");
  EXPECT_EQ(csv["decision"], "yes");
  ASSERT_TRUE(csv.Next());
  EXPECT_EQ(csv["file"], "b,2.hea");
  EXPECT_EQ(csv["score"], "");
  EXPECT_NE(csv["error"].find("cut"), std::string::npos);
  EXPECT_FALSE(csv.Next());
}

TEST(PredictOutput, RanksByScoreAndCutsToTheTop) {
  const Json ranked = ParseJson(Job().Print("json", true), "json").at("records")[0].at("scores");
  EXPECT_EQ(ranked[0].at("query"), "afib");
  EXPECT_EQ(ranked[1].at("query"), "delta wave");
  const Json top = ParseJson(Job().Print("json", true, 1), "json").at("records")[0].at("scores");
  ASSERT_EQ(top.size(), 1u);
  EXPECT_EQ(top[0].at("query"), "afib");
  EXPECT_EQ(ParseJson(Job().Print("json", false, 9), "json").at("records")[0].at("scores").size(),
            2u);
}

TEST(PredictOutput, DecidesAtTheThresholdItself) {
  Job job;
  job.bundle.thresholds["af"].value = 0.75;
  EXPECT_NE(job.Print("csv").find(",0.750000,yes,"), std::string::npos);
  job.bundle.thresholds["af"].value = 0.76;
  EXPECT_NE(job.Print("csv").find(",0.760000,no,"), std::string::npos);
}

}  // namespace
}  // namespace supreme
