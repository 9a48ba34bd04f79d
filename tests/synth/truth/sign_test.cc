#include "synth/truth/sign.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include "core/csv.h"
#include "core/hash.h"

namespace supreme {
namespace {

std::map<std::string, uint32_t> SignsById() {
  std::map<std::string, uint32_t> ids;
  const SignLibrary& library = SignLibrary::BuiltIn();
  for (uint32_t i = 0; i < library.signs().size(); ++i) ids[library.signs()[i].id] = i;
  return ids;
}

TEST(SignLibrary, HasThousandsOfSignsAndTensOfThousandsOfTexts) {
  const SignLibrary& library = SignLibrary::BuiltIn();
  EXPECT_GE(library.signs().size(), 1500U);
  EXPECT_GE(library.texts().size(), 20000U);
  EXPECT_LE(library.texts().size(), 60000U);
  EXPECT_EQ(SignsById().size(), library.signs().size()) << "an id stands for two signs";
}

TEST(SignLibrary, GivesEachTextToOneSign) {
  std::set<std::string> seen;
  for (const SignText& text : SignLibrary::BuiltIn().texts()) {
    EXPECT_TRUE(seen.insert(text.text).second) << text.text;
    EXPECT_FALSE(text.text.empty());
    EXPECT_EQ(text.text.find("{}"), std::string::npos) << text.text;
    EXPECT_EQ(text.text.find('@'), std::string::npos) << text.text;
    EXPECT_EQ(text.text.find("  "), std::string::npos) << text.text;
    for (const char c : text.text) EXPECT_FALSE(c >= 'A' && c <= 'Z') << text.text;
  }
}

TEST(SignLibrary, HasWordsForEverySign) {
  const SignLibrary& library = SignLibrary::BuiltIn();
  std::vector<int> words(library.signs().size(), 0);
  for (const SignText& text : library.texts()) ++words.at(text.sign);
  for (size_t i = 0; i < words.size(); ++i) EXPECT_GE(words[i], 1) << library.signs()[i].id;
}

TEST(SignLibrary, AsksNamesAsOftenAsMeasurements) {
  double names = 0.0;
  double rest = 0.0;
  for (const Sign& sign : SignLibrary::BuiltIn().signs()) {
    ASSERT_EQ(sign.weight > 0.0, !sign.id.starts_with("not:")) << sign.id;
    const bool name = sign.kind == SignKind::kFinding || sign.kind == SignKind::kGroup;
    (name ? names : rest) += sign.weight;
  }
  EXPECT_NEAR(names / (names + rest), 0.5, 1e-9);
}

TEST(SignLibrary, DescribesEveryFindingInManyWays) {
  std::map<std::string, std::map<std::string, size_t>> words;
  CsvReader reader = CsvReader::Open(std::string(SUPREME_SOURCE_DIR) + "/vocab/signs_findings.csv");
  while (reader.Next()) {
    const std::string& texts = reader["texts"];
    words[reader["code"]][reader["kind"]] +=
        1 + static_cast<size_t>(std::count(texts.begin(), texts.end(), ';'));
  }
  for (const FindingInfo& info : FindingTable()) {
    auto& kinds = words[std::string(info.code)];
    EXPECT_GE(kinds["name"] + kinds["short"] + kinds["german"] + kinds["signs"], 6U) << info.code;
    EXPECT_GE(kinds["german"], 1U) << info.code;
    EXPECT_GE(kinds["short"], 1U) << info.code;
    EXPECT_GE(kinds["signs"], 2U) << info.code;
  }
  EXPECT_EQ(words.size(), kFindingCount);
}

TEST(SignLibrary, KnowsTheCatalogueNameOfEveryFinding) {
  std::map<std::string, std::string> sign_of_text;
  const SignLibrary& library = SignLibrary::BuiltIn();
  for (const SignText& text : library.texts()) {
    sign_of_text[text.text] = library.signs()[text.sign].id;
  }
  for (const FindingInfo& info : FindingTable()) {
    EXPECT_NE(sign_of_text.find(std::string(info.name)), sign_of_text.end()) << info.name;
  }
}

TEST(SignLibrary, NamesTheFindingsOfASign) {
  const SignLibrary& library = SignLibrary::BuiltIn();
  const auto ids = SignsById();
  EXPECT_EQ(library.Names(ids.at("finding:LAO/LAE")),
            std::vector<Finding>{Finding::kLeftAtrialEnlargement});
  EXPECT_EQ(library.Names(ids.at("not:finding:AFIB")),
            std::vector<Finding>{Finding::kAtrialFibrillation});
  EXPECT_EQ(library.Names(ids.at("group:pace")).size(), 3U);
  EXPECT_TRUE(library.Names(ids.at("group:arrhythmia")).empty());
  EXPECT_TRUE(library.Names(ids.at("measure:qrs_ms>=120")).empty());
}

TEST(SignLibrary, IsTheSameOnEveryMachine) {
  std::string all;
  const SignLibrary& library = SignLibrary::BuiltIn();
  for (const Sign& sign : library.signs()) all += sign.id + "\n";
  for (const SignText& text : library.texts()) {
    all += text.text + "\t" + std::to_string(text.sign) + "\n";
  }
  // Of the words at hand: a change of the words changes it, a change of compiler must not.
  EXPECT_EQ(Sha256(all).substr(0, 16), "2b86c33e55ee8550");
}

}  // namespace
}  // namespace supreme
