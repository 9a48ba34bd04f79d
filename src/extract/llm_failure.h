// Why a statement has no result: the kinds that are stored, counted and can be retried by name.
#pragma once

#include <array>
#include <stdexcept>
#include <string>
#include <string_view>

namespace supreme {

enum class FailureKind {
  kConnect,      // no connection: refused, unknown host, TLS
  kTimeout,      // silent or too slow
  kBroken,       // the connection ended in the middle
  kTooLarge,     // answer over the limit
  kRateLimited,  // 429 until the last try
  kServerError,  // 5xx until the last try
  kRefused,      // the endpoint refused this text (400, 413, 422)
  kBadReply,     // 200, but not a chat completion
  kEmpty,        // no content, or a tool call
  kCutOff,       // stopped at the token limit
  kNotJson,      // content is not one JSON object (or has doubled keys, NaN, bad UTF-8)
  kSchema,       // JSON of another form
  kNotInReport,  // an entity whose words are not in the text, or a bare modifier
  kClasses,      // the classes are not a partition of "global"
  kNoEntity,     // no entity at all, where the rules find one and understand every word
};

inline constexpr std::array<std::string_view, 15> kFailureNames = {
    "connect",      "timeout", "broken",        "too_large", "rate_limited",
    "server_error", "refused", "bad_reply",     "empty",     "cut_off",
    "not_json",     "schema",  "not_in_report", "classes",   "no_entity"};

inline std::string_view FailureName(FailureKind kind) {
  return kFailureNames[static_cast<size_t>(kind)];
}

// An answer, or a try, that gives no result.
class AnswerFault : public std::runtime_error {
 public:
  AnswerFault(FailureKind kind, const std::string& what) : std::runtime_error(what), kind_(kind) {}
  FailureKind kind() const { return kind_; }

 private:
  FailureKind kind_;
};

}  // namespace supreme
