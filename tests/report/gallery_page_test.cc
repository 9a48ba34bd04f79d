#include "report/gallery_page.h"

#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "tests/report/section_text.h"

namespace supreme {
namespace {

Gallery SmallGallery(const std::string& text) {
  GalleryEntry entry;
  entry.mistake = {0, 0.93, 0.75};
  entry.row.record_id = "r1" + text;
  entry.row.quality = "flat:V4" + text;
  entry.window.samples_mv.assign(kLeadCount * kWindowSamples, 0.1F);
  entry.window.present.fill(1);
  entry.labels = {"NORM" + text};
  entry.codes = {"SR" + text};
  entry.report = "report" + text;
  entry.top = {{"MI" + text, 0.93}, {"NORM" + text, 0.5}};
  Gallery gallery;
  gallery.facts.task = "simulated" + text;
  gallery.facts.bundle_id = std::string(64, 'a');
  gallery.classes = {{"MI" + text, "infarction", 5, 20, 0.8, {entry}, {}},
                     {"LBBB", "block", 5, 20, 1.0, {}, {}}};
  return gallery;
}

TEST(GalleryPage, IsWellFormedWhateverTheTexts) {
  for (const char* text : {"", kHostile}) {
    const auto document = ParseSection(BuildGalleryPage(SmallGallery(text)));
    EXPECT_EQ(document.select_nodes("//article").size(), 1u);
    EXPECT_EQ(document.select_nodes("//svg[@role='img']").size(), 1u);
    EXPECT_TRUE(document.select_nodes("//script").empty());
  }
}

TEST(GalleryPage, SaysWhatWentWrongAndWhatIsKnown) {
  const std::string page = BuildGalleryPage(SmallGallery(""));
  for (const char* text : {"Said yes, label says no: record r1", "above 75 % of the records",
                           "flat:V4", "✓ label", "No mistake: every record with it"}) {
    EXPECT_TRUE(Holds(page, text)) << text;
  }
}

}  // namespace
}  // namespace supreme
