#include "vocab/dictionary_lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/atomic_file.h"
#include "core/error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

using testing::ElementsAre;

std::vector<std::string> Fields(const std::filesystem::path& path) {
  std::vector<std::string> all;
  VisitDictionary(path, '|', [&](std::span<const std::string_view> fields, uint64_t line) {
    std::string text = std::to_string(line) + ":";
    for (const std::string_view field : fields) text += "<" + std::string(field) + ">";
    all.push_back(text);
  });
  return all;
}

TEST(VisitDictionary, CutsLinesAndFields) {
  const TempFolder folder;
  WriteFileAtomically(folder / "x", "a|b|\r\n\n|c\nlast");
  EXPECT_THAT(Fields(folder / "x"), ElementsAre("1:<a><b><>", "3:<><c>", "4:<last>"));
}

TEST(VisitDictionary, PassesALineThatIsTooLongWithoutFieldsAndGoesOn) {
  const TempFolder folder;
  WriteFileAtomically(folder / "x",
                      std::string(3 << 20, 'x') + "|y\nz\n" + std::string(1 << 17, 'x'));
  EXPECT_THAT(Fields(folder / "x"), ElementsAre("1:", "2:<z>", "3:"));
}

TEST(VisitDictionary, KeepsBytesThatAreNoText) {
  const TempFolder folder;
  WriteFileAtomically(folder / "x", std::string("\0\xff|\x80", 4));
  EXPECT_THAT(Fields(folder / "x"), ElementsAre(std::string("1:<\0\xff><\x80>", 9)));
}

TEST(VisitDictionary, RefusesWhatIsNoFile) {
  const TempFolder folder;
  EXPECT_THROW(Fields(folder / "absent"), Error);
  EXPECT_THROW(Fields(folder.path()), Error);
}

}  // namespace
}  // namespace supreme
