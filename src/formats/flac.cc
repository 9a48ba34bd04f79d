#include "formats/flac.h"

#include <FLAC/stream_decoder.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>
#include <vector>

#include "core/error.h"
#include "formats/plain_text.h"
#include "formats/read_options.h"

namespace supreme::formats {
namespace {

constexpr uint32_t kMaxBits = 24;

struct DecoderDeleter {
  void operator()(FLAC__StreamDecoder* decoder) const { ::FLAC__stream_decoder_delete(decoder); }
};

// Bytes in memory → samples per channel. libFLAC calls back; nothing is thrown through it.
class FlacStream {
 public:
  explicit FlacStream(std::span<const std::byte> bytes) : bytes_(bytes) {}

  // Decodes everything; false when the stream is damaged.
  bool Decode() {
    const std::unique_ptr<FLAC__StreamDecoder, DecoderDeleter> decoder(
        ::FLAC__stream_decoder_new());
    if (!decoder) throw std::bad_alloc();
    const auto started = ::FLAC__stream_decoder_init_stream(
        decoder.get(), OnRead, nullptr, nullptr, nullptr, OnEnd, OnWrite, nullptr, OnError, this);
    if (started != FLAC__STREAM_DECODER_INIT_STATUS_OK) throw std::bad_alloc();
    const bool done = ::FLAC__stream_decoder_process_until_end_of_stream(decoder.get()) != 0;
    promised_ = ::FLAC__stream_decoder_get_total_samples(decoder.get());
    return done && !is_damaged_ && !is_too_large_ && !is_mixed_;
  }

  const std::vector<std::vector<float>>& channels() const { return channels_; }
  size_t sample_count() const { return channels_.empty() ? 0 : channels_.front().size(); }
  uint64_t promised() const { return promised_; }  // samples of a channel; 0 = not said
  double rate_hz() const { return rate_hz_; }
  bool is_too_large() const { return is_too_large_; }
  bool is_mixed() const { return is_mixed_; }

 private:
  static FlacStream& Self(void* client) { return *static_cast<FlacStream*>(client); }

  static FLAC__StreamDecoderReadStatus OnRead(const FLAC__StreamDecoder*, FLAC__byte* target,
                                              size_t* count, void* client) {
    std::span<const std::byte>& bytes = Self(client).bytes_;
    *count = std::min(*count, bytes.size());
    if (*count == 0) return FLAC__STREAM_DECODER_READ_STATUS_END_OF_STREAM;
    std::memcpy(target, bytes.data(), *count);
    bytes = bytes.subspan(*count);
    return FLAC__STREAM_DECODER_READ_STATUS_CONTINUE;
  }

  static FLAC__bool OnEnd(const FLAC__StreamDecoder*, void* client) {
    return Self(client).bytes_.empty() ? 1 : 0;
  }

  static FLAC__StreamDecoderWriteStatus OnWrite(const FLAC__StreamDecoder*,
                                                const FLAC__Frame* frame,
                                                const FLAC__int32* const samples[], void* client) {
    return Self(client).Take(frame->header, samples) ? FLAC__STREAM_DECODER_WRITE_STATUS_CONTINUE
                                                     : FLAC__STREAM_DECODER_WRITE_STATUS_ABORT;
  }

  static void OnError(const FLAC__StreamDecoder*, FLAC__StreamDecoderErrorStatus, void* client) {
    Self(client).is_damaged_ = true;
  }

  // One frame of all channels; false when the stream must not go on.
  bool Take(const FLAC__FrameHeader& header, const FLAC__int32* const samples[]) {
    if (channels_.empty()) {
      channels_.resize(header.channels);
      rate_hz_ = header.sample_rate;
    }
    is_mixed_ = header.channels != channels_.size() || header.bits_per_sample > kMaxBits;
    is_too_large_ = sample_count() + header.blocksize > kMaxSamples / channels_.size();
    if (is_mixed_ || is_too_large_ || is_damaged_) return false;
    try {
      for (size_t channel = 0; channel < channels_.size(); ++channel) {
        const FLAC__int32* block = samples[channel];
        channels_[channel].insert(channels_[channel].end(), block, block + header.blocksize);
      }
    } catch (const std::bad_alloc&) {
      is_too_large_ = true;
    }
    return !is_too_large_;
  }

  std::span<const std::byte> bytes_;
  std::vector<std::vector<float>> channels_;
  uint64_t promised_ = 0;
  double rate_hz_ = 0;
  bool is_damaged_ = false;
  bool is_too_large_ = false;
  bool is_mixed_ = false;
};

[[noreturn]] void Refuse(const FlacStream& stream, const std::string& where) {
  if (stream.is_too_large()) {
    throw Error(ErrorCode::kInvalidInput,
                "the FLAC stream holds over " + std::to_string(kMaxSamples) + " samples", where,
                "cut out the part of interest");
  }
  if (stream.is_mixed()) {
    throw Error(ErrorCode::kInvalidInput,
                "the FLAC stream changes its channels or has over 24 bits a sample", where,
                "signal files of WFDB have 8, 16 or 24");
  }
  throw Error(ErrorCode::kCorruptData, "the FLAC stream is damaged or none", where,
              "fetch the file again");
}

}  // namespace

Record ReadFlac(std::span<const std::byte> bytes, const std::string& source_path) {
  FlacStream stream(bytes);
  if (!stream.Decode() || stream.sample_count() == 0) Refuse(stream, source_path);
  if (stream.promised() > stream.sample_count()) {
    throw Error(ErrorCode::kCorruptData,
                "the FLAC stream is cut off: " + std::to_string(stream.promised()) +
                    " samples expected, " + std::to_string(stream.sample_count()) + " found",
                source_path, "fetch the file again");
  }
  Record record;
  record.source_path = source_path;
  record.record_id = StemOf(source_path);
  // A stream may leave the rate open; the header's counts.
  record.sample_rate_hz = std::max(1.0, stream.rate_hz());
  record.sample_count = stream.sample_count();
  record.samples_mv.reserve(stream.channels().size() * record.sample_count);
  for (const std::vector<float>& channel : stream.channels()) {
    record.lead_names.push_back("channel " + std::to_string(record.lead_names.size()));
    record.samples_mv.insert(record.samples_mv.end(), channel.begin(), channel.end());
  }
  return record;
}

}  // namespace supreme::formats
