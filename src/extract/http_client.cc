#include "extract/http_client.h"

#include <curl/curl.h>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <utility>

#include "core/error.h"
#include "fetch/url.h"

namespace supreme {
namespace {

using Clock = std::chrono::steady_clock;

FailureKind KindOf(CURLcode code) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
      return FailureKind::kConnect;
    case CURLE_OPERATION_TIMEDOUT:
      return FailureKind::kTimeout;
    default:
      return FailureKind::kBroken;
  }
}

void InitCurlOnce() {
  static std::once_flag once;
  std::call_once(once, [] {
    if (::curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
      throw Error(ErrorCode::kUnavailable, "cannot start libcurl");
    }
  });
}

}  // namespace

void CheckUrl(const std::string& url) {
  const auto parts = ParseHttpUrl(url);
  const char* hint = "e.g. http://127.0.0.1:8000/v1";
  if (!parts) {
    throw Error(ErrorCode::kUsage, "not an http or https address", url, hint);
  }
  if (parts->has_user) {
    throw Error(ErrorCode::kUsage, "an endpoint with a user name or password", "--endpoint",
                "put the key into an environment variable and name it with --api-key-env");
  }
}

class HttpClient::Impl {
 public:
  Impl(const HttpLimits& limits, std::function<bool()> stop)
      : limits_(limits), stop_(std::move(stop)) {
    InitCurlOnce();
    handle_ = ::curl_easy_init();
    if (handle_ == nullptr) throw Error(ErrorCode::kUnavailable, "cannot start libcurl");
    Set(CURLOPT_NOSIGNAL, 1L);
    Set(CURLOPT_PROTOCOLS_STR, "http,https");
    Set(CURLOPT_CONNECTTIMEOUT_MS, Milliseconds(limits.connect_s));
    Set(CURLOPT_WRITEFUNCTION, &Impl::OnBody);
    Set(CURLOPT_WRITEDATA, this);
    Set(CURLOPT_XFERINFOFUNCTION, &Impl::OnProgress);
    Set(CURLOPT_XFERINFODATA, this);
    Set(CURLOPT_NOPROGRESS, 0L);
    Set(CURLOPT_TCP_NODELAY, 1L);
  }
  ~Impl() { ::curl_easy_cleanup(handle_); }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  HttpReply Post(const std::string& url, const std::string& body, const std::string& api_key,
                 double total_s) {
    reply_ = {};
    is_idle_ = is_too_large_ = false;
    bytes_ = -1;
    last_byte_ = Clock::now();
    curl_slist* list = ::curl_slist_append(nullptr, "Content-Type: application/json");
    list = ::curl_slist_append(list, "Expect:");
    if (!api_key.empty()) {
      list = ::curl_slist_append(list, ("Authorization: Bearer " + api_key).c_str());
    }
    const std::unique_ptr<curl_slist, void (*)(curl_slist*)> headers(list, &::curl_slist_free_all);
    Set(CURLOPT_HTTPHEADER, headers.get());
    Set(CURLOPT_URL, url.c_str());
    Set(CURLOPT_NOPROXY, IsThisMachine(url) ? "*" : nullptr);
    Set(CURLOPT_POSTFIELDS, body.data());
    Set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    Set(CURLOPT_TIMEOUT_MS, Milliseconds(std::min(total_s, limits_.total_s)));
    Finish(::curl_easy_perform(handle_));
    return std::move(reply_);
  }

 private:
  template <class Value>
  void Set(CURLoption option, Value value) {
    SUPREME_CHECK((::curl_easy_setopt)(handle_, option, value) == CURLE_OK);
  }

  static long Milliseconds(double seconds) {
    return std::max(1L, static_cast<long>(seconds * 1000.0));
  }

  void Finish(CURLcode code) {
    if (is_too_large_) {
      Fail(FailureKind::kTooLarge, "answer over " + std::to_string(limits_.body_bytes) + " bytes");
    } else if (is_idle_) {
      Fail(FailureKind::kTimeout, "no byte within the idle limit");
    } else if (code != CURLE_OK) {
      Fail(KindOf(code), ::curl_easy_strerror(code));
    } else {
      long status = 0;
      ::curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &status);
      reply_.status = static_cast<int>(status);
      curl_off_t wait_s = 0;
      ::curl_easy_getinfo(handle_, CURLINFO_RETRY_AFTER, &wait_s);
      if (wait_s > 0) reply_.retry_after_s = static_cast<double>(wait_s);
    }
  }

  void Fail(FailureKind kind, std::string detail) {
    reply_.fault = kind;
    reply_.detail = std::move(detail);
    reply_.body.clear();
  }

  static size_t OnBody(char* data, size_t size, size_t count, void* self) {
    auto* impl = static_cast<Impl*>(self);
    const size_t bytes = size * count;
    if (impl->reply_.body.size() + bytes > impl->limits_.body_bytes) {
      impl->is_too_large_ = true;
      return 0;
    }
    impl->reply_.body.append(data, bytes);
    return bytes;
  }

  static int OnProgress(void* self, curl_off_t, curl_off_t down, curl_off_t, curl_off_t up) {
    auto* impl = static_cast<Impl*>(self);
    const auto now = Clock::now();
    if (down + up != impl->bytes_) {
      impl->bytes_ = down + up;
      impl->last_byte_ = now;
    }
    impl->is_idle_ =
        std::chrono::duration<double>(now - impl->last_byte_).count() > impl->limits_.idle_s;
    return impl->is_idle_ || impl->stop_() ? 1 : 0;
  }

  HttpLimits limits_;
  std::function<bool()> stop_;
  CURL* handle_ = nullptr;
  HttpReply reply_;
  bool is_idle_ = false;
  bool is_too_large_ = false;
  curl_off_t bytes_ = -1;
  Clock::time_point last_byte_;
};

HttpClient::HttpClient(const HttpLimits& limits, std::function<bool()> stop)
    : impl_(std::make_unique<Impl>(limits, std::move(stop))) {}

HttpClient::~HttpClient() = default;

HttpReply HttpClient::PostJson(const std::string& url, const std::string& body,
                               const std::string& api_key, double total_s) {
  return impl_->Post(url, body, api_key, total_s);
}

}  // namespace supreme
