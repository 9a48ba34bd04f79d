// The Predictor that people use: a bundle's network on OpenVINO.
#pragma once

#include <memory>
#include <string>

#include "predict/bundle.h"
#include "predict/predictor.h"

namespace supreme {

struct EnginePredictorOptions {
  int threads = 0;                 // 0 = all cores
  int64_t batch_size = 8;          // records per inference
  std::string precision = "fp32";  // or "bf16"
  std::string cache_folder = "";   // compiled models; empty = none
};

// SetQueries compiles the network for its queries (a second or so). A bundle with a linear head
// answers each by its nearest trained query (predict/nearest_query.h). Errors: those of EcgModel;
// kInvalidInput for embeddings of another width. Not thread-safe.
class EnginePredictor : public Predictor {
 public:
  explicit EnginePredictor(const Bundle& bundle, const EnginePredictorOptions& options = {});
  ~EnginePredictor() override;

  const PredictorInfo& info() const override;
  void SetQueries(const QueryBatch& queries) override;
  Scores Predict(std::span<const EcgWindow> windows) override;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

// SHA-256 over config.json and model.safetensors: what results quote.
std::string BundleId(const std::filesystem::path& folder);

}  // namespace supreme
