#include "fetch/url.h"

#include <curl/curl.h>

#include <memory>

#include "core/error.h"

namespace supreme {
namespace {

bool IsPlain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~' || c == '/';
}

}  // namespace

std::optional<HttpUrl> ParseHttpUrl(const std::string& url) {
  const std::unique_ptr<CURLU, void (*)(CURLU*)> handle(::curl_url(), &::curl_url_cleanup);
  if (!handle || ::curl_url_set(handle.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) {
    return std::nullopt;
  }
  const auto part = [&](CURLUPart which) {
    char* text = nullptr;
    std::string value;
    if (::curl_url_get(handle.get(), which, &text, CURLU_DEFAULT_PORT) == CURLUE_OK) value = text;
    ::curl_free(text);
    return value;
  };
  HttpUrl parts{part(CURLUPART_SCHEME), part(CURLUPART_HOST), part(CURLUPART_PORT),
                !part(CURLUPART_USER).empty() || !part(CURLUPART_PASSWORD).empty()};
  const bool is_http = parts.scheme == "http" || parts.scheme == "https";
  if (!is_http || parts.host.empty()) return std::nullopt;
  return parts;
}

void CheckDownloadUrl(const std::string& url, std::string_view flag) {
  const auto parts = ParseHttpUrl(url);
  if (!parts) {
    throw Error(ErrorCode::kUsage, "\"" + url + "\" is not an http or https address", flag,
                "e.g. https://mirror.example.org/ptb-xl/1.0.3/");
  }
  if (parts->has_user) {
    throw Error(ErrorCode::kUsage, "an address with a user name or password", flag,
                "put them into a netrc file and name it with --netrc");
  }
}

bool IsThisMachine(const std::string& url) {
  const auto parts = ParseHttpUrl(url);
  if (!parts) return false;
  if (parts->host == "localhost" || parts->host == "[::1]") return true;
  // libcurl writes every form of an IPv4 address as four decimal numbers.
  return parts->host.starts_with("127.") &&
         parts->host.find_first_not_of("0123456789.") == std::string::npos;
}

bool IsEncrypted(const std::string& url) {
  const auto parts = ParseHttpUrl(url);
  return parts && parts->scheme == "https";
}

bool MayRedirect(const std::string& from, const std::string& to) {
  const auto source = ParseHttpUrl(from);
  const auto target = ParseHttpUrl(to);
  if (!source || !target || target->has_user) return false;
  if (target->scheme == "https") return true;
  return source->scheme == target->scheme && source->host == target->host &&
         source->port == target->port;
}

std::string JoinUrl(const std::string& base, std::string_view path) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string url = base;
  if (!url.ends_with('/')) url += '/';
  for (const char c : path) {
    if (IsPlain(c)) {
      url += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      url += '%';
      url += kDigits[byte >> 4];
      url += kDigits[byte & 15];
    }
  }
  return url;
}

}  // namespace supreme
