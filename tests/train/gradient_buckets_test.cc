#include "train/gradient_buckets.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

namespace supreme {
namespace {

// Two ranks, of which the other has the same gradients; notes what is started when.
class Doubling : public Collective {
 public:
  int64_t rank() const override { return 0; }
  int64_t size() const override { return 2; }
  at::Device device() const override { return at::kCPU; }
  void StartSum(const at::Tensor& values) override {
    started_.push_back(values);
    numbers += values.numel();
  }
  void Poke() override { ++pokes; }
  void Wait() override {
    for (at::Tensor& values : started_) values.mul_(2.0);
    started_.clear();
  }
  void Finish() override {}

  int64_t numbers = 0;
  int64_t pokes = 0;

 private:
  std::vector<at::Tensor> started_;
};

std::map<std::string, at::Tensor> Parameters() {
  std::map<std::string, at::Tensor> parameters;
  for (const char* name : {"a", "b", "c", "unused"}) {
    parameters[name] = at::full({2, 3}, 2.0).requires_grad_(true);
  }
  return parameters;
}

// c is used last, so its gradient is ready first.
at::Tensor Output(const std::map<std::string, at::Tensor>& p, double scale) {
  return ((p.at("a") * scale).exp() + p.at("b") * 3.0 * scale).mul(p.at("c")).sum();
}

TEST(GradientBuckets, GiveTheSumOfAllRanks) {
  const auto parameters = Parameters();
  Output(parameters, 0.5).backward();
  std::map<std::string, at::Tensor> wanted;
  for (const auto& [name, tensor] : parameters) {
    if (tensor.grad().defined()) wanted[name] = tensor.grad() * 2.0;
    tensor.mutable_grad().reset();
  }
  ASSERT_EQ(wanted.size(), 3U);
  for (const int64_t bytes : {1, 30, 1000000}) {
    Doubling ranks;
    GradientBuckets buckets(parameters, ranks, bytes);
    buckets.Arrange([&] { Output(parameters, 1.0).backward(); });
    EXPECT_EQ(buckets.bucket_count(), bytes == 1 ? 3U : bytes == 30 ? 2U : 1U);
    for (int step = 0; step < 2; ++step) {
      buckets.Begin();
      Output(parameters, 0.5).backward();
      EXPECT_EQ(ranks.numbers, 18 * (step + 1)) << "all start during the backward pass";
      buckets.Finish();
      for (const auto& [name, gradient] : wanted) {
        EXPECT_TRUE(at::equal(parameters.at(name).grad(), gradient)) << name;
        parameters.at(name).mutable_grad().reset();
      }
      EXPECT_FALSE(parameters.at("unused").grad().defined());
    }
    EXPECT_GT(ranks.pokes, 0);
  }
}

TEST(GradientBuckets, SendZerosForWhatABrokenPassLeftOut) {
  const auto parameters = Parameters();
  Doubling ranks;
  GradientBuckets buckets(parameters, ranks, 1);
  buckets.Arrange([&] { Output(parameters, 1.0).backward(); });
  buckets.Begin();
  Output(parameters, 0.5).backward();
  buckets.Finish();
  for (const auto& [name, tensor] : parameters) tensor.mutable_grad().reset();
  ranks.numbers = 0;
  buckets.Begin();
  (parameters.at("c") * 7.0).sum().backward();  // a and b get nothing
  buckets.Finish();
  EXPECT_EQ(ranks.numbers, 18) << "every rank sends all buckets";
  EXPECT_TRUE(at::equal(parameters.at("a").grad(), at::zeros({2, 3})));
  EXPECT_TRUE(at::equal(parameters.at("c").grad(), at::full({2, 3}, 14.0)));
}

TEST(GradientBuckets, LeaveOtherBackwardPassesAlone) {
  const auto parameters = Parameters();
  Doubling ranks;
  {
    GradientBuckets buckets(parameters, ranks, 1);
    buckets.Arrange([&] { Output(parameters, 1.0).backward(); });
    Output(parameters, 0.5).backward();
    EXPECT_EQ(ranks.numbers, 0);
  }
  Output(parameters, 0.5).backward();  // the hooks are gone with the buckets
  EXPECT_EQ(ranks.numbers, 0);
}

}  // namespace
}  // namespace supreme
