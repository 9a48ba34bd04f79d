#include "formats/xml_file.h"

#include <algorithm>

#include "core/error.h"
#include "core/numbers.h"

namespace supreme::formats {
namespace {

constexpr size_t kMaxXmlBytes = size_t{256} << 20;
constexpr std::ptrdiff_t kMaxTags = 1'000'000;  // a node takes 10 times the bytes of "<a/>"

std::string_view LocalName(pugi::xml_node node) {
  const std::string_view name = node.name();
  const size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

std::unique_ptr<pugi::xml_document> ParseXml(std::span<const std::byte> bytes,
                                             std::string_view where) {
  if (bytes.size() > kMaxXmlBytes) {
    throw Error(ErrorCode::kInvalidInput, "XML of more than 256 MiB", where,
                "cut the recording into shorter ones");
  }
  if (std::count(bytes.begin(), bytes.end(), std::byte{'<'}) > kMaxTags) {
    throw Error(ErrorCode::kInvalidInput, "XML of more than a million tags", where,
                "an ECG has some thousand; check what this file is");
  }
  auto document = std::make_unique<pugi::xml_document>();
  const pugi::xml_parse_result result = document->load_buffer(bytes.data(), bytes.size());
  if (!result) {
    throw Error(ErrorCode::kCorruptData,
                std::string("not well-formed XML (") + result.description() + ")",
                std::string(where) + ", byte " + std::to_string(result.offset),
                "get the file again, or export it again");
  }
  return document;
}

pugi::xml_node Child(pugi::xml_node parent, std::string_view name) {
  for (const pugi::xml_node child : parent.children()) {
    if (LocalName(child) == name) return child;
  }
  return {};
}

std::vector<pugi::xml_node> Children(pugi::xml_node parent, std::string_view name) {
  std::vector<pugi::xml_node> found;
  for (const pugi::xml_node child : parent.children()) {
    if (LocalName(child) == name) found.push_back(child);
  }
  return found;
}

pugi::xml_node Descend(pugi::xml_node from, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) from = Child(from, name);
  return from;
}

std::string Text(pugi::xml_node node) {
  std::string text;
  for (const pugi::xml_node child : node.children()) {
    const bool is_text = child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata;
    if (is_text) text += child.value();
  }
  return std::string(Trim(text));
}

std::string_view Attribute(pugi::xml_node node, const char* name) {
  return Trim(node.attribute(name).value());
}

std::string WhereIn(pugi::xml_node node, std::string_view where) {
  return std::string(where) + ", byte " + std::to_string(node.offset_debug());
}

}  // namespace supreme::formats
