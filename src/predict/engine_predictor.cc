#include "predict/engine_predictor.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/error.h"
#include "core/hash.h"
#include "engine/ecg_model.h"
#include "predict/nearest_query.h"
#include "signal/preprocess.h"

namespace supreme {

class EnginePredictor::Impl {
 public:
  Impl(const Bundle& bundle, const EnginePredictorOptions& options)
      : config_(bundle.model),
        weights_(bundle.folder / "model.safetensors"),
        preprocessor_(bundle.model.preprocess),
        options_(options),
        input_samples_(kLeadCount * static_cast<size_t>(config_.preprocess.window_samples)) {
    info_.name = std::filesystem::absolute(bundle.folder).lexically_normal().filename().string();
    info_.bundle_id = BundleId(bundle.folder);
    info_.text_width = config_.text_width;
    info_.batch_size = std::max<int64_t>(1, options.batch_size);
    if (config_.fusion == "linear") trained_ = bundle.queries;
  }

  const PredictorInfo& info() const { return info_; }

  void SetQueries(const QueryBatch& queries) {
    CheckQueryBatch(queries, info_.text_width);
    columns_.clear();
    if (trained_) {
      for (const NearestQuery& nearest : FindNearestQueries(*trained_, queries.embeddings)) {
        columns_.push_back(nearest.index);
      }
      if (!model_) model_ = MakeModel({});
    } else {
      for (size_t i = 0; i < queries.texts.size(); ++i) columns_.push_back(i);
      model_ = MakeModel(queries.embeddings);
    }
    denied_ = queries.denied;
    denied_.resize(columns_.size(), 0);
  }

  Scores Predict(std::span<const EcgWindow> windows) {
    if (!model_) throw Error(ErrorCode::kInvalidInput, "no queries were set");
    Scores scores{windows.size(), columns_.size(), {}};
    scores.values.reserve(windows.size() * columns_.size());
    const auto batch_size = static_cast<size_t>(info_.batch_size);
    for (size_t start = 0; start < windows.size(); start += batch_size) {
      AddBatch(windows.subspan(start, std::min(batch_size, windows.size() - start)), scores);
    }
    return scores;
  }

 private:
  std::unique_ptr<EcgModel> MakeModel(std::span<const float> query_embeddings) const {
    EcgModelOptions options;
    options.threads = options_.threads;
    options.batch_size = info_.batch_size;
    options.precision = options_.precision;
    options.cache_folder = options_.cache_folder;
    return std::make_unique<EcgModel>(config_, weights_, query_embeddings, options);
  }

  void AddBatch(std::span<const EcgWindow> windows, Scores& scores) {
    samples_.resize(windows.size() * input_samples_);
    lead_log_std_.resize(windows.size() * kLeadCount);
    for (size_t i = 0; i < windows.size(); ++i) {
      preprocessor_.Prepare(windows[i].samples_mv, windows[i].present,
                            std::span(samples_).subspan(i * input_samples_, input_samples_),
                            std::span(lead_log_std_).subspan(i * kLeadCount, kLeadCount));
    }
    const std::vector<float> logits = model_->Infer(samples_, lead_log_std_);
    const auto width = static_cast<size_t>(model_->query_count());
    for (size_t row = 0; row < logits.size(); row += width) {
      for (size_t q = 0; q < columns_.size(); ++q) {
        const float logit = logits[row + columns_[q]];
        scores.values.push_back(1.0f / (1.0f + std::exp(denied_[q] != 0 ? logit : -logit)));
      }
    }
  }

  const ModelConfig config_;
  const SafetensorsFile weights_;
  const Preprocessor preprocessor_;
  const EnginePredictorOptions options_;
  const size_t input_samples_;  // per record
  PredictorInfo info_;
  std::unique_ptr<EcgModel> model_;
  std::optional<QuerySet> trained_;  // with fusion linear: all that the network can answer
  std::vector<size_t> columns_;      // per query asked: which of the network's outputs answers it
  std::vector<uint8_t> denied_;      // per query asked
  std::vector<float> samples_;
  std::vector<float> lead_log_std_;
};

EnginePredictor::EnginePredictor(const Bundle& bundle, const EnginePredictorOptions& options)
    : impl_(std::make_unique<Impl>(bundle, options)) {}
EnginePredictor::~EnginePredictor() = default;
const PredictorInfo& EnginePredictor::info() const { return impl_->info(); }
void EnginePredictor::SetQueries(const QueryBatch& queries) { impl_->SetQueries(queries); }
Scores EnginePredictor::Predict(std::span<const EcgWindow> windows) {
  return impl_->Predict(windows);
}

std::string BundleId(const std::filesystem::path& folder) {
  return Sha256(Sha256File(folder / "config.json") + Sha256File(folder / "model.safetensors"));
}

}  // namespace supreme
