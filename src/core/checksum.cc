#include "core/checksum.h"

#include <algorithm>
#include <bit>
#include <cstdio>
#include <cstring>
#include <vector>

#include "core/input_file.h"

namespace supreme {
namespace {

static_assert(std::endian::native == std::endian::little, "words are read as they lie in memory");

constexpr uint64_t kPrime1 = 0x9E3779B185EBCA87ULL;
constexpr uint64_t kPrime2 = 0xC2B2AE3D27D4EB4FULL;
constexpr uint64_t kPrime3 = 0x165667B19E3779F9ULL;
constexpr uint64_t kPrime4 = 0x85EBCA77C2B2AE63ULL;
constexpr uint64_t kPrime5 = 0x27D4EB2F165667C5ULL;
constexpr size_t kBlockBytes = size_t{1} << 20;

template <class Word>
uint64_t Read(const char* bytes) {
  Word word;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

uint64_t Round(uint64_t lane, uint64_t word) {
  return std::rotl(lane + word * kPrime2, 31) * kPrime1;
}

uint64_t Mix(uint64_t hash) {
  hash = (hash ^ (hash >> 33)) * kPrime2;
  hash = (hash ^ (hash >> 29)) * kPrime3;
  return hash ^ (hash >> 32);
}

// The bytes after the last whole stripe.
uint64_t AddRest(uint64_t hash, std::string_view rest) {
  const char* at = rest.data();
  const char* const end = at + rest.size();
  for (; end - at >= 8; at += 8) {
    hash = std::rotl(hash ^ Round(0, Read<uint64_t>(at)), 27) * kPrime1 + kPrime4;
  }
  if (end - at >= 4) {
    hash = std::rotl(hash ^ (Read<uint32_t>(at) * kPrime1), 23) * kPrime2 + kPrime3;
    at += 4;
  }
  for (; at < end; ++at) {
    hash = std::rotl(hash ^ (Read<uint8_t>(at) * kPrime5), 11) * kPrime1;
  }
  return hash;
}

}  // namespace

void Checksum::AddStripe(const char* stripe) {
  for (size_t i = 0; i < lanes_.size(); ++i) {
    lanes_[i] = Round(lanes_[i], Read<uint64_t>(stripe + 8 * i));
  }
}

void Checksum::Add(std::string_view bytes) {
  const size_t held = size_bytes_ % kStripeBytes;
  size_bytes_ += bytes.size();
  if (held > 0) {
    const size_t taken = std::min(bytes.size(), kStripeBytes - held);
    std::copy_n(bytes.begin(), taken, rest_.begin() + static_cast<std::ptrdiff_t>(held));
    bytes.remove_prefix(taken);
    if (held + taken < kStripeBytes) return;
    AddStripe(rest_.data());
  }
  for (; bytes.size() >= kStripeBytes; bytes.remove_prefix(kStripeBytes)) AddStripe(bytes.data());
  std::copy(bytes.begin(), bytes.end(), rest_.begin());
}

uint64_t Checksum::Value() const {
  uint64_t hash = kPrime5;
  if (size_bytes_ >= kStripeBytes) {
    constexpr std::array<int, 4> kTurns = {1, 7, 12, 18};
    hash = 0;
    for (size_t i = 0; i < lanes_.size(); ++i) hash += std::rotl(lanes_[i], kTurns[i]);
    for (const uint64_t lane : lanes_) hash = (hash ^ Round(0, lane)) * kPrime1 + kPrime4;
  }
  return Mix(AddRest(hash + size_bytes_, {rest_.data(), size_bytes_ % kStripeBytes}));
}

std::string Checksum::Hex() const {
  std::array<char, 17> hex{};
  std::snprintf(hex.data(), hex.size(), "%016llx", static_cast<unsigned long long>(Value()));
  return hex.data();
}

FileChecksum ChecksumOfFile(const std::filesystem::path& path) {
  const InputFile file(path);
  Checksum checksum;
  std::vector<char> block(kBlockBytes);
  FileChecksum result;
  while (const size_t count = file.ReadAt(result.size_bytes, block)) {
    checksum.Add({block.data(), count});
    result.size_bytes += count;
  }
  result.xxh64 = checksum.Hex();
  return result;
}

}  // namespace supreme
