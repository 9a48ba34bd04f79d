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

// Indices of the questions to show, best or first asked first.
std::vector<size_t> Shown(const PredictionContext& context, const std::vector<float>& scores) {
  std::vector<size_t> order(scores.size());
  std::iota(order.begin(), order.end(), size_t{0});
  if (context.rank) {
    std::stable_sort(order.begin(), order.end(),
                     [&](size_t a, size_t b) { return scores[a] > scores[b]; });
  }
  if (context.top > 0) order.resize(std::min(order.size(), context.top));
  return order;
}

const Threshold* FindThreshold(const PredictionContext& context, const Question& question) {
  const auto found = context.bundle.thresholds.find(question.query_id);
  return found == context.bundle.thresholds.end() ? nullptr : &found->second;
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

OrderedJson ScoreJson(const PredictionContext& context, const Question& question, float score) {
  OrderedJson json;
  json["query"] = question.asked;
  json["kind"] = question.kind;
  if (question.text != question.asked) json["text"] = question.text;
  json["score"] = Rounded(score);
  if (const Threshold* threshold = FindThreshold(context, question)) {
    json["threshold"] = Rounded(threshold->value);
    json["decision"] = static_cast<double>(score) >= threshold->value;
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
  json["scores"] = OrderedJson::array();
  for (const size_t q : Shown(context, prediction.scores)) {
    json["scores"].push_back(ScoreJson(context, context.questions[q], prediction.scores[q]));
  }
  return json;
}

OrderedJson QuestionJson(const Question& question) {
  OrderedJson json;
  json["query"] = question.asked;
  json["text"] = question.text;
  json["kind"] = question.kind;
  if (question.kind == "resolved") {
    json["wording"] = question.wording;
    json["similarity"] = Rounded(question.similarity);
  }
  json["nearest"] = OrderedJson::array();
  for (const NearQuery& near : question.nearest) {
    json["nearest"].push_back({{"text", near.text}, {"similarity", Rounded(near.similarity)}});
  }
  return json;
}

class JsonWriter : public PredictionWriter {
 public:
  JsonWriter(const PredictionContext& context, WriteText write)
      : context_(context), write_(std::move(write)) {
    json_["bundle"] = {{"name", context.predictor.name}, {"id", context.predictor.bundle_id}};
    json_["note"] = "research use, not for diagnosis";
    json_["queries"] = OrderedJson::array();
    for (const Question& question : context.questions) {
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
    write_(CsvLine({"file", "record_id", "query", "text", "kind", "score", "threshold", "decision",
                    "warnings", "error"}));
  }
  void Take(const FilePrediction& prediction) override {
    const std::string file = prediction.path.string();
    if (prediction.problem) {
      write_(CsvLine({file, "", "", "", "", "", "", "", "", prediction.problem->what()}));
      return;
    }
    std::string warnings;
    for (const std::string& warning : Warnings(prediction)) {
      warnings += (warnings.empty() ? "" : "; ") + warning;
    }
    for (const size_t q : Shown(context_, prediction.scores)) {
      const Question& question = context_.questions[q];
      const double score = prediction.scores[q];
      const Threshold* threshold = FindThreshold(context_, question);
      write_(
          CsvLine({file, prediction.record.record_id, question.asked, question.text, question.kind,
                   FormatFixed(score, 6), threshold ? FormatFixed(threshold->value, 6) : "",
                   threshold ? (score >= threshold->value ? "yes" : "no") : "", warnings, ""}));
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
    for (const Question& question : context.questions) WriteQuestion(question);
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
    write_("  score   threshold  present  query\n");
    for (const size_t q : Shown(context_, prediction.scores)) {
      WriteScore(context_.questions[q], prediction.scores[q]);
    }
  }
  void Finish() override {}

 private:
  void WriteQuestion(const Question& question) {
    if (question.kind == "known") return;
    std::string line = "\"" + question.asked + "\" is " + question.kind;
    if (question.text != question.asked) line += " to \"" + question.text + "\"";
    if (question.kind == "resolved" && question.similarity < 1.0) {
      line += " (like \"" + question.wording + "\", similarity " +
              FormatFixed(question.similarity, 2) + ")";
    }
    for (size_t i = 0; i < question.nearest.size(); ++i) {
      line += (i == 0 ? "; nearest known: " : ", ") + question.nearest[i].text + " (" +
              FormatFixed(question.nearest[i].similarity, 2) + ")";
    }
    write_(line + "\n");
  }

  void WriteScore(const Question& question, float score) {
    const Threshold* threshold = FindThreshold(context_, question);
    const bool present = threshold && static_cast<double>(score) >= threshold->value;
    std::string line = "  " + FormatFixed(score, kScoreDigits) + "  ";
    line += (threshold ? FormatFixed(threshold->value, kScoreDigits) : "-     ") + "     ";
    line += std::string(!threshold ? "-  " : present ? "yes" : "no ") + "      " + question.text;
    if (question.kind == "new") line += " (new)";
    write_(line + "\n");
  }

  const PredictionContext context_;
  const WriteText write_;
};

}  // namespace

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
