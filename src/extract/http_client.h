// HTTP POST with limits on time and size, for endpoints that may be slow, hostile or dead.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "extract/llm_failure.h"

namespace supreme {

struct HttpLimits {
  double connect_s = 5;
  double idle_s = 30;    // without a byte in either direction
  double total_s = 120;  // of one request, at most
  size_t body_bytes = size_t{1} << 20;
};

struct HttpReply {
  std::optional<FailureKind> fault;  // no HTTP answer was received whole
  std::string detail;                // of the fault
  int status = 0;
  std::string body;
  std::optional<double> retry_after_s;  // from the header; a date counts from now
};

// kUsage: not http(s)://host/…, or a user name or password inside.
void CheckUrl(const std::string& url);

// One connection, kept alive between requests. Follows no redirects, checks TLS certificates, uses
// no proxy for this machine. Not thread-safe: one client a thread. Built on libcurl.
class HttpClient {
 public:
  // `stop` is asked once a second or more often; true ends the request as kBroken.
  HttpClient(const HttpLimits& limits, std::function<bool()> stop);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  // Sends JSON; `api_key` goes into the Authorization header unless empty. `total_s` is the time
  // for this request.
  HttpReply PostJson(const std::string& url, const std::string& body, const std::string& api_key,
                     double total_s);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace supreme
