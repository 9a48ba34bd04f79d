#include "engine/feature_model.h"

#include <openvino/opsets/opset13.hpp>
#include <openvino/runtime/tensor.hpp>

#include "core/error.h"
#include "engine/compiled_graph.h"
#include "engine/encoder_graph.h"

namespace supreme {
namespace {

namespace op = ov::opset13;

std::shared_ptr<ov::Model> BuildGraph(const ModelConfig& config, const StoredWeights& weights,
                                      int64_t batch_size) {
  const EncoderGraph encoder = MakeEncoderGraph(config, weights, batch_size);
  const GraphNode mean =
      std::make_shared<op::ReduceMean>(encoder.tokens, IndexConstant({1}), false);
  return std::make_shared<ov::Model>(ov::OutputVector{mean}, encoder.inputs, "ecg_features");
}

}  // namespace

class FeatureModel::Impl {
 public:
  Impl(const ModelConfig& config, const StoredWeights& weights, const EcgModelOptions& options)
      : width_(static_cast<size_t>(config.width)),
        batch_size_(static_cast<size_t>(options.batch_size)),
        graph_(BuildGraph(config, weights, options.batch_size),
               {options.threads, options.precision, options.cache_folder}) {}

  size_t width() const { return width_; }

  std::vector<float> Infer(std::span<const float> samples, std::span<const float> lead_log_std) {
    const size_t records = lead_log_std.size() / kLeadCount;
    SUPREME_CHECK(records * kLeadCount == lead_log_std.size() && records <= batch_size_);
    CompiledGraph::Lease lease(graph_);
    FillEncoderInputs(lease.request(), samples, lead_log_std);
    lease.request().infer();
    const ov::Tensor output = lease.request().get_output_tensor();
    const float* features = output.data<const float>();
    return {features, features + records * width_};
  }

 private:
  size_t width_;
  size_t batch_size_;
  CompiledGraph graph_;
};

FeatureModel::FeatureModel(const ModelConfig& config, const SafetensorsFile& file,
                           const EcgModelOptions& options) {
  ValidateModelConfig(config);
  CheckBatchSize(options.batch_size);
  const StoredWeights weights(file, WeightShapes(config));
  weights.Check();
  impl_ = std::make_unique<Impl>(config, weights, options);
}

FeatureModel::~FeatureModel() = default;

size_t FeatureModel::width() const { return impl_->width(); }

std::vector<float> FeatureModel::Infer(std::span<const float> samples,
                                       std::span<const float> lead_log_std) {
  return impl_->Infer(samples, lead_log_std);
}

}  // namespace supreme
