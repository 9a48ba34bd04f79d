// A whole record, header and signal file (with MAT-files of level 4): what the header says about
// the file is foreign, too. The input is the header, a NUL, the bytes of the signal file.
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>

#include "core/atomic_file.h"
#include "fuzz_input.h"
#include "signal/wfdb.h"

namespace supreme {
namespace {

// In memory, so that a record costs microseconds.
class RecordFolder {
 public:
  RecordFolder() {
    const std::filesystem::path base = std::filesystem::is_directory("/dev/shm")
                                           ? std::filesystem::path("/dev/shm")
                                           : std::filesystem::temp_directory_path();
    path_ = base / ("supreme-fuzz-" + std::to_string(::getpid()));
    std::filesystem::create_directories(path_);
  }
  ~RecordFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  RecordFolder(const RecordFolder&) = delete;
  RecordFolder& operator=(const RecordFolder&) = delete;

  std::filesystem::path Put(const char* name, std::string_view bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

// Stands for a FLAC decoder (flac_fuzz.cc): a byte for the channels, then samples of 32 bits.
FlacSignals DecodeRaw(const std::filesystem::path& path) {
  const std::string bytes = ReadFile(path);
  FlacSignals signals;
  signals.channels = bytes.empty() ? 0 : static_cast<unsigned char>(bytes[0]) % 4;
  if (signals.channels == 0) return {};
  signals.samples.resize((bytes.size() - 1) / 4 / signals.channels * signals.channels);
  if (signals.samples.empty()) return signals;
  std::memcpy(signals.samples.data(), bytes.data() + 1, 4 * signals.samples.size());
  return signals;
}

void Read(std::string_view input) {
  static const RecordFolder folder;
  const size_t end = input.find('\0');
  const std::string_view header = input.substr(0, end);
  const std::string_view signal = end == input.npos ? "" : input.substr(end + 1);
  folder.Put("r.dat", signal);
  folder.Put("r.mat", signal);
  const std::filesystem::path path = folder.Put("r.hea", header);
  const WfdbOptions options = {.read_flac = DecodeRaw};
  const Record record = ReadWfdb(path, options);
  FuzzExpect(record.samples_mv.size() == record.lead_names.size() * record.sample_count);
  FuzzExpect(ReadWfdbDigital(path, options).samples.size() == record.lead_names.size());
}

}  // namespace
}  // namespace supreme

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  return supreme::FuzzText(data, size, supreme::Read);
}
