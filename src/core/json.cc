#include "core/json.h"

#include <set>
#include <vector>

#include "core/atomic_file.h"
#include "core/error.h"

namespace supreme {
namespace {

[[noreturn]] void Fail(std::string_view what, std::string_view where) {
  throw Error(ErrorCode::kCorruptData, what, where);
}

template <class Value>
std::string Dump(const Value& value, int indent) {
  return value.dump(indent, ' ', false, Value::error_handler_t::replace);
}

}  // namespace

Json ParseJson(std::string_view text, std::string_view where) {
  // The JSON library takes a NUL for the end of its input.
  if (const size_t nul = text.find('\0'); nul != std::string_view::npos) {
    Fail("not valid JSON: NUL byte at offset " + std::to_string(nul), where);
  }
  std::vector<std::set<std::string>> open_keys;
  const auto callback = [&](int depth, Json::parse_event_t event, Json& parsed) {
    if (depth > kMaxJsonDepth) {
      Fail("JSON is nested deeper than " + std::to_string(kMaxJsonDepth), where);
    }
    if (event == Json::parse_event_t::object_start) open_keys.emplace_back();
    if (event == Json::parse_event_t::object_end) open_keys.pop_back();
    if (event == Json::parse_event_t::key) {
      const auto& key = parsed.get_ref<const std::string&>();
      if (!open_keys.back().insert(key).second) Fail("key \"" + key + "\" occurs twice", where);
    }
    return true;
  };
  try {
    return Json::parse(text, callback);
  } catch (const nlohmann::json::exception& error) {
    // "[json.exception.parse_error.101] parse error at line 1, …": the tag is the library's own.
    const std::string_view message = error.what();
    const size_t tag = message.find("] ");
    Fail("not valid JSON: " + std::string(message.substr(tag == message.npos ? 0 : tag + 2)),
         where);
  }
}

Json ReadJsonFile(const std::filesystem::path& path) {
  return ParseJson(ReadFile(path), path.string());
}

void WriteJsonFile(const std::filesystem::path& path, const Json& value) {
  WriteFileAtomically(path, Dump(value, 2) + "\n");
}

void WriteJsonFile(const std::filesystem::path& path, const OrderedJson& value) {
  WriteFileAtomically(path, Dump(value, 2) + "\n");
}

std::string DumpJson(const Json& value) { return Dump(value, -1); }

std::string DumpJson(const OrderedJson& value) { return Dump(value, -1); }

const Json& JsonMember(const Json& object, std::string_view key, std::string_view where) {
  if (!object.is_object()) Fail("expected a JSON object", where);
  const auto found = object.find(std::string(key));
  if (found == object.end()) Fail("key \"" + std::string(key) + "\" is missing", where);
  return *found;
}

std::string JsonString(const Json& object, std::string_view key, std::string_view where) {
  const Json& value = JsonMember(object, key, where);
  if (!value.is_string()) Fail("\"" + std::string(key) + "\" is not a string", where);
  return value.get<std::string>();
}

double JsonNumber(const Json& object, std::string_view key, std::string_view where) {
  const Json& value = JsonMember(object, key, where);
  if (!value.is_number()) Fail("\"" + std::string(key) + "\" is not a number", where);
  return value.get<double>();
}

uint64_t JsonCount(const Json& object, std::string_view key, std::string_view where) {
  const Json& value = JsonMember(object, key, where);
  const bool negative = value.is_number_integer() && value < 0;
  if (!value.is_number_integer() || negative) {
    Fail("\"" + std::string(key) + "\" is not a whole number of at least 0", where);
  }
  return value.get<uint64_t>();
}

bool JsonBool(const Json& object, std::string_view key, std::string_view where) {
  const Json& value = JsonMember(object, key, where);
  if (!value.is_boolean()) Fail("\"" + std::string(key) + "\" is not true or false", where);
  return value.get<bool>();
}

}  // namespace supreme
