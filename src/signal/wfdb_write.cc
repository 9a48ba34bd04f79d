#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <string_view>

#include "core/atomic_file.h"
#include "core/error.h"
#include "core/numbers.h"
#include "signal/wfdb.h"
#include "signal/wfdb_decode.h"

namespace supreme {
namespace {

constexpr int kMaxDigital = 32767;
constexpr std::string_view kMatExtension = ".mat";
constexpr size_t kMaxLeads = 16;

[[noreturn]] void Refuse(const std::string& what, const Record& record) {
  throw Error(ErrorCode::kInvalidInput, what, "record \"" + record.record_id + "\"");
}

bool HasControlCharacter(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

void CheckWritable(const Record& record) {
  const bool plain = std::all_of(record.record_id.begin(), record.record_id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  });
  if (record.record_id.empty() || !plain) {
    Refuse("record id must be of letters, digits, '_' and '-'", record);
  }
  const size_t leads = record.lead_names.size();
  if (leads == 0 || leads > kMaxLeads || record.sample_count == 0) {
    Refuse("a WFDB record has 1–16 leads and at least one sample", record);
  }
  if (record.samples_mv.size() != leads * record.sample_count) {
    Refuse("samples are not leads × sample count", record);
  }
  if (!std::isfinite(record.sample_rate_hz) || record.sample_rate_hz <= 0) {
    Refuse("sampling rate must be above 0 Hz", record);
  }
  for (const std::string& name : record.lead_names) {
    if (name.empty() || Trim(name) != name || HasControlCharacter(name)) {
      Refuse("lead name \"" + name + "\" cannot be written in one header line", record);
    }
  }
  for (const std::string& comment : record.comments) {
    if (HasControlCharacter(comment)) Refuse("a comment holds control characters", record);
  }
}

int16_t ToDigital(float sample_mv, double gain_per_mv, const Record& record) {
  if (std::isnan(sample_mv)) return static_cast<int16_t>(InvalidSample(16));
  const double value = std::nearbyint(static_cast<double>(sample_mv) * gain_per_mv);
  if (!(std::abs(value) <= kMaxDigital)) {
    Refuse("a sample lies beyond ±" + FormatDouble(kMaxDigital / gain_per_mv) + " mV", record);
  }
  return static_cast<int16_t>(value);
}

// [leads, samples] row-major.
std::vector<int16_t> Digitise(const Record& record, double gain_per_mv) {
  std::vector<int16_t> digital(record.samples_mv.size());
  for (size_t i = 0; i < digital.size(); ++i) {
    digital[i] = ToDigital(record.samples_mv[i], gain_per_mv, record);
  }
  return digital;
}

std::string Interleave(const std::vector<int16_t>& digital, size_t leads) {
  const size_t samples = digital.size() / leads;
  std::string bytes(2 * digital.size(), '\0');
  for (size_t lead = 0; lead < leads; ++lead) {
    for (size_t i = 0; i < samples; ++i) {
      std::memcpy(&bytes[2 * (i * leads + lead)], &digital[lead * samples + i], 2);
    }
  }
  return bytes;
}

// How the signal file is called and read: "16+24", "1000/mV".
struct SignalFile {
  std::string_view extension;
  std::string_view format;
  std::string gain;
};

std::string HeaderText(const Record& record, const std::vector<int16_t>& digital,
                       const SignalFile& file, const std::string& time_and_date) {
  std::string text = record.record_id + " " + std::to_string(record.lead_names.size()) + " " +
                     FormatDouble(record.sample_rate_hz) + " " +
                     std::to_string(record.sample_count) + (time_and_date.empty() ? "" : " ") +
                     time_and_date + "\n";
  for (size_t lead = 0; lead < record.lead_names.size(); ++lead) {
    const auto samples =
        std::span<const int16_t>(digital).subspan(lead * record.sample_count, record.sample_count);
    text += record.record_id + std::string(file.extension) + " " + std::string(file.format) + " " +
            file.gain + " 16 0 " + std::to_string(samples[0]) + " " +
            std::to_string(SampleChecksum(samples)) + " 0 " + record.lead_names[lead] + "\n";
  }
  for (const std::string& comment : record.comments) text += "#" + comment + "\n";
  return text;
}

// Header of a MATLAB v4 matrix: type 30 (little-endian int16, by columns), rows, columns, no
// imaginary part, length of the name, name.
std::string MatHeader(size_t leads, size_t samples) {
  const std::array<int32_t, 5> fields = {30, static_cast<int32_t>(leads),
                                         static_cast<int32_t>(samples), 0, 4};
  std::string bytes(sizeof(fields), '\0');
  std::memcpy(bytes.data(), fields.data(), sizeof(fields));
  bytes.append("val\0", 4);
  return bytes;
}

void WriteFiles(const Record& record, const std::filesystem::path& folder, const SignalFile& file,
                const WfdbWriteOptions& options) {
  CheckWritable(record);
  const std::vector<int16_t> digital = Digitise(record, options.gain_per_mv);
  const size_t leads = record.lead_names.size();
  std::string bytes = Interleave(digital, leads);
  if (file.extension == kMatExtension) bytes.insert(0, MatHeader(leads, record.sample_count));
  // The header comes last: a record without a header is not there.
  WriteFileAtomically(folder / (record.record_id + std::string(file.extension)), bytes,
                      options.durability);
  WriteFileAtomically(folder / (record.record_id + ".hea"),
                      HeaderText(record, digital, file, options.time_and_date), options.durability);
}

}  // namespace

void WriteWfdb(const Record& record, const std::filesystem::path& folder,
               const WfdbWriteOptions& options) {
  if (!(options.gain_per_mv > 0.0) || HasControlCharacter(options.time_and_date)) {
    Refuse("gain must be above 0, and time and date on one line", record);
  }
  WriteFiles(record, folder, {".dat", "16", FormatFixed(options.gain_per_mv, 1) + "(0)/mV"},
             options);
}

void WriteWfdb(const Record& record, const std::filesystem::path& folder, Durability durability) {
  WriteWfdb(record, folder, WfdbWriteOptions{.durability = durability});
}

void WriteWfdbMat(const Record& record, const std::filesystem::path& folder,
                  Durability durability) {
  WriteFiles(record, folder, {kMatExtension, "16+24", "1000/mV"}, {.durability = durability});
}

}  // namespace supreme
