#include "fetch/http_get.h"

#include <curl/curl.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <mutex>
#include <utility>

#include "core/error.h"
#include "core/numbers.h"
#include "core/version.h"
#include "fetch/url.h"

namespace supreme {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kMaxRedirects = 5;

void InitCurlOnce() {
  static std::once_flag once;
  std::call_once(once, [] {
    if (::curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
      throw Error(ErrorCode::kUnavailable, "cannot start libcurl");
    }
  });
}

bool IsSuccess(long status) { return status == 200 || status == 206; }

bool IsRedirect(long status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// "bytes 100-199/200"; a text without a total is not believed.
void ReadContentRange(std::string_view text, HttpHead& head) {
  constexpr std::string_view kUnit = "bytes ";
  if (!text.starts_with(kUnit)) return;
  text.remove_prefix(kUnit.size());
  const size_t dash = text.find('-');
  if (dash == text.npos || text.find('/') == text.npos) return;
  const auto first = ParseInt(text.substr(0, dash));
  if (first && *first >= 0) head.range_first = static_cast<uint64_t>(*first);
}

}  // namespace

class HttpGetClient::Impl {
 public:
  Impl(const HttpGetSettings& settings, std::function<bool()> stop)
      : settings_(settings), stop_(std::move(stop)) {
    InitCurlOnce();
    handle_ = ::curl_easy_init();
    if (handle_ == nullptr) throw Error(ErrorCode::kUnavailable, "cannot start libcurl");
    Set(CURLOPT_NOSIGNAL, 1L);
    Set(CURLOPT_PROTOCOLS_STR, "http,https");
    Set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.connect_s * 1000.0));
    Set(CURLOPT_WRITEFUNCTION, &Impl::OnBody);
    Set(CURLOPT_WRITEDATA, this);
    Set(CURLOPT_XFERINFOFUNCTION, &Impl::OnProgress);
    Set(CURLOPT_XFERINFODATA, this);
    Set(CURLOPT_NOPROGRESS, 0L);
    Set(CURLOPT_USERAGENT, agent_.c_str());
  }
  ~Impl() { ::curl_easy_cleanup(handle_); }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  HttpGetReply Get(const HttpGetRequest& request, HttpBody& body) {
    body_ = &body;
    std::string url = request.url;
    for (int hop = 0;; ++hop) {
      HttpGetReply reply = Once(request, url);
      if (!IsRedirect(reply.status)) return reply;
      char* target = nullptr;
      ::curl_easy_getinfo(handle_, CURLINFO_REDIRECT_URL, &target);
      const std::string next = target == nullptr ? "" : target;
      if (hop == kMaxRedirects || !MayRedirect(url, next)) {
        reply.refused_redirect = next.empty() ? "nowhere" : next;
        return reply;
      }
      url = next;
    }
  }

 private:
  template <class Value>
  void Set(CURLoption option, Value value) {
    SUPREME_CHECK((::curl_easy_setopt)(handle_, option, value) == CURLE_OK);
  }

  void Prepare(const HttpGetRequest& request, const std::string& url, curl_slist* headers) {
    const bool is_local = IsThisMachine(url);
    const bool may_log_in = !settings_.netrc_path.empty() && (is_local || IsEncrypted(url));
    Set(CURLOPT_URL, url.c_str());
    Set(CURLOPT_NOPROXY, is_local ? "*" : nullptr);
    Set(CURLOPT_NETRC, may_log_in ? long{CURL_NETRC_REQUIRED} : long{CURL_NETRC_IGNORED});
    Set(CURLOPT_NETRC_FILE, may_log_in ? settings_.netrc_path.c_str() : nullptr);
    Set(CURLOPT_HTTPHEADER, headers);
    Set(CURLOPT_NOBODY, request.head_only ? 1L : 0L);
    if (!request.head_only) Set(CURLOPT_HTTPGET, 1L);
    has_head_ = is_discarding_ = is_idle_ = false;
    thrown_ = nullptr;
    received_ = -1;
    last_byte_ = Clock::now();
  }

  HttpGetReply Once(const HttpGetRequest& request, const std::string& url) {
    curl_slist* list = nullptr;
    if (request.from_byte > 0) {
      list = ::curl_slist_append(
          list, ("Range: bytes=" + std::to_string(request.from_byte) + "-").c_str());
      list = ::curl_slist_append(list, ("If-Range: " + request.if_range).c_str());
    }
    const std::unique_ptr<curl_slist, void (*)(curl_slist*)> headers(list, &::curl_slist_free_all);
    Prepare(request, url, headers.get());
    const CURLcode code = ::curl_easy_perform(handle_);
    Set(CURLOPT_HTTPHEADER, static_cast<curl_slist*>(nullptr));
    if (thrown_) std::rethrow_exception(thrown_);
    HttpGetReply reply;
    reply.status = static_cast<int>(Status());
    curl_off_t wait_s = 0;
    ::curl_easy_getinfo(handle_, CURLINFO_RETRY_AFTER, &wait_s);
    if (wait_s > 0) reply.retry_after_s = static_cast<double>(wait_s);
    if (is_discarding_) return reply;
    if (is_idle_) {
      reply.fault = "no byte for " + FormatFixed(settings_.idle_s, 0) + " s";
    } else if (code != CURLE_OK) {
      reply.fault = ::curl_easy_strerror(code);
    } else if (IsSuccess(reply.status) && !has_head_) {
      body_->OnHead(ReadHead());  // an empty body
    }
    return reply;
  }

  long Status() const {
    long status = 0;
    ::curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &status);
    return status;
  }

  std::string Header(const char* name) const {
    curl_header* header = nullptr;
    const auto found = ::curl_easy_header(handle_, name, 0, CURLH_HEADER, -1, &header);
    return found == CURLHE_OK ? std::string(Trim(header->value)) : std::string();
  }

  HttpHead ReadHead() const {
    HttpHead head;
    head.status = static_cast<int>(Status());
    curl_off_t length = -1;
    ::curl_easy_getinfo(handle_, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    if (length >= 0) head.length_bytes = static_cast<uint64_t>(length);
    if (head.status == 206) ReadContentRange(Header("Content-Range"), head);
    head.validator = Header("ETag");
    if (head.validator.empty() || head.validator.starts_with("W/")) {
      head.validator = Header("Last-Modified");
    }
    return head;
  }

  // Nothing may be thrown through libcurl.
  bool Take(std::string_view bytes) {
    try {
      if (!has_head_) {
        has_head_ = true;
        body_->OnHead(ReadHead());
      }
      if (settings_.rate != nullptr) settings_.rate->Take(bytes.size());
      body_->OnBytes(bytes);
    } catch (...) {
      thrown_ = std::current_exception();
      return false;
    }
    last_byte_ = Clock::now();
    return true;
  }

  static size_t OnBody(char* data, size_t size, size_t count, void* self) {
    auto* impl = static_cast<Impl*>(self);
    const size_t bytes = size * count;
    if (!IsSuccess(impl->Status())) {  // an error page: nobody reads it
      impl->is_discarding_ = true;
      return 0;
    }
    return impl->Take({data, bytes}) ? bytes : 0;
  }

  static int OnProgress(void* self, curl_off_t, curl_off_t down, curl_off_t, curl_off_t) {
    auto* impl = static_cast<Impl*>(self);
    const auto now = Clock::now();
    if (down != impl->received_) {
      impl->received_ = down;
      impl->last_byte_ = now;
    }
    const double idle_s = std::chrono::duration<double>(now - impl->last_byte_).count();
    impl->is_idle_ = idle_s > impl->settings_.idle_s;
    return impl->is_idle_ || impl->stop_() ? 1 : 0;
  }

  const HttpGetSettings settings_;
  const std::function<bool()> stop_;
  const std::string agent_ = "supreme/" + std::string(Version());
  CURL* handle_ = nullptr;
  HttpBody* body_ = nullptr;
  bool has_head_ = false;
  bool is_discarding_ = false;
  bool is_idle_ = false;
  std::exception_ptr thrown_;
  curl_off_t received_ = -1;
  Clock::time_point last_byte_;
};

HttpGetClient::HttpGetClient(const HttpGetSettings& settings, std::function<bool()> stop)
    : impl_(std::make_unique<Impl>(settings, std::move(stop))) {}

HttpGetClient::~HttpGetClient() = default;

HttpGetReply HttpGetClient::Get(const HttpGetRequest& request, HttpBody& body) {
  return impl_->Get(request, body);
}

}  // namespace supreme
