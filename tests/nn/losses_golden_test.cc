// Losses and gradients against Python (scripts/goldens/losses_golden.py), and gradients against
// finite differences.
#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <functional>

#include "core/json.h"
#include "nn/losses.h"
#include "nn/record_text_loss.h"
#include "nn/weights.h"
#include "tensor/safetensors.h"

namespace supreme {
namespace {

struct Golden {
  SafetensorsFile file{std::string(SUPREME_SOURCE_DIR) + "/testdata/nn/losses.safetensors"};

  at::Tensor Read(const std::string& key) const {
    const TensorView& view = file.Get(key);
    const bool bytes = view.dtype == DType::kU8;
    const at::Tensor tensor = at::empty(view.shape, bytes ? at::kByte : at::kFloat);
    LoadTensor(file, key, tensor);
    return bytes ? tensor : tensor.to(at::kDouble);
  }

  LossOptions Options(const Json& json) const {
    LossOptions options;
    options.kind = LossKindFromName(json.at("kind"));
    options.mask_uncertain = json.value("mask_uncertain", false);
    options.focal_gamma = json.value("focal_gamma", options.focal_gamma);
    options.focal_alpha = json.value("focal_alpha", options.focal_alpha);
    options.positive_gamma = json.value("positive_gamma", options.positive_gamma);
    options.negative_gamma = json.value("negative_gamma", options.negative_gamma);
    options.negative_shift = json.value("negative_shift", options.negative_shift);
    if (json.value("pos_weight", false)) options.pos_weight = Read("pos_weight");
    return options;
  }
};

void ExpectClose(const at::Tensor& got, const at::Tensor& wanted, const std::string& what) {
  EXPECT_TRUE(at::allclose(got.detach(), wanted, 2e-6, 1e-7))
      << what << ": largest difference " << (got.detach() - wanted).abs().max().item<double>();
}

using Loss = std::function<at::Tensor(const at::Tensor&)>;

// Central differences of every element, in float64.
void ExpectGradientOfDifferences(const Loss& loss, const at::Tensor& at_values,
                                 const std::string& what) {
  constexpr double kStep = 1e-5;
  const at::Tensor x = at_values.clone().requires_grad_();
  loss(x).backward();
  at::Tensor shifted = at_values.clone();
  double* value = shifted.mutable_data_ptr<double>();
  const at::Tensor gradient = x.grad().contiguous();
  for (int64_t i = 0; i < shifted.numel(); ++i) {
    const double before = value[i];
    value[i] = before + kStep;
    const auto above = loss(shifted).item<double>();
    value[i] = before - kStep;
    const auto below = loss(shifted).item<double>();
    value[i] = before;
    EXPECT_NEAR(gradient.const_data_ptr<double>()[i], (above - below) / (2.0 * kStep), 1e-8)
        << what << ", element " << i;
  }
}

TEST(LossGoldens, FocalAndAsymmetricAreThoseOfPython) {
  const Golden golden;
  const Json cases = ParseJson(golden.file.metadata().at("cases"), "golden");
  ASSERT_EQ(cases.size(), 6u);
  for (const auto& [name, json] : cases.items()) {
    const LossOptions options = golden.Options(json);
    const at::Tensor logits = golden.Read("logits").requires_grad_();
    const at::Tensor loss = QueryLoss(logits, golden.Read("labels"), options);
    loss.backward();
    ExpectClose(loss.reshape({1}), golden.Read(name + ".loss"), name);
    ExpectClose(logits.grad(), golden.Read(name + ".logits_grad"), name + " gradient");
  }
}

TEST(LossGoldens, GradientsAreThoseOfFiniteDifferences) {
  const Golden golden;
  const Json cases = ParseJson(golden.file.metadata().at("cases"), "golden");
  const at::Tensor labels = golden.Read("labels");
  for (const auto& [name, json] : cases.items()) {
    const LossOptions options = golden.Options(json);
    ExpectGradientOfDifferences([&](const at::Tensor& x) { return QueryLoss(x, labels, options); },
                                golden.Read("logits"), name);
  }
  const at::Tensor tokens = golden.Read("tokens"), queries = golden.Read("queries");
  ExpectGradientOfDifferences(
      [&](const at::Tensor& x) {
        return RecordTextLoss({x, queries, labels}, 0.2);
      },
      tokens, "contrastive, tokens");
  ExpectGradientOfDifferences(
      [&](const at::Tensor& x) {
        return RecordTextLoss({tokens, x, labels}, 0.2);
      },
      queries, "contrastive, queries");
}

TEST(LossGoldens, TheContrastiveTermIsThatOfPython) {
  const Golden golden;
  const at::Tensor tokens = golden.Read("tokens").requires_grad_();
  const at::Tensor queries = golden.Read("queries").requires_grad_();
  const at::Tensor loss = RecordTextLoss({tokens, queries, golden.Read("labels")}, 0.2);
  loss.backward();
  ExpectClose(loss.reshape({1}), golden.Read("contrastive.loss"), "loss");
  ExpectClose(tokens.grad(), golden.Read("contrastive.tokens_grad"), "gradient of the tokens");
  ExpectClose(queries.grad(), golden.Read("contrastive.queries_grad"), "gradient of the queries");
}

}  // namespace
}  // namespace supreme
