#include "train/event_message.h"

#include <bit>

namespace supreme {
namespace {

// Wire types of protocol buffers.
constexpr uint64_t kVarint = 0, kFixed64 = 1, kBytes = 2, kFixed32 = 5;

// Field numbers of Event, Summary, Summary.Value and SessionLog.
constexpr uint64_t kEventWallTime = 1, kEventStep = 2, kEventFileVersion = 3, kEventSummary = 5,
                   kEventSessionLog = 7;
constexpr uint64_t kSummaryValue = 1, kValueTag = 1, kValueSimple = 2;
constexpr uint64_t kSessionStatus = 1, kSessionStart = 1;

template <class Integer>
void AppendLittleEndian(Integer value, std::string& out) {
  for (size_t i = 0; i < sizeof(value); ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

void AppendVarint(uint64_t value, std::string& out) {
  for (; value >= 0x80; value >>= 7) out += static_cast<char>((value & 0x7F) | 0x80);
  out += static_cast<char>(value);
}

void AppendKey(uint64_t field, uint64_t type, std::string& out) {
  AppendVarint(field << 3 | type, out);
}

void AppendBytes(uint64_t field, std::string_view bytes, std::string& out) {
  AppendKey(field, kBytes, out);
  AppendVarint(bytes.size(), out);
  out += bytes;
}

std::string EventStart(const EventTime& time) {
  std::string out;
  AppendKey(kEventWallTime, kFixed64, out);
  AppendLittleEndian(std::bit_cast<uint64_t>(time.wall_seconds), out);
  if (time.step == 0) return out;  // the format leaves zeros out
  AppendKey(kEventStep, kVarint, out);
  AppendVarint(static_cast<uint64_t>(time.step), out);
  return out;
}

std::optional<uint64_t> TakeVarint(std::string_view& bytes) {
  uint64_t value = 0;
  for (int shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    value |= static_cast<uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return value;
  }
  return std::nullopt;
}

// Skips a field's content; its value where it is a varint, else 0. Nothing for broken bytes.
std::optional<uint64_t> TakeField(uint64_t type, std::string_view& bytes) {
  if (type == kVarint) return TakeVarint(bytes);
  std::optional<uint64_t> size;
  if (type == kFixed64) size = 8;
  if (type == kFixed32) size = 4;
  if (type == kBytes) size = TakeVarint(bytes);
  if (!size || *size > bytes.size()) return std::nullopt;
  bytes.remove_prefix(*size);
  return 0;
}

}  // namespace

std::string FileVersionEvent(double wall_seconds) {
  std::string out = EventStart({wall_seconds, 0});
  AppendBytes(kEventFileVersion, "brain.Event:2", out);
  return out;
}

std::string SessionStartEvent(const EventTime& time) {
  std::string out = EventStart(time), session;
  AppendKey(kSessionStatus, kVarint, session);
  AppendVarint(kSessionStart, session);
  AppendBytes(kEventSessionLog, session, out);
  return out;
}

std::string ScalarsEvent(const EventTime& time, const std::vector<EventScalar>& scalars) {
  std::string summary;
  for (const EventScalar& scalar : scalars) {
    std::string value;
    AppendBytes(kValueTag, scalar.tag, value);
    AppendKey(kValueSimple, kFixed32, value);
    AppendLittleEndian(std::bit_cast<uint32_t>(scalar.value), value);
    AppendBytes(kSummaryValue, value, summary);
  }
  std::string out = EventStart(time);
  AppendBytes(kEventSummary, summary, out);
  return out;
}

std::optional<int64_t> StepOfEvent(std::string_view message) {
  int64_t step = 0;
  while (!message.empty()) {
    const auto key = TakeVarint(message);
    if (!key) return std::nullopt;
    const auto value = TakeField(*key & 7, message);
    if (!value) return std::nullopt;
    if (*key == (kEventStep << 3 | kVarint)) step = static_cast<int64_t>(*value);
  }
  return step;
}

}  // namespace supreme
