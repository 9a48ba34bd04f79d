#include "train/device_preprocess.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "core/rng.h"
#include "data/pack_format.h"

namespace supreme {
namespace {

constexpr size_t kRecords = 4;
constexpr size_t kRecordSamples = kLeadCount * kWindowSamples;

// Records with an offset, a missing lead, a flat lead, and, the last, no lead at all.
StoredSamples Records() {
  Rng rng(7);
  StoredSamples stored{
      at::empty({kRecords, kLeadCount, kWindowSamples}, at::TensorOptions(at::kShort)),
      at::full({kRecords, kLeadCount}, kMicrovoltScale),
      at::ones({kRecords, kLeadCount}, at::TensorOptions(at::kByte))};
  auto* samples = stored.signal.mutable_data_ptr<int16_t>();
  for (size_t i = 0; i < kRecords * kRecordSamples; ++i) {
    samples[i] = static_cast<int16_t>(rng.Normal(300.0, 700.0));
  }
  stored.scale[1].fill_(0.00244f);  // not whole microvolts
  stored.present[1][3] = 0;
  stored.signal[2][5].fill_(120);
  stored.present[3].fill_(0);
  return stored;
}

struct Prepared {
  at::Tensor samples, lead_log_std;
};

Prepared ByCpuCode(const StoredSamples& stored, const PreprocessConfig& config) {
  const Preprocessor preprocessor(config);
  const auto width = static_cast<size_t>(config.window_samples);
  Prepared all{at::empty({kRecords, kLeadCount, config.window_samples}),
               at::empty({kRecords, kLeadCount})};
  std::vector<float> mv(kRecordSamples);
  for (size_t r = 0; r < kRecords; ++r) {
    for (size_t lead = 0; lead < kLeadCount; ++lead) {
      const size_t at = r * kLeadCount + lead;
      DequantiseLead(
          {stored.signal.const_data_ptr<int16_t>() + at * kWindowSamples, kWindowSamples},
          stored.scale.const_data_ptr<float>()[at],
          std::span(mv).subspan(lead * kWindowSamples, kWindowSamples));
    }
    preprocessor.Prepare(
        mv, {stored.present.const_data_ptr<uint8_t>() + r * kLeadCount, kLeadCount},
        {all.samples.mutable_data_ptr<float>() + r * kLeadCount * width, kLeadCount * width},
        {all.lead_log_std.mutable_data_ptr<float>() + r * kLeadCount, kLeadCount});
  }
  return all;
}

// 1e-6 of the values' size.
void ExpectSame(const at::Tensor& a, const at::Tensor& b, const std::string& what) {
  ASSERT_EQ(a.sizes(), b.sizes()) << what;
  EXPECT_TRUE(b.isfinite().all().item<bool>()) << what;
  const double size = std::max(1.0, b.abs().max().item<double>());
  EXPECT_LE((a - b).abs().max().item<double>(), 1e-6 * size) << what;
}

TEST(DevicePreprocess, GivesWhatTheCpuCodeGives) {
  const StoredSamples stored = Records();
  for (const char* rule : {"minmax_record", "mv", "zscore_record", "zscore_lead"}) {
    for (const auto& [rate, window] :
         {std::pair{500.0, int64_t{5000}}, {500.0, 4000}, {100.0, 1000}, {360.0, 3600}}) {
      const PreprocessConfig config{rate, window, rule};
      const Prepared wanted = ByCpuCode(stored, config);
      const auto input = DevicePreprocessor(config, at::kCPU).Prepare(stored);
      const std::string what = std::string(rule) + " at " + std::to_string(rate) + " Hz";
      ExpectSame(input.samples, wanted.samples, what);
      ExpectSame(input.lead_log_std, wanted.lead_log_std, what);
    }
  }
}

TEST(DevicePreprocess, LeavesMissingLeadsAtZero) {
  const auto input = DevicePreprocessor({}, at::kCPU).Prepare(Records());
  EXPECT_EQ(input.samples[1][3].abs().max().item<float>(), 0.0f);
  EXPECT_EQ(input.samples[3].abs().max().item<float>(), 0.0f);
  EXPECT_GT(input.samples[0].abs().max().item<float>(), 0.5f);
}

}  // namespace
}  // namespace supreme
