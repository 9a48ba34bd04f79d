// Files against a list of their SHA-256: a publisher's SHA256SUMS.txt, or a pack's own list.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace supreme {

inline constexpr std::string_view kSha256SumsName = "SHA256SUMS.txt";

struct ListedFile {
  std::string path;  // from the folder of the list
  std::string sha256;
};

// Lines "HASH  path" or "HASH *path", as `sha256sum` writes; empty lines are skipped. Errors with
// "where:line": kCorruptData (no hash, no path), kInvalidInput (a path that leaves the folder).
std::vector<ListedFile> ParseSha256Sums(std::string_view text, std::string_view where);

struct FileProblem {
  std::string path;
  std::string check;  // "missing_file", "hash" or "unreadable"
  std::string message;
};

// `progress` is called from the calling thread.
using FileProgress = std::function<void(size_t done, size_t total)>;

// Hashes every file on `workers` threads (0 = all cores). What is wrong with them in the order of
// the list; files that are not listed do not matter. Errors: kCancelled.
std::vector<FileProblem> CheckListedFiles(const std::filesystem::path& folder,
                                          const std::vector<ListedFile>& files, int workers,
                                          const FileProgress& progress);

}  // namespace supreme
