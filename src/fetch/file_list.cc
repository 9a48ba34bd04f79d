#include "fetch/file_list.h"

#include <fnmatch.h>

#include <algorithm>
#include <utility>

#include "core/error.h"
#include "core/json.h"
#include "core/numbers.h"
#include "fetch/url.h"

namespace supreme {
namespace {

constexpr size_t kMaxPathBytes = 1000;
constexpr size_t kMaxFiles = 5'000'000;
constexpr size_t kSha256Digits = 64;
constexpr size_t kMd5Digits = 32;

[[noreturn]] void Refuse(const std::string& what, const std::string& where) {
  throw Error(ErrorCode::kCorruptData, what, where, "tell the publisher, or name another --mirror");
}

// What is shown of foreign text in a message.
std::string Shown(std::string_view text) {
  std::string shown = "\"";
  for (const char c : text.substr(0, 80)) {
    shown += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
  }
  return shown + "\"";
}

bool IsHex(std::string_view text, size_t digits) {
  return text.size() == digits && text.find_first_not_of("0123456789abcdef") == text.npos;
}

// "<64 hex digits> <path>" a line; a second blank or '*' before the path as sha256sum writes it.
std::vector<RemoteFile> ParseSha256Sums(std::string_view text, const std::string& where) {
  std::vector<RemoteFile> files;
  size_t number = 0;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
    const std::string place = where + ":" + std::to_string(++number);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    const std::string digest = AsciiLower(line.substr(0, kSha256Digits));
    if (!IsHex(digest, kSha256Digits) || line.size() < kSha256Digits + 2 ||
        line[kSha256Digits] != ' ') {
      Refuse(Shown(line) + " is not a SHA-256 sum and a path", place);
    }
    line.remove_prefix(kSha256Digits + 1);
    if (line.starts_with(' ') || line.starts_with('*')) line.remove_prefix(1);
    if (line.starts_with("./")) line.remove_prefix(2);
    CheckListedPath(line, place);
    if (files.size() == kMaxFiles) Refuse("over 5 million files", place);
    files.push_back({std::string(line), "", DigestKind::kSha256, digest, std::nullopt});
  }
  return files;
}

void SetMd5(RemoteFile& file, std::string digest, const std::string& where) {
  digest = AsciiLower(digest);
  if (!IsHex(digest, kMd5Digits)) Refuse(Shown(digest) + " is not an MD5 sum", where);
  file.digest_kind = DigestKind::kMd5;
  file.digest = std::move(digest);
}

// {"files": [{"key", "size", "checksum": "md5:…", "links": {"self"}}]}
RemoteFile ZenodoFile(const Json& entry, const std::string& where) {
  RemoteFile file;
  file.path = JsonString(entry, "key", where);
  file.size_bytes = JsonCount(entry, "size", where);
  file.url = JsonString(JsonMember(entry, "links", where), "self", where);
  const std::string checksum = JsonString(entry, "checksum", where);
  if (!checksum.starts_with("md5:")) Refuse(Shown(checksum) + " is not an MD5 sum", where);
  SetMd5(file, checksum.substr(4), where);
  return file;
}

// {"files": [{"name", "size", "computed_md5", "download_url"}]}; the sum may be empty.
RemoteFile FigshareFile(const Json& entry, const std::string& where) {
  RemoteFile file;
  file.path = JsonString(entry, "name", where);
  file.size_bytes = JsonCount(entry, "size", where);
  file.url = JsonString(entry, "download_url", where);
  const std::string digest = JsonString(entry, "computed_md5", where);
  if (!digest.empty()) SetMd5(file, digest, where);
  return file;
}

std::vector<RemoteFile> ParseJsonList(ListKind kind, std::string_view text,
                                      const std::string& where) {
  const Json json = ParseJson(text, where);
  const Json& entries = JsonMember(json, "files", where);
  if (!entries.is_array()) Refuse("\"files\" is no array", where);
  if (entries.size() > kMaxFiles) Refuse("over 5 million files", where);
  std::vector<RemoteFile> files;
  for (const Json& entry : entries) {
    RemoteFile file =
        kind == ListKind::kZenodo ? ZenodoFile(entry, where) : FigshareFile(entry, where);
    CheckListedPath(file.path, where);
    if (!MayRedirect(where, file.url)) {
      Refuse("the address of " + Shown(file.path) + " is neither https nor on the same host",
             where);
    }
    files.push_back(std::move(file));
  }
  return files;
}

}  // namespace

void CheckListedPath(std::string_view path, const std::string& where) {
  const bool has_odd_byte = std::any_of(path.begin(), path.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '\\';
  });
  if (path.size() > kMaxPathBytes || has_odd_byte)
    Refuse("path " + Shown(path) + " is refused", where);
  for (std::string_view rest = path;;) {
    const size_t slash = rest.find('/');
    const std::string_view part = rest.substr(0, slash);
    const bool is_ours = part == kFetchFolder && rest.size() == path.size();
    if (part.empty() || part == "." || part == ".." || is_ours) {
      Refuse("path " + Shown(path) + " is refused", where);
    }
    if (slash == rest.npos) return;
    rest.remove_prefix(slash + 1);
  }
}

std::vector<RemoteFile> ParseFileList(ListKind kind, std::string_view text,
                                      const std::string& list_url) {
  std::vector<RemoteFile> files = kind == ListKind::kSha256Sums
                                      ? ParseSha256Sums(text, list_url)
                                      : ParseJsonList(kind, text, list_url);
  SortAndCheck(files, list_url);
  if (files.empty()) Refuse("the list names no file", list_url);
  return files;
}

void SortAndCheck(std::vector<RemoteFile>& files, const std::string& where) {
  // '/' sorts first, so that a file stands right before the paths that take it for a folder.
  const auto before = [](const RemoteFile& a, const RemoteFile& b) {
    return std::lexicographical_compare(
        a.path.begin(), a.path.end(), b.path.begin(), b.path.end(), [](char left, char right) {
          const auto rank = [](char c) { return c == '/' ? 0 : static_cast<unsigned char>(c); };
          return rank(left) < rank(right);
        });
  };
  std::sort(files.begin(), files.end(), before);
  for (size_t i = 1; i < files.size(); ++i) {
    const std::string& path = files[i].path;
    const std::string& previous = files[i - 1].path;
    if (path == previous) Refuse("path " + Shown(path) + " is listed twice", where);
    if (path.size() > previous.size() && path.starts_with(previous) &&
        path[previous.size()] == '/') {
      Refuse("path " + Shown(previous) + " is a file and a folder", where);
    }
  }
}

bool MatchesPattern(const std::string& path, const std::string& pattern) {
  return pattern.empty() || ::fnmatch(pattern.c_str(), path.c_str(), 0) == 0;
}

}  // namespace supreme
