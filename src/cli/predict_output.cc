#include "cli/predict_output.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/csv.h"
#include "core/json.h"
#include "core/numbers.h"

namespace supreme {
namespace {

constexpr int kScoreDigits = 4;

double Rounded(double value) { return std::round(value * 1e6) / 1e6; }

std::optional<double> FindThreshold(const PredictionContext& context,
                                    const AskedQuestion& question) {
  return QuestionThreshold(context.bundle, question);
}

std::vector<std::string> LeadsWhere(const FilePrediction& prediction, bool flat) {
  std::vector<std::string> names;
  const EcgWindow& window = prediction.window;
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    const bool is_missing = window.present[lead] == 0;
    if (flat ? !is_missing && window.flat[lead] != 0 : is_missing) {
      names.emplace_back(kLeadNames[lead]);
    }
  }
  return names;
}

std::vector<std::string> Warnings(const FilePrediction& prediction) {
  std::vector<std::string> warnings = prediction.record.warnings;
  warnings.insert(warnings.end(), prediction.window.warnings.begin(),
                  prediction.window.warnings.end());
  return warnings;
}

double DurationSec(const Record& record) {
  return static_cast<double>(record.sample_count) / record.sample_rate_hz;
}

OrderedJson NearestJson(const AskedQuestion& question) {
  OrderedJson json = OrderedJson::array();
  for (const NearQuery& near : question.nearest) {
    json.push_back({{"text", near.text}, {"similarity", Rounded(near.similarity)}});
  }
  return json;
}

OrderedJson ScoreJson(const PredictionContext& context, const AskedQuestion& question,
                      float score) {
  OrderedJson json;
  json["query"] = question.asked;
  json["kind"] = question.kind;
  if (question.denied) json["denied"] = true;
  if (question.text != question.asked) json["text"] = question.text;
  if (!question.nearest.empty()) json["nearest"] = NearestJson(question);
  json["score"] = Rounded(score);
  if (const auto threshold = FindThreshold(context, question)) {
    json["threshold"] = Rounded(*threshold);
    json["decision"] = static_cast<double>(score) >= *threshold;
  }
  return json;
}

OrderedJson RecordJson(const PredictionContext& context, const FilePrediction& prediction) {
  OrderedJson json;
  json["file"] = prediction.path.string();
  if (prediction.problem) {
    json["error"] = {{"code", ErrorCodeName(prediction.problem->code())},
                     {"reason", prediction.problem->what()}};
    return json;
  }
  const Record& record = prediction.record;
  json["record_id"] = record.record_id;
  json["sample_rate_hz"] = record.sample_rate_hz;
  json["duration_sec"] = Rounded(DurationSec(record));
  if (!std::isnan(record.age_years)) json["age_years"] = record.age_years;
  if (record.sex != Sex::kUnknown) json["sex"] = record.sex == Sex::kMale ? "male" : "female";
  json["missing_leads"] = LeadsWhere(prediction, false);
  json["flat_leads"] = LeadsWhere(prediction, true);
  json["warnings"] = Warnings(prediction);
  if (const AboutRecord* about = context.about.Find(prediction.path)) {
    json["truth"] = about->truths;
    json["report"] = about->report;
  }
  json["scores"] = OrderedJson::array();
  for (const size_t q : QuestionsToShow(context, prediction.scores)) {
    json["scores"].push_back(ScoreJson(context, context.questions[q], prediction.scores[q]));
  }
  return json;
}

OrderedJson QuestionJson(const AskedQuestion& question) {
  OrderedJson json;
  json["query"] = question.asked;
  json["text"] = question.text;
  json["kind"] = question.kind;
  if (question.denied) json["denied"] = true;
  if (question.kind == "resolved") json["wording"] = question.wording;
  if (question.kind == "resolved" || question.kind == kNearestKind) {
    json["similarity"] = Rounded(question.similarity);
  }
  json["nearest"] = NearestJson(question);
  return json;
}

class JsonWriter : public PredictionWriter {
 public:
  JsonWriter(const PredictionContext& context, WriteText write)
      : context_(context), write_(std::move(write)) {
    json_["bundle"] = {{"name", context.predictor.name}, {"id", context.predictor.bundle_id}};
    json_["note"] = "research use, not for diagnosis";
    json_["queries"] = OrderedJson::array();
    for (const AskedQuestion& question : context.questions) {
      json_["queries"].push_back(QuestionJson(question));
    }
    json_["records"] = OrderedJson::array();
  }
  void Take(const FilePrediction& prediction) override {
    json_["records"].push_back(RecordJson(context_, prediction));
  }
  void Finish() override { write_(DumpJson(json_) + "\n"); }

 private:
  const PredictionContext context_;
  const WriteText write_;
  OrderedJson json_;
};

class JsonLinesWriter : public PredictionWriter {
 public:
  JsonLinesWriter(const PredictionContext& context, WriteText write)
      : context_(context), write_(std::move(write)) {}
  void Take(const FilePrediction& prediction) override {
    OrderedJson json = RecordJson(context_, prediction);
    json["bundle_id"] = context_.predictor.bundle_id;
    write_(DumpJson(json) + "\n");
  }
  void Finish() override {}

