// supreme model: what architectures cost, before anything is trained.
#include <algorithm>
#include <cstdio>

#include "cli/arguments.h"
#include "cli/config_file.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/numbers.h"
#include "engine/model_cost.h"

namespace supreme {
namespace {

struct ModelCall {
  std::vector<std::string> presets;
  std::string config_file;
  std::vector<std::string> assignments;
  int64_t queries = 295;  // of the paper
  std::string format = "table";
};

// The part of a training file that this verb reads.
struct ModelSettings {
  ModelConfig model;

  template <class Self, class Visitor>
  static void VisitFields(Self& self, Visitor& visit) {
    visit.Section("model", self.model);
  }
};

struct NamedModel {
  std::string name;
  ModelConfig config;
};

bool ParseCall(const VerbArguments& arguments, ModelCall& call) {
  Arguments flags(
      "model",
      "Lists the model presets with their parameters, tokens and arithmetic per record,\n"
      "or says what another architecture would cost.",
      {"supreme model", "supreme model --preset tiny --preset base --queries 1000",
       "supreme model --preset resnet18 --set model.encoder_output=pooled "
       "--set model.fusion=linear",
       "supreme model --config configs/paper.toml --format json"});
  flags.Option("--preset", call.presets, "only this preset; repeatable; default: all of them");
  flags.Option("--config", call.config_file, "a training file instead: its preset and [model]");
  flags.Option("--set", call.assignments,
               "one setting of every model, e.g. model.fusion=linear; repeatable");
  flags.Option("--queries", call.queries, "queries asked of a record (M)");
  flags.Choice("--format", call.format, {"table", "json"}, "output format");
  if (!flags.Parse(arguments)) return false;
  if (call.queries < 1 || call.queries > 1'000'000) {
    throw Error(ErrorCode::kUsage, "the number of queries is not between 1 and 1,000,000",
                "--queries", "295");
  }
  if (!call.config_file.empty() && !call.presets.empty()) {
    throw Error(ErrorCode::kUsage, "--config names a model already", "supreme model",
                "leave out --preset, or --config");
  }
  return true;
}

NamedModel FileModel(const std::string& path) {
  const Json file = ReadTomlFile(path);
  ModelSettings settings;
  settings.model = ModelPreset(file.contains("preset") ? JsonString(file, "preset", path) : "nano");
  Json section = Json::object();
  if (file.contains("model")) section["model"] = file.at("model");
  ConfigTable::Of(settings).FromJson(section, path);
  return {path, settings.model};
}

std::vector<NamedModel> Models(const ModelCall& call) {
  std::vector<NamedModel> models;
  if (!call.config_file.empty()) {
    models.push_back(FileModel(call.config_file));
  } else {
    for (const auto& name : call.presets.empty() ? ModelPresetNames() : call.presets) {
      models.push_back({name, ModelPreset(name)});
    }
  }
  for (NamedModel& model : models) {
    ModelSettings settings{model.config};
    const ConfigTable table = ConfigTable::Of(settings);
    for (const std::string& assignment : call.assignments) table.Apply(assignment);
    ValidateModelConfig(settings.model);
    model.config = settings.model;
  }
  return models;
}

OrderedJson ToJson(const NamedModel& model, int64_t queries) {
  const ModelCost cost = CostOf(model.config, queries);
  ModelConfig config = model.config;
  OrderedJson json;
  json["name"] = model.name;
  json["tokens"] = cost.tokens;
  json["queries"] = queries;
  json["parameters"] = {{"encoder", cost.encoder.parameters},
                        {"rest", cost.rest.parameters},
                        {"total", cost.Total().parameters}};
  json["flop_per_record"] = {
      {"encoder", cost.encoder.flop}, {"rest", cost.rest.flop}, {"total", cost.Total().flop}};
  json["model"] = ConfigTable::Of(config).ToJson();
  return json;
}

std::string Millions(int64_t count) { return FormatFixed(static_cast<double>(count) / 1e6, 2); }
std::string Billions(int64_t count) { return FormatFixed(static_cast<double>(count) / 1e9, 3); }

void PrintTable(const std::vector<NamedModel>& models, int64_t queries) {
  size_t columns = 9;
  for (const NamedModel& model : models) columns = std::max(columns, model.name.size());
  const auto width = static_cast<int>(columns);
  constexpr int kOtherColumns = 46;
  std::printf("%*s  %21s  %23s\n", width + kOtherColumns, "", "million parameters",
              "GFLOP per record");
  std::printf("%-*s  encoder  input         tokens  width  fusion  %6s %6s %7s  %7s %7s %7s\n",
              width, "model", "enc.", "rest", "total", "enc.", "rest", "total");
  for (const auto& [name, config] : models) {
    const ModelCost cost = CostOf(config, queries);
    const std::string input = FormatDouble(config.preprocess.sample_rate_hz) + " Hz, " +
                              std::to_string(config.preprocess.window_samples);
    std::printf("%-*s  %-7s  %-12s  %6lld  %5lld  %-6s  %6s %6s %7s  %7s %7s %7s\n", width,
                name.c_str(), config.encoder.c_str(), input.c_str(),
                static_cast<long long>(cost.tokens), static_cast<long long>(config.width),
                config.fusion.c_str(), Millions(cost.encoder.parameters).c_str(),
                Millions(cost.rest.parameters).c_str(), Millions(cost.Total().parameters).c_str(),
                Billions(cost.encoder.flop).c_str(), Billions(cost.rest.flop).c_str(),
                Billions(cost.Total().flop).c_str());
  }
  std::printf(
      "\n%lld queries. Two operations per multiply-add of a forward pass; a training step takes "
      "about\nthree times as many.\n",
      static_cast<long long>(queries));
}

}  // namespace

int RunModel(const VerbArguments& arguments) {
  ModelCall call;
  if (!ParseCall(arguments, call)) return 0;
  const std::vector<NamedModel> models = Models(call);
  if (call.format == "table") {
    PrintTable(models, call.queries);
    return 0;
  }
  OrderedJson json = OrderedJson::array();
  for (const NamedModel& model : models) json.push_back(ToJson(model, call.queries));
  std::printf("%s\n", DumpJson(json).c_str());
  return 0;
}

}  // namespace supreme
