#include "report/run_facts.h"

#include "core/numbers.h"
#include "core/progress.h"
#include "report/sections.h"

namespace supreme {
namespace {

constexpr size_t kMaxSettings = 5000;

void Flatten(const Json& json, const std::string& key, std::vector<Fact>& settings) {
  if (settings.size() >= kMaxSettings) return;
  if (json.is_object()) {
    for (const auto& [name, value] : json.items()) {
      Flatten(value, key.empty() ? name : key + "." + name, settings);
    }
  } else if (json.is_string()) {
    settings.push_back({key, json.get<std::string>()});
  } else {
    settings.push_back({key, DumpJson(json)});
  }
}

enum class Form { kText, kCount, kSeconds, kShare };

struct Wanted {
  const char* name;
  Form form;
  std::vector<std::string> keys;
};

const std::vector<Wanted>& WantedFacts() {
  static const std::vector<Wanted> kWanted = {
      {"Pack", Form::kText, {"pack.path", "pack_path", "pack"}},
      {"Training records", Form::kCount, {"train_records", "records.train", "n_train"}},
      {"Validation records",
       Form::kCount,
       {"validation_records", "records.validation", "n_validation"}},
      {"Training folds", Form::kText, {"train_folds"}},
      {"Validation folds", Form::kText, {"validation_folds"}},
      {"Model", Form::kText, {"preset", "model.encoder"}},
      {"Trained parameters", Form::kCount, {"parameters", "parameter_count", "n_parameters"}},
      {"Batch size", Form::kCount, {"batch_size"}},
      {"Peak learning rate", Form::kText, {"learning_rate"}},
      {"Steps", Form::kCount, {"result.steps", "steps", "step"}},
      {"Best step", Form::kCount, {"best_step"}},
      {"Best validation AUC", Form::kShare, {"best_auc", "best_validation_auc"}},
      {"Training time", Form::kSeconds, {"seconds", "duration_sec", "train_seconds"}},
      {"Seed", Form::kText, {"train.seed", "seed"}},
      {"Device", Form::kText, {"device"}},
      {"Processor", Form::kText, {"machine.cpu", "cpu", "machine.processor"}},
      {"Cores", Form::kCount, {"machine.cores", "cores", "hardware_threads"}},
      {"Host", Form::kText, {"machine.host", "host", "hostname"}},
      {"Started", Form::kText, {"started", "started_at", "start_time"}},
      {"Software", Form::kText, {"software", "version"}},
      {"Source revision", Form::kText, {"git_commit", "commit"}}};
  return kWanted;
}

std::string InWords(const std::string& value, Form form) {
  const auto number = ParseDouble(value);
  if (!number) return value;
  if (form == Form::kSeconds && *number >= 0.0 && *number < 1e9) return FormatDuration(*number);
  if (form == Form::kShare) return FormatFixed(*number, 3);
  const auto count = ParseInt(value);
  if (form == Form::kCount && count && *count >= 0) return CountText(static_cast<uint64_t>(*count));
  return value;
}

}  // namespace

std::vector<Fact> FlattenJson(const Json& json) {
  std::vector<Fact> settings;
  Flatten(json, "", settings);
  return settings;
}

std::optional<std::string> FindSetting(const std::vector<Fact>& settings,
                                       const std::vector<std::string>& keys) {
  for (const auto& key : keys) {
    for (const auto& setting : settings) {
      if (setting.name == key || setting.name.ends_with("." + key)) return setting.value;
    }
  }
  return std::nullopt;
}

std::vector<Fact> RunFacts(const std::vector<Fact>& settings) {
  std::vector<Fact> facts;
  for (const auto& wanted : WantedFacts()) {
    const auto value = FindSetting(settings, wanted.keys);
    if (value && !value->empty()) facts.push_back({wanted.name, InWords(*value, wanted.form)});
  }
  return facts;
}

}  // namespace supreme