 private:
  const PredictionContext context_;
  const WriteText write_;
};

class CsvPredictionWriter : public PredictionWriter {
 public:
  CsvPredictionWriter(const PredictionContext& context, WriteText write)
      : context_(context), write_(std::move(write)) {
    write_(CsvLine({"file", "record_id", "query", "text", "kind", "nearest", "score", "threshold",
                    "decision", "warnings", "error"}));
  }
  void Take(const FilePrediction& prediction) override {
    const std::string file = prediction.path.string();
    if (prediction.problem) {
      write_(CsvLine({file, "", "", "", "", "", "", "", "", "", prediction.problem->what()}));
      return;
    }
    std::string warnings;
    for (const std::string& warning : Warnings(prediction)) {
      warnings += (warnings.empty() ? "" : "; ") + warning;
    }
    for (const size_t q : QuestionsToShow(context_, prediction.scores)) {
      const AskedQuestion& question = context_.questions[q];
      const double score = prediction.scores[q];
      const auto threshold = FindThreshold(context_, question);
      write_(CsvLine({file, prediction.record.record_id, question.asked, QuestionText(question),
                      question.kind, NearestText(question), FormatFixed(score, 6),
                      threshold ? FormatFixed(*threshold, 6) : "",
                      threshold ? (score >= *threshold ? "yes" : "no") : "", warnings, ""}));
    }
  }
  void Finish() override {}

 private:
  const PredictionContext context_;
  const WriteText write_;
};

class TableWriter : public PredictionWriter {
 public:
  TableWriter(const PredictionContext& context, WriteText write)
      : context_(context), write_(std::move(write)) {
    write_("bundle " + context.predictor.name + " (" + context.predictor.bundle_id.substr(0, 12) +
           "); research use, not for diagnosis\n");
    for (const AskedQuestion& question : context.questions) WriteQuestion(question);
  }
  void Take(const FilePrediction& prediction) override {
    write_("\n" + prediction.path.string() + "\n");
    if (prediction.problem) {
      write_("  error: " + std::string(prediction.problem->what()) + "\n");
      return;
    }
    const Record& record = prediction.record;
    write_("  record " + record.record_id + ", " + FormatDouble(record.sample_rate_hz) + " Hz, " +
           FormatDouble(Rounded(DurationSec(record))) + " s, " +
           std::to_string(kLeadCount - LeadsWhere(prediction, false).size()) + " of 12 leads\n");
    for (const std::string& warning : Warnings(prediction)) write_("  warning: " + warning + "\n");
    WriteAbout(prediction);
    write_("  score   threshold  present  kind      query\n");
    for (const size_t q : QuestionsToShow(context_, prediction.scores)) {
      WriteScore(context_.questions[q], prediction.scores[q]);
    }
  }
  void Finish() override {}

 private:
  void WriteQuestion(const AskedQuestion& question) {
    if (question.kind == "known") return;
    if (question.kind == kNearestKind) {
      write_("\"" + question.asked + "\" is new to the model, which answers \"" +
             QuestionText(question) + "\" instead: nearest known, similarity " +
             FormatFixed(question.similarity, 2) + "\n");
      return;
    }
    std::string line = "\"" + question.asked + "\" is " + question.kind;
    if (question.kind == "resolved") line += " to \"" + QuestionText(question) + "\"";
    if (question.kind == "resolved" && question.similarity < 1.0) {
      line += " (like \"" + question.wording + "\", similarity " +
              FormatFixed(question.similarity, 2) + ")";
    }
    const std::string nearest = NearestText(question);
    if (!nearest.empty()) line += " to the model; nearest known: " + nearest;
    write_(line + "\n");
  }

  void WriteAbout(const FilePrediction& prediction) {
    const AboutRecord* about = context_.about.Find(prediction.path);
    if (about == nullptr) return;
    std::string truths;
    for (const std::string& truth : about->truths) truths += (truths.empty() ? "" : "; ") + truth;
    if (!truths.empty()) write_("  true: " + truths + "\n");
    if (!about->report.empty()) write_("  report: " + about->report + "\n");
  }

  void WriteScore(const AskedQuestion& question, float score) {
    const auto threshold = FindThreshold(context_, question);
    const bool present = threshold && static_cast<double>(score) >= *threshold;
    std::string line = "  " + FormatFixed(score, kScoreDigits) + "  ";
    line += (threshold ? FormatFixed(*threshold, kScoreDigits) : "-     ") + "     ";
    line += std::string(!threshold ? "-  " : present ? "yes" : "no ") + "      ";
    line += question.kind + std::string(10 - std::min<size_t>(9, question.kind.size()), ' ');
    write_(line + QuestionText(question) + "\n");
  }

  const PredictionContext context_;
  const WriteText write_;
};

}  // namespace

std::vector<size_t> QuestionsToShow(const PredictionContext& context,
                                    const std::vector<float>& scores) {
  std::vector<size_t> order(scores.size());
  std::iota(order.begin(), order.end(), size_t{0});
  if (context.rank) {
    std::stable_sort(order.begin(), order.end(),
                     [&](size_t a, size_t b) { return scores[a] > scores[b]; });
  }
  if (context.top > 0) order.resize(std::min(order.size(), context.top));
  return order;
}

std::string NearestText(const AskedQuestion& question) {
  std::string text;
  for (const NearQuery& near : question.nearest) {
    text += (text.empty() ? "" : ", ") + near.text + " (" + FormatFixed(near.similarity, 2) + ")";
  }
  return text;
}

std::unique_ptr<PredictionWriter> MakePredictionWriter(const std::string& format,
                                                       const PredictionContext& context,
                                                       WriteText write) {
  if (format == "json") return std::make_unique<JsonWriter>(context, std::move(write));
  if (format == "jsonl") return std::make_unique<JsonLinesWriter>(context, std::move(write));
  if (format == "csv") return std::make_unique<CsvPredictionWriter>(context, std::move(write));
  SUPREME_CHECK(format == "table");
  return std::make_unique<TableWriter>(context, std::move(write));
}

}  // namespace supreme
