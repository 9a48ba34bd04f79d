#include "eval/zero_shot_output.h"

#include <algorithm>
#include <vector>

#include "core/csv.h"
#include "core/numbers.h"
#include "core/version.h"
#include "eval/figure_output.h"

namespace supreme {
namespace {

constexpr int kDigits = 3;
constexpr size_t kMaxPromptColumns = 44;

void AddAuc(OrderedJson& json, const std::optional<double>& auroc,
            const std::optional<Interval>& interval) {
  json["auc"] = NumberOrNull(auroc);
  json["low"] = interval ? OrderedJson(interval->low) : OrderedJson(nullptr);
  json["high"] = interval ? OrderedJson(interval->high) : OrderedJson(nullptr);
}

OrderedJson MacroJson(const MacroResult& macro) {
  OrderedJson json = {{"n_classes", macro.class_count}, {"n_defined", macro.defined_count}};
  AddAuc(json, macro.auroc, macro.interval);
  return json;
}

void AddQuestion(OrderedJson& json, const ClassQuestion& question) {
  json["query"] = question.text;
  json["kind"] = question.kind;
  json["seen"] = question.seen;
  json["nearest"] = nullptr;
  if (!question.nearest.empty()) {
    json["nearest"] = {{"query", question.nearest}, {"similarity", question.nearest_similarity}};
  }
}

OrderedJson PromptJson(const PromptResult& prompt) {
  OrderedJson json = {{"prompt", prompt.prompt}};
  AddQuestion(json, prompt.question);
  json["auc"] = NumberOrNull(prompt.auroc);
  return json;
}

OrderedJson ClassJson(const ClassResult& entry) {
  OrderedJson json = {{"code", entry.code}, {"prompt", entry.prompt}, {"source", entry.source}};
  AddQuestion(json, entry.question);
  if (!entry.prompts.empty()) {
    json["prompts"] = OrderedJson::array();
    for (const PromptResult& prompt : entry.prompts) json["prompts"].push_back(PromptJson(prompt));
  }
  json["n_pos"] = entry.positive_count;
  json["n_neg"] = entry.negative_count;
  AddAuc(json, entry.auroc, entry.interval);
  return json;
}

OrderedJson DifferencesJson(const ZeroShotResult& result) {
  OrderedJson list = OrderedJson::array();
  for (const LabelDifference& entry : result.label_differences) {
    list.push_back({{"code", entry.code},
                    {"positive_in_merl_only", entry.only_merl},
                    {"positive_in_exact_only", entry.only_exact}});
  }
  return list;
}

// "Labels: exact; merl's differ in AF (+297), ST (+251)."
std::string LabelLine(const ZeroShotResult& result) {
  if (result.label_mode == "any-code") return "";
  std::string line = "Labels: " + result.label_mode + "; merl has";
  for (const LabelDifference& entry : result.label_differences) {
    line += (&entry == &result.label_differences.front() ? " " : ", ") + entry.code;
    if (entry.only_merl > 0) line += " +" + std::to_string(entry.only_merl);
    if (entry.only_exact > 0) line += " -" + std::to_string(entry.only_exact);
  }
  return line + (result.label_differences.empty() ? " the same positives.\n" : " positives.\n");
}

OrderedJson PromptSourceJson(const ZeroShotResult& result) {
  OrderedJson json = {{"set", result.prompts.set}, {"hash", result.prompts.hash}};
  json["combination"] = nullptr;
  if (result.combination) json["combination"] = std::string(CombinationName(*result.combination));
  if (!result.prompts.generated.is_null()) json["generated"] = result.prompts.generated;
  return json;
}

// Letters, not bytes: continuation bytes of UTF-8 take no column.
size_t ColumnCount(const std::string& text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

// What fits into the column of prompts: of several the first and how many more.
std::string PromptText(const ClassResult& entry) {
  std::string text = entry.prompts.empty() ? entry.prompt : entry.prompts.front().prompt;
  std::string more;
  if (entry.prompts.size() > 1) more = " +" + std::to_string(entry.prompts.size() - 1);
  const size_t room = kMaxPromptColumns - more.size();
  return (ColumnCount(text) > room ? PadRight(text, room) : text) + more;
}

// Empty for the prompts of the task itself.
std::string PromptLine(const ZeroShotResult& result) {
  if (result.prompts.set == "task" && !result.combination) return "";
  std::string line = "Prompts: " + result.prompts.set;
  if (result.combination) line += ", " + std::string(CombinationName(*result.combination));
  return line + ".\n";
}

std::string AucText(const std::optional<double>& auroc, const std::optional<Interval>& interval) {
  if (!auroc) return "undefined";
  std::string text = FormatFixed(*auroc, kDigits);
  if (interval) {
    text += "  [" + FormatFixed(interval->low, kDigits) + ", " +
            FormatFixed(interval->high, kDigits) + "]";
  }
  return text;
}

std::string MacroLine(const std::string& label, const MacroResult& macro) {
  if (macro.class_count == 0) return "";
  const std::string counts =
      " (" + std::to_string(macro.defined_count) + " of " + std::to_string(macro.class_count) + ")";
  return PadRight(label + counts, 34) + AucText(macro.auroc, macro.interval) + "\n";
}

}  // namespace

OrderedJson ZeroShotJson(const ZeroShotResult& result) {
  OrderedJson json = {{"kind", "zero-shot"},
                      {"task", result.task},
                      {"dataset", result.dataset},
                      {"label_mode", result.label_mode},
                      {"n_records", result.record_count}};
  json["bundle"] = {{"name", result.bundle_name}, {"id", result.bundle_id}};
  json["pack_id"] = result.pack_id;
  json["window"] = WindowRuleJson(result.window);
  if (result.label_mode != "any-code") json["label_differences"] = DifferencesJson(result);
  json["split"] = {{"description", result.split_description}, {"hash", result.split_hash}};
  json["prompts"] = PromptSourceJson(result);
  json["seed"] = result.seed;
  json["min_positives"] = result.min_positives;
  json["bootstrap"] = {{"n_resamples", result.bootstrap.resample_count},
                       {"confidence", result.bootstrap.confidence}};
  json["software"] = std::string(Version()) + " (" + std::string(GitCommit()) + ")";
  json["macro"] = MacroJson(result.all);
  json["macro_seen"] = MacroJson(result.seen);
  json["macro_unseen"] = MacroJson(result.unseen);
  json["undefined"] = OrderedJson::array();
  json["classes"] = OrderedJson::array();
  for (const auto& entry : result.classes) {
    if (!entry.auroc) json["undefined"].push_back(entry.code);
    json["classes"].push_back(ClassJson(entry));
  }
  return json;
}

std::string ZeroShotCsv(const ZeroShotResult& result) {
  const auto number = [](const std::optional<double>& value) {
    return value ? FormatDouble(*value) : std::string();
  };
  std::string csv =
      CsvLine({"code", "prompt", "query", "kind", "seen", "n_pos", "n_neg", "auc", "low", "high"});
  for (const auto& entry : result.classes) {
    const auto& interval = entry.interval;
    csv += CsvLine({entry.code, entry.prompt, entry.question.text, entry.question.kind,
                    entry.question.seen ? "1" : "0", std::to_string(entry.positive_count),
                    std::to_string(entry.negative_count), number(entry.auroc),
                    interval ? FormatDouble(interval->low) : "",
                    interval ? FormatDouble(interval->high) : ""});
  }
  return csv;
}

std::string ZeroShotTable(const ZeroShotResult& result) {
  std::vector<const ClassResult*> ordered;
  for (const auto& entry : result.classes) ordered.push_back(&entry);
  std::stable_sort(ordered.begin(), ordered.end(), [](const auto* a, const auto* b) {
    return a->auroc.value_or(-1.0) > b->auroc.value_or(-1.0);
  });
  size_t code_columns = 4;
  size_t prompt_columns = 6;
  for (const auto* entry : ordered) {
    code_columns = std::max(code_columns, ColumnCount(entry->code));
    prompt_columns = std::max(prompt_columns, ColumnCount(PromptText(*entry)));
  }
  const std::string percent = FormatFixed(100.0 * result.bootstrap.confidence, 0) + " %";
  std::string table = result.task + ", " + result.split_description + ", " +
                      std::to_string(result.record_count) + " records\n\n";
  table += PadRight("code", code_columns) + "  " + PadRight("prompt", prompt_columns) +
           "  question    n_pos    n_neg  AUC    [" + percent + " interval]\n";
  for (const auto* entry : ordered) {
    table += PadRight(entry->code, code_columns) + "  " +
             PadRight(PromptText(*entry), prompt_columns) + "  " +
             PadRight(entry->question.kind, 8) + PadLeft(std::to_string(entry->positive_count), 9) +
             PadLeft(std::to_string(entry->negative_count), 9) + "  " +
             AucText(entry->auroc, entry->interval) + "\n";
  }
  table += "\n";
  if (result.min_positives > 1) {
    table += "Means are over classes with at least " + std::to_string(result.min_positives) +
             " positive records.\n";
  }
  table += PromptLine(result);
  table += LabelLine(result);
  table += MacroLine("mean of all classes", result.all);
  if (result.unseen.class_count > 0 && result.seen.class_count > 0) {
    table += MacroLine("mean of seen classes", result.seen);
    table += MacroLine("mean of unseen classes", result.unseen);
  }
  return table;
}

}  // namespace supreme
