#include "predict/bundle.h"

#include <algorithm>
#include <array>
#include <set>

#include "core/atomic_file.h"
#include "core/error.h"
#include "core/version.h"
#include "predict/bundle_weights.h"

namespace supreme {
namespace {

constexpr std::string_view kFormat = "supreme-bundle";
constexpr uint64_t kFormatVersion = 1;

Error Corrupt(const std::string& what, const std::string& where) {
  return Error(ErrorCode::kCorruptData, what, where, "export the bundle again");
}

// Fields that came after the first bundles; where they are missing, the default is what was
// computed.
constexpr std::array<std::string_view, 2> kLaterFields = {"encoder_output", "fusion"};

// Every other field must be there: a default that slips in would change the answers.
ModelConfig ReadModelConfig(const Json& config, const std::string& where) {
  const Json& section = JsonMember(config, "model", where);
  ModelConfig model;
  const ConfigTable table = ConfigTable::Of(model);
  const Json flat = section.is_object() ? section : Json::object();
  for (const Field& field : table.fields()) {
    if (std::ranges::find(kLaterFields, field.key) != kLaterFields.end()) continue;
    std::string pointer = "/" + field.key;
    for (char& c : pointer) c = c == '.' ? '/' : c;
    if (!flat.contains(Json::json_pointer(pointer))) {
      throw Corrupt("model." + field.key + " is missing", where);
    }
  }
  try {
    table.FromJson(flat, where);
    ValidateModelConfig(model);
  } catch (const Error& error) {
    throw Corrupt(error.what(), where);
  }
  return model;
}

std::map<std::string, Threshold> ReadThresholds(const std::filesystem::path& path) {
  std::map<std::string, Threshold> thresholds;
  const Json json = ReadJsonFile(path);
  const std::string where = path.string();
  if (!json.is_object()) throw Corrupt("not a JSON object", where);
  for (const auto& [id, entry] : json.items()) {
    Threshold threshold;
    threshold.value = JsonNumber(entry, "threshold", where);
    threshold.method = JsonString(entry, "method", where);
    threshold.positives = JsonCount(entry, "positives", where);
    threshold.negatives = JsonCount(entry, "negatives", where);
    if (!(threshold.value >= 0.0 && threshold.value <= 1.0)) {
      throw Corrupt("threshold of \"" + id + "\" is not between 0 and 1", where);
    }
    thresholds.emplace(id, threshold);
  }
  return thresholds;
}

void CheckQueries(const Bundle& bundle) {
  const QuerySet& set = bundle.queries;
  const std::string where = bundle.folder.string();
  if (set.text_width != bundle.model.text_width) {
    throw Corrupt("query embeddings have width " + std::to_string(set.text_width) +
                      ", the model expects " + std::to_string(bundle.model.text_width),
                  where);
  }
  std::set<std::string> ids;
  for (const Query& query : set.queries) ids.insert(query.id);
  for (const auto& [id, threshold] : bundle.thresholds) {
    if (!ids.contains(id)) throw Corrupt("threshold for unknown query \"" + id + "\"", where);
  }
}

// The encoder is named twice, for people who read only one of the files: both must agree.
void CheckEncoderFile(const Bundle& bundle) {
  const auto path = bundle.folder / "text_encoder.json";
  const Json json = ReadJsonFile(path);
  const std::string where = path.string();
  if (JsonString(json, "id", where) != bundle.queries.encoder_id ||
      JsonString(json, "name", where) != bundle.queries.encoder_name ||
      JsonCount(json, "width", where) != static_cast<uint64_t>(bundle.queries.text_width)) {
    throw Corrupt("text encoder differs from the one in queries.json", where);
  }
}

OrderedJson ThresholdsJson(const Bundle& bundle) {
  OrderedJson json = OrderedJson::object();
  for (const auto& [id, threshold] : bundle.thresholds) {
    json[id] = {{"threshold", threshold.value},
                {"method", threshold.method},
                {"positives", threshold.positives},
                {"negatives", threshold.negatives}};
  }
  return json;
}

}  // namespace

Bundle ReadBundle(const std::filesystem::path& folder) {
  const auto config_path = folder / "config.json";
  std::error_code ignored;
  if (!std::filesystem::exists(config_path, ignored)) {
    throw Error(ErrorCode::kNotFound, "not a bundle: there is no config.json", folder.string(),
                "give the folder that supreme pretrain exported");
  }
  const std::string where = config_path.string();
  const Json config = ReadJsonFile(config_path);
  if (JsonString(config, "format", where) != kFormat ||
      JsonCount(config, "format_version", where) != kFormatVersion) {
    throw Corrupt("bundle of an unknown format or version", where);
  }
  Bundle bundle;
  bundle.folder = folder;
  bundle.model = ReadModelConfig(config, where);
  bundle.training = JsonMember(config, "training", where);
  bundle.software = JsonMember(config, "software", where);
  bundle.queries = ReadQuerySet(folder);
  bundle.model.trained_queries = static_cast<int64_t>(bundle.queries.queries.size());
  bundle.thresholds = ReadThresholds(folder / "thresholds.json");
  CheckQueries(bundle);
  CheckEncoderFile(bundle);
  CheckWeights(bundle.model, SafetensorsFile(folder / "model.safetensors"));
  return bundle;
}

void WriteBundle(const Bundle& bundle) {
  CheckWeights(bundle.model, SafetensorsFile(bundle.folder / "model.safetensors"));
  CheckQueries(bundle);
  std::filesystem::remove(bundle.folder / "config.json");
  WriteQuerySet(bundle.queries, bundle.folder);
  WriteJsonFile(bundle.folder / "thresholds.json", ThresholdsJson(bundle));
  OrderedJson encoder;
  encoder["name"] = bundle.queries.encoder_name;
  encoder["id"] = bundle.queries.encoder_id;
  encoder["width"] = bundle.queries.text_width;
  WriteJsonFile(bundle.folder / "text_encoder.json", encoder);
  WriteFileAtomically(bundle.folder / "README.md", ModelCard(bundle));
  OrderedJson config;
  config["format"] = kFormat;
  config["format_version"] = kFormatVersion;
  config["software"] = {{"name", "supreme"}, {"version", Version()}, {"git", GitCommit()}};
  ModelConfig model = bundle.model;
  config["model"] = ConfigTable::Of(model).ToJson();
  config["training"] = bundle.training.is_null() ? OrderedJson::object() : bundle.training;
  WriteJsonFile(bundle.folder / "config.json", config);
}

void CheckTextEncoder(const Bundle& bundle, const std::string& encoder_name,
                      const std::string& encoder_id) {
  if (bundle.queries.encoder_id == encoder_id) return;
  throw Error(ErrorCode::kInvalidInput,
              "text encoder \"" + encoder_name + "\" (" + encoder_id.substr(0, 12) +
                  ") is not the one the bundle was trained with, \"" + bundle.queries.encoder_name +
                  "\" (" + bundle.queries.encoder_id.substr(0, 12) + ")",
              bundle.folder.string(),
              "--text-encoder with the folder of \"" + bundle.queries.encoder_name + "\"");
}

}  // namespace supreme
