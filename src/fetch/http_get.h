// HTTP GET and HEAD with byte ranges, for long downloads from servers that may be slow or wrong.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "fetch/rate_limit.h"

namespace supreme {

struct HttpGetSettings {
  std::string netrc_path;     // empty = no credentials
  double connect_s = 15;      // limit for a connection
  double idle_s = 60;         // limit without a byte
  RateLimit* rate = nullptr;  // none = no limit; must outlive the client
};

struct HttpGetRequest {
  std::string url;
  bool head_only = false;
  uint64_t from_byte = 0;  // > 0 asks for a range, valid only with `if_range`
  std::string if_range;    // ETag or date that the bytes before must belong to
};

// The head of an answer with status 200 or 206.
struct HttpHead {
  int status = 0;
  std::optional<uint64_t> length_bytes;  // of this body
  std::optional<uint64_t> range_first;   // first byte of a 206
  std::string validator;                 // strong ETag, else Last-Modified, else empty
};

// Takes the body. What it throws ends the request and comes out of HttpGetClient::Get.
class HttpBody {
 public:
  virtual ~HttpBody() = default;
  virtual void OnHead(const HttpHead& head) = 0;  // once, before the bytes
  virtual void OnBytes(std::string_view bytes) = 0;
};

struct HttpGetReply {
  int status = 0;                       // 0: no answer
  std::string fault;                    // why the answer did not come whole; empty = it did
  std::string refused_redirect;         // address that a redirect named and we do not follow
  std::optional<double> retry_after_s;  // from the header; a date counts from now
};

// One connection, kept alive between requests. Checks TLS certificates; follows at most 5
// redirects, each only where MayRedirect allows; sends credentials of the netrc file to their hosts
// only, and never without encryption but to this machine. Not thread-safe: one client a thread.
class HttpGetClient {
 public:
  // `stop` is asked once a second or more often; true ends the request with a fault.
  HttpGetClient(const HttpGetSettings& settings, std::function<bool()> stop);
  ~HttpGetClient();
  HttpGetClient(const HttpGetClient&) = delete;
  HttpGetClient& operator=(const HttpGetClient&) = delete;

  HttpGetReply Get(const HttpGetRequest& request, HttpBody& body);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace supreme
