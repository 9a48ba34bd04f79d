#include "report/report_page.h"

#include <gtest/gtest.h>

#include <pugixml.hpp>
#include <set>

#include "tests/report/test_report.h"

namespace supreme {
namespace {

// Well-formed XML is more than HTML asks for, and finds every text that broke out of its place.
pugi::xml_document Parse(const std::string& page) {
  pugi::xml_document document;
  const auto result = document.load_buffer(page.data(), page.size(), pugi::parse_full);
  EXPECT_TRUE(result) << result.description() << " at "
                      << page.substr(result.offset > 40 ? result.offset - 40 : 0, 80);
  return document;
}

template <class Visit>
void VisitElements(const pugi::xml_node& node, const Visit& visit) {
  for (const auto child : node.children()) {
    if (child.type() == pugi::node_element) visit(child);
    VisitElements(child, visit);
  }
}

TEST(ReportPage, IsWellFormedAndComplete) {
  const auto document = Parse(BuildReportPage(FullReport("demo")));
  const auto body = document.child("html").child("body");
  std::set<std::string> sections;
  for (const auto section : body.child("main").children("section")) {
    sections.insert(section.attribute("id").as_string());
  }
  EXPECT_EQ(sections, (std::set<std::string>{"results", "examples", "training", "vocabulary",
                                             "done", "settings"}));
  EXPECT_STREQ(body.child("header").child("h1").text().as_string(), "demo");
}

TEST(ReportPage, SaysThatItIsNotForDiagnosis) {
  const std::string page = BuildReportPage(FullReport("demo"));
  const auto document = Parse(page);
  const auto header = document.child("html").child("body").child("header");
  EXPECT_STREQ(header.find_child_by_attribute("class", "disclaimer").text().as_string(),
               "Research use, not for diagnosis");
  EXPECT_NE(BuildReportPage(ReportData{}).find("Research use, not for diagnosis"),
            std::string::npos);
}

TEST(ReportPage, LoadsNothingAndRunsNothing) {
  const auto document = Parse(BuildReportPage(FullReport(kHostile)));
  VisitElements(document, [](const pugi::xml_node& node) {
    const std::set<std::string> forbidden = {"script", "img",   "link",  "iframe",
                                             "object", "embed", "video", "source",
                                             "form",   "image", "use"};
    EXPECT_FALSE(forbidden.contains(node.name())) << node.name();
    for (const auto attribute : node.attributes()) {
      const std::string name = attribute.name(), value = attribute.value();
      EXPECT_NE(name, "src");
      EXPECT_NE(name.substr(0, 2), "on") << name;
      if (name == "href") {
        EXPECT_TRUE(value.starts_with("#")) << value;
      }
    }
  });
  const std::string style = document.child("html").child("head").child("style").text().as_string();
  EXPECT_EQ(style.find("url("), std::string::npos);
  EXPECT_EQ(style.find("@import"), std::string::npos);
}

TEST(ReportPage, PolicyForbidsEveryRequest) {
  const auto document = Parse(BuildReportPage(FullReport("demo")));
  const auto meta = document.child("html").child("head").find_child_by_attribute(
      "http-equiv", "Content-Security-Policy");
  const std::string policy = meta.attribute("content").as_string();
  EXPECT_NE(policy.find("default-src 'none'"), std::string::npos);
  EXPECT_EQ(policy.find("script-src"), std::string::npos);
}

TEST(ReportPage, HostileTextStaysText) {
  const auto plain = Parse(BuildReportPage(FullReport("demo")));
  const auto hostile = Parse(BuildReportPage(FullReport(kHostile)));
  const auto count = [](const pugi::xml_document& document) {
    size_t elements = 0;
    VisitElements(document, [&](const pugi::xml_node&) { ++elements; });
    return elements;
  };
  // A code that equals its prompt is not repeated, so both pages have the same elements.
  EXPECT_EQ(count(plain), count(hostile));
  const std::string title = hostile.child("html").child("head").child("title").text().as_string();
  EXPECT_NE(title.find("<script>"), std::string::npos) << "shown as it is, as text";
}

TEST(ReportPage, IdsAreUniqueAndLinksHaveTargets) {
  const auto document = Parse(BuildReportPage(FullReport("demo")));
  std::set<std::string> ids, links;
  VisitElements(document, [&](const pugi::xml_node& node) {
    if (const auto id = node.attribute("id")) {
      EXPECT_TRUE(ids.insert(id.value()).second) << id.value();
    }
    if (const auto link = node.attribute("href")) links.insert(std::string(link.value()).substr(1));
  });
  for (const auto& link : links) EXPECT_TRUE(ids.contains(link)) << link;
}

TEST(ReportPage, PicturesHaveWordsAndTablesHaveHeads) {
  const auto document = Parse(BuildReportPage(FullReport("demo")));
  size_t pictures = 0, tables = 0;
  VisitElements(document, [&](const pugi::xml_node& node) {
    const std::string name = node.name();
    if (name == "svg" && node.attribute("aria-hidden").empty()) {
      ++pictures;
      EXPECT_GT(std::string(node.attribute("aria-label").as_string()).size(), 20u);
      EXPECT_STREQ(node.attribute("role").as_string(), "img");
    }
    if (name == "th") {
      EXPECT_TRUE(node.attribute("scope"));
    }
    if (name == "table" && std::string(node.attribute("class").as_string()) != "settings") {
      ++tables;
      EXPECT_TRUE(node.child("caption"));
      EXPECT_TRUE(node.child("thead"));
    }
  });
  EXPECT_EQ(pictures, 6u) << "AUC bars, curve, four ECGs";
  EXPECT_EQ(tables, 6u);
}

TEST(ReportPage, SameDataGiveTheSameBytes) {
  EXPECT_EQ(BuildReportPage(FullReport("demo")), BuildReportPage(FullReport("demo")));
}

TEST(ReportPage, StaysUnderTwoMegabytes) {
  ReportData data = FullReport("demo");
  data.results.front().classes.assign(3000, data.results.front().classes.front());
  data.results.assign(4, data.results.front());
  data.examples.front().report = std::string(10'000'000, 'x');
  data.settings.assign(5000, data.settings.front());
  const std::string page = BuildReportPage(data);
  EXPECT_LT(page.size(), 2'000'000u);
  EXPECT_NE(page.find("2,500 more classes"), std::string::npos);
}

TEST(ReportPage, SeveralTasksHaveATileEach) {
  ReportData data = FullReport("first");
  data.results.push_back(FullReport("second").results.front());
  const std::string page = BuildReportPage(data);
  EXPECT_NE(page.find("Mean AUC, first"), std::string::npos);
  EXPECT_NE(page.find("Mean AUC, second"), std::string::npos);
}

TEST(ReportPage, EmptyPartsAreSaid) {
  const std::string page = BuildReportPage(ReportData{});
  Parse(page);
  EXPECT_NE(page.find("No results yet"), std::string::npos);
  EXPECT_NE(page.find("no training curve"), std::string::npos);
  EXPECT_NE(page.find("No examples"), std::string::npos);
}

}  // namespace
}  // namespace supreme
