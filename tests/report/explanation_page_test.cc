#include "report/explanation_page.h"

#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "core/atomic_file.h"
#include "tests/core/temp_folder.h"
#include "tests/eval/made_up_check.h"

namespace supreme {
namespace {

TEST(ExplanationPage, WritesPageMarkdownJsonAndPictures) {
  TempFolder folder;
  WriteExplanationReport(MadeUpCheck(), folder / "out");
  for (const char* name :
       {"explanations.json", "explanations.html", "explanations.md", "curves.svg", "curves.png",
        "occlusion-pvc.svg", "occlusion-pvc.png", "occlusion-iste.svg", "occlusion-iste.png"}) {
    EXPECT_TRUE(std::filesystem::exists(folder / "out" / name)) << name;
  }
  const std::string page = ReadFile(folder / "out" / "explanations.html");
  pugi::xml_document document;
  EXPECT_TRUE(document.load_buffer(page.data(), page.size(), pugi::parse_default));
  EXPECT_NE(page.find("no better than chance"), std::string::npos);
  EXPECT_NE(page.find("gradient was left out"), std::string::npos);
  EXPECT_EQ(page.find("<script"), std::string::npos);
}

TEST(ExplanationPage, MarkdownNamesOnlyPicturesThatWereWritten) {
  TempFolder folder;
  WriteExplanationReport(MadeUpCheck(), folder / "out");
  const std::string text = ReadFile(folder / "out" / "explanations.md");
  size_t found = 0;
  for (size_t at = text.find("]("); at != std::string::npos; at = text.find("](", at + 1)) {
    const std::string name = text.substr(at + 2, text.find(')', at) - at - 2);
    EXPECT_TRUE(std::filesystem::exists(folder / "out" / name)) << name;
    ++found;
  }
  EXPECT_EQ(found, 3U);
}

TEST(ExplanationPage, TablesHoldTheFigures) {
  const auto tables = ExplanationTables(MadeUpCheck());
  ASSERT_EQ(tables.size(), 4U);
  EXPECT_EQ(tables[0].rows[0][3].text, "0.750");
  EXPECT_EQ(tables[0].rows[0].back().text, "yes");
  EXPECT_EQ(tables[0].rows[1].back().text, "no");
  EXPECT_EQ(tables[1].rows[0][5].text, "[-0.300, -0.200]");
  EXPECT_EQ(tables[2].rows[0][2].text, NoCell().text);
  EXPECT_EQ(tables[3].rows.size(), 2U);
}

}  // namespace
}  // namespace supreme
