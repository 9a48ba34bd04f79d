// supreme inspect: says what a file or folder is.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "cli/arguments.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/json.h"
#include "core/numbers.h"
#include "data/pack_stats.h"
#include "formats/open.h"
#include "predict/bundle.h"
#include "signal/wfdb.h"
#include "signal/window.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

std::string Shown(const OrderedJson& value) {
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_array() && !value.is_object()) return DumpJson(value);
  std::string text;
  for (const auto& [key, entry] : value.items()) {
    text += (text.empty() ? "" : ", ") + (value.is_object() ? key + " " : "") + Shown(entry);
  }
  return text.empty() ? "-" : text;
}

// The answer both ways: JSON keeps its order in the table. One line per key of the second level.
void PrintTable(const OrderedJson& json, const std::string& indent) {
  for (const auto& [key, value] : json.items()) {
    if (value.is_object() && indent.empty()) {
      std::printf("%s\n", key.c_str());
      PrintTable(value, "  ");
    } else {
      std::printf("%s%-*s %s\n", indent.c_str(), 22 - static_cast<int>(indent.size()), key.c_str(),
                  Shown(value).c_str());
    }
  }
}

double Round(double value, double steps) { return std::round(value * steps) / steps; }

OrderedJson DescribeLead(const Record& record, size_t index, const WfdbHeader& header) {
  OrderedJson lead;
  double low = std::nan(""), high = std::nan("");
  size_t unusable = 0;
  for (const float mv : record.Lead(index)) {
    if (!std::isfinite(mv)) {
      ++unusable;
      continue;
    }
    low = std::isnan(low) ? mv : std::min<double>(low, mv);
    high = std::isnan(high) ? mv : std::max<double>(high, mv);
  }
  if (index < header.signals.size()) {
    const WfdbSignal& signal = header.signals[index];
    lead["gain"] = FormatDouble(signal.gain_per_unit) + "(" + std::to_string(signal.baseline) +
                   ")/" + signal.unit;
  }
  lead["min_mv"] = Round(low, 1e3);
  lead["max_mv"] = Round(high, 1e3);
  if (unusable > 0) lead["samples_without_value"] = unusable;
  return lead;
}

// What stands between the record and a prediction.
void AddWindowFacts(const Record& record, OrderedJson& json) {
  std::vector<std::string> warnings = record.warnings;
  try {
    const EcgWindow window = ToWindow(record);
    OrderedJson missing = OrderedJson::array();
    for (size_t lead = 0; lead < kLeadCount; ++lead) {
      if (window.present[lead] == 0) missing.push_back(kLeadNames[lead]);
    }
    json["missing_leads"] = missing;
    warnings.insert(warnings.end(), window.warnings.begin(), window.warnings.end());
  } catch (const Error& error) {
    warnings.emplace_back("cannot be scored: " + std::string(error.what()));
  }
  json["warnings"] = warnings;
}

OrderedJson DescribeRecord(const fs::path& path, bool strict) {
  const formats::Format format = formats::DetectFormat(path);
  formats::OpenOptions options;
  options.strict = strict;
  const Record record = formats::OpenRecord(path, options);
  WfdbHeader header;  // of other formats: without signals
  if (format == formats::Format::kWfdb) header = ReadWfdbDigital(path, {.strict = strict}).header;
  OrderedJson json;
  json["kind"] = "record";
  json["record_id"] = record.record_id;
  json["path"] = record.source_path;
  json["format"] = formats::FormatName(format);
  json["sample_rate_hz"] = record.sample_rate_hz;
  json["samples"] = record.sample_count;
  json["duration_sec"] =
      Round(static_cast<double>(record.sample_count) / record.sample_rate_hz, 1e3);
  if (!std::isnan(record.age_years)) json["age_years"] = record.age_years;
  if (record.sex != Sex::kUnknown) json["sex"] = record.sex == Sex::kMale ? "male" : "female";
  if (!record.codes.empty()) json["codes"] = record.codes;
  if (!record.comments.empty()) json["comments"] = record.comments;
  json["lead_order"] = record.lead_names;
  AddWindowFacts(record, json);
  for (size_t i = 0; i < record.lead_names.size(); ++i) {
    std::string name = record.lead_names[i];
    while (json["leads"].contains(name)) name += "'";
    json["leads"][name] = DescribeLead(record, i, header);
  }
  return json;
}

OrderedJson DescribePack(const fs::path& folder) {
  const Pack pack(folder);
  OrderedJson json;
  json["kind"] = "pack";
  json["id"] = pack.id();
  json["window"] = "12 leads x 5000 samples at 500 Hz";
  json.update(ToJson(CountPack(pack)));
  return json;
}

OrderedJson DescribeBundle(const fs::path& folder) {
  const Bundle bundle = ReadBundle(folder);
  OrderedJson json;
  json["kind"] = "bundle";
  json["path"] = fs::absolute(folder).lexically_normal().string();
  json["trained_on"] = TrainingData(bundle);
  json["software"] = bundle.software;
  json["queries"] = bundle.queries.queries.size();
  json["thresholds"] = bundle.thresholds.size();
  json["text_encoder"] = bundle.queries.encoder_name;
  json["text_encoder_id"] = bundle.queries.encoder_id;
  int64_t parameters = 0;
  for (const auto& [name, shape] : WeightShapes(bundle.model)) parameters += ElementCount(shape);
  json["parameters"] = parameters;
  ModelConfig model = bundle.model;
  json["model"] = ConfigTable::Of(model).ToJson();
  json["training"] = bundle.training;
  return json;
}

OrderedJson DescribeTensors(const fs::path& path) {
  const SafetensorsFile file(path);
  OrderedJson json;
  json["kind"] = "safetensors";
  json["tensors"] = file.names().size();
  for (const auto& [key, value] : file.metadata()) json["metadata"][key] = value;
  for (const std::string& name : file.names()) {
    const TensorView& view = file.Get(name);
    json["shapes"][name] =
        std::string(DTypeName(view.dtype)) + " " + OrderedJson(view.shape).dump();
  }
  return json;
}

OrderedJson Describe(const fs::path& path, bool strict) {
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) {
    if (fs::exists(path / "pack.json", ignored)) return DescribePack(path);
    if (fs::exists(path / "config.json", ignored)) return DescribeBundle(path);
    throw Error(ErrorCode::kInvalidInput, "neither a pack nor a bundle", path.string(),
                "a pack has a pack.json, a bundle a config.json");
  }
  if (path.extension() == ".safetensors") return DescribeTensors(path);
  return DescribeRecord(path, strict);
}

}  // namespace

int RunInspect(const VerbArguments& arguments) {
  std::string path;
  std::string format = "table";
  bool strict = false;
  Arguments flags("inspect", "Says what a record, pack, bundle or .safetensors file is.",
                  {"supreme inspect ecg.hea", "supreme inspect packs/ptbxl",
                   "supreme inspect models/simulated-small --format json"});
  flags.Positional("path", path, "a file or folder");
  flags.Choice("--format", format, {"table", "json", "card"},
               "output format; card: the model card of a bundle, as its README.md");
  flags.Flag("--strict", strict, "refuse records that bend the WFDB standard or fail a checksum");
  if (!flags.Parse(arguments)) return 0;
  if (format == "card") {
    std::printf("%s", ModelCard(ReadBundle(path)).c_str());
    return 0;
  }
  const OrderedJson json = Describe(path, strict);
  if (format == "json") {
    std::printf("%s\n", DumpJson(json).c_str());
  } else {
    PrintTable(json, "");
  }
  return 0;
}

}  // namespace supreme
