#include "cli/predict_page.h"

#include <algorithm>

#include "core/error.h"
#include "formats/open.h"
#include "report/answers_page.h"
#include "report/examples.h"
#include "signal/window.h"

namespace supreme {
namespace {

std::vector<Fact> BundleFacts(const PredictionContext& context) {
  const Bundle& bundle = context.bundle;
  std::vector<Fact> facts = {{"Bundle", context.predictor.name},
                             {"Id", context.predictor.bundle_id.substr(0, 12)},
                             {"Trained on", TrainingData(bundle)},
                             {"Queries it knows", std::to_string(bundle.queries.queries.size())},
                             {"Text encoder", bundle.queries.encoder_name}};
  return facts;
}

PageQuestion DescribeQuestion(const AskedQuestion& question) {
  return {question.asked, QuestionText(question), question.kind, NearestText(question)};
}

bool IsTrue(const AboutRecord& about, const AskedQuestion& question) {
  const auto& truths = about.truths;
  const bool is_found = std::find(truths.begin(), truths.end(), question.text) != truths.end() ||
                        std::find(truths.begin(), truths.end(), question.asked) != truths.end();
  return question.denied ? !truths.empty() && !is_found : is_found;
}

class AnswersPageWriter : public PredictionWriter {
 public:
  AnswersPageWriter(const PredictionContext& context, WriteText write)
      : context_(context), write_(std::move(write)) {
    data_.bundle = context.predictor.name;
    data_.facts = BundleFacts(context);
    data_.own_questions = !context.rank;
    for (const AskedQuestion& question : context.questions) {
      data_.questions.push_back(DescribeQuestion(question));
    }
  }

  void Take(const FilePrediction& prediction) override {
    if (data_.records.size() == kMaxPageRecords) {
      throw Error(ErrorCode::kUsage, "a page shows " + std::to_string(kMaxPageRecords) + " records",
                  "--format html", "--limit " + std::to_string(kMaxPageRecords));
    }
    if (prediction.problem) {
      data_.notes.emplace_back(prediction.problem->what());
      return;
    }
    data_.records.push_back(Describe(prediction));
  }

  void Finish() override { write_(BuildAnswersPage(data_)); }

 private:
  PageRecord Describe(const FilePrediction& prediction) const {
    const Record& record = prediction.record;
    PageRecord shown;
    shown.name = record.record_id;
    shown.person = PersonText(record.age_years, record.sex);
    shown.window = ToWindow(formats::OpenRecord(prediction.path));
    shown.warnings = prediction.window.warnings;
    const AboutRecord* about = context_.about.Find(prediction.path);
    if (about != nullptr) {
      if (!about->name.empty()) shown.name = about->name;
      shown.truth_known = !about->truths.empty();
      shown.truths = about->truths;
      shown.report = about->report;
    }
    for (const size_t q : QuestionsToShow(context_, prediction.scores)) {
      const AskedQuestion& question = context_.questions[q];
      PageAnswer answer{q, prediction.scores[q], std::nullopt, false};
      answer.threshold = QuestionThreshold(context_.bundle, question);
      answer.is_true = about != nullptr && IsTrue(*about, question);
      shown.answers.push_back(answer);
    }
    return shown;
  }

  const PredictionContext context_;
  const WriteText write_;
  AnswersData data_;
};

}  // namespace

std::unique_ptr<PredictionWriter> MakePageWriter(const PredictionContext& context,
                                                 WriteText write) {
  return std::make_unique<AnswersPageWriter>(context, std::move(write));
}

}  // namespace supreme
