#include "cli/predict_page.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

// A job over one record of half a millivolt in every lead.
class PredictPage : public testing::Test {
 protected:
  PredictPage() {
    bundle_.thresholds["af"] = {0.3, "youden", 5, 6};
    questions_ = {{"afib", "atrial fibrillation", "resolved", "af", 1.0, "afib", {}},
                  {"delta wave", "delta wave", "new", "", 0.0, "", {{"wide qrs", 0.5}}}};
    prediction_.path = folder_ / "one.hea";
    prediction_.record.record_id = "one";
    prediction_.record.age_years = 61.0;
    prediction_.scores = {0.75f, 0.25f};
    WriteRecord();
  }

  void WriteRecord() const {
    std::string header = "one 12 500 5000\n", samples;
    for (const char* lead :
         {"I", "II", "III", "AVR", "AVL", "AVF", "V1", "V2", "V3", "V4", "V5", "V6"}) {
      header += "one.dat 16 1000/mV 16 0 0 0 0 " + std::string(lead) + "\n";
    }
    WriteFileAtomically(folder_ / "one.hea", header);
    WriteFileAtomically(folder_ / "one.dat", std::string(12 * 5000 * 2, '\0'));
  }

  std::string Page(const PredictionContext& context) const {
    std::string page;
    const auto writer = MakePageWriter(context, [&](const std::string& text) { page += text; });
    writer->Take(prediction_);
    writer->Finish();
    return page;
  }

  TempFolder folder_;
  Bundle bundle_;
  PredictorInfo predictor_;
  std::vector<AskedQuestion> questions_;
  FilePrediction prediction_;
};

TEST_F(PredictPage, ShowsRecordQuestionsAndAnswers) {
  const std::string page = Page({bundle_, predictor_, questions_});
  for (const char* words : {"61 years", "afib", "resolved to “atrial fibrillation”", "0.75",
                            "nearest known: wide qrs (0.50)", "<svg"}) {
    EXPECT_NE(page.find(words), std::string::npos) << words;
  }
  EXPECT_EQ(page.find("✓</td>"), std::string::npos) << "nothing is known to be true";
}

TEST_F(PredictPage, MarksWhatIsKnownToBeTrue) {
  WriteFileAtomically(folder_ / "about.csv",
                      "file,truth,report\none.hea,atrial fibrillation,Afib seen\n");
  PredictionContext context{bundle_, predictor_, questions_};
  context.about = AboutRecords(folder_ / "about.csv");
  const std::string page = Page(context);
  EXPECT_NE(page.find("✓</td>"), std::string::npos);
  EXPECT_NE(page.find("Afib seen"), std::string::npos);
}

TEST_F(PredictPage, NamesAFileThatCannotBeRead) {
  prediction_.problem = Error(ErrorCode::kCorruptData, "cut short", "one.dat");
  EXPECT_NE(Page({bundle_, predictor_, questions_}).find("cut short"), std::string::npos);
}

TEST_F(PredictPage, RefusesMoreRecordsThanAPageShows) {
  const PredictionContext context{bundle_, predictor_, questions_};
  const auto writer = MakePageWriter(context, [](const std::string&) {});
  for (size_t i = 0; i < kMaxPageRecords; ++i) writer->Take(prediction_);
  ExpectError(ErrorCode::kUsage, "--limit 100", [&] { writer->Take(prediction_); });
}

}  // namespace
}  // namespace supreme
