// XML of foreign origin through pugixml. It knows neither external entities nor declarations of a
// document type: what stands there is skipped, "&name;" of an unknown name stays as it is.
#pragma once

#include <cstddef>
#include <memory>
#include <pugixml.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace supreme::formats {

// UTF-8, or UTF-16 with a byte-order mark. Errors: kCorruptData (not well-formed, with the offset),
// kInvalidInput (more than 256 MiB or a million tags).
std::unique_ptr<pugi::xml_document> ParseXml(std::span<const std::byte> bytes,
                                             std::string_view where);

// Names are compared without their namespace prefix ("hl7:series" is "series"). A null node has no
// children, so calls may be chained.
pugi::xml_node Child(pugi::xml_node parent, std::string_view name);
std::vector<pugi::xml_node> Children(pugi::xml_node parent, std::string_view name);
// A way down: Descend(root, {"documentinfo", "documenttype"}), always the first child of a name.
pugi::xml_node Descend(pugi::xml_node from, std::initializer_list<std::string_view> names);

// All text right in a node, trimmed; the value of an attribute, trimmed. Empty when there is none.
std::string Text(pugi::xml_node node);
std::string_view Attribute(pugi::xml_node node, const char* name);

// "file.xml, byte 1234" for errors.
std::string WhereIn(pugi::xml_node node, std::string_view where);

}  // namespace supreme::formats
