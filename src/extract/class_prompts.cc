#include "extract/class_prompts.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/error.h"
#include "core/json.h"
#include "core/numbers.h"

namespace supreme {
namespace {

constexpr std::string_view kCountLine = "\ntexts: ";

// How many prompts the request asks for; 1 when it does not say.
size_t AskedCount(std::string_view text) {
  const size_t at = text.rfind(kCountLine);
  if (at == std::string_view::npos) return 1;
  const auto count = ParseInt(text.substr(at + kCountLine.size()));
  return count && *count > 0 ? static_cast<size_t>(*count) : 1;
}

[[noreturn]] void Refuse(const std::string& what) { throw AnswerFault(FailureKind::kSchema, what); }

std::string OneLine(std::string_view prompt) {
  std::string line;
  for (const char c : Trim(prompt)) {
    if (static_cast<unsigned char>(c) < 0x20) Refuse("a text has line breaks");
    if (c != ' ' || line.back() != ' ') line += c;
  }
  if (line.empty()) Refuse("a text is empty");
  if (line.size() > kMaxClassPromptBytes) {
    Refuse("a text has more than " + std::to_string(kMaxClassPromptBytes) + " letters");
  }
  return line;
}

Json ParseObject(std::string_view content) {
  try {
    return ParseJson(content, "answer");
  } catch (const Error&) {
    throw AnswerFault(FailureKind::kNotJson, "not one valid JSON object alone");
  }
}

}  // namespace

std::string ClassPromptText(const ClassPromptRequest& request) {
  return "class: " + request.name + "\ncode: " + request.code + "\ndata set: " + request.dataset +
         "\nstyle: " + request.style + std::string(kCountLine) + std::to_string(request.count);
}

Extraction ParseClassPrompts(std::string_view content, std::string_view text) {
  const Json json = ParseObject(content);
  if (!json.is_object() || json.size() != 1 || !json.contains("prompts") ||
      !json["prompts"].is_array()) {
    Refuse("not {\"prompts\": [\"…\"]}");
  }
  const size_t asked = AskedCount(text);
  if (json["prompts"].size() != asked) {
    Refuse(std::to_string(json["prompts"].size()) + " texts, not " + std::to_string(asked));
  }
  Extraction extraction;
  std::set<std::string> seen;
  for (const Json& prompt : json["prompts"]) {
    if (!prompt.is_string()) Refuse("a text is not a string");
    std::string line = OneLine(prompt.get<std::string>());
    if (!seen.insert(AsciiLower(line)).second) Refuse("a text stands twice");
    extraction.entities.push_back({std::move(line), Certainty::kAbnormal});
  }
  return extraction;
}

}  // namespace supreme
