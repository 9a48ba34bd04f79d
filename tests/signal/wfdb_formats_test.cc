// Every signal format, from a file and back: equal digital values, whatever the record.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "core/atomic_file.h"
#include "core/error.h"
#include "signal/wfdb.h"
#include "signal/wfdb_decode.h"
#include "tests/core/temp_folder.h"
#include "tests/signal/wfdb_encode.h"

namespace supreme {
namespace {

constexpr int kFormats[] = {8, 16, 24, 32, 61, 80, 160, 212, 310, 311};

// RapidCheck makes 100 trials: 1,000 records of the formats in use, 200 of each other one.
int RecordsATrial(int format) {
  return format == 16 || format == 24 || format == 80 || format == 212 ? 10 : 2;
}

// [leads][frames × samples per frame]
using Leads = std::vector<std::vector<int32_t>>;

struct Drawn {
  int format = 16;
  int64_t offset = 0;
  std::vector<size_t> per_frame;  // by lead
  size_t frames = 0;
  Leads leads;
};

int Bits(int format) {
  return format == 212                    ? 12
         : format == 310 || format == 311 ? 10
         : format == 24                   ? 24
         : format == 32                   ? 32
         : format == 80 || format == 8    ? 8
                                          : 16;
}

Drawn DrawRecord(int format) {
  Drawn drawn;
  drawn.format = format;
  drawn.offset = *rc::gen::element<int64_t>(0, 0, 24, 7);
  drawn.frames = *rc::gen::inRange<size_t>(1, 40);
  const auto leads = *rc::gen::inRange<size_t>(1, 13);
  const int64_t half = int64_t{1} << (Bits(format) - 1);
  for (size_t lead = 0; lead < leads; ++lead) {
    drawn.per_frame.push_back(*rc::gen::element<size_t>(1, 1, 1, 2, 3));
    const auto values = *rc::gen::container<std::vector<int64_t>>(
        drawn.per_frame.back() * drawn.frames, rc::gen::inRange<int64_t>(-half, half));
    drawn.leads.emplace_back(values.begin(), values.end());
  }
  return drawn;
}

std::vector<int32_t> Interleave(const Drawn& drawn) {
  std::vector<int32_t> samples;
  for (size_t frame = 0; frame < drawn.frames; ++frame) {
    for (size_t lead = 0; lead < drawn.leads.size(); ++lead) {
      const size_t count = drawn.per_frame[lead];
      const int32_t* first = drawn.leads[lead].data() + frame * count;
      samples.insert(samples.end(), first, first + count);
    }
  }
  return samples;
}

// Format 8's samples are sums: initial value, then differences that were drawn.
Leads Expected(const Drawn& drawn, int64_t initial_value) {
  Leads leads = drawn.leads;
  if (drawn.format != 8) return leads;
  for (auto& lead : leads) {
    int64_t sum = initial_value;
    for (int32_t& sample : lead) {
      sum += sample;
      sample = static_cast<int32_t>(sum);
    }
  }
  return leads;
}

std::string HeaderOf(const Drawn& drawn, const Leads& samples, int64_t initial_value) {
  std::string text =
      "r " + std::to_string(drawn.leads.size()) + " 500 " + std::to_string(drawn.frames) + "\n";
  for (size_t lead = 0; lead < drawn.leads.size(); ++lead) {
    const int64_t first = drawn.format == 8 ? initial_value : samples[lead][0];
    text += "r.dat " + std::to_string(drawn.format) + "x" + std::to_string(drawn.per_frame[lead]) +
            "+" + std::to_string(drawn.offset) + " 200(0)/mV 16 0 " + std::to_string(first) + " " +
            std::to_string(SampleChecksum(std::span<const int32_t>(samples[lead]))) + " 0 II\n";
  }
  return text;
}

void CheckRoundTrip(Drawn drawn, const TempFolder& folder) {
  constexpr int64_t kInitial = -77;
  if (drawn.format == 8) {  // the initial value is that of the first sample
    for (auto& lead : drawn.leads) lead[0] = 0;
  }
  const Leads expected = Expected(drawn, kInitial);
  const std::string bytes = std::string(static_cast<size_t>(drawn.offset), 'h') +
                            EncodeSamples(drawn.format, Interleave(drawn));
  WriteFileAtomically(folder / "r.dat", bytes, Durability::kRenamed);
  WriteFileAtomically(folder / "r.hea", HeaderOf(drawn, expected, kInitial), Durability::kRenamed);
  const WfdbDigital read = ReadWfdbDigital(folder / "r.hea", {.strict = true});
  RC_ASSERT(read.samples == expected);
  // The lead in mV is the mean of each frame, NaN where one of its samples is invalid.
  const Record record = ReadWfdb(folder / "r.hea", {.strict = true});
  for (size_t lead = 0; lead < expected.size(); ++lead) {
    const size_t count = drawn.per_frame[lead];
    double sum = 0;
    for (size_t i = 0; i < count; ++i) {
      const int32_t value = expected[lead][i];
      sum += value == InvalidSample(drawn.format) ? NAN : value / 200.0;
    }
    const float first_mv = record.samples_mv[lead * drawn.frames];
    const auto mean = static_cast<float>(sum / static_cast<double>(count));
    RC_ASSERT(std::isnan(mean) == std::isnan(first_mv));
    RC_ASSERT(std::isnan(mean) || std::abs(mean - first_mv) <= std::abs(mean) * 1e-6f);
  }
}

class WfdbFormat : public ::testing::TestWithParam<int> {};

TEST_P(WfdbFormat, WhatIsEncodedIsReadBack) {
  const TempFolder folder;
  EXPECT_TRUE(rc::check([&] {
    for (int i = RecordsATrial(GetParam()); i > 0; --i) {
      CheckRoundTrip(DrawRecord(GetParam()), folder);
    }
  }));
}

TEST_P(WfdbFormat, CountsBytesAndSamplesAlike) {
  const int format = GetParam();
  for (uint64_t count = 0; count < 60; ++count) {
    const std::vector<int32_t> samples(count, 1);
    EXPECT_EQ(EncodedBytes(format, count), EncodeSamples(format, samples).size()) << count;
    // Two samples of format 310 need as many bytes as three.
    const uint64_t room = format == 310 && count % 3 == 2 ? 1 : 0;
    EXPECT_EQ(DecodedCount(format, EncodedBytes(format, count)), count + room) << count;
    if (count > 0) {
      EXPECT_LT(DecodedCount(format, EncodedBytes(format, count) - 1), count) << count;
    }
  }
}

TEST_P(WfdbFormat, AFileCutAnywhereIsAnError) {
  const int format = GetParam();
  const TempFolder folder;
  const std::string bytes = EncodeSamples(format, std::vector<int32_t>(3 * 11, 1));
  WriteFileAtomically(folder / "r.hea", "r 3 500 11\nr.dat " + std::to_string(format) + "\nr.dat " +
                                            std::to_string(format) + "\nr.dat " +
                                            std::to_string(format) + "\n");
  for (size_t length = 0; length < bytes.size(); ++length) {
    WriteFileAtomically(folder / "r.dat", bytes.substr(0, length), Durability::kRenamed);
    try {
      ReadWfdb(folder / "r.hea");
      ADD_FAILURE() << length << " bytes were read";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kCorruptData);
      EXPECT_NE(std::string(error.what()).find("truncated"), std::string::npos) << error.what();
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, WfdbFormat, ::testing::ValuesIn(kFormats),
                         [](const auto& test) { return std::to_string(test.param); });

TEST(WfdbFormats, SumsOfDifferencesStayAtTheLimit) {
  std::vector<int32_t> rows = {127, 127, -128};
  SumDifferences(rows, 1, int64_t{INT32_MAX} - 100);
  EXPECT_EQ(rows, (std::vector<int32_t>{INT32_MAX, INT32_MAX, INT32_MAX - 128}));
  rows = {-1};
  SumDifferences(rows, 1, INT64_MIN);
  EXPECT_EQ(rows[0], INT32_MIN);
}

}  // namespace
}  // namespace supreme
