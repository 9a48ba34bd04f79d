#include "report/verify_page.h"

#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "tests/report/verify_test_data.h"

namespace supreme {
namespace {

bool IsXml(const std::string& page) {
  pugi::xml_document document;
  const size_t start = page.find("<html");
  return document.load_buffer(page.data() + start, page.size() - start);
}

TEST(VerifyPage, ShowsEveryCheckWithARowAndAPicture) {
  const VerifiedFolder verified;
  const std::string page = BuildVerifyPage(verified.report, *verified.source);
  EXPECT_TRUE(IsXml(page));
  for (const char* id : {"id=\"flat\"", "id=\"level\"", "id=\"limb_identity\"", "id=\"checks\""}) {
    EXPECT_NE(page.find(id), std::string::npos) << id;
  }
  EXPECT_EQ(page.find("id=\"gain\""), std::string::npos);
  EXPECT_NE(page.find("constant at 0.000 mV"), std::string::npos);
  EXPECT_NE(page.find("ECG strips of faulty"), std::string::npos);
  EXPECT_EQ(page.find("<script"), std::string::npos);
}

TEST(VerifyPage, SaysThatNothingWasFound) {
  VerifiedFolder verified;
  verified.report.problems.clear();
  const std::string page = BuildVerifyPage(verified.report, *verified.source);
  EXPECT_TRUE(IsXml(page));
  EXPECT_NE(page.find("every check passed"), std::string::npos);
}

TEST(VerifyPage, EscapesWhatComesFromFiles) {
  VerifiedFolder verified;
  verified.report.problems = {{"<b>x</b>",
                               verified.source->size(),
                               {"hash", Severity::kError, "", {}, {}, "<script>1</script>"}}};
  const std::string page = BuildVerifyPage(verified.report, *verified.source);
  EXPECT_TRUE(IsXml(page));
  EXPECT_EQ(page.find("<b>"), std::string::npos);
  EXPECT_EQ(page.find("<script>"), std::string::npos);
}

}  // namespace
}  // namespace supreme
