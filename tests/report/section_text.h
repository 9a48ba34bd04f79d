// One section of the report page by itself.
#pragma once

#include <gtest/gtest.h>

#include <pugixml.hpp>
#include <string>

#include "report/sections.h"
#include "tests/report/test_report.h"

namespace supreme {

using WriteSection = void (*)(HtmlWriter&, const ReportData&);

inline std::string SectionText(WriteSection write, const ReportData& data) {
  HtmlWriter html;
  write(html, data);
  return html.Finish();
}

inline pugi::xml_document ParseSection(const std::string& section) {
  pugi::xml_document document;
  const auto result = document.load_buffer(section.data(), section.size(), pugi::parse_full);
  EXPECT_TRUE(result) << result.description() << " in " << section.substr(0, 200);
  return document;
}

inline bool Holds(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

}  // namespace supreme
