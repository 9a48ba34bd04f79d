// A bundle with random weights and made-up queries, for tests and benchmarks.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/atomic_file.h"
#include "core/rng.h"
#include "predict/bundle.h"
#include "tensor/safetensors.h"

namespace supreme {

// Weights that keep activations in a sane range: norms are identities, the rest is N(0, 0.05).
inline void WriteRandomWeights(const ModelConfig& config, const std::filesystem::path& path,
                               float poison = 0.0f) {
  Rng rng(7);
  std::vector<std::vector<float>> values;
  NamedTensors tensors;
  const auto shapes = WeightShapes(config);
  values.reserve(shapes.size());
  for (const auto& [name, shape] : shapes) {
    auto& data = values.emplace_back(static_cast<size_t>(ElementCount(shape)));
    const bool is_scale = name.ends_with("running_var") ||
                          (name.find("norm") != std::string::npos && name.ends_with("weight"));
    for (float& value : data) value = is_scale ? 1.0f : static_cast<float>(rng.Normal() * 0.05);
    if (poison != 0.0f && tensors.empty()) data[0] = poison;
    tensors.emplace_back(name, ViewOf(std::span<const float>(data), shape));
  }
  WriteSafetensors(path, tensors);
}

inline QuerySet MadeUpQueries(int64_t text_width, size_t count) {
  QuerySet set;
  set.encoder_name = "made-up";
  set.encoder_id = std::string(64, 'a');
  set.text_width = text_width;
  Rng rng(11);
  for (size_t i = 0; i < count; ++i) {
    Query query;
    query.id = "query-" + std::to_string(i);
    query.text = "query " + std::to_string(i);
    set.queries.push_back(query);
    for (int64_t k = 0; k < text_width; ++k) {
      set.embeddings.push_back(static_cast<float>(rng.Normal() * 0.05));
    }
  }
  return set;
}

// Returns the bundle as written.
inline Bundle WriteRandomBundle(const std::filesystem::path& folder, const ModelConfig& model,
                                size_t query_count = 8) {
  MakeFolder(folder);
  Bundle bundle;
  bundle.folder = folder;
  bundle.model = model;
  bundle.queries = MadeUpQueries(model.text_width, query_count);
  bundle.model.trained_queries = static_cast<int64_t>(query_count);
  bundle.thresholds["query-1"] = {0.25, "youden", 12, 34};
  bundle.training["epochs"] = 3;
  bundle.training["metrics"] = {{"validation_auc", 0.875}};
  WriteRandomWeights(bundle.model, folder / "model.safetensors");
  WriteBundle(bundle);
  return bundle;
}

}  // namespace supreme
