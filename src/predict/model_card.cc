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

// Text at a path of the training facts; empty when it is not there.
std::string TrainingFact(const Bundle& bundle, const char* pointer) {
  const OrderedJson::json_pointer path(pointer);
  if (!bundle.training.is_object() || !bundle.training.contains(path)) return "";
  const OrderedJson& value = bundle.training.at(path);
  return value.is_string() ? value.get<std::string>() : DumpJson(value);
}

std::string SoftwareVersion(const Bundle& bundle) {
  if (bundle.software.is_object() && bundle.software.contains("version") &&
      bundle.software["version"].is_string()) {
    return bundle.software["version"].get<std::string>();
  }
  return std::string(Version());
}

// Names of the findings among the queries: those with a code of their own.
std::string FindingList(const Bundle& bundle) {
  std::string names;
  size_t count = 0;
  for (const Query& query : bundle.queries.queries) {
    if (query.codes.empty()) continue;
    names += (names.empty() ? "" : ", ") + query.text;
    ++count;
  }
  return std::to_string(count) + " findings: " + names + ".\n";
}

std::string SimulatorSections(const Bundle& bundle) {
  std::string text =
      "## Data\n\n" + TrainingData(bundle) +
      ". Every record was made by the simulator of supreme " + SoftwareVersion(bundle) +
      " while training: no ECG of a person was used, so nothing of a patient can be in the "
      "weights. The shapes and amplitudes that the simulator draws from were fitted to statistics "
      "of PTB-XL folds 1-4 (185 records); folds 5-10 and the challenge records are for reporting "
      "only.\n\n";
  const std::string texts = TrainingFact(bundle, "/simulator/texts");
  if (!texts.empty()) {
    text += "Questions in training: " + texts + " texts that ask " +
            TrainingFact(bundle, "/simulator/signs") +
            " signs, with the truth computed from the simulated heart.\n\n";
  }
  const std::string left_out = TrainingFact(bundle, "/simulator/leave_out");
  if (!left_out.empty()) text += "Left out of training: " + left_out + ".\n\n";
  text += "## Findings\n\n" + FindingList(bundle) + "\n";
  text +=
      "## Real ECGs\n\n"
      "Zero-shot, on ECGs that were never trained on.\n\n"
      "<!-- real-ecg tables: begin -->\n"
      "Not measured. `./dev real-table DATA` measures, `scripts/update_model_card.sh` writes the "
      "tables here.\n"
      "<!-- real-ecg tables: end -->\n\n";
  return text;
}

// What the user must know before believing a score.
std::string Limits(const Bundle& bundle) {
  std::string text =
      "## Limits\n\n"
      "- A score follows how common a finding was in training; it is not a calibrated "
      "probability.\n";
  text += bundle.model.fusion == "linear"
              ? "- The model answers the queries below and no others: any other question gets the "
                "score of the nearest of them, whatever it asks.\n"
              : "- A question that was not in training may only echo the nearest one that was.\n";
  text += "- Records with missing leads or a wrong gain get scores too: heed the warnings.\n";
  if (IsFromSimulator(bundle)) {
    text +=
        "- A simulator draws what textbooks and criteria say. Findings that show themselves "
        "otherwise in real ECGs, and findings that are not listed, are answered wrongly; so are "
        "two findings that were never simulated together.\n"
        "- Thresholds come from simulated records: on real ones they cut too early or too late. "
        "Compare scores between records rather than trusting yes and no.\n"
        "- Adults of 18 to 89 years only; no children, no congenital disease.\n";
  }
  return text + "\n";
}

// "524288 simulated records (seed 1)", of one run's facts.
std::string SimulatedRecords(const OrderedJson& facts) {
  const std::string seed = facts.at("simulator").value("seed", OrderedJson()).dump();
  const std::string seen = facts.contains("records_seen") ? DumpJson(facts["records_seen"]) : "";
  return (seen.empty() ? "Simulated records" : seen + " simulated records") + " (seed " + seed +
         ")";
}

}  // namespace

bool IsFromSimulator(const Bundle& bundle) {
  const OrderedJson* facts = &bundle.training;
  while (facts->is_object() && facts->contains("simulator")) {
    if (!facts->contains("started_from")) return true;
    facts = &facts->at("started_from");
  }
  return false;
}

std::string TrainingData(const Bundle& bundle) {
  const std::string seen = TrainingFact(bundle, "/records_seen");
  if (IsFromSimulator(bundle)) {
    std::string text = SimulatedRecords(bundle.training);
    for (const OrderedJson* facts = &bundle.training; facts->contains("started_from");) {
      facts = &facts->at("started_from");
      text += " after " + SimulatedRecords(*facts);
    }
    return text + ", no real ECG";
  }
  const std::string records = TrainingFact(bundle, "/split/train_records");
  const std::string split = TrainingFact(bundle, "/split/description");
  if (records.empty()) return "not recorded";
  return records + " records of a pack" + (split.empty() ? "" : ", " + split);
}

std::string ModelCard(const Bundle& bundle) {
  ModelConfig model = bundle.model;
  const PreprocessConfig& preprocess = bundle.model.preprocess;
  std::string card =
      "---\nlibrary_name: supreme\ntags: [ecg, zero-shot, time-series]\n---\n\n"
      "# " +
      bundle.folder.filename().string() +
      "\n\n"
      "Answers clinical questions put as text about 12-lead ECGs. Made with supreme " +
      SoftwareVersion(bundle) +
      ".\n\n"
      "## Intended use\n\n"
      "Research on ECG representations and zero-shot classification. "
      "**This is not a medical device.** Scores are not diagnoses; do not use them to care for "
      "patients.\n\n";
  card += Limits(bundle);
  if (IsFromSimulator(bundle)) card += SimulatorSections(bundle);
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
