// Signal files of a WFDB record: whether they are whole, and their samples as they were stored.
// What they mean in mV is said by signal/wfdb.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "signal/wfdb.h"

namespace supreme {

// Consecutive signals that share a file; their samples are interleaved frame by frame.
struct SignalGroup {
  size_t first = 0;
  size_t count = 0;
  size_t width = 0;  // samples per frame, all signals together
};

// One signal file, decoded: [width, frames], a signal with 2 samples per frame takes 2 rows. 32
// bits a sample only where the format needs them: most files do not.
struct DecodedGroup {
  SignalGroup group;
  std::variant<std::vector<int16_t>, std::vector<int32_t>> samples;
};

struct DecodedRecord {
  std::string where;
  WfdbHeader header;
  size_t frames = 0;
  std::vector<DecodedGroup> groups;
};

// Physical units in 1 mV; nothing for units that are no voltage.
std::optional<double> UnitsPerMillivolt(std::string_view unit);

// All signal files that the header at `header_path` names, which lie beside it. Where the header
// does not tell how long the record is, the first of them does. Options, errors and limits as
// ReadWfdb. Thread-safe.
DecodedRecord DecodeRecord(const std::filesystem::path& header_path, const WfdbOptions& options);

}  // namespace supreme
