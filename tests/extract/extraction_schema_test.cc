#include "extract/extraction_schema.h"

#include <gtest/gtest.h>

#include "core/error.h"

namespace supreme {
namespace {

TEST(ExtractionSchema, TakesTheEmptyExtractionAndRefusesLongTexts) {
  Json json = Json::parse(
      R"({"global": [], "classification": {"normal": [], "abnormal": [], "uncertain": []}})");
  EXPECT_NO_THROW(CheckExtractionSchema(json, "here"));
  json["global"].push_back(std::string(501, 'a'));
  EXPECT_THROW(CheckExtractionSchema(json, "here"), Error);
}

}  // namespace
}  // namespace supreme
