// Reads header texts from stdin (4 bytes of length, little-endian, then the text) and prints what
// the parser makes of each as a line of JSON: null when it is refused. For
// wfdb_differential_test.py.
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>

#include "core/error.h"
#include "core/json.h"
#include "signal/wfdb.h"

namespace supreme {
namespace {

std::optional<std::string> NextText() {
  unsigned char length[4];
  if (std::fread(length, 1, 4, stdin) != 4) return std::nullopt;
  const uint32_t size =
      length[0] | uint32_t{length[1]} << 8 | uint32_t{length[2]} << 16 | uint32_t{length[3]} << 24;
  std::string text(size, '\0');
  if (std::fread(text.data(), 1, size, stdin) != size) return std::nullopt;
  return text;
}

Json ToJson(const WfdbSignal& signal) {
  return {signal.file_name,
          signal.format,
          signal.samples_per_frame,
          signal.skew_samples,
          signal.byte_offset,
          signal.gain_per_unit,
          signal.baseline,
          signal.unit,
          signal.adc_zero,
          signal.has_initial_value ? Json(signal.initial_value) : Json(),
          signal.has_checksum ? Json(signal.checksum) : Json(),
          signal.description};
}

Json Parse(const std::string& text, bool strict) {
  try {
    const WfdbHeader header = ParseWfdbHeader(text, "x.hea", {.strict = strict});
    Json signals = Json::array();
    for (const WfdbSignal& signal : header.signals) signals.push_back(ToJson(signal));
    return {header.record_name, header.sample_rate_hz, header.sample_count, signals,
            header.comments};
  } catch (const Error&) {
    return Json();
  }
}

}  // namespace
}  // namespace supreme

int main() {
  using supreme::Parse;
  while (const auto text = supreme::NextText()) {
    const supreme::Json both = supreme::Json::array({Parse(*text, true), Parse(*text, false)});
    std::printf("%s\n", supreme::DumpJson(both).c_str());
  }
  return 0;
}
