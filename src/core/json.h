// JSON that is safe to take from strangers: bounded depth, no doubled keys, errors with a place.
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace supreme {

using Json = nlohmann::json;
// Keeps the order in which keys were written; for files that people read.
using OrderedJson = nlohmann::ordered_json;

constexpr int kMaxJsonDepth = 64;

// Errors: kCorruptData (syntax, depth over kMaxJsonDepth, doubled key) with `where` and the offset.
Json ParseJson(std::string_view text, std::string_view where);
Json ReadJsonFile(const std::filesystem::path& path);

// Pretty-printed, ends with a line break. Invalid UTF-8 is replaced, NaN becomes null.
void WriteJsonFile(const std::filesystem::path& path, const Json& value);
void WriteJsonFile(const std::filesystem::path& path, const OrderedJson& value);
// One line, invalid UTF-8 replaced.
std::string DumpJson(const Json& value);
std::string DumpJson(const OrderedJson& value);

// Typed member access; kCorruptData with `where` and the key when missing or of another type.
const Json& JsonMember(const Json& object, std::string_view key, std::string_view where);
std::string JsonString(const Json& object, std::string_view key, std::string_view where);
double JsonNumber(const Json& object, std::string_view key, std::string_view where);
// Refuses negative and fractional numbers (the library would wrap -1 to 2^64-1).
uint64_t JsonCount(const Json& object, std::string_view key, std::string_view where);
bool JsonBool(const Json& object, std::string_view key, std::string_view where);

}  // namespace supreme
