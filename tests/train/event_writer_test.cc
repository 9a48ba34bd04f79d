#include "train/event_writer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "core/atomic_file.h"
#include "tests/core/temp_folder.h"
#include "train/event_message.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

// The bytes of one frame, as the format's description says.
std::string Frame(const std::string& message) {
  const auto bytes = [](uint64_t value, size_t count) {
    std::string text;
    for (size_t i = 0; i < count; ++i) text += static_cast<char>(value >> (8 * i) & 0xFF);
    return text;
  };
  const std::string length = bytes(message.size(), 8);
  return length + bytes(MaskedCrc32c(length), 4) + message + bytes(MaskedCrc32c(message), 4);
}

std::vector<fs::path> EventFiles(const TempFolder& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder.path())) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

MetricsRow Row(int64_t step, double loss) {
  MetricsRow row;
  row.step = step;
  row.loss = loss;
  return row;
}

TEST(EventWriter, CrcIsThatOfTheStandard) {
  // RFC 3720 B.4: 32 bytes of zero give 0x8A9136AA; masked as TensorFlow's crc32c.h describes.
  constexpr uint32_t kCrc = 0x8A9136AAU;
  EXPECT_EQ(MaskedCrc32c(std::string(32, '\0')), (kCrc >> 15 | kCrc << 17) + 0xA282EAD8U);
}

TEST(EventWriter, FramesAreThoseOfTensorBoard) {
  const std::string golden =
      ReadFile(fs::path(SUPREME_SOURCE_DIR) / "testdata/train/events.golden");
  const std::string ours =
      Frame(FileVersionEvent(1700000000.25)) + Frame(SessionStartEvent({1700000000.25, 11})) +
      Frame(ScalarsEvent({1700000001.5, 20},
                         {{"training/loss", 0.625F}, {"training/learning_rate", 1e-3F}})) +
      Frame(ScalarsEvent({1700000002.5, 300000},
                         {{"validation/auc", 0.0F}, {"validation/loss", -1.5e-9F}}));
  EXPECT_EQ(ours, golden);
  EXPECT_EQ(EventPrefix(golden, 1'000'000), golden.size());
}

TEST(EventWriter, ResumedRunCutsLaterStepsAndStartsAFileThatSortsLast) {
  const TempFolder folder;
  {
    EventWriter writer(folder.path(), 0);
    for (const int64_t step : {10, 20, 30}) writer.OnMetrics(Row(step, 0.5));
  }
  const fs::path first = EventFiles(folder).front();
  const auto before = fs::file_size(first);
  { EventWriter writer(folder.path(), 20); }
  const auto files = EventFiles(folder);
  ASSERT_EQ(files.size(), 2u);
  EXPECT_EQ(files.front(), first);
  EXPECT_LT(fs::file_size(first), before);
  const std::string kept = ReadFile(first);
  EXPECT_EQ(EventPrefix(kept, 20), kept.size());
  EXPECT_LT(EventPrefix(kept, 10), kept.size());
}

TEST(EventWriter, CutOrDamagedFrameEndsTheFileThere) {
  const std::string one = Frame(ScalarsEvent({1.0, 1}, {{"loss", 0.5F}}));
  const std::string two = Frame(ScalarsEvent({2.0, 2}, {{"loss", 0.25F}}));
  for (size_t cut = 0; cut < two.size(); ++cut) {
    EXPECT_EQ(EventPrefix(one + two.substr(0, cut), 9), one.size());
  }
  for (size_t at = 0; at < two.size(); ++at) {
    std::string damaged = two;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    EXPECT_EQ(EventPrefix(one + damaged, 9), one.size()) << at;
  }
}

TEST(EventWriter, LeavesALinkOfThatNameAlone) {
  const TempFolder folder;
  const TempFolder other;
  WriteFileAtomically(other / "precious", "not ours");
  fs::create_symlink(other / "precious", folder / "events.out.tfevents.1.x");
  { EventWriter writer(folder.path(), 5); }
  EXPECT_EQ(ReadFile(other / "precious"), "not ours");
}

}  // namespace
}  // namespace supreme
