#include "tensor/safetensors.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <cstring>
#include <numeric>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

std::filesystem::path Golden(const std::string& name) {
  return std::filesystem::path(SUPREME_SOURCE_DIR) / "testdata/tensor" / name;
}

TEST(Safetensors, ReadsAFileMadeByPython) {
  const SafetensorsFile file(Golden("python.safetensors"));
  EXPECT_EQ(file.names().size(), 9U);
  EXPECT_EQ(file.metadata().at("λ"), "ü");
  EXPECT_EQ(file.Get("double").As<double>()[1], -2.25);
  EXPECT_EQ(file.Get("large").As<int64_t>()[0], int64_t{1} << 40);
  EXPECT_EQ(file.Get("matrix", {2, 3}).As<float>()[5], 5.0F);
  EXPECT_TRUE(file.Get("scalar").shape.empty());
  EXPECT_EQ(file.Get("scalar").As<float>()[0], 3.5F);
  EXPECT_EQ(file.Get("signal").As<int16_t>()[0], -32768);
  EXPECT_EQ(file.Get("empty", {0, 12}).bytes.size(), 0U);
  EXPECT_EQ(file.Get("mask").As<uint8_t>()[2], 1);
  EXPECT_EQ(file.Get("ünïcode/λ").As<int32_t>()[0], 7);
}

TEST(Safetensors, ConvertsHalfPrecisionAsNumpyDoes) {
  const SafetensorsFile file(Golden("python.safetensors"));
  const auto floats = ToFloats(file.Get("half"));
  const std::string expected = ReadFile(Golden("half_as_float.bin"));
  ASSERT_EQ(expected.size(), floats.size() * sizeof(float));
  EXPECT_EQ(std::memcmp(expected.data(), floats.data(), expected.size()), 0);
}

TEST(Safetensors, WritesTheSameBytesAsPython) {
  const TempFolder folder;
  const std::vector<float> values = {0, 1, 2, 3};
  const std::vector<uint8_t> mask = {1, 0, 1};
  WriteSafetensors(folder / "ours",
                   {{"mask", ViewOf<uint8_t>(mask, {3})}, {"values", ViewOf<float>(values, {4})}},
                   {{"pack_id", "abc"}});
  EXPECT_EQ(ReadFile(folder / "ours"), ReadFile(Golden("same_bytes.safetensors")));
}

TEST(Safetensors, AlignsEveryTensor) {
  const TempFolder folder;
  const std::vector<uint8_t> bytes = {1, 2, 3};
  const std::vector<int16_t> shorts = {4, 5, 6};
  const std::vector<double> doubles = {7.0};
  WriteSafetensors(folder / "f", {{"bytes", ViewOf<uint8_t>(bytes, {3})},
                                  {"shorts", ViewOf<int16_t>(shorts, {3})},
                                  {"doubles", ViewOf<double>(doubles, {1})}});
  const SafetensorsFile file(folder / "f");
  EXPECT_EQ(file.Get("doubles").As<double>()[0], 7.0);
  EXPECT_EQ(file.Get("shorts").As<int16_t>()[2], 6);
  EXPECT_EQ(file.Get("bytes").As<uint8_t>()[2], 3);
}

RC_GTEST_PROP(Safetensors, ReturnsWhatWasWritten,
              (std::map<std::string, std::vector<int16_t>> tensors,
               std::map<std::string, std::string> metadata)) {
  const TempFolder folder;
  NamedTensors views;
  for (const auto& [suffix, values] : tensors) {
    std::string name = "t";
    for (const char c : suffix) name += "_" + std::to_string(static_cast<int>(c));
    views.emplace_back(name.substr(0, 512),
                       ViewOf<int16_t>(values, {static_cast<int64_t>(values.size())}));
  }
  std::map<std::string, std::string> ascii;  // text that is not UTF-8 is replaced by design
  for (const auto& [key, value] : metadata) {
    ascii[std::to_string(key.size())] = std::to_string(value.size());
  }
  WriteSafetensors(folder / "f", views, ascii);
  const SafetensorsFile file(folder / "f");
  RC_ASSERT(file.names().size() == views.size());
  RC_ASSERT(file.metadata() == ascii);
  for (const auto& [name, view] : views) {
    const TensorView& read = file.Get(name);
    RC_ASSERT(read.shape == view.shape);
    RC_ASSERT(
        std::equal(read.bytes.begin(), read.bytes.end(), view.bytes.begin(), view.bytes.end()));
  }
}

TEST(Safetensors, ReadsAndWritesAFileWithoutTensors) {
  const TempFolder folder;
  WriteSafetensors(folder / "f", {});
  EXPECT_TRUE(SafetensorsFile(folder / "f").names().empty());
}

TEST(Safetensors, EscapesNamesAndMetadata) {
  const TempFolder folder;
  const std::vector<float> values = {1};
  WriteSafetensors(folder / "f", {{"a\"b\\c", ViewOf<float>(values, {1})}}, {{"\"", "\n"}});
  const SafetensorsFile file(folder / "f");
  EXPECT_TRUE(file.Has("a\"b\\c"));
  EXPECT_EQ(file.metadata().at("\""), "\n");
}

TEST(Safetensors, NamesFileAndTensorThatIsMissing) {
  const SafetensorsFile file(Golden("python.safetensors"));
  EXPECT_FALSE(file.Has("weights"));
  ExpectError(ErrorCode::kNotFound, "python.safetensors: tensor \"weights\" is missing",
              [&] { file.Get("weights"); });
  ExpectError(ErrorCode::kCorruptData, "has shape [2, 3], expected [3, 2]", [&] {
    file.Get("matrix", {3, 2});
  });
}

TEST(Safetensors, RefusesFilesThatAreNotThere) {
  const TempFolder folder;
  ExpectError(ErrorCode::kNotFound, "nothing", [&] { SafetensorsFile(folder / "nothing"); });
  ExpectError(ErrorCode::kInvalidInput, "not a regular", [&] { SafetensorsFile(folder.path()); });
}

TEST(Safetensors, RefusesToWriteWhatItCouldNotRead) {
  const TempFolder folder;
  const std::vector<float> values = {1, 2};
  const TensorView view = ViewOf<float>(values, {2});
  const auto write = [&](const NamedTensors& tensors) { WriteSafetensors(folder / "f", tensors); };
  ExpectError(ErrorCode::kInternal, "broken", [&] { write({{"a", view}, {"a", view}}); });
  ExpectError(ErrorCode::kInternal, "broken", [&] { write({{"", view}}); });
  ExpectError(ErrorCode::kInternal, "broken", [&] { write({{"a", ViewOf<float>(values, {3})}}); });
  EXPECT_EQ(folder.EntryCount(), 0U);
}

}  // namespace
}  // namespace supreme
