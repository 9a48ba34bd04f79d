#include "nn/dropout_mask.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <mutex>
#include <optional>
#include <span>
#include <utility>

#include "core/error.h"
#include "signal/vectorised.h"

namespace supreme {
namespace {

constexpr double kSteps = 65536.0;
constexpr int64_t kBlock = 1024;  // values made from 256 numbers of 64 bits

// Number `index` of the stream `seed` (SplitMix64, Steele et al. 2014,
// doi 10.1145/2714064.2660195).
inline uint64_t StreamNumber(uint64_t seed, uint64_t index) {
  uint64_t z = seed + (index + 1) * 0x9e3779b97f4a7c15ULL;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

using Draws = std::array<uint16_t, kBlock>;

SUPREME_VECTOR_CLONES
void Draw(uint64_t seed, uint64_t block, Draws& draws) {
  std::array<uint64_t, kBlock / 4> numbers;
  for (size_t i = 0; i < numbers.size(); ++i) {
    numbers[i] = StreamNumber(seed, block * numbers.size() + i);
  }
  draws = std::bit_cast<Draws>(numbers);
}

// `kept` is the bit pattern of the scale; that of 0 is 0 in both types.
template <class Bits>
inline void Choose(const Draws& draws, uint16_t dropped, Bits kept, std::span<Bits> bits) {
  for (size_t i = 0; i < bits.size(); ++i) bits[i] = draws[i] < dropped ? Bits{0} : kept;
}

SUPREME_VECTOR_CLONES
void ChooseFloats(const Draws& draws, uint16_t dropped, uint32_t kept, std::span<uint32_t> bits) {
  Choose(draws, dropped, kept, bits);
}

SUPREME_VECTOR_CLONES
void ChooseHalves(const Draws& draws, uint16_t dropped, uint16_t kept, std::span<uint16_t> bits) {
  Choose(draws, dropped, kept, bits);
}

template <class Bits, class Chooser>
void Fill(std::span<Bits> bits, uint64_t seed, const Chooser& choose) {
  const auto size = static_cast<int64_t>(bits.size());
  constexpr int64_t kBlocksPerTask = 32;
  at::parallel_for(
      0, (size + kBlock - 1) / kBlock, kBlocksPerTask, [&](int64_t begin, int64_t end) {
        Draws draws;
        for (int64_t block = begin; block < end; ++block) {
          Draw(seed, static_cast<uint64_t>(block), draws);
          const int64_t first = block * kBlock;
          choose(draws, bits.subspan(static_cast<size_t>(first),
                                     static_cast<size_t>(std::min(kBlock, size - first))));
        }
      });
}

uint64_t NextSeed(at::Generator generator) {
  auto* cpu = at::get_generator_or_default<at::CPUGeneratorImpl>(
      generator.defined() ? std::optional(generator) : std::nullopt,
      at::detail::getDefaultCPUGenerator());
  const std::lock_guard lock(cpu->mutex_);
  return cpu->random64();
}

}  // namespace

at::Tensor DropoutMask(const at::Tensor& x, double rate, at::Generator generator) {
  at::Tensor mask = at::empty(x.sizes(), x.options().requires_grad(false));
  const auto dropped = static_cast<uint16_t>(std::min(std::round(rate * kSteps), kSteps - 1.0));
  const auto scale = static_cast<float>(kSteps / (kSteps - static_cast<double>(dropped)));
  const auto count = static_cast<size_t>(mask.numel());
  const uint64_t seed = NextSeed(std::move(generator));
  if (mask.scalar_type() == at::kFloat) {
    const auto kept = std::bit_cast<uint32_t>(scale);
    const std::span bits(reinterpret_cast<uint32_t*>(mask.mutable_data_ptr<float>()), count);
    Fill(bits, seed,
         [&](const Draws& draws, auto part) { ChooseFloats(draws, dropped, kept, part); });
  } else {
    SUPREME_CHECK(mask.scalar_type() == at::kBFloat16);
    const uint16_t kept = c10::BFloat16(scale).x;
    const std::span bits(reinterpret_cast<uint16_t*>(mask.mutable_data_ptr<at::BFloat16>()), count);
    Fill(bits, seed,
         [&](const Draws& draws, auto part) { ChooseHalves(draws, dropped, kept, part); });
  }
  return mask;
}

}  // namespace supreme
