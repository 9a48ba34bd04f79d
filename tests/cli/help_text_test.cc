#include "cli/help_text.h"

#include <gtest/gtest.h>

#include <sstream>

namespace supreme {
namespace {

HelpPage Page() {
  HelpPage page;
  page.command = "supreme draw";
  page.summary = "Draws an ECG.\nOn paper.";
  page.entries.resize(3);
  page.entries[0].names = "FILE";
  page.entries[0].text = "ECG files";
  page.entries[0].is_positional = page.entries[0].is_required = page.entries[0].is_repeated = true;
  page.entries[1].names = "--layout";
  page.entries[1].value = "WORD";
  page.entries[1].text = "rows x columns";
  page.entries[1].choices = {"3x4", "6x2"};
  page.entries[1].default_value = "3x4";
  page.entries[2].names = "--validation-predictions";
  page.entries[2].value = "TEXT";
  page.entries[2].text = "scores of other records, to choose thresholds and to calibrate on";
  page.entries[2].is_required = true;
  page.examples = {"supreme draw ecg.hea"};
  return page;
}

TEST(HelpText, ShowsUsageChoicesDefaultsAndExamples) {
  const std::string text = FormatHelp(Page(), 100);
  EXPECT_TRUE(text.starts_with("Draws an ECG. On paper.\n\nUsage: supreme draw [FLAGS] FILE...\n"));
  EXPECT_NE(text.find("  --layout WORD           rows x columns; one of 3x4|6x2 [3x4]\n"),
            std::string::npos);
  EXPECT_NE(text.find("(required)"), std::string::npos);
  EXPECT_TRUE(text.ends_with("Examples:\n  supreme draw ecg.hea\n"));
}

TEST(HelpText, KeepsToTheWidthOfANarrowTerminal) {
  std::istringstream lines(FormatHelp(Page(), 60));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("Flags")) continue;
    EXPECT_LE(line.size(), 60U) << line;
  }
}

TEST(HelpText, PutsALongFlagOnALineOfItsOwn) {
  EXPECT_NE(FormatHelp(Page(), 100).find("  --validation-predictions TEXT\n                     "),
            std::string::npos);
}

}  // namespace
}  // namespace supreme
