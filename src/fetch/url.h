// Addresses: what is accepted, where a redirect may lead, how a path is appended.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace supreme {

struct HttpUrl {
  std::string scheme;  // "http" or "https"
  std::string host;
  std::string port;
  bool has_user = false;  // a user name or password stands in it
};

// As libcurl reads it: what it takes for the host is what will be connected. Nothing when it is no
// http(s)://host/….
std::optional<HttpUrl> ParseHttpUrl(const std::string& url);

// kUsage: not http(s)://host/…, or with a user name or password inside. `flag` is where it came
// from.
void CheckDownloadUrl(const std::string& url, std::string_view flag);

// Whether the host is this machine itself.
bool IsThisMachine(const std::string& url);

bool IsEncrypted(const std::string& url);

// A redirect may lead to https, or stay with scheme, host and port; never with a user name inside.
bool MayRedirect(const std::string& from, const std::string& to);

// Appends a path of a file list to a base address: one '/' between them, and every byte but
// letters, digits and "-._~/" as %XX, so that no path can become a query.
std::string JoinUrl(const std::string& base, std::string_view path);

}  // namespace supreme
