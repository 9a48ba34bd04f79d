#include "engine/ecg_model.h"

#include <openvino/runtime/tensor.hpp>
#include <string>

#include "core/error.h"
#include "engine/compiled_graph.h"
#include "engine/encoder_graph.h"
#include "engine/fusion_graph.h"

namespace supreme {
namespace {

constexpr int64_t kLeads = static_cast<int64_t>(kLeadCount);

bool IsLinear(const ModelConfig& config) { return config.fusion == "linear"; }

// What the queries can choose from.
int64_t AttendedTokens(const ModelConfig& config) {
  return config.encoder_output == "pooled" ? 1 : TokenCount(config);
}

std::shared_ptr<ov::Model> BuildGraph(const ModelConfig& config, const StoredWeights& weights,
                                      std::span<const float> query_embeddings,
                                      const EcgModelOptions& options) {
  const EncoderGraph encoder = MakeEncoderGraph(config, weights, options.batch_size);
  FusionInputs inputs;
  inputs.tokens = encoder.tokens;
  inputs.batch_size = options.batch_size;
  inputs.shows_attention = options.attention;
  if (!IsLinear(config)) {
    inputs.query_count = static_cast<int64_t>(query_embeddings.size()) / config.text_width;
    inputs.query_embeddings =
        FloatConstant(query_embeddings, {inputs.query_count, config.text_width});
  }
  const FusionOutputs outputs = Fuse(config, weights, inputs);
  ov::OutputVector results = {outputs.logits};
  if (options.attention) results.push_back(outputs.attention);
  return std::make_shared<ov::Model>(results, encoder.inputs, "ecg");
}

void CheckArguments(const ModelConfig& config, size_t query_floats,
                    const EcgModelOptions& options) {
  ValidateModelConfig(config);
  if (options.attention && IsLinear(config)) {
    throw Error(ErrorCode::kUsage, "a linear head has no cross-attention to show", "attention",
                "a model with fusion cfn, or another method");
  }
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
  CheckBatchSize(options.batch_size);
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
        shows_attention_(options.attention),
        attention_floats_(static_cast<size_t>(config.fusion_layers * AttendedTokens(config))),
        graph_(BuildGraph(config, weights, query_embeddings, options),
               {options.threads, options.precision, options.cache_folder}) {}

  size_t query_count() const { return query_count_; }

  std::vector<float> Infer(std::span<const float> samples, std::span<const float> lead_log_std) {
    CompiledGraph::Lease lease(graph_);
    const size_t records = Run(lease.request(), samples, lead_log_std);
    return Floats(lease.request(), 0, records * query_count_);
  }

  EcgAnswers InferWithAttention(std::span<const float> samples,
                                std::span<const float> lead_log_std) {
    SUPREME_CHECK(shows_attention_);
    CompiledGraph::Lease lease(graph_);
    const size_t records = Run(lease.request(), samples, lead_log_std);
    return {Floats(lease.request(), 0, records * query_count_),
            Floats(lease.request(), 1, records * query_count_ * attention_floats_)};
  }

 private:
  // The number of records.
  size_t Run(ov::InferRequest& request, std::span<const float> samples,
             std::span<const float> lead_log_std) const {
    const size_t records = samples.size() / record_floats_;
    SUPREME_CHECK(records * record_floats_ == samples.size());
    SUPREME_CHECK(records <= batch_size_ && lead_log_std.size() == records * kLeadCount);
    FillEncoderInputs(request, samples, lead_log_std);
    request.infer();
    return records;
  }

  static std::vector<float> Floats(ov::InferRequest& request, size_t output, size_t count) {
    const ov::Tensor tensor = request.get_output_tensor(output);
    const float* values = tensor.data<const float>();
    return {values, values + count};
  }

  size_t record_floats_;
  size_t query_count_;
  size_t batch_size_;
  bool shows_attention_;
  size_t attention_floats_;  // per record and query
  CompiledGraph graph_;
};

EcgModel::EcgModel(const ModelConfig& config, const SafetensorsFile& file,
                   std::span<const float> query_embeddings, const EcgModelOptions& options) {
  CheckArguments(config, query_embeddings.size(), options);
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

EcgAnswers EcgModel::InferWithAttention(std::span<const float> samples,
                                        std::span<const float> lead_log_std) {
  return impl_->InferWithAttention(samples, lead_log_std);
}

}  // namespace supreme
