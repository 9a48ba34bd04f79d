#include "report/html.h"

#include <utility>

#include "core/error.h"
#include "plot/markup.h"

namespace supreme {

void HtmlWriter::Tag(std::string_view tag, std::string_view attributes) {
  html_ += '<';
  html_ += tag;
  if (!attributes.empty()) {
    html_ += ' ';
    html_ += attributes;
  }
}

void HtmlWriter::Open(std::string_view tag, std::string_view attributes) {
  Tag(tag, attributes);
  html_ += '>';
  open_.emplace_back(tag);
}

void HtmlWriter::Close() {
  SUPREME_CHECK(!open_.empty());
  html_ += "</" + open_.back() + ">\n";
  open_.pop_back();
}

void HtmlWriter::Element(std::string_view tag, std::string_view text, std::string_view attributes) {
  Open(tag, attributes);
  Text(text);
  Close();
}

void HtmlWriter::Void(std::string_view tag, std::string_view attributes) {
  Tag(tag, attributes);
  html_ += "/>\n";
}

void HtmlWriter::Text(std::string_view text) { html_ += EscapeMarkup(text); }

void HtmlWriter::Trusted(std::string_view markup) { html_ += markup; }

std::string HtmlWriter::Finish() {
  SUPREME_CHECK(open_.empty());
  return std::move(html_);
}

std::string HtmlAttribute(std::string_view name, std::string_view value) {
  return std::string(name) + "=\"" + EscapeMarkup(value) + '"';
}

}  // namespace supreme
