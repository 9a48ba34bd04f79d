// What pydicom, h5py and scipy.io read from a file: scripts/goldens/formats_library_golden.py.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <string>

#include "core/atomic_file.h"
#include "core/json.h"
#include "signal/record.h"

namespace supreme {

inline std::filesystem::path FormatFile(const std::string& name) {
  return std::filesystem::path(SUPREME_SOURCE_DIR) / "testdata/formats" / name;
}

inline std::filesystem::path SharedFile(const std::string& name) {
  return std::filesystem::path(SUPREME_SOURCE_DIR) / "../shared/data" / name;
}

inline std::span<const std::byte> BytesOf(const std::string& content) {
  return std::as_bytes(std::span(content));
}

// `group` is "small" (files of testdata) or "shared" (real files).
inline Json GoldenOf(const std::string& group, const std::string& name) {
  return ReadJsonFile(FormatFile("library_golden.json")).at(group).at(name);
}

inline void ExpectLeadEqual(const Record& record, const Json& golden, size_t lead,
                            double tolerance) {
  double sum = 0, squares = 0;
  for (const float mv : record.Lead(lead)) {
    if (std::isnan(mv)) continue;
    sum += mv;
    squares += static_cast<double>(mv) * mv;
  }
  const double slack = 1e-4 + tolerance * static_cast<double>(record.sample_count);
  EXPECT_NEAR(sum, golden.at("sum").at(lead).get<double>(), slack) << "lead " << lead;
  EXPECT_NEAR(squares, golden.at("sum_of_squares").at(lead).get<double>(), 10 * slack);
  const Json& first = golden.at("first").at(lead);
  for (size_t i = 0; i < first.size(); ++i) {
    const float mv = record.Lead(lead)[i];
    if (first[i].is_null()) {
      EXPECT_TRUE(std::isnan(mv)) << "lead " << lead << " sample " << i;
    } else {
      EXPECT_NEAR(mv, first[i].get<double>(), tolerance) << "lead " << lead << " sample " << i;
    }
  }
}

inline void ExpectGolden(const Record& record, const Json& golden, double tolerance = 1e-5) {
  EXPECT_EQ(record.sample_rate_hz, golden.at("rate").get<double>());
  ASSERT_EQ(record.lead_names.size(), golden.at("leads").get<size_t>());
  ASSERT_EQ(record.sample_count, golden.at("samples").get<size_t>());
  ASSERT_EQ(record.samples_mv.size(), record.lead_names.size() * record.sample_count);
  for (size_t lead = 0; lead < record.lead_names.size(); ++lead) {
    ExpectLeadEqual(record, golden, lead, tolerance);
  }
}

}  // namespace supreme
