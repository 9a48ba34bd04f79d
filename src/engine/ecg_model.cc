#include "engine/ecg_model.h"

#include <openvino/runtime/tensor.hpp>
#include <string>
#include <utility>

#include "core/error.h"
#include "engine/compiled_graph.h"
#include "engine/encoder_graph.h"
#include "engine/fusion_graph.h"

namespace supreme {
namespace {

constexpr int64_t kLeads = static_cast<int64_t>(kLeadCount);

bool IsLinear(const ModelConfig& config) { return config.fusion == "linear"; }

std::shared_ptr<ov::Model> BuildGraph(const ModelConfig& config, const StoredWeights& weights,
                                      std::span<const float> query_embeddings, int64_t batch_size) {
  const EncoderGraph encoder = MakeEncoderGraph(config, weights, batch_size);
  FusionInputs inputs;
  inputs.tokens = encoder.tokens;
  inputs.batch_size = batch_size;
  if (!IsLinear(config)) {
    inputs.query_count = static_cast<int64_t>(query_embeddings.size()) / config.text_width;
    inputs.query_embeddings =
        FloatConstant(query_embeddings, {inputs.query_count, config.text_width});
  }
  return std::make_shared<ov::Model>(ov::OutputVector{FusionLogits(config, weights, inputs)},
                                     encoder.inputs, "ecg");
}

void CheckArguments(const ModelConfig& config, size_t query_floats, int64_t batch_size) {
  ValidateModelConfig(config);
  if (IsLinear(config)) {
    SUPREME_CHECK(query_floats == 0);
    if (config.trained_queries < 1) {
      throw Error(ErrorCode::kCorruptData, "the linear head was trained on no query", "queries",
                  "a bundle with the queries of its training");
    }
  } else if (query_floats == 0 || query_floats % static_cast<size_t>(config.text_width) != 0) {
    throw Error(ErrorCode::kCorruptData,
                std::to_string(query_floats) + " numbers are no query embeddings of width " +
                    std::to_string(config.text_width),
                "query embeddings",
                "embeddings by the text encoder that the model was trained with");
  }
  CheckBatchSize(batch_size);
}

}  // namespace

class EcgModel::Impl {
 public:
  Impl(const ModelConfig& config, const StoredWeights& weights,
       std::span<const float> query_embeddings, const EcgModelOptions& options)
      : record_floats_(static_cast<size_t>(kLeads * config.preprocess.window_samples)),
        query_count_(IsLinear(config)
                         ? static_cast<size_t>(config.trained_queries)
                         : query_embeddings.size() / static_cast<size_t>(config.text_width)),
        batch_size_(static_cast<size_t>(options.batch_size)),
        graph_(BuildGraph(config, weights, query_embeddings, options.batch_size),
               {options.threads, options.precision, options.cache_folder}) {}

  size_t query_count() const { return query_count_; }

  std::vector<float> Infer(std::span<const float> samples, std::span<const float> lead_log_std) {
    const size_t records = samples.size() / record_floats_;
    SUPREME_CHECK(records * record_floats_ == samples.size());
    SUPREME_CHECK(records <= batch_size_ && lead_log_std.size() == records * kLeadCount);
    CompiledGraph::Lease lease(graph_);
    ov::InferRequest& request = lease.request();
    FillEncoderInputs(request, samples, lead_log_std);
    request.infer();
    const ov::Tensor output = request.get_output_tensor();
    const float* logits = output.data<const float>();
    return {logits, logits + records * query_count_};
  }

 private:
  size_t record_floats_;
  size_t query_count_;
  size_t batch_size_;
  CompiledGraph graph_;
};

EcgModel::EcgModel(const ModelConfig& config, const SafetensorsFile& file,
                   std::span<const float> query_embeddings, const EcgModelOptions& options) {
  CheckArguments(config, query_embeddings.size(), options.batch_size);
  const StoredWeights weights(file, WeightShapes(config));
  weights.Check();
  impl_ = std::make_unique<Impl>(config, weights, query_embeddings, options);
}

EcgModel::~EcgModel() = default;

int64_t EcgModel::query_count() const { return static_cast<int64_t>(impl_->query_count()); }

std::vector<float> EcgModel::Infer(std::span<const float> samples,
                                   std::span<const float> lead_log_std) {
  return impl_->Infer(samples, lead_log_std);
}

}  // namespace supreme
