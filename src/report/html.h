// Writes HTML that is also well-formed XML. Text is always escaped; what is not text (tags,
// attributes, pictures) must come from the program, never from data.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace supreme {

// Elements are closed in the order in which they were opened. Not thread-safe.
class HtmlWriter {
 public:
  // `attributes` as written in the tag, e.g. "class=\"note\"".
  void Open(std::string_view tag, std::string_view attributes = "");
  void Close();
  // <tag attributes>text</tag>
  void Element(std::string_view tag, std::string_view text, std::string_view attributes = "");
  // An element without content: <tag attributes/>.
  void Void(std::string_view tag, std::string_view attributes);
  void Text(std::string_view text);
  // A finished picture or style sheet of our own making.
  void Trusted(std::string_view markup);

  // Everything written; kInternal when an element is still open.
  std::string Finish();

 private:
  void Tag(std::string_view tag, std::string_view attributes);

  std::string html_;
  std::vector<std::string> open_;
};

// name="escaped value", for attributes that hold data.
std::string HtmlAttribute(std::string_view name, std::string_view value);

}  // namespace supreme
