#include "train/simulator_world.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "synth/truth/sign.h"
#include "tests/core/expect_error.h"

namespace supreme {
namespace {

uint32_t SignOf(const SimulatedWorld& world, const std::string& id) {
  const auto found = std::ranges::find(world.signs, id, &AskableSign::id);
  EXPECT_NE(found, world.signs.end()) << id;
  return static_cast<uint32_t>(found - world.signs.begin());
}

TEST(SimulatorWorld, RecordsAndTruthAreTheSimulators) {
  const SimulatedWorld world = MakeSimulatorWorld("");
  const SimulatedExample example = world.simulate(Rng(4));
  EXPECT_EQ(example.leads_uv, world.simulate(Rng(4)).leads_uv);
  EXPECT_EQ(example.leads_uv.size(), 60000u);
  size_t present = 0;
  for (uint32_t sign = 0; sign < world.signs.size(); ++sign) {
    EXPECT_LE(example.truth(sign), 2);
    present += example.truth(sign) == 1 ? 1 : 0;
  }
  EXPECT_GT(present, 0u);
  EXPECT_TRUE(std::ranges::none_of(world.texts, &AskableText::left_out));
}

TEST(SimulatorWorld, NeitherRecordsNorTextsShowWhatIsLeftOut) {
  const SimulatedWorld all = MakeSimulatorWorld("");
  const SimulatedWorld world = MakeSimulatorWorld("AFLT, LAFB");
  const uint32_t flutter = SignOf(world, "finding:AFLT"), block = SignOf(world, "finding:LAFB");
  size_t seen = 0;
  for (uint64_t i = 0; i < 400; ++i) {
    const SimulatedExample example = world.simulate(Rng(1).Fork(i));
    EXPECT_NE(example.truth(flutter), 1) << i;
    EXPECT_NE(example.truth(block), 1) << i;
    const SimulatedExample other = all.simulate(Rng(1).Fork(i));
    seen += other.truth(flutter) == 1 || other.truth(block) == 1 ? 1 : 0;
  }
  EXPECT_GT(seen, 5u) << "the test sees what it looks for";
  const SignLibrary& library = SignLibrary::BuiltIn();
  for (const AskableText& text : world.texts) {
    if (text.left_out) continue;
    EXPECT_EQ(text.text.find("atrial flutter"), std::string::npos) << text.text;
    EXPECT_EQ(text.text.find("left anterior fascicular block"), std::string::npos) << text.text;
    for (const Finding finding : library.Names(text.sign)) {
      EXPECT_NE(finding, Finding::kAtrialFlutter) << text.text;
      EXPECT_NE(finding, Finding::kLafb) << text.text;
    }
  }
  EXPECT_TRUE(std::ranges::any_of(world.texts, [](const auto& text) { return text.left_out; }));
}

TEST(SimulatorWorld, SignsThatNothingElseShowsAreLeftOutToo) {
  const SimulatedWorld world = MakeSimulatorWorld("AFLT");
  const uint32_t waves = SignOf(world, "event:flutter_waves");
  const uint32_t no_p = SignOf(world, "event:no_p");
  for (const AskableText& text : world.texts) {
    if (text.sign != waves && text.sign != no_p) continue;
    EXPECT_EQ(text.left_out, text.sign == waves) << text.text;
  }
}

TEST(SimulatorWorld, DenialsAreNoQuestions) {
  const SimulatedWorld world = MakeSimulatorWorld("");
  for (const AskableText& text : world.texts) {
    EXPECT_FALSE(world.signs[text.sign].id.starts_with("not:")) << text.text;
  }
}

TEST(SimulatorWorld, NamesACodeItDoesNotKnow) {
  ExpectError(ErrorCode::kUsage, "XYZ", [] { MakeSimulatorWorld("AFLT,XYZ"); });
}

}  // namespace
}  // namespace supreme
