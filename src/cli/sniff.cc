#include "cli/sniff.h"

#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/numbers.h"
#include "signal/leads.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMaxEntries = 100'000;  // of a folder that may hold records

bool Exists(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

bool HoldsRecords(const fs::path& folder) {
  std::error_code failure;
  size_t seen = 0;
  fs::recursive_directory_iterator entries(folder, failure);
  for (; !failure && entries != fs::recursive_directory_iterator() && seen < kMaxEntries;
       entries.increment(failure), ++seen) {
    if (AsciiLower(entries->path().extension().string()) == ".hea") return true;
  }
  return false;
}

FileKind SniffFolder(const fs::path& folder) {
  if (Exists(folder / "pack.json")) return FileKind::kPack;
  if (Exists(folder / "bundle" / "config.json")) return FileKind::kRun;
  if (Exists(folder / "config.json")) return FileKind::kBundle;
  if (HoldsRecords(folder)) return FileKind::kRecordFolder;
  throw Error(ErrorCode::kInvalidInput, "neither a pack nor a bundle, and no records below it",
              folder.string(), "a pack has a pack.json, a bundle a config.json");
}

std::string FirstBytes(const fs::path& path) {
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored)) return "";
  std::ifstream file(path, std::ios::binary);
  std::string bytes(4096, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<size_t>(std::max<std::streamsize>(0, file.gcount())));
  return bytes;
}

// A table of samples has a column per lead; other tables do not.
bool NamesLeads(std::string_view first_line) {
  size_t begin = 0;
  while (begin < first_line.size()) {
    const size_t end = std::min(first_line.find_first_of(",;\t", begin), first_line.size());
    if (LeadIndex(Trim(first_line.substr(begin, end - begin)))) return true;
    begin = end + 1;
  }
  return false;
}

}  // namespace

FileKind SniffFile(const fs::path& path) {
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) return SniffFolder(path);
  const std::string bytes = FirstBytes(path);
  const std::string extension = AsciiLower(path.extension().string());
  if (bytes.starts_with("SQLite format 3")) return FileKind::kStore;
  // Eight bytes of a length below 100 MB, then JSON.
  const bool is_tensors = bytes.size() > 9 && bytes[8] == '{' &&
                          std::string_view(bytes).substr(4, 4) == std::string_view("\0\0\0\0", 4);
  if (is_tensors || extension == ".safetensors") return FileKind::kTensors;
  const size_t text = bytes.find_first_not_of(" \t\r\n");
  if (text != std::string::npos && bytes[text] == '{') return FileKind::kJson;
  const std::string_view line = std::string_view(bytes).substr(0, bytes.find('\n'));
  if (extension == ".csv" && !NamesLeads(line)) return FileKind::kTable;
  return FileKind::kRecord;
}

}  // namespace supreme
