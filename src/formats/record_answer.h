// What the helper process answers: records or an error, as bytes. The reader believes nothing.
//
// Layout, little-endian: 8 bytes "SUPOPEN1"; uint32 length of the JSON; JSON; then for each record
// leads × samples float32, row-major. JSON: {"total": n, "records": [{record_id, lead_names,
// sample_rate_hz, sample_count, comments, warnings, codes, age_years or null, sex}], "ids": []} or
// {"error": {code, what, hint}}.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "signal/record.h"

namespace supreme::formats {

struct RecordAnswer {
  size_t total = 0;  // records of the file; the answer may hold some of them
  std::vector<Record> records;
  std::vector<std::string> ids = {};  // of all records, when nothing but these was asked for
};

// Largest answer: records of one call together, and their descriptions.
inline constexpr size_t kMaxAnswerBytes = size_t{256} << 20;

std::string EncodeAnswer(const RecordAnswer& answer);
std::string EncodeAnswer(const Error& error);

// Records with finite rate, plausible age, plain text, and samples that fill the answer exactly.
// `source_path` is what the parent opened; record ids hold no '/'. Throws the answered error with
// `source_path` as its place, or kCorruptData when the bytes are no valid answer. Thread-safe.
RecordAnswer ParseAnswer(std::span<const std::byte> bytes, const std::string& source_path);

}  // namespace supreme::formats
