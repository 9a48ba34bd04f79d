#include "engine/text_encoder.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>
#include <openvino/runtime/tensor.hpp>

#include "core/error.h"
#include "core/hash.h"
#include "core/numbers.h"
#include "engine/bert_folder.h"
#include "engine/bert_graph.h"
#include "engine/compiled_graph.h"
#include "engine/hashed_encoder.h"

namespace supreme {
namespace {

constexpr size_t kMaxBatchTokens = 512;  // tokens of one inference: fits the caches
constexpr int64_t kMinTokens = 3;        // [CLS], one piece, [SEP]

using TokenIds = std::vector<int32_t>;

void Normalise(std::span<float> vector) {
  double sum = 0.0;
  for (const float value : vector) sum += static_cast<double>(value) * value;
  if (sum == 0.0) return;
  const auto scale = static_cast<float>(1.0 / std::sqrt(sum));
  for (float& value : vector) value *= scale;
}

// Folder name, also of "models/medcpt/" and "."
std::string FolderName(const std::filesystem::path& folder) {
  const std::filesystem::path full = std::filesystem::weakly_canonical(folder);
  return full.filename().string();
}

// Over all that decides a vector: weights, vocabulary, and what the weights' shapes do not say.
std::string Identity(const std::filesystem::path& folder, const BertFolder& bert) {
  return Sha256(Sha256File(folder / "model.safetensors") + Sha256File(folder / "vocab.txt") +
                " heads " + std::to_string(bert.config.num_attention_heads) + " eps " +
                FormatDouble(bert.config.layer_norm_eps) + (bert.pooling.mean ? " mean" : " cls") +
                (bert.pooling.normalise ? " normalised" : ""));
}

size_t TokenLimit(const TextEncoderOptions& options, const BertConfig& config) {
  if (options.max_tokens < kMinTokens || options.max_tokens > config.max_position_embeddings) {
    throw Error(ErrorCode::kUsage, "max_tokens is " + std::to_string(options.max_tokens),
                "text encoder",
                std::to_string(kMinTokens) + " to " +
                    std::to_string(config.max_position_embeddings) + " for this model");
  }
  return static_cast<size_t>(options.max_tokens);
}

}  // namespace

class TextEncoder::Impl {
 public:
  virtual ~Impl() = default;
  virtual int64_t width() const = 0;
  virtual const std::string& name() const = 0;
  virtual const std::string& id() const = 0;
  virtual std::vector<float> Encode(std::span<const std::string> texts) = 0;
};

class TextEncoder::Hashed : public Impl {
 public:
  int64_t width() const override { return HashedEncoder::kWidth; }
  const std::string& name() const override { return name_; }
  const std::string& id() const override { return id_; }
  std::vector<float> Encode(std::span<const std::string> texts) override {
    return HashedEncoder::Encode(texts);
  }

 private:
  std::string name_ = HashedEncoder::kName;
  std::string id_ = HashedEncoder::kId;
};

class TextEncoder::Bert : public Impl {
 public:
  Bert(const std::filesystem::path& folder, const TextEncoderOptions& options)
      : bert_(BertFolder::Open(folder)),
        max_tokens_(TokenLimit(options, bert_.config)),
        name_(FolderName(folder)),
        id_(Identity(folder, bert_)),
        words_(FloatsOf("embeddings.word_embeddings.weight", word_copy_)),
        places_(bert_.weights->Read("embeddings.position_embeddings.weight")),
        graph_(BuildBertGraph(bert_.config, *bert_.weights, bert_.pooling.mean),
               {options.threads, "fp32", ""}) {
    AddTypeEmbedding();
  }

  int64_t width() const override { return bert_.config.hidden_size; }
  const std::string& name() const override { return name_; }
  const std::string& id() const override { return id_; }

  std::vector<float> Encode(std::span<const std::string> texts) override {
    std::vector<TokenIds> ids(texts.size());
    for (size_t i = 0; i < texts.size(); ++i) {
      ids[i] = bert_.pieces->Encode(texts[i], max_tokens_);
    }
    std::vector<size_t> order(texts.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](size_t a, size_t b) { return ids[a].size() < ids[b].size(); });
    std::vector<float> vectors(texts.size() * static_cast<size_t>(width()));
    CompiledGraph::Lease lease(graph_);
    for (size_t begin = 0; begin < order.size();) {
      const size_t length = ids[order[begin]].size();
      const size_t limit =
          std::min(order.size(), begin + std::max<size_t>(1, kMaxBatchTokens / length));
      size_t end = begin + 1;
      while (end < limit && ids[order[end]].size() == length) ++end;
      RunBatch(lease.request(), ids, std::span(order).subspan(begin, end - begin), vectors);
      begin = end;
    }
    return vectors;
  }

 private:
  // The stored values themselves where they are float32, else a float32 copy.
  std::span<const float> FloatsOf(const std::string& name, std::vector<float>& copy) const {
    const TensorView& view = bert_.weights->View(name);
    if (view.dtype == DType::kF32) return view.As<float>();
    copy = bert_.weights->Read(name);
    return copy;
  }

  // All tokens of a text are of type 0, so its embedding is part of the position's.
  void AddTypeEmbedding() {
    const std::vector<float> types = bert_.weights->Read("embeddings.token_type_embeddings.weight");
    const auto row = static_cast<size_t>(width());
    for (size_t i = 0; i < places_.size(); ++i) places_[i] += types[i % row];
  }

  // Texts of equal length; their vectors go to their own rows of `vectors`.
  void RunBatch(ov::InferRequest& request, const std::vector<TokenIds>& ids,
                std::span<const size_t> batch, std::span<float> vectors) {
    const auto row = static_cast<size_t>(width());
    const size_t length = ids[batch[0]].size();
    ov::Tensor input = request.get_input_tensor();
    input.set_shape({batch.size(), length, row});
    float* out = input.data<float>();
    for (const size_t text : batch) {
      for (size_t place = 0; place < length; ++place, out += row) {
        const float* word = words_.data() + static_cast<size_t>(ids[text][place]) * row;
        const float* at = places_.data() + place * row;
        std::transform(word, word + row, at, out, std::plus<>());
      }
    }
    request.infer();
    const ov::Tensor output = request.get_output_tensor();
    const float* pooled = output.data<const float>();
    for (size_t i = 0; i < batch.size(); ++i) {
      const std::span<float> vector = vectors.subspan(batch[i] * row, row);
      std::memcpy(vector.data(), pooled + i * row, row * sizeof(float));
      if (bert_.pooling.normalise) Normalise(vector);
    }
  }

  BertFolder bert_;
  size_t max_tokens_;
  std::string name_;
  std::string id_;
  std::vector<float> word_copy_;
  std::span<const float> words_;  // [vocabulary, H]
  std::vector<float> places_;     // [positions, H]
  CompiledGraph graph_;
};

TextEncoder::TextEncoder(const std::filesystem::path& folder, const TextEncoderOptions& options) {
  if (folder == kHashedTextEncoder) {
    impl_ = std::make_unique<Hashed>();
  } else {
    impl_ = std::make_unique<Bert>(folder, options);
  }
}

TextEncoder::~TextEncoder() = default;

int64_t TextEncoder::width() const { return impl_->width(); }
const std::string& TextEncoder::name() const { return impl_->name(); }
const std::string& TextEncoder::id() const { return impl_->id(); }

std::vector<float> TextEncoder::Encode(std::span<const std::string> texts) const {
  return impl_->Encode(texts);
}

}  // namespace supreme
