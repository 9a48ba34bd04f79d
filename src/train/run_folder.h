// The folder of one training run:
//   run.json          resolved config, data, seed, machine; result once finished
//   metrics.jsonl, metrics.csv, log.txt
//   checkpoints/step_000020/{model.safetensors, optimizer.safetensors, state.json, DONE}
//                     DONE holds size and checksum of the others and is written last
//   latest            → checkpoints/step_…, replaced atomically
//   bundle/           the best checkpoint, ready for prediction
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "core/lock_file.h"

namespace supreme {

// The writer holds the folder's lock for its lifetime: a second one is refused (kUnavailable). The
// other ranks of a run only read: what would write does nothing.
class RunFolder {
 public:
  // Makes the folder. Removes what a killed process left half-written. Errors of all members: kIo,
  // kNoSpace, kNotFound.
  explicit RunFolder(std::filesystem::path path, bool is_writer = true);

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path CheckpointPath(int64_t step) const;
  // Steps of the complete checkpoints, oldest first.
  std::vector<int64_t> Checkpoints() const;
  // kCorruptData naming the file that is missing, cut or changed since the checkpoint was made.
  void Verify(int64_t step) const;

  // Calls `write` with an empty folder; the checkpoint appears under its name, with DONE in it,
  // once all is on disk, and `latest` points to it. An earlier one of the same step is replaced.
  // When it throws, the checkpoint is either there and complete or not there at all.
  void CommitCheckpoint(int64_t step,
                        const std::function<void(const std::filesystem::path&)>& write);
  // Deletes all checkpoints but the `keep_last` newest and `best_step`.
  void Prune(int64_t keep_last, int64_t best_step);
  // Deletes the checkpoints after `step`, which a resumed run will make again; `latest` points to
  // `step`.
  void DropAfter(int64_t step);

 private:
  std::filesystem::path path_;
  std::optional<LockFile> lock_;  // of the writer
};

}  // namespace supreme
