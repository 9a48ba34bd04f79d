// Records to vectors: what the ECG encoder says of a record before any text is asked.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "predict/bundle.h"
#include "signal/window.h"

namespace supreme {

struct FeatureEncoderInfo {
  std::string name;       // bundle folder name
  std::string bundle_id;  // BundleId of predict/engine_predictor.h
  // Changes whenever the features do: bundle, preprocessing, which output, arithmetic.
  std::string key;
  size_t width = 0;
  size_t batch_size = 1;  // records per call that run at full speed
};

// Implementations: EngineFeatureEncoder, mocks in tests.
class FeatureEncoder {
 public:
  virtual ~FeatureEncoder() = default;
  virtual const FeatureEncoderInfo& info() const = 0;
  // Any number of windows; one row of `width` numbers each.
  virtual std::vector<float> Encode(std::span<const EcgWindow> windows) = 0;
};

struct FeatureEncoderOptions {
  int threads = 0;                 // 0 = all cores
  int64_t batch_size = 16;         // records per inference
  std::string precision = "fp32";  // or "bf16"
};

// A bundle's encoder on OpenVINO (engine/feature_model.h). Not thread-safe.
class EngineFeatureEncoder : public FeatureEncoder {
 public:
  explicit EngineFeatureEncoder(const Bundle& bundle, const FeatureEncoderOptions& options = {});
  ~EngineFeatureEncoder() override;

  const FeatureEncoderInfo& info() const override;
  std::vector<float> Encode(std::span<const EcgWindow> windows) override;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace supreme
