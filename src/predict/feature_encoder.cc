#include "predict/feature_encoder.h"

#include <algorithm>
#include <filesystem>

#include "core/hash.h"
#include "engine/feature_model.h"
#include "predict/engine_predictor.h"
#include "signal/preprocess.h"

namespace supreme {
namespace {

// What the features are; the number rises whenever the same bundle would give others.
constexpr std::string_view kFeature = "mean token, 1";

std::string FeatureKey(const Bundle& bundle, const std::string& bundle_id,
                       const std::string& precision) {
  PreprocessConfig preprocess = bundle.model.preprocess;
  return Sha256(bundle_id + "\n" + std::string(kFeature) + "\n" + precision + "\n" +
                DumpJson(ConfigTable::Of(preprocess).ToJson()));
}

}  // namespace

class EngineFeatureEncoder::Impl {
 public:
  Impl(const Bundle& bundle, const FeatureEncoderOptions& options)
      : preprocessor_(bundle.model.preprocess),
        input_samples_(kLeadCount * static_cast<size_t>(bundle.model.preprocess.window_samples)),
        weights_(bundle.folder / "model.safetensors"),
        model_(bundle.model, weights_,
               {options.threads, options.batch_size, options.precision, {}}) {
    info_.name = std::filesystem::absolute(bundle.folder).lexically_normal().filename().string();
    info_.bundle_id = BundleId(bundle.folder);
    info_.key = FeatureKey(bundle, info_.bundle_id, options.precision);
    info_.width = model_.width();
    info_.batch_size = static_cast<size_t>(options.batch_size);
  }

  const FeatureEncoderInfo& info() const { return info_; }

  std::vector<float> Encode(std::span<const EcgWindow> windows) {
    std::vector<float> features;
    features.reserve(windows.size() * info_.width);
    for (size_t begin = 0; begin < windows.size(); begin += info_.batch_size) {
      const auto batch = windows.subspan(begin, std::min(info_.batch_size, windows.size() - begin));
      samples_.resize(batch.size() * input_samples_);
      lead_log_std_.resize(batch.size() * kLeadCount);
      for (size_t i = 0; i < batch.size(); ++i) {
        preprocessor_.Prepare(batch[i].samples_mv, batch[i].present,
                              std::span(samples_).subspan(i * input_samples_, input_samples_),
                              std::span(lead_log_std_).subspan(i * kLeadCount, kLeadCount));
      }
      const std::vector<float> rows = model_.Infer(samples_, lead_log_std_);
      features.insert(features.end(), rows.begin(), rows.end());
    }
    return features;
  }

 private:
  const Preprocessor preprocessor_;
  const size_t input_samples_;  // per record
  const SafetensorsFile weights_;
  FeatureModel model_;
  FeatureEncoderInfo info_;
  std::vector<float> samples_;
  std::vector<float> lead_log_std_;
};

EngineFeatureEncoder::EngineFeatureEncoder(const Bundle& bundle,
                                           const FeatureEncoderOptions& options)
    : impl_(std::make_unique<Impl>(bundle, options)) {}
EngineFeatureEncoder::~EngineFeatureEncoder() = default;
const FeatureEncoderInfo& EngineFeatureEncoder::info() const { return impl_->info(); }
std::vector<float> EngineFeatureEncoder::Encode(std::span<const EcgWindow> windows) {
  return impl_->Encode(windows);
}

}  // namespace supreme
