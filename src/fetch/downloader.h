// One address to one partial file, however often the connection breaks.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "fetch/http_get.h"
#include "fetch/partial_file.h"
#include "fetch/retry.h"

namespace supreme {

// Not thread-safe: one a thread. `gate` is shared and must outlive it.
class Downloader {
 public:
  Downloader(const HttpGetSettings& settings, const RetryPolicy& policy, ServerGate& gate,
             std::function<bool()> stop);

  // Goes on where `file` ends when the server still has that version, else from its beginning.
  // Retries with back-off; what it returns says why this address gives no file (not found, redirect
  // refused), empty = the file came whole. Errors end the run: kUnavailable (login needed, server
  // out of reach after all tries, told to wait too long), kCancelled, and those of PartialFile.
  std::string Download(const std::string& url, PartialFile& file);

  // Size by a HEAD request, one try; nothing when the server does not say. kUnavailable as above
  // when a login is needed.
  std::optional<uint64_t> SizeOf(const std::string& url);

 private:
  HttpGetReply Once(const std::string& url, PartialFile& file);
  // Waits before the next try; `tries` are those without a new byte.
  void PrepareNextTry(const std::string& url, const HttpGetReply& reply, int tries);
  void CheckLogin(const std::string& url, int status) const;
  void ThrowIfStopped(const std::string& url) const;

  const RetryPolicy policy_;
  ServerGate& gate_;
  const std::function<bool()> stop_;
  const bool has_netrc_;
  HttpGetClient client_;
  uint64_t jitter_state_;
};

}  // namespace supreme
