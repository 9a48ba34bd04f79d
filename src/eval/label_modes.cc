#include "eval/label_modes.h"

#include <algorithm>

#include "core/csv.h"
#include "core/error.h"
#include "core/numbers.h"
#include "eval/figure_output.h"
#include "eval/zero_shot_output.h"
#include "predict/remembering_predictor.h"

namespace supreme {
namespace {

constexpr size_t kMaxPromptColumns = 34;

// Labels that differ in a class; nothing stands in the list for classes without any.
LabelDifference DifferenceOf(const LabelModes& modes, const std::string& code) {
  const auto& list = modes.exact.label_differences;
  const auto found = std::ranges::find(list, code, &LabelDifference::code);
  return found == list.end() ? LabelDifference{.code = code} : *found;
}

size_t CountOf(const LabelDifference& difference) {
  return difference.only_merl + difference.only_exact;
}

size_t DifferingLabels(const LabelModes& modes) {
  size_t count = 0;
  for (const LabelDifference& entry : modes.exact.label_differences) count += CountOf(entry);
  return count;
}

Figure FigureOf(const ClassResult& entry) { return {entry.auroc, entry.interval}; }
Figure FigureOf(const MacroResult& macro) { return {macro.auroc, macro.interval}; }

std::string MacroLine(const std::string& label, const MacroResult& exact, const MacroResult& merl) {
  if (exact.class_count == 0) return "";
  std::string line =
      PadRight(label, 51) + PadRight(FigureText(FigureOf(exact)), 30) + FigureText(FigureOf(merl));
  return line + "\n";
}

std::vector<std::string> CsvFields(const ClassResult& entry) {
  const auto& interval = entry.interval;
  return {std::to_string(entry.positive_count), std::to_string(entry.negative_count),
          entry.auroc ? FormatDouble(*entry.auroc) : "",
          interval ? FormatDouble(interval->low) : "",
          interval ? FormatDouble(interval->high) : ""};
}

}  // namespace

LabelModes EvaluateLabelModes(Predictor& predictor, ZeroShotInput input,
                              const ZeroShotOptions& options) {
  SUPREME_CHECK(!input.task.acronyms.empty());
  RememberingPredictor memory(predictor);
  LabelModes modes;
  input.label_mode = LabelMode::kExact;
  modes.exact = EvaluateZeroShot(memory, input, options);
  input.label_mode = LabelMode::kMerl;
  modes.merl = EvaluateZeroShot(memory, input, options);
  return modes;
}

OrderedJson LabelModesJson(const LabelModes& modes) {
  OrderedJson json = ZeroShotJson(modes.exact);
  const OrderedJson merl = ZeroShotJson(modes.merl);
  json["merl"] = {{"n_records", modes.merl.record_count},
                  {"n_labels_differ", DifferingLabels(modes)},
                  {"n_classes_differ", modes.exact.label_differences.size()}};
  for (const char* key : {"macro", "macro_seen", "macro_unseen"}) {
    json[std::string(key) + "_merl"] = merl[key];
  }
  for (size_t c = 0; c < modes.exact.classes.size(); ++c) {
    for (const char* key : {"n_pos", "n_neg", "auc", "low", "high"}) {
      json["classes"][c]["merl"][key] = merl["classes"][c][key];
    }
  }
  return json;
}

std::string LabelModesCsv(const LabelModes& modes) {
  std::string csv =
      CsvLine({"code", "prompt", "only_merl", "only_exact", "n_pos", "n_neg", "auc", "low", "high",
               "merl_n_pos", "merl_n_neg", "merl_auc", "merl_low", "merl_high"});
  for (size_t c = 0; c < modes.exact.classes.size(); ++c) {
    const ClassResult& entry = modes.exact.classes[c];
    const LabelDifference difference = DifferenceOf(modes, entry.code);
    std::vector<std::string> fields = {entry.code, entry.prompt,
                                       std::to_string(difference.only_merl),
                                       std::to_string(difference.only_exact)};
    for (const ClassResult* result : {&entry, &modes.merl.classes[c]}) {
      const std::vector<std::string> figures = CsvFields(*result);
      fields.insert(fields.end(), figures.begin(), figures.end());
    }
    csv += CsvLine(fields);
  }
  return csv;
}

std::string LabelModesTable(const LabelModes& modes) {
  const ZeroShotResult& exact = modes.exact;
  std::vector<size_t> order;
  for (size_t c = 0; c < exact.classes.size(); ++c) order.push_back(c);
  std::ranges::stable_sort(order, std::ranges::greater(), [&](size_t c) {
    return CountOf(DifferenceOf(modes, exact.classes[c].code));
  });
  std::string table = exact.task + ", " + exact.split_description + ", exact labels on " +
                      std::to_string(exact.record_count) + " records, merl's on " +
                      std::to_string(modes.merl.record_count) + "\n\n" + PadRight("code", 8) +
                      PadRight("prompt", kMaxPromptColumns) + "  n_pos  " +
                      PadRight("AUC exact", 21) + "  n_pos  AUC merl\n";
  for (const size_t c : order) {
    const ClassResult& entry = exact.classes[c];
    const ClassResult& merl = modes.merl.classes[c];
    table += PadRight(entry.code, 8) + PadRight(entry.prompt, kMaxPromptColumns) +
             PadLeft(std::to_string(entry.positive_count), 7) + "  " +
             PadRight(FigureText(FigureOf(entry)), 21) +
             PadLeft(std::to_string(merl.positive_count), 7) + "  " + FigureText(FigureOf(merl)) +
             "\n";
  }
  table += "\n" + MacroLine("mean of all classes", exact.all, modes.merl.all);
  if (exact.seen.class_count > 0 && exact.unseen.class_count > 0) {
    table += MacroLine("mean of seen classes", exact.seen, modes.merl.seen) +
             MacroLine("mean of unseen classes", exact.unseen, modes.merl.unseen);
  }
  return table + "Labels differ in " + std::to_string(exact.label_differences.size()) + " of " +
         std::to_string(exact.classes.size()) + " classes, " +
         std::to_string(DifferingLabels(modes)) + " labels in all.\n";
}

}  // namespace supreme
