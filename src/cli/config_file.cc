#include "cli/config_file.h"

#include <toml++/toml.h>

#include "core/atomic_file.h"
#include "core/error.h"

namespace supreme {
namespace {

constexpr uint64_t kMaxConfigBytes = uint64_t{1} << 20;

Json ToJson(const toml::node& node, const std::string& where) {
  if (const auto* table = node.as_table()) {
    Json object = Json::object();
    for (const auto& [key, value] : *table) object[std::string(key.str())] = ToJson(value, where);
    return object;
  }
  if (const auto* array = node.as_array()) {
    Json list = Json::array();
    for (const auto& value : *array) list.push_back(ToJson(value, where));
    return list;
  }
  if (const auto* value = node.as_string()) return value->get();
  if (const auto* value = node.as_integer()) return value->get();
  if (const auto* value = node.as_floating_point()) return value->get();
  if (const auto* value = node.as_boolean()) return value->get();
  throw Error(ErrorCode::kUsage, "dates and times are not settings",
              where + ":" + std::to_string(node.source().begin.line));
}

}  // namespace

Json ReadTomlFile(const std::filesystem::path& path) {
  const std::string where = path.string();
  const std::string text = ReadFile(path, kMaxConfigBytes);
  try {
    return ToJson(toml::parse(text, where), where);
  } catch (const toml::parse_error& error) {
    const auto& place = error.source().begin;
    throw Error(ErrorCode::kCorruptData, std::string(error.description()),
                where + ":" + std::to_string(place.line) + ":" + std::to_string(place.column),
                "see https://toml.io for the format");
  }
}

}  // namespace supreme
