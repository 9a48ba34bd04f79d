// The header of EDF and EDF+ files: fields of ASCII text in fixed places.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace supreme::formats {

struct EdfSignal {
  std::string label;
  std::string unit;
  double physical_min = 0;
  double physical_max = 0;
  double digital_min = 0;
  double digital_max = 0;
  size_t samples_per_record = 0;
  bool is_annotation = false;  // "EDF Annotations"
};

struct EdfHeader {
  size_t bytes = 0;          // where the data records begin
  int64_t data_records = 0;  // -1 = not known
  double data_record_sec = 0;
  std::string sex;         // EDF+: "F" or "M"; else empty
  std::string birth_date;  // EDF+: "02-MAY-1951"; else empty
  std::string start_date;  // EDF+: "16-SEP-1987"; else empty
  std::vector<EdfSignal> signals;
};

// Errors: kCorruptData (cut, a number that is none, a range of no width, sizes that do not fit),
// kInvalidInput (BDF, EDF+D, more than 512 signals).
EdfHeader ReadEdfHeader(std::span<const std::byte> bytes, const std::string& where);

}  // namespace supreme::formats
