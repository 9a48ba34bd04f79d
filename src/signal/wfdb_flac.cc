#include "signal/wfdb_flac.h"

#include "core/error.h"

namespace supreme {
namespace {

template <class Digital>
std::vector<Digital> Arrange(const FlacSignals& signals, const FlacPart& part,
                             const std::string& where) {
  SUPREME_CHECK(FlacFrames(signals, part) >= part.frames);
  const int32_t limit = int32_t{1} << (part.format - 501);
  std::vector<Digital> rows(signals.channels * part.samples_per_frame * part.frames);
  for (size_t channel = 0; channel < signals.channels; ++channel) {
    const int32_t* next =
        signals.samples.data() + channel * signals.SamplesPerChannel() + part.offset_samples;
    Digital* first = rows.data() + channel * part.samples_per_frame * part.frames;
    for (size_t frame = 0; frame < part.frames; ++frame) {
      for (size_t place = 0; place < part.samples_per_frame; ++place, ++next) {
        if (*next < -limit || *next >= limit) {
          throw Error(ErrorCode::kCorruptData,
                      "sample " + std::to_string(*next) + " does not fit into format " +
                          std::to_string(part.format),
                      where, "the header may name the wrong format");
        }
        first[place * part.frames + frame] = static_cast<Digital>(*next);
      }
    }
  }
  return rows;
}

}  // namespace

bool IsFlac(int format) { return format == 508 || format == 516 || format == 524; }

size_t FlacFrames(const FlacSignals& signals, const FlacPart& part) {
  const size_t samples = signals.SamplesPerChannel();
  return samples < part.offset_samples ? 0
                                       : (samples - part.offset_samples) / part.samples_per_frame;
}

std::vector<int16_t> ArrangeFlac16(const FlacSignals& signals, const FlacPart& part,
                                   const std::string& where) {
  SUPREME_CHECK(part.format != 524);
  return Arrange<int16_t>(signals, part, where);
}

std::vector<int32_t> ArrangeFlac32(const FlacSignals& signals, const FlacPart& part,
                                   const std::string& where) {
  return Arrange<int32_t>(signals, part, where);
}

}  // namespace supreme
