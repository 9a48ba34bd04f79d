#include "cli/doctor_disk.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <string>

#include "core/error.h"
#include "core/numbers.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;

constexpr size_t kBlock = 1 << 20;
constexpr size_t kBlocks = 64;
constexpr double kSlowMbPerSec = 50.0;  // a checkpoint of a large network would take a minute
constexpr double kGb = 1e9;
constexpr double kMinFreeGb = 5.0;

// An open file without a name: nothing is left behind, however the program ends.
class NamelessFile {
 public:
  explicit NamelessFile(const fs::path& folder) {
    std::string name = (folder / ".supreme-doctor-XXXXXX").string();
    descriptor_ = ::mkostemp(name.data(), O_CLOEXEC);
    if (descriptor_ < 0) throw SystemError(errno, "cannot write", folder.string());
    ::unlink(name.c_str());
  }
  ~NamelessFile() { ::close(descriptor_); }
  NamelessFile(const NamelessFile&) = delete;
  NamelessFile& operator=(const NamelessFile&) = delete;
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_ = -1;
};

double MbPerSec(steady_clock::time_point start) {
  const std::chrono::duration<double> elapsed = steady_clock::now() - start;
  return static_cast<double>(kBlock * kBlocks) / 1e6 / std::max(elapsed.count(), 1e-9);
}

// Bytes that no file system or drive can press together.
std::string NoiseBlock() {
  std::string block(kBlock, '\0');
  uint64_t state = 0x9E3779B97F4A7C15ULL;
  for (char& c : block) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    c = static_cast<char>(state >> 56);
  }
  return block;
}

Check CheckSpeed(const fs::path& folder) {
  const NamelessFile file(folder);
  std::string block = NoiseBlock();
  auto start = steady_clock::now();
  for (size_t i = 0; i < kBlocks; ++i) {
    if (::write(file.descriptor(), block.data(), block.size()) !=
        static_cast<ssize_t>(block.size())) {
      throw SystemError(errno, "cannot write", folder.string());
    }
  }
  if (::fsync(file.descriptor()) != 0) throw SystemError(errno, "cannot sync", folder.string());
  const double write_speed = MbPerSec(start);
  ::posix_fadvise(file.descriptor(), 0, 0, POSIX_FADV_DONTNEED);
  ::lseek(file.descriptor(), 0, SEEK_SET);
  start = steady_clock::now();
  for (size_t i = 0; i < kBlocks; ++i) {
    if (::read(file.descriptor(), block.data(), block.size()) <= 0) {
      throw SystemError(errno, "cannot read", folder.string());
    }
  }
  const double read_speed = MbPerSec(start);
  Check check{"disk speed", CheckLevel::kGood,
              "writes " + FormatFixed(write_speed, 0) + " MB/s, reads " +
                  FormatFixed(read_speed, 0) + " MB/s in " + folder.string(),
              ""};
  if (write_speed < kSlowMbPerSec) {
    check.level = CheckLevel::kWarning;
    check.hint = "a run folder on a faster disk, or fewer checkpoints";
  }
  return check;
}

}  // namespace

std::vector<Check> CheckDisk(const fs::path& folder) {
  std::error_code error;
  const fs::space_info space = fs::space(folder, error);
  if (error) {
    return {{"disk space", CheckLevel::kBroken, folder.string() + ": " + error.message(),
             "--folder with a folder that exists"}};
  }
  const double free = static_cast<double>(space.available) / kGb;
  std::vector<Check> checks = {{"disk space", CheckLevel::kGood,
                                FormatFixed(free, 1) + " GB free in " + folder.string(), ""}};
  if (free < kMinFreeGb) {
    checks.back().level = CheckLevel::kWarning;
    checks.back().hint = "free some space: packs and checkpoints take gigabytes";
  }
  try {
    checks.push_back(CheckSpeed(folder));
  } catch (const Error& failure) {
    checks.push_back({"disk speed", CheckLevel::kBroken, failure.what(),
                      "--folder with a folder you may write"});
  }
  return checks;
}

}  // namespace supreme
