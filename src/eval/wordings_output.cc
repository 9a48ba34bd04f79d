#include "eval/wordings_output.h"

#include "core/numbers.h"
#include "core/version.h"
#include "eval/figure_output.h"

namespace supreme {
namespace {

constexpr double kLeakLimit = 0.60;  // of a side's query on the other side's records
constexpr size_t kTextColumns = 48;

// Means over a class's texts of one kind.
struct ClassMean {
  size_t text_count = 0;
  double raw = 0.0;
  double resolved = 0.0;
};

ClassMean MeanOf(const WordedResult& result, WordingKind kind) {
  ClassMean mean;
  for (const WordedFigure& figure : result.figures) {
    if (figure.kind != kind || !figure.raw || !figure.resolved) continue;
    ++mean.text_count;
    mean.raw += *figure.raw;
    mean.resolved += *figure.resolved;
  }
  if (mean.text_count == 0) return mean;
  mean.raw /= static_cast<double>(mean.text_count);
  mean.resolved /= static_cast<double>(mean.text_count);
  return mean;
}

// Means over the classes with enough positives that have texts of the kind.
struct Loss {
  size_t class_count = 0;
  size_t text_count = 0;
  double name = 0.0;
  double raw = 0.0;
  double resolved = 0.0;
};

Loss LossOf(const WordingReport& report, WordingKind kind) {
  Loss loss;
  for (const WordedResult& result : report.result.classes) {
    const ClassMean mean = MeanOf(result, kind);
    if (mean.text_count == 0 || result.positive_count < report.min_positives) continue;
    ++loss.class_count;
    loss.text_count += mean.text_count;
    loss.name += *result.by_name.auroc;
    loss.raw += mean.raw;
    loss.resolved += mean.resolved;
  }
  if (loss.class_count == 0) return loss;
  for (double* sum : {&loss.name, &loss.raw, &loss.resolved}) {
    *sum /= static_cast<double>(loss.class_count);
  }
  return loss;
}

OrderedJson LossJson(const Loss& loss) {
  OrderedJson json = {{"n_classes", loss.class_count}, {"n_texts", loss.text_count}};
  const auto number = [&](double value) {
    return loss.class_count > 0 ? OrderedJson(value) : OrderedJson(nullptr);
  };
  json["name"] = number(loss.name);
  json["raw"] = number(loss.raw);
  json["resolved"] = number(loss.resolved);
  json["raw_loss"] = number(loss.name - loss.raw);
  json["resolved_loss"] = number(loss.name - loss.resolved);
  return json;
}

OrderedJson ClassJson(const WordedResult& result) {
  OrderedJson json = {{"code", result.code},
                      {"name", result.name},
                      {"n_pos", result.positive_count},
                      {"n_neg", result.negative_count}};
  AddFigure(json, result.by_name);
  json["asked"] = OrderedJson::array();
  for (const WordedFigure& figure : result.figures) {
    json["asked"].push_back({{"how", WordingKindName(figure.kind)},
                             {"text", figure.asked.text},
                             {"kind", figure.asked.kind},
                             {"resolved_to", figure.asked.resolved_to},
                             {"raw", NumberOrNull(figure.raw)},
                             {"resolved", NumberOrNull(figure.resolved)}});
  }
  return json;
}

OrderedJson OppositeJson(const OppositeResult& result) {
  OrderedJson json = {{"query", result.query},
                      {"other", result.other},
                      {"n_own", result.own_count},
                      {"n_other", result.other_count},
                      {"n_neither", result.neither_count},
                      {"own", NumberOrNull(result.own)}};
  AddFigure(json, result.leak);
  return json;
}

std::string LossLines(const WordingReport& report) {
  std::string lines =
      PadRight("asked by", 16) + "classes  texts   name    raw  (loss)  resolved  (loss)\n";
  for (const WordingKind kind : kWordingKinds) {
    const Loss loss = LossOf(report, kind);
    lines += PadRight(WordingKindName(kind), 16) + PadLeft(std::to_string(loss.class_count), 7) +
             PadLeft(std::to_string(loss.text_count), 7);
    if (loss.class_count == 0) {
      lines += "  no class with enough positive records\n";
      continue;
    }
    lines += "  " + FormatFixed(loss.name, 3) + "  " + FormatFixed(loss.raw, 3) + "  " +
             PadLeft(FormatFixed(loss.name - loss.raw, 3), 6) + "     " +
             FormatFixed(loss.resolved, 3) + "  " +
             PadLeft(FormatFixed(loss.name - loss.resolved, 3), 6) + "\n";
  }
  return lines;
}

std::string ClassLines(const WordedResult& result) {
  std::string lines = "\n" + PadRight(result.code, 8) + result.name + ", " +
                      std::to_string(result.positive_count) +
                      " positive: " + FigureText(result.by_name) + "\n";
  for (const WordedFigure& figure : result.figures) {
    lines += "  " + PadRight(WordingKindName(figure.kind), 14) + FigureText(figure.raw) + "  " +
             FigureText(figure.resolved) + "  " + PadRight(figure.asked.text, kTextColumns) + "  " +
             figure.asked.kind;
    if (figure.asked.kind == "resolved") lines += " to " + figure.asked.resolved_to;
    lines += "\n";
  }
  return lines;
}

std::string OppositeLines(const WordingReport& report) {
  std::string lines =
      "\nopposites: a query on records of the other side against those of neither\n" +
      PadRight("query", 40) + " n_own    AUC  n_other  leak\n";
  size_t counted = 0;
  size_t within = 0;
  for (const OppositeResult& result : report.result.opposites) {
    lines += PadRight(result.query, 40) + PadLeft(std::to_string(result.own_count), 6) + "  " +
             PadLeft(FigureText(result.own), 5) + PadLeft(std::to_string(result.other_count), 9) +
             "  " + FigureText(result.leak) + "\n";
    if (!result.leak.auroc || result.other_count < report.min_positives) continue;
    ++counted;
    if (*result.leak.auroc <= kLeakLimit) ++within;
  }
  return lines + std::to_string(within) + " of " + std::to_string(counted) +
         " with enough records leak no more than " + FormatFixed(kLeakLimit, 2) + "\n";
}

}  // namespace

OrderedJson WordingJson(const WordingReport& report) {
  OrderedJson json = {{"kind", "wordings"}, {"n_records", report.record_count}};
  json["bundle"] = {{"name", report.bundle_name}, {"id", report.bundle_id}};
  json["pack_id"] = report.pack_id;
  json["split"] = {{"description", report.split_description}, {"hash", report.split_hash}};
  json["seed"] = report.seed;
  json["min_positives"] = report.min_positives;
  json["software"] = std::string(Version()) + " (" + std::string(GitCommit()) + ")";
  for (const WordingKind kind : kWordingKinds) {
    json["losses"][WordingKindName(kind)] = LossJson(LossOf(report, kind));
  }
  json["classes"] = OrderedJson::array();
  for (const auto& result : report.result.classes) json["classes"].push_back(ClassJson(result));
  json["opposites"] = OrderedJson::array();
  for (const auto& result : report.result.opposites) {
    json["opposites"].push_back(OppositeJson(result));
  }
  return json;
}

std::string WordingTable(const WordingReport& report) {
  std::string table =
      "wordings, " + report.split_description + ", " + std::to_string(report.record_count) +
      " records; AUC as the text stands and after the resolver; means over " +
      "classes with at least " + std::to_string(report.min_positives) + " positive records\n\n";
  table += LossLines(report);
  table += OppositeLines(report);
  for (const WordedResult& result : report.result.classes) table += ClassLines(result);
  return table;
}

}  // namespace supreme
