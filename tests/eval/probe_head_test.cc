#include "eval/probe_head.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "tensor/safetensors.h"

namespace supreme {
namespace {

SafetensorsFile Golden() {
  return SafetensorsFile(std::filesystem::path(SUPREME_SOURCE_DIR) /
                         "testdata/eval/probe_head.safetensors");
}

LabelledFeatures GoldenData(const SafetensorsFile& golden) {
  const auto positive = golden.Get("positive").As<uint8_t>();
  return {37, 3, ToFloats(golden.Get("features")), {positive.begin(), positive.end()}};
}

// As scripts/goldens/probe_head.py takes them.
std::vector<uint32_t> GoldenBatch(size_t step) {
  std::vector<uint32_t> batch(step % 4 == 3 ? 9 : 16);
  for (size_t i = 0; i < batch.size(); ++i) {
    batch[i] = static_cast<uint32_t>(16 * step % 64 + i);
  }
  return batch;
}

void ExpectNear(std::span<const float> found, const std::vector<float>& expected) {
  ASSERT_EQ(found.size(), expected.size());
  for (size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], expected[i], 1e-5) << i;
}

class ProbeHeadGolden : public testing::TestWithParam<const char*> {};

TEST_P(ProbeHeadGolden, LossesAndWeightsEqualPyTorchs) {
  const std::string name = GetParam();
  const SafetensorsFile golden = Golden();
  const LabelledFeatures data = GoldenData(golden);
  ProbeHead head(ToFloats(golden.Get("weight")), ToFloats(golden.Get("bias")),
                 {.weight_decay = 0.1, .decoupled = name == "adamw"});
  const std::vector<float> rates = ToFloats(golden.Get("rates"));
  const std::vector<float> losses = ToFloats(golden.Get(name + ".losses"));
  for (size_t step = 0; step < rates.size(); ++step) {
    const double rate = static_cast<double>(rates[step]);
    EXPECT_NEAR(head.Step(data, GoldenBatch(step), rate), losses[step], 1e-5) << step;
  }
  ExpectNear(head.weight(), ToFloats(golden.Get(name + ".weight")));
  ExpectNear(head.bias(), ToFloats(golden.Get(name + ".bias")));
  const std::vector<float> logits = ToFloats(golden.Get(name + ".logits"));
  const std::vector<float> found = head.Logits(data);
  for (size_t i = 0; i < logits.size(); ++i) EXPECT_NEAR(found[i], logits[i], 1e-4) << i;
}

INSTANTIATE_TEST_SUITE_P(Optimizers, ProbeHeadGolden, testing::Values("adamw", "adam"),
                         [](const auto& name) { return std::string(name.param); });

TEST(ProbeHead, StartsUniformAndDiffersBySeedOnly) {
  const ProbeHead head(400, 5, {}, Rng(1));
  const float bound = 1.0F / 20.0F;
  double sum = 0.0;
  for (const float value : head.weight()) {
    EXPECT_LE(std::abs(value), bound);
    sum += static_cast<double>(value) * static_cast<double>(value);
  }
  EXPECT_NEAR(sum / 2000.0, static_cast<double>(bound) * static_cast<double>(bound) / 3.0, 5e-5);
  const auto weight = [](const ProbeHead& h) {
    return std::vector<float>(h.weight().begin(), h.weight().end());
  };
  EXPECT_EQ(weight(ProbeHead(400, 5, {}, Rng(1))), weight(head));
  EXPECT_NE(weight(ProbeHead(400, 5, {}, Rng(2))), weight(head));
}

TEST(ProbeHead, LossStaysFiniteForHugeLogits) {
  ProbeHead head({1000.0F, -1000.0F}, std::vector<float>{0.0F, 0.0F}, {});
  const LabelledFeatures data{1, 2, {100.0F}, {0, 1}};
  EXPECT_DOUBLE_EQ(head.Step(data, std::vector<uint32_t>{0}, 0.0), 1e5);
}

}  // namespace
}  // namespace supreme
