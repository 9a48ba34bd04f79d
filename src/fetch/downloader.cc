#include "fetch/downloader.h"

#include <chrono>
#include <utility>

#include "core/error.h"
#include "core/numbers.h"

namespace supreme {
namespace {

class NoBody : public HttpBody {
 public:
  void OnHead(const HttpHead& head) override { length_bytes = head.length_bytes; }
  void OnBytes(std::string_view) override {}
  std::optional<uint64_t> length_bytes;
};

std::string Reason(const HttpGetReply& reply) {
  if (!reply.fault.empty()) return reply.fault;
  return "answer " + std::to_string(reply.status);
}

bool IsWhole(const HttpGetReply& reply) {
  return reply.fault.empty() && (reply.status == 200 || reply.status == 206);
}

}  // namespace

Downloader::Downloader(const HttpGetSettings& settings, const RetryPolicy& policy, ServerGate& gate,
                       std::function<bool()> stop)
    : policy_(policy),
      gate_(gate),
      stop_(stop),
      has_netrc_(!settings.netrc_path.empty()),
      client_(settings, std::move(stop)),
      jitter_state_(
          static_cast<uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count())) {}

std::string Downloader::Download(const std::string& url, PartialFile& file) {
  int tries = 0;
  while (true) {
    gate_.Wait();
    ThrowIfStopped(url);
    const uint64_t before = file.size_bytes();
    const HttpGetReply reply = Once(url, file);
    ThrowIfStopped(url);
    if (IsWhole(reply)) return "";
    if (!reply.refused_redirect.empty()) {
      return "redirected to " + reply.refused_redirect + ", which is not https";
    }
    CheckLogin(url, reply.status);
    const bool range_is_wrong = reply.status == 416;
    if (range_is_wrong) file.Clear();
    const bool may_change = !reply.fault.empty() || range_is_wrong || IsWorthRetrying(reply.status);
    if (!may_change) return Reason(reply);
    tries = file.size_bytes() > before ? 1 : tries + 1;
    PrepareNextTry(url, reply, tries);
  }
}

HttpGetReply Downloader::Once(const std::string& url, PartialFile& file) {
  HttpGetRequest request;
  request.url = url;
  request.from_byte = file.size_bytes();
  request.if_range = file.validator();
  try {
    return client_.Get(request, file);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kCorruptData) throw;
    file.Clear();
    HttpGetReply reply;
    reply.fault = error.what();
    return reply;
  }
}

void Downloader::PrepareNextTry(const std::string& url, const HttpGetReply& reply, int tries) {
  const char* hint = "run the same command again later: it goes on where it stopped";
  if (tries >= policy_.tries) {
    throw Error(ErrorCode::kUnavailable,
                Reason(reply) + ", " + std::to_string(policy_.tries) + " times in a row", url,
                hint);
  }
  const double order_s = reply.retry_after_s.value_or(0);
  if (order_s > policy_.longest_order_s) {
    throw Error(ErrorCode::kUnavailable,
                "the server asks to wait " + FormatFixed(order_s, 0) + " s", url, hint);
  }
  if (order_s > 0) gate_.CloseFor(order_s);
  // An LCG is jitter enough.
  jitter_state_ = jitter_state_ * 6364136223846793005ULL + 1442695040888963407ULL;
  gate_.Wait(BackOffSeconds(policy_, tries, static_cast<double>(jitter_state_ >> 40) / 16777216.0));
}

std::optional<uint64_t> Downloader::SizeOf(const std::string& url) {
  gate_.Wait();
  ThrowIfStopped(url);
  NoBody body;
  HttpGetRequest request;
  request.url = url;
  request.head_only = true;
  const HttpGetReply reply = client_.Get(request, body);
  CheckLogin(url, reply.status);
  return IsWhole(reply) ? body.length_bytes : std::nullopt;
}

void Downloader::CheckLogin(const std::string& url, int status) const {
  if (status != 401 && status != 403 && status != 407) return;
  const std::string what = "the server refuses access (" + std::to_string(status) + ")";
  throw Error(ErrorCode::kUnavailable, what, url,
              has_netrc_ ? "check the login in the netrc file, and that this account was granted "
                           "access on the publisher's page (training, data use agreement)"
                         : "get access on the publisher's page, then name a file with \"machine "
                           "HOST login NAME password WORD\" by --netrc FILE");
}

void Downloader::ThrowIfStopped(const std::string& url) const {
  if (stop_()) throw Error(ErrorCode::kCancelled, "stopped", url, "the same command goes on");
}

}  // namespace supreme
