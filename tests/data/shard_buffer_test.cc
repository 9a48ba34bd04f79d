#include "data/shard_buffer.h"

#include <gtest/gtest.h>

#include "data/pack_format.h"
#include "tensor/safetensors.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"

namespace supreme {
namespace {

TEST(ShardBuffer, WritesWhatWasAddedAndStartsAnew) {
  TempFolder folder;
  ShardBuffer buffer;
  EcgWindow window = WholeMicrovoltWindow(1);
  buffer.Add(window);
  for (float& sample : window.samples_mv) sample *= 20.0f;  // up to 40 mV: beyond whole microvolts
  window.present[3] = 0;
  buffer.Add(window);
  EXPECT_EQ(buffer.rows(), 2u);
  buffer.Write(folder / "shard", Durability::kRenamed);
  EXPECT_EQ(buffer.rows(), 0u);
  const SafetensorsFile file(folder / "shard");
  const auto scale = file.Get("scale", {2, 12}).As<float>();
  EXPECT_EQ(scale[0], kMicrovoltScale);
  EXPECT_NE(scale[12], kMicrovoltScale);
  EXPECT_EQ(file.Get("mask", {2, 12}).As<uint8_t>()[15], 0);
  const auto signal = file.Get("signal", {2, 12, 5000}).As<int16_t>();
  EXPECT_NEAR(static_cast<float>(signal[60017]) * scale[12], window.samples_mv[17], 0.001);
  buffer.Write(folder / "empty", Durability::kRenamed);
  EXPECT_EQ(SafetensorsFile(folder / "empty").Get("signal", {0, 12, 5000}).bytes.size(), 0u);
}

}  // namespace
}  // namespace supreme
