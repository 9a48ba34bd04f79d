#include "predict/input_scorer.h"

#include <algorithm>

#include "core/error.h"
#include "engine/ecg_model.h"
#include "predict/nearest_query.h"
#include "tensor/safetensors.h"

namespace supreme {

class InputScorer::Impl {
 public:
  Impl(const Bundle& bundle, const QueryBatch& queries, const InputScorerOptions& options)
      : config_(bundle.model),
        preprocessor_(bundle.model.preprocess),
        weights_(options.weights.empty() ? bundle.folder / "model.safetensors" : options.weights),
        batch_size_(static_cast<size_t>(options.batch_size)),
        input_floats_(kLeadCount * static_cast<size_t>(config_.preprocess.window_samples)),
        denied_(queries.denied) {
    CheckQueryBatch(queries, config_.text_width);
    const bool is_linear = config_.fusion == "linear";
    if (is_linear) {
      for (const auto& nearest : FindNearestQueries(bundle.queries, queries.embeddings)) {
        columns_.push_back(nearest.index);
      }
    } else {
      for (size_t i = 0; i < queries.texts.size(); ++i) columns_.push_back(i);
    }
    denied_.resize(columns_.size(), 0);
    EcgModelOptions model;
    model.threads = options.threads;
    model.batch_size = options.batch_size;
    model.attention = options.attention;
    model_ = std::make_unique<EcgModel>(
        config_, weights_, is_linear ? std::span<const float>() : std::span(queries.embeddings),
        model);
  }

  size_t question_count() const { return columns_.size(); }
  NetworkInput Prepare(const EcgWindow& window) const { return preprocessor_.Prepare(window); }

  std::vector<double> Logits(std::span<const float> samples, std::span<const float> lead_log_std) {
    SUPREME_CHECK(samples.size() % input_floats_ == 0 && lead_log_std.size() == kLeadCount);
    const size_t inputs = samples.size() / input_floats_;
    const auto width = static_cast<size_t>(model_->query_count());
    std::vector<double> logits;
    logits.reserve(inputs * columns_.size());
    std::vector<float> scales;
    for (size_t start = 0; start < inputs; start += batch_size_) {
      const size_t count = std::min(batch_size_, inputs - start);
      scales.clear();
      for (size_t i = 0; i < count; ++i) {
        scales.insert(scales.end(), lead_log_std.begin(), lead_log_std.end());
      }
      const std::vector<float> found =
          model_->Infer(samples.subspan(start * input_floats_, count * input_floats_), scales);
      for (size_t row = 0; row < found.size(); row += width) {
        for (size_t q = 0; q < columns_.size(); ++q) {
          const auto logit = static_cast<double>(found[row + columns_[q]]);
          logits.push_back(denied_[q] != 0 ? -logit : logit);
        }
      }
    }
    return logits;
  }

  CrossAttention Attention(const NetworkInput& input) {
    CrossAttention attention;
    attention.weights = model_->InferWithAttention(input.samples, input.lead_log_std).attention;
    attention.layer_count = static_cast<size_t>(config_.fusion_layers);
    attention.question_count = columns_.size();
    attention.token_count =
        attention.weights.size() / (attention.layer_count * attention.question_count);
    return attention;
  }

 private:
  const ModelConfig config_;
  const Preprocessor preprocessor_;
  const SafetensorsFile weights_;
  const size_t batch_size_;
  const size_t input_floats_;    // per record
  std::vector<size_t> columns_;  // per question: which of the network's outputs answers it
  std::vector<uint8_t> denied_;  // per question
  std::unique_ptr<EcgModel> model_;
};

InputScorer::InputScorer(const Bundle& bundle, const QueryBatch& queries,
                         const InputScorerOptions& options)
    : impl_(std::make_unique<Impl>(bundle, queries, options)) {}
InputScorer::~InputScorer() = default;
size_t InputScorer::question_count() const { return impl_->question_count(); }
NetworkInput InputScorer::Prepare(const EcgWindow& window) const { return impl_->Prepare(window); }
std::vector<double> InputScorer::Logits(std::span<const float> samples,
                                        std::span<const float> lead_log_std) {
  return impl_->Logits(samples, lead_log_std);
}
CrossAttention InputScorer::Attention(const NetworkInput& input) { return impl_->Attention(input); }

}  // namespace supreme
