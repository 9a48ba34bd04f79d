#include "engine/hashed_encoder.h"

#include <cmath>
#include <string_view>

namespace supreme {
namespace {

// 64-bit FNV-1a, then the finaliser of SplitMix64, whose bits are even for near inputs.
uint64_t HashWord(std::string_view word) {
  uint64_t hash = 0xcbf29ce484222325U;
  for (const char letter : word) {
    hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3U;
  }
  return hash;
}

uint64_t Mix(uint64_t value) {
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9U;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebU;
  return value ^ (value >> 31);
}

void AddWord(std::string_view word, std::span<float> vector) {
  constexpr uint64_t kStep = 0x9e3779b97f4a7c15U;
  const uint64_t seed = HashWord(word);
  for (size_t i = 0; i < vector.size(); ++i) {
    const uint64_t bits = Mix(seed + kStep * (i / 64 + 1));
    vector[i] += ((bits >> (i % 64)) & 1) != 0 ? 1.0F : -1.0F;
  }
}

bool IsWordLetter(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
         static_cast<unsigned char>(letter) >= 0x80;
}

void EncodeText(std::string_view text, std::span<float> vector) {
  std::string word;
  const auto finish = [&] {
    if (!word.empty()) AddWord(word, vector);
    word.clear();
  };
  for (const char letter : text) {
    const char lower =
        letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    if (IsWordLetter(lower)) {
      word += lower;
    } else {
      finish();
    }
  }
  finish();
  double square = 0.0;
  for (const float value : vector) square += static_cast<double>(value) * value;
  if (square == 0.0) return;
  const auto scale = static_cast<float>(1.0 / std::sqrt(square));
  for (float& value : vector) value *= scale;
}

}  // namespace

std::vector<float> HashedEncoder::Encode(std::span<const std::string> texts) {
  constexpr auto kRow = static_cast<size_t>(kWidth);
  std::vector<float> vectors(texts.size() * kRow, 0.0F);
  for (size_t i = 0; i < texts.size(); ++i) {
    EncodeText(texts[i], std::span(vectors).subspan(i * kRow, kRow));
  }
  return vectors;
}

}  // namespace supreme
