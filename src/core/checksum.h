// XXH64: a fast 64-bit checksum (specification: https://github.com/Cyan4973/xxHash, doc/
// xxhash_spec.md). Notices damage by accident; protects against nobody. Needs no library.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace supreme {

// The checksum of bytes that come in pieces. Not thread-safe.
class Checksum {
 public:
  void Add(std::string_view bytes);
  // Of all bytes so far.
  uint64_t Value() const;
  // The same as 16 lower-case hexadecimal digits.
  std::string Hex() const;

 private:
  static constexpr size_t kStripeBytes = 32;
  void AddStripe(const char* stripe);

  std::array<uint64_t, 4> lanes_{0x60EA27EEADC0B5D6ULL, 0xC2B2AE3D27D4EB4FULL, 0,
                                 0x61C8864E7A143579ULL};
  uint64_t size_bytes_ = 0;
  std::array<char, kStripeBytes> rest_{};  // the first size_bytes_ % kStripeBytes count
};

struct FileChecksum {
  uint64_t size_bytes = 0;
  std::string xxh64;  // as Checksum::Hex
  bool operator==(const FileChecksum&) const = default;
};

// Reads with read(2), so that a broken disk is an error and not a signal. Errors: kNotFound, kIo,
// kInvalidInput (not a regular file).
FileChecksum ChecksumOfFile(const std::filesystem::path& path);

}  // namespace supreme
