#include "extract/extraction.h"

#include <gtest/gtest.h>

#include "core/error.h"

namespace supreme {
namespace {

Extraction Read(const char* text) { return ExtractionFromJson(Json::parse(text), "store:1"); }

TEST(Extraction, SurvivesJson) {
  const Extraction extraction{{{"lvh", Certainty::kAbnormal},
                               {"sinus rhythm", Certainty::kNormal},
                               {"possible infarct", Certainty::kUncertain}}};
  const Extraction back = ExtractionFromJson(ToJson(extraction), "here");
  ASSERT_EQ(back.entities.size(), 3u);
  for (size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(back.entities[i].text, extraction.entities[i].text);
    EXPECT_EQ(back.entities[i].certainty, extraction.entities[i].certainty);
  }
}

TEST(Extraction, RefusesJsonOfAnotherForm) {
  for (
      const char* text :
      {R"([])", R"({"global": []})",
       R"({"global": [7], "classification": {"normal": [], "abnormal": [], "uncertain": []}})",
       R"({"global": [], "classification": {"normal": [], "abnormal": []}})",
       R"({"global": [], "classification": {"normal": [], "abnormal": [], "uncertain": []},
            "note": "x"})",
       R"({"global": [""], "classification": {"normal": [""], "abnormal": [], "uncertain": []}})",
       R"({"global": "lvh", "classification": {"normal": [], "abnormal": [], "uncertain": []}})"}) {
    EXPECT_THROW(Read(text), Error) << text;
  }
}

TEST(Extraction, RefusesClassesThatAreNoPartition) {
  for (const char* text :
       {R"({"global": ["a"], "classification": {"normal": [], "abnormal": [], "uncertain": []}})",
        R"({"global": [], "classification": {"normal": ["a"], "abnormal": [], "uncertain": []}})",
        R"({"global": ["a"],
            "classification": {"normal": ["a"], "abnormal": ["a"], "uncertain": []}})"}) {
    EXPECT_THROW(Read(text), Error) << text;
  }
}

TEST(Extraction, NamesThePlaceOfAFault) {
  try {
    Read(R"({"global": ["a", 7], "classification": {"normal": ["a"], "abnormal": [],
             "uncertain": []}})");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kCorruptData);
    EXPECT_NE(std::string(error.what()).find("store:1"), std::string::npos);
    EXPECT_NE(std::string(error.what()).find("global"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace supreme
