#include "train/event_writer.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <vector>

#include "core/atomic_file.h"
#include "core/error.h"
#include "core/numbers.h"
#include "train/event_message.h"
#include "train/metrics.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "events.out.tfevents.";
constexpr uint32_t kCastagnoli = 0x82F63B78U;  // the polynomial, bits reversed
constexpr size_t kFrameHead = 12;              // length and its sum
constexpr size_t kFrameTail = 4;

constexpr std::array<uint32_t, 256> MakeCrcTable() {
  std::array<uint32_t, 256> table{};
  for (uint32_t i = 0; i < table.size(); ++i) {
    uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = value >> 1 ^ (value & 1 ? kCastagnoli : 0);
    table[i] = value;
  }
  return table;
}
constexpr auto kCrcTable = MakeCrcTable();

template <class Integer>
std::string LittleEndian(Integer value) {
  std::string bytes;
  for (size_t i = 0; i < sizeof(value); ++i) bytes += static_cast<char>(value >> (8 * i) & 0xFF);
  return bytes;
}

template <class Integer>
Integer ReadLittleEndian(std::string_view bytes) {
  Integer value = 0;
  for (size_t i = 0; i < sizeof(value); ++i) {
    value |= static_cast<Integer>(static_cast<unsigned char>(bytes[i])) << (8 * i);
  }
  return value;
}

double NowSeconds() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

std::string HostName() {
  std::array<char, 128> host{};
  ::gethostname(host.data(), host.size() - 1);
  return host.data();
}

// The first whole frame's message; nothing when it is cut or damaged.
std::optional<std::string_view> FirstMessage(std::string_view bytes) {
  if (bytes.size() < kFrameHead + kFrameTail) return std::nullopt;
  const auto size = ReadLittleEndian<uint64_t>(bytes);
  if (MaskedCrc32c(bytes.substr(0, 8)) != ReadLittleEndian<uint32_t>(bytes.substr(8)) ||
      size > bytes.size() - kFrameHead - kFrameTail) {
    return std::nullopt;
  }
  const std::string_view message = bytes.substr(kFrameHead, size);
  const auto sum = ReadLittleEndian<uint32_t>(bytes.substr(kFrameHead + size));
  return MaskedCrc32c(message) == sum ? std::optional(message) : std::nullopt;
}

// The files of the run's earlier parts.
std::vector<fs::path> EventFiles(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().filename().string().starts_with(kPrefix) && entry.is_regular_file() &&
        !entry.is_symlink()) {
      files.push_back(entry.path());
    }
  }
  return files;
}

// "events.out.tfevents.1700000000.host" → 1700000000; 0 for other names.
int64_t SecondsOf(const fs::path& file) {
  const std::string rest = file.filename().string().substr(kPrefix.size());
  return ParseInt(rest.substr(0, rest.find('.'))).value_or(0);
}

constexpr std::string_view kValidation = "validation_";

std::string TagOf(std::string_view name) {
  if (!name.starts_with(kValidation)) return "training/" + std::string(name);
  return "validation/" + std::string(name.substr(kValidation.size()));
}

}  // namespace

uint32_t MaskedCrc32c(std::string_view bytes) {
  uint32_t crc = 0xFFFFFFFFU;
  for (const char c : bytes) {
    crc = crc >> 8 ^ kCrcTable[(crc ^ static_cast<unsigned char>(c)) & 0xFF];
  }
  crc = ~crc;
  return (crc >> 15 | crc << 17) + 0xA282EAD8U;
}

size_t EventPrefix(std::string_view file, int64_t last_step) {
  size_t kept = 0;
  while (const auto message = FirstMessage(file.substr(kept))) {
    const auto step = StepOfEvent(*message);
    if (!step || *step > last_step) break;
    kept += kFrameHead + message->size() + kFrameTail;
  }
  return kept;
}

namespace {

// Cuts what earlier parts of the run wrote after `last_step` or wrote half; returns the path of a
// file that sorts after theirs.
fs::path MakeRoom(const fs::path& folder, int64_t last_step) {
  int64_t newest = 0;
  for (const fs::path& file : EventFiles(folder)) {
    const std::string bytes = ReadFile(file);
    const size_t kept = EventPrefix(bytes, last_step);
    // Cutting in place: a TensorBoard that has the file open goes on with it.
    if (kept < bytes.size()) fs::resize_file(file, kept);
    newest = std::max(newest, SecondsOf(file));
  }
  const int64_t seconds = std::max(static_cast<int64_t>(NowSeconds()), newest + 1);
  return folder / (std::string(kPrefix) + std::to_string(seconds) + "." + HostName());
}

}  // namespace

EventWriter::EventWriter(const fs::path& folder, int64_t last_step)
    : file_(MakeRoom(folder, last_step)) {
  const double now = NowSeconds();
  WriteFrame(FileVersionEvent(now));
  if (last_step > 0) WriteFrame(SessionStartEvent({now, last_step + 1}));
}

void EventWriter::OnMetrics(const MetricsRow& row) {
  // The row of an evaluation repeats the step of a training row.
  const bool evaluation = row.validation_loss.has_value();
  std::vector<EventScalar> scalars;
  for (const MetricsCell& cell : MetricsCells(row)) {
    const std::string_view name = cell.name;
    if (name == "step" || !cell.value || name.starts_with(kValidation) != evaluation) continue;
    scalars.push_back({TagOf(name), static_cast<float>(*cell.value)});
  }
  WriteFrame(ScalarsEvent({NowSeconds(), row.step}, scalars));
}

void EventWriter::WriteFrame(std::string_view message) {
  const std::string length = LittleEndian<uint64_t>(message.size());
  std::string frame = length + LittleEndian(MaskedCrc32c(length));
  frame.append(message).append(LittleEndian(MaskedCrc32c(message)));
  file_.Append(frame);
}

void EventWriter::OnSave() { file_.Sync(); }

}  // namespace supreme
