// What was fetched and checked: one line a file, so that the same command goes on without reading
// terabytes again.
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace supreme {

// Thread-safe. A line that a kill cut off counts as not written.
class FetchJournal {
 public:
  explicit FetchJournal(const std::filesystem::path& path);
  ~FetchJournal();
  FetchJournal(const FetchJournal&) = delete;
  FetchJournal& operator=(const FetchJournal&) = delete;

  // True when `path` was checked against `digest` and had `size_bytes` then.
  bool Has(std::string_view path, std::string_view digest, uint64_t size_bytes) const;
  // kIo, kNoSpace.
  void Add(std::string_view path, std::string_view digest, uint64_t size_bytes);

 private:
  mutable std::mutex mutex_;
  std::filesystem::path path_;
  int descriptor_ = -1;
  std::unordered_map<std::string, std::string> checked_;  // path → "digest size"
};

}  // namespace supreme
