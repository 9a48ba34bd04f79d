// An encoder whose features are told, and which counts what it is asked.
#pragma once

#include <functional>
#include <utility>
#include <vector>

#include "predict/feature_encoder.h"

namespace supreme {

class MockEncoder : public FeatureEncoder {
 public:
  using Function = std::function<std::vector<float>(const EcgWindow&)>;

  MockEncoder(size_t width, Function function) : function_(std::move(function)) {
    info_.name = "mock";
    info_.bundle_id = std::string(64, 'b');
    info_.key = "mock key";
    info_.width = width;
    info_.batch_size = 16;
  }

  const FeatureEncoderInfo& info() const override { return info_; }
  std::vector<float> Encode(std::span<const EcgWindow> windows) override {
    std::vector<float> features;
    for (const EcgWindow& window : windows) {
      const std::vector<float> row = function_(window);
      features.insert(features.end(), row.begin(), row.end());
      ++encoded_;
    }
    return features;
  }

  size_t encoded() const { return encoded_; }
  void set_key(const std::string& key) { info_.key = key; }

 private:
  FeatureEncoderInfo info_;
  Function function_;
  size_t encoded_ = 0;
};

}  // namespace supreme
