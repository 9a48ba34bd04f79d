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
  } else if (!json.is_null()) {
    settings.push_back({key, DumpJson(json)});
  }
}

enum class Form { kText, kCount, kSeconds, kShare };

struct Wanted {
  const char* name;
  Form form;
  const char* key;  // of run.json (train/run_info.h)
};

constexpr Wanted kWanted[] = {{"Pack", Form::kText, "pack.path"},
                              {"Records in it", Form::kCount, "pack.records"},
                              {"Split", Form::kText, "split.description"},
                              {"Training records", Form::kCount, "split.train_records"},
                              {"Validation records", Form::kCount, "split.validation_records"},
                              {"ECG encoder", Form::kText, "config.model.encoder"},
                              {"Trained parameters", Form::kCount, "result.parameters"},
                              {"Batch size", Form::kCount, "config.train.batch_size"},
                              {"Peak learning rate", Form::kText, "config.train.learning_rate"},
                              {"Epochs", Form::kText, "result.epochs"},
                              {"Steps", Form::kCount, "result.steps"},
                              {"Best step", Form::kCount, "result.best_step"},
                              {"Best validation AUC", Form::kShare, "result.best_validation_auc"},
                              {"Training time", Form::kSeconds, "result.training_seconds"},
                              {"Seed", Form::kText, "seed"},
                              {"Device", Form::kText, "config.train.device"},
                              {"Machine", Form::kText, "machine.host"},
                              {"System", Form::kText, "machine.system"},
                              {"Architecture", Form::kText, "machine.architecture"},
                              {"Cores", Form::kCount, "machine.cores"},
                              {"Started", Form::kText, "started"},
                              {"Software version", Form::kText, "software.version"},
                              {"Source revision", Form::kText, "software.git"},
                              {"LibTorch", Form::kText, "software.torch"}};

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

std::optional<std::string> FindSetting(const std::vector<Fact>& settings, std::string_view key) {
  for (const auto& setting : settings) {
    if (setting.name == key) return setting.value;
  }
  return std::nullopt;
}

std::vector<Fact> RunFacts(const std::vector<Fact>& settings) {
  std::vector<Fact> facts;
  for (const auto& wanted : kWanted) {
    const auto value = FindSetting(settings, wanted.key);
    if (value && !value->empty()) facts.push_back({wanted.name, InWords(*value, wanted.form)});
  }
  return facts;
}

}  // namespace supreme
