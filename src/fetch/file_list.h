// What a publisher says a database consists of: paths, sums, sizes. Lists come from the network, so
// nothing in them is believed: a path must stay below the folder it is fetched into.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fetch/sources.h"

namespace supreme {

enum class DigestKind { kNone, kSha256, kMd5 };

struct RemoteFile {
  std::string path;  // relative, with '/', checked
  std::string url;   // empty: the base address + path
  DigestKind digest_kind = DigestKind::kNone;
  std::string digest;  // lower-case hex
  std::optional<uint64_t> size_bytes;
};

// Our own folder below the output folder: list, partial files, journal, lock.
constexpr std::string_view kFetchFolder = ".fetch";

// kCorruptData with `where` unless `path` is relative, has no empty, "." or ".." part, no '\\' and
// no control character, does not begin with kFetchFolder and has at most 1,000 bytes.
void CheckListedPath(std::string_view path, const std::string& where);

// The text of one list of `kind`. Errors (kCorruptData): malformed text, bad or doubled paths, a
// file that is also a folder, over 5 million files. File addresses in JSON lists must be https, or
// on the same host as `list_url`.
std::vector<RemoteFile> ParseFileList(ListKind kind, std::string_view text,
                                      const std::string& list_url);

// Sorts by path and refuses paths that cannot all exist; for lists that were joined.
void SortAndCheck(std::vector<RemoteFile>& files, const std::string& where);

// Shell pattern as fnmatch(3); '*' also matches '/'. An empty pattern matches all.
bool MatchesPattern(const std::string& path, const std::string& pattern);

}  // namespace supreme
