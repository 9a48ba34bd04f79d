#include "core/numbers.h"
#include "core/version.h"
#include "predict/bundle.h"

namespace supreme {
namespace {

// One table row per leaf, with dotted keys.
void AddFacts(const OrderedJson& json, const std::string& prefix, std::string& text) {
  for (const auto& [key, value] : json.items()) {
    const std::string name = prefix.empty() ? key : prefix + "." + key;
    if (value.is_object()) {
      AddFacts(value, name, text);
    } else {
      const std::string shown = value.is_string()         ? value.get<std::string>()
                                : value.is_number_float() ? FormatFixed(value.get<double>(), 4)
                                                          : DumpJson(value);
      text += "| " + name + " | " + shown + " |\n";
    }
  }
}

std::string FactTable(const OrderedJson& json) {
  std::string rows;
  if (json.is_object()) AddFacts(json, "", rows);
  return rows.empty() ? "Not recorded.\n" : "| fact | value |\n|---|---|\n" + rows;
}

std::string QueryList(const Bundle& bundle) {
  std::string text;
  for (const Query& query : bundle.queries.queries) {
    text += "- " + query.text;
    const auto threshold = bundle.thresholds.find(query.id);
    if (threshold != bundle.thresholds.end()) {
      text += " (threshold " + FormatFixed(threshold->second.value, 3) + ")";
    }
    text += "\n";
  }
  return text;
}

}  // namespace

std::string ModelCard(const Bundle& bundle) {
  ModelConfig model = bundle.model;
  const PreprocessConfig& preprocess = bundle.model.preprocess;
  std::string card =
      "---\nlibrary_name: supreme\ntags: [ecg, zero-shot, time-series]\n---\n\n"
      "# " +
      bundle.folder.filename().string() +
      "\n\n"
      "Answers clinical questions put as text about 12-lead ECGs. Made with supreme " +
      std::string(Version()) +
      ".\n\n"
      "## Intended use\n\n"
      "Research on ECG representations and zero-shot classification. "
      "**This is not a medical device.** Scores are not diagnoses; do not use them to care for "
      "patients.\n\n"
      "## Limits\n\n"
      "- A score follows how common a finding was in training; it is not a calibrated "
      "probability.\n"
      "- A question that was not in training may only echo the nearest one that was.\n"
      "- Records with missing leads or a wrong gain get scores too: heed the warnings.\n\n";
  card +=
      "## Input\n\n12 leads by name (I, II, III, aVR, aVL, aVF, V1-V6), in millivolts, the first "
      "10 s at 500 Hz; then " +
      FormatDouble(preprocess.sample_rate_hz) + " Hz, " +
      std::to_string(preprocess.window_samples) + " samples, normalisation `" +
      preprocess.normalisation + "`. supreme does all of this itself.\n\n";
  card += "## Training and results\n\n" + FactTable(bundle.training) + "\n";
  card += "## Architecture\n\n" + FactTable(ConfigTable::Of(model).ToJson()) + "\n";
  card += "## Text encoder\n\n" + bundle.queries.encoder_name + ", id `" +
          bundle.queries.encoder_id + "`\n\n";
  card += "## Queries\n\n" + QueryList(bundle);
  return card;
}

}  // namespace supreme
