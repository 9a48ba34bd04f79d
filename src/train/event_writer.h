// TensorBoard's event file: the rows of metrics.jsonl as scalars, in the run folder.
//
// A file is a chain of frames, each holding one protocol-buffer message `Event`:
//   uint64 length, uint32 masked CRC-32C of it, the message, uint32 masked CRC-32C of the message
// (little-endian; tensorflow/core/lib/io/record_writer.h, tensorflow/core/util/event.proto).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/append_file.h"
#include "train/run_observer.h"

namespace supreme {

// Scalars are named "training/<name>" and "validation/<name>" after the fields of MetricsRow. Each
// part of a run (start, resume) writes a file of its own, events.out.tfevents.<seconds>.<host>.
class EventWriter : public RunObserver {
 public:
  // Cuts what earlier parts of the run wrote after `last_step`, or wrote half, and starts a file
  // that sorts after theirs. kIo, kNoSpace.
  EventWriter(const std::filesystem::path& folder, int64_t last_step);
  // One frame. What the disk does not take is written with a later one.
  void OnMetrics(const MetricsRow& row) override;
  // kIo, kNoSpace.
  void OnSave() override;

 private:
  void WriteFrame(std::string_view message);

  AppendFile file_;
};

// CRC-32C (Castagnoli, RFC 3720 appendix B.4), rotated and shifted as the format wants it.
uint32_t MaskedCrc32c(std::string_view bytes);

// Bytes of the leading frames of `file` that are whole and whose step is not after `last_step`.
size_t EventPrefix(std::string_view file, int64_t last_step);

}  // namespace supreme
