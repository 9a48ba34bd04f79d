// A file that is being downloaded: it grows under a temporary name, survives a kill together with
// the server's mark of its version, and gets its own name only when it is whole.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "fetch/http_get.h"

namespace supreme {

// Not thread-safe; one object a temporary name at a time.
class PartialFile : public HttpBody {
 public:
  // Counts bytes as they arrive; may throw to end the download.
  using Counter = std::function<void(uint64_t bytes)>;

  // Opens `temporary`, or creates it. Bytes without a validator beside them ("….version") are
  // dropped: nobody could say which version they belong to. `max_bytes` bounds the file.
  PartialFile(std::filesystem::path temporary, uint64_t max_bytes, Counter count);
  ~PartialFile() override;
  PartialFile(const PartialFile&) = delete;
  PartialFile& operator=(const PartialFile&) = delete;

  // 200: starts anew. 206: goes on where the file ends; kCorruptData when the server's range begins
  // elsewhere. kInvalidInput when the size it states is over the bound.
  void OnHead(const HttpHead& head) override;
  // kInvalidInput over the bound; kNoSpace, kIo.
  void OnBytes(std::string_view bytes) override;

  uint64_t size_bytes() const { return size_bytes_; }
  const std::string& validator() const { return validator_; }
  const std::filesystem::path& path() const { return path_; }

  // Empties the file and forgets its version.
  void Clear();
  // Syncs, moves to `target` and removes the validator. The object is of no use afterwards.
  void MoveTo(const std::filesystem::path& target);

 private:
  std::filesystem::path VersionPath() const;
  void CheckBound(uint64_t size) const;

  const std::filesystem::path path_;
  const uint64_t max_bytes_;
  const Counter count_;
  int descriptor_ = -1;
  uint64_t size_bytes_ = 0;
  std::string validator_;
};

}  // namespace supreme
