// FLAC signal files of WFDB records (formats 508, 516 and 524;
// https://physionet.org/physiotools/wag/signal-5.htm). The stream itself is decoded elsewhere,
// since it needs a library and is read behind a fence; here its samples are checked and put in
// order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace supreme {

// A decoded stream: one channel per signal of the file.
struct FlacSignals {
  size_t channels = 0;
  std::vector<int32_t> samples;  // [channels, samples of one channel]
  size_t SamplesPerChannel() const { return channels == 0 ? 0 : samples.size() / channels; }
};

// Decodes the file at a path; errors are the reader's own.
using FlacReader = std::function<FlacSignals(const std::filesystem::path&)>;

// True for 508, 516 and 524.
bool IsFlac(int format);

// Which part of a stream makes up a record.
struct FlacPart {
  int format = 516;
  size_t offset_samples = 0;     // of each channel, before the record begins
  size_t samples_per_frame = 1;  // the same in all channels
  size_t frames = 0;
};

// Frames that a stream holds after the part's offset.
size_t FlacFrames(const FlacSignals& signals, const FlacPart& part);

// [channels × samples per frame, frames] row-major, as DecodeSamples (signal/wfdb_decode.h) gives
// them; 32 bits for 524, else 16. The stream must hold the part. kCorruptData naming `where` when a
// sample is outside the format's range.
std::vector<int16_t> ArrangeFlac16(const FlacSignals& signals, const FlacPart& part,
                                   const std::string& where);
std::vector<int32_t> ArrangeFlac32(const FlacSignals& signals, const FlacPart& part,
                                   const std::string& where);

}  // namespace supreme
