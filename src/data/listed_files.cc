#include "data/listed_files.h"

#include <algorithm>
#include <optional>
#include <thread>

#include "core/error.h"
#include "core/hash.h"
#include "core/interrupt.h"
#include "core/numbers.h"
#include "core/ordered_workers.h"
#include "data/import_pipeline.h"

namespace supreme {
namespace {

constexpr size_t kHashDigits = 64;
constexpr size_t kAhead = 256;

ListedFile ParseLine(std::string_view line, const std::string& where) {
  const std::string hash = AsciiLower(line.substr(0, std::min(kHashDigits, line.size())));
  const bool is_hash =
      hash.size() == kHashDigits && hash.find_first_not_of("0123456789abcdef") == std::string::npos;
  std::string_view path = is_hash ? line.substr(kHashDigits) : std::string_view();
  if (!path.starts_with("  ") && !path.starts_with(" *")) {
    throw Error(ErrorCode::kCorruptData, "not a line of 64 hexadecimal digits and a path", where,
                "download the list again");
  }
  path.remove_prefix(2);
  if (path.starts_with("./")) path.remove_prefix(2);
  CheckRelativePath(std::string(path), where);
  return {std::string(path), hash};
}

std::optional<FileProblem> CheckFile(const std::filesystem::path& folder, const ListedFile& file) {
  try {
    std::error_code ignored;
    if (!std::filesystem::exists(folder / file.path, ignored)) {
      return FileProblem{file.path, "missing_file", "listed, but not there"};
    }
    const std::string hash = Sha256File(folder / file.path);
    if (hash == file.sha256) return std::nullopt;
    return FileProblem{file.path, "hash",
                       "SHA-256 is " + hash.substr(0, 12) + "…, listed is " +
                           file.sha256.substr(0, 12) + "…: download the file again"};
  } catch (const Error& error) {
    if (error.code() == ErrorCode::kInternal) throw;
    return FileProblem{file.path, "unreadable", error.what()};
  }
}

}  // namespace

std::vector<ListedFile> ParseSha256Sums(std::string_view text, std::string_view where) {
  std::vector<ListedFile> files;
  size_t number = 0;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    begin = end + 1;
    ++number;
    if (Trim(line).empty()) continue;
    files.push_back(ParseLine(line, std::string(where) + ":" + std::to_string(number)));
  }
  return files;
}

std::vector<FileProblem> CheckListedFiles(const std::filesystem::path& folder,
                                          const std::vector<ListedFile>& files, int workers,
                                          const FileProgress& progress) {
  const size_t threads = workers > 0 ? static_cast<size_t>(workers)
                                     : std::max<size_t>(1, std::thread::hardware_concurrency());
  OrderedWorkers<std::optional<FileProblem>> checks(
      files.size(), threads, kAhead, [&](size_t i) { return CheckFile(folder, files[i]); });
  std::vector<FileProblem> problems;
  size_t done = 0;
  while (auto problem = checks.Next()) {
    ThrowIfInterrupted();
    if (*problem) problems.push_back(std::move(**problem));
    if (progress) progress(++done, files.size());
  }
  return problems;
}

}  // namespace supreme
