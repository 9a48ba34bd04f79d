#include "vocab/dictionary_lines.h"

#include <cerrno>
#include <fstream>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/interrupt.h"
#include "core/progress.h"

namespace supreme {
namespace {

constexpr size_t kBlockBytes = 1 << 20;

class LineCutter {
 public:
  LineCutter(char separator, const VisitFields& visit) : separator_(separator), visit_(visit) {}

  void Take(std::string_view block) {
    while (!block.empty()) {
      const size_t end = block.find('\n');
      Append(block.substr(0, end));
      if (end == std::string_view::npos) return;
      EndLine();
      block.remove_prefix(end + 1);
    }
  }

  void EndLine() {
    ++number_;
    if (is_too_long_) {
      visit_({}, number_);
    } else {
      if (line_.ends_with('\r')) line_.pop_back();
      if (!line_.empty()) Cut();
    }
    line_.clear();
    is_too_long_ = false;
  }
  bool HasRest() const { return !line_.empty() || is_too_long_; }

 private:
  void Append(std::string_view part) {
    if (line_.size() + part.size() > kMaxDictionaryLine) is_too_long_ = true;
    if (is_too_long_) {
      line_.clear();
    } else {
      line_.append(part);
    }
  }

  void Cut() {
    fields_.clear();
    std::string_view rest = line_;
    while (true) {
      const size_t end = rest.find(separator_);
      fields_.push_back(rest.substr(0, end));
      if (end == std::string_view::npos) break;
      rest.remove_prefix(end + 1);
    }
    visit_(fields_, number_);
  }

  const char separator_;
  const VisitFields& visit_;
  std::string line_;
  bool is_too_long_ = false;
  uint64_t number_ = 0;
  std::vector<std::string_view> fields_;
};

}  // namespace

void VisitDictionary(const std::filesystem::path& path, char separator, const VisitFields& visit) {
  if (!std::filesystem::exists(path)) {
    throw Error(ErrorCode::kNotFound, "no such file", path.string());
  }
  if (!std::filesystem::is_regular_file(path)) {
    throw Error(ErrorCode::kInvalidInput, "not a regular file", path.string());
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) throw SystemError(errno, "cannot read", path.string());
  constexpr uint64_t kUnit = 1 << 20;
  Progress progress("read " + path.filename().string(), std::filesystem::file_size(path) / kUnit,
                    "MB");
  LineCutter cutter(separator, visit);
  std::string block(kBlockBytes, '\0');
  uint64_t done = 0;
  while (file) {
    ThrowIfInterrupted();
    file.read(block.data(), static_cast<std::streamsize>(block.size()));
    const auto count = static_cast<size_t>(file.gcount());
    cutter.Take(std::string_view(block).substr(0, count));
    done += count;
    progress.Update(done / kUnit);
  }
  if (file.bad()) throw SystemError(errno, "cannot read", path.string());
  if (cutter.HasRest()) cutter.EndLine();
  progress.Finish();
}

}  // namespace supreme
