// What the tests of readers share: bytes of texts and files, errors as values, made samples.
#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/atomic_file.h"
#include "core/error.h"
#include "formats/read_options.h"
#include "signal/record.h"

namespace supreme::formats {

inline std::span<const std::byte> AsBytes(std::string_view text) {
  return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

// Files of devices; not part of the project.
inline std::filesystem::path SharedFormats() {
  return std::filesystem::path(SUPREME_SOURCE_DIR) / "../shared/data/formats";
}

inline std::string MadeFile(std::string_view name) {
  return ReadFile(std::filesystem::path(SUPREME_SOURCE_DIR) / "testdata/formats" / name);
}

// The error that `read` ends with; nothing when it succeeds.
template <class Read>
std::optional<Error> ErrorOf(Read&& read) {
  try {
    read();
  } catch (const Error& error) {
    return error;
  }
  return std::nullopt;
}

// Expects an error of this code whose line contains `text`.
template <class Read>
void ExpectError(ErrorCode code, std::string_view text, Read&& read) {
  const auto error = ErrorOf(read);
  ASSERT_TRUE(error.has_value()) << "no error, expected: " << text;
  EXPECT_EQ(ErrorCodeName(error->code()), ErrorCodeName(code)) << error->what();
  EXPECT_NE(std::string_view(error->what()).find(text), std::string_view::npos) << error->what();
}

// The samples of scripts/goldens/formats_golden.py's small files.
inline int MadeSample(size_t lead, size_t sample) {
  return static_cast<int>((lead * 370 + sample * 11) % 2001) - 1000;
}

inline void ExpectMadeSamples(const Record& record, double step_mv) {
  for (size_t lead = 0; lead < record.lead_names.size(); ++lead) {
    for (size_t k = 0; k < record.sample_count; ++k) {
      ASSERT_NEAR(record.Lead(lead)[k], MadeSample(lead, k) * step_mv, 1e-6)
          << "lead " << lead << ", sample " << k;
    }
  }
}

// Options as a user gives them for files that do not say rate or unit.
inline ReadOptions Told(double sample_rate_hz, const std::string& unit = "") {
  ReadOptions options;
  options.sample_rate_hz = sample_rate_hz;
  options.unit = unit;
  return options;
}

inline std::string Replaced(std::string text, std::string_view from, std::string_view to) {
  const size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << "not there: " << from;
  if (at != std::string::npos) text.replace(at, from.size(), to);
  return text;
}

}  // namespace supreme::formats
