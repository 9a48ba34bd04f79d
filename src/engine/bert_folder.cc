#include "engine/bert_folder.h"

#include <array>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/json.h"

namespace supreme {
namespace {

// No BERT comes near these; they keep products within int64 and lists within memory.
constexpr uint64_t kMaxExtent = 1 << 20;
constexpr int64_t kMaxLayers = 256;

constexpr std::string_view kFolderHint = "the folder of a BERT model in Hugging Face layout";
constexpr std::string_view kPickleHint =
    "convert pytorch_model.bin to model.safetensors with the Python package safetensors";

void AddLinear(std::map<std::string, Shape>& shapes, const std::string& name, int64_t out,
               int64_t in) {
  shapes[name + ".weight"] = {out, in};
  shapes[name + ".bias"] = {out};
}

void AddLayerNorm(std::map<std::string, Shape>& shapes, const std::string& name, int64_t width) {
  shapes[name + ".weight"] = {width};
  shapes[name + ".bias"] = {width};
}

std::vector<std::string> MissingFiles(const std::filesystem::path& folder) {
  if (!std::filesystem::is_directory(folder)) {
    throw Error(ErrorCode::kNotFound, "there is no such folder", folder.string(), kFolderHint);
  }
  std::vector<std::string> missing;
  for (const char* name : {"config.json", "model.safetensors", "vocab.txt"}) {
    if (!std::filesystem::is_regular_file(folder / name)) {
      missing.push_back(std::string(name) + " is missing");
    }
  }
  return missing;
}

int64_t Extent(const Json& json, const char* key, const std::string& where,
               std::vector<std::string>& problems) {
  if (!json.contains(key)) {
    problems.push_back(std::string(key) + " is missing");
    return 1;
  }
  const uint64_t value = JsonCount(json, key, where);
  if (value == 0 || value > kMaxExtent) {
    problems.push_back(std::string(key) + " is out of range");
    return 1;
  }
  return static_cast<int64_t>(value);
}

BertConfig ReadConfig(const std::filesystem::path& path, std::vector<std::string>& problems) {
  const Json json = ReadJsonFile(path);
  const std::string where = path.string();
  const auto extent = [&](const char* key) { return Extent(json, key, where, problems); };
  BertConfig config;
  config.hidden_size = extent("hidden_size");
  config.num_attention_heads = extent("num_attention_heads");
  config.num_hidden_layers = extent("num_hidden_layers");
  config.intermediate_size = extent("intermediate_size");
  config.vocab_size = extent("vocab_size");
  config.max_position_embeddings = extent("max_position_embeddings");
  config.type_vocab_size = extent("type_vocab_size");
  if (json.contains("layer_norm_eps")) {
    config.layer_norm_eps = JsonNumber(json, "layer_norm_eps", where);
  }
  if (!(config.layer_norm_eps > 0.0 && config.layer_norm_eps < 1.0)) {
    problems.push_back("layer_norm_eps is out of range");
  }
  if (config.hidden_size % config.num_attention_heads != 0) {
    problems.push_back("hidden_size does not divide into num_attention_heads");
  }
  if (config.num_hidden_layers > kMaxLayers)
    problems.push_back("num_hidden_layers is out of range");
  const std::array<std::pair<const char*, const char*>, 3> kinds = {
      {{"model_type", "bert"}, {"hidden_act", "gelu"}, {"position_embedding_type", "absolute"}}};
  for (const auto& [key, wanted] : kinds) {
    if (json.contains(key) && JsonString(json, key, where) != wanted) {
      problems.push_back(std::string(key) + " is \"" + JsonString(json, key, where) +
                         "\" instead of \"" + wanted + "\"");
    }
  }
  return config;
}

// Sentence-transformers folders say how they pool; a plain BERT folder means the [CLS] vector.
Pooling ReadPooling(const std::filesystem::path& folder) {
  Pooling pooling;
  const std::filesystem::path path = folder / "1_Pooling" / "config.json";
  if (!std::filesystem::exists(path)) return pooling;
  const Json json = ReadJsonFile(path);
  const auto is_set = [&](const char* key) {
    return json.contains(key) && JsonBool(json, key, path.string());
  };
  pooling.mean = is_set("pooling_mode_mean_tokens");
  if (pooling.mean == is_set("pooling_mode_cls_token")) {
    throw Error(ErrorCode::kCorruptData, "the pooling is neither mean nor [CLS]", path.string());
  }
  const std::filesystem::path modules = folder / "modules.json";
  if (!std::filesystem::exists(modules)) return pooling;
  for (const Json& module : ReadJsonFile(modules)) {
    if (JsonString(module, "type", modules.string()).ends_with("Normalize")) {
      pooling.normalise = true;
    }
  }
  return pooling;
}

// Files differ in a "bert." prefix, and old ones call LayerNorm's weights gamma and beta.
StoredWeights::Spelling SpellingOf(const SafetensorsFile& file) {
  const std::string prefix = file.Has("bert.embeddings.word_embeddings.weight") ? "bert." : "";
  const bool old = file.Has(prefix + "embeddings.LayerNorm.gamma");
  return [prefix, old](const std::string& name) {
    std::string stored = prefix + name;
    constexpr std::string_view kWeight = "LayerNorm.weight";
    constexpr std::string_view kBias = "LayerNorm.bias";
    if (old && name.ends_with(kWeight)) {
      stored.replace(stored.size() - kWeight.size(), kWeight.size(), "LayerNorm.gamma");
    } else if (old && name.ends_with(kBias)) {
      stored.replace(stored.size() - kBias.size(), kBias.size(), "LayerNorm.beta");
    }
    return stored;
  };
}

}  // namespace

std::map<std::string, Shape> BertWeightShapes(const BertConfig& config) {
  const int64_t width = config.hidden_size;
  std::map<std::string, Shape> shapes;
  shapes["embeddings.word_embeddings.weight"] = {config.vocab_size, width};
  shapes["embeddings.position_embeddings.weight"] = {config.max_position_embeddings, width};
  shapes["embeddings.token_type_embeddings.weight"] = {config.type_vocab_size, width};
  AddLayerNorm(shapes, "embeddings.LayerNorm", width);
  for (int64_t i = 0; i < config.num_hidden_layers; ++i) {
    const std::string layer = "encoder.layer." + std::to_string(i);
    for (const char* part : {"query", "key", "value"}) {
      AddLinear(shapes, layer + ".attention.self." + part, width, width);
    }
    AddLinear(shapes, layer + ".attention.output.dense", width, width);
    AddLayerNorm(shapes, layer + ".attention.output.LayerNorm", width);
    AddLinear(shapes, layer + ".intermediate.dense", config.intermediate_size, width);
    AddLinear(shapes, layer + ".output.dense", width, config.intermediate_size);
    AddLayerNorm(shapes, layer + ".output.LayerNorm", width);
  }
  return shapes;
}

BertFolder BertFolder::Open(const std::filesystem::path& folder) {
  const std::vector<std::string> missing = MissingFiles(folder);
  std::vector<std::string> problems = missing;
  const auto exists = [&](const char* name) { return std::filesystem::exists(folder / name); };
  BertFolder bert;
  if (exists("config.json")) bert.config = ReadConfig(folder / "config.json", problems);
  if (exists("vocab.txt")) bert.pieces = std::make_unique<WordPiece>(folder / "vocab.txt");
  const bool config_fits = exists("config.json") && problems.size() == missing.size();
  if (exists("model.safetensors")) {
    bert.file = std::make_unique<SafetensorsFile>(folder / "model.safetensors");
    if (config_fits) {
      bert.weights = std::make_unique<StoredWeights>(*bert.file, BertWeightShapes(bert.config),
                                                     SpellingOf(*bert.file));
      const std::vector<std::string> misfits = bert.weights->Problems();
      problems.insert(problems.end(), misfits.begin(), misfits.end());
    }
  }
  if (bert.pieces && config_fits &&
      bert.pieces->size() > static_cast<size_t>(bert.config.vocab_size)) {
    problems.push_back("vocab.txt has " + std::to_string(bert.pieces->size()) +
                       " tokens, the model only " + std::to_string(bert.config.vocab_size));
  }
  if (!problems.empty()) {
    throw Error(missing.empty() ? ErrorCode::kCorruptData : ErrorCode::kNotFound,
                "the text encoder does not fit: " + JoinProblems(problems), folder.string(),
                exists("pytorch_model.bin") ? kPickleHint : kFolderHint);
  }
  bert.pooling = ReadPooling(folder);
  return bert;
}

}  // namespace supreme
