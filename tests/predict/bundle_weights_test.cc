#include "predict/bundle_weights.h"

#include <gtest/gtest.h>

#include <limits>

#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/predict/random_bundle.h"

namespace supreme {
namespace {

const ModelConfig kConfig = ModelPreset("nano");

// Writes weights that fit kConfig after `change` to their list, and checks them.
template <class Change>
void CheckChanged(const TempFolder& folder, Change&& change) {
  WriteRandomWeights(kConfig, folder / "fits");
  const SafetensorsFile file(folder / "fits");
  NamedTensors tensors;
  for (const std::string& name : file.names()) tensors.emplace_back(name, file.Get(name));
  change(tensors);
  WriteSafetensors(folder / "changed", tensors);
  CheckWeights(kConfig, SafetensorsFile(folder / "changed"));
}

TEST(CheckWeights, AcceptsWhatFits) {
  TempFolder folder;
  EXPECT_NO_THROW(CheckChanged(folder, [](NamedTensors&) {}));
}

TEST(CheckWeights, ListsMissingExtraAndMisshapenWeights) {
  TempFolder folder;
  ExpectError(ErrorCode::kCorruptData,
              "missing head.fc2.bias; extra head.fc3.bias; misshapen head.fc1.bias F32[1, ", [&] {
                CheckChanged(folder, [](NamedTensors& tensors) {
                  for (auto& [name, view] : tensors) {
                    if (name == "head.fc2.bias") name = "head.fc3.bias";
                    if (name == "head.fc1.bias") view.shape.insert(view.shape.begin(), 1);
                  }
                });
              });
}

TEST(CheckWeights, RefusesNumbersThatAreNotFloat32) {
  TempFolder folder;
  const std::vector<int32_t> integers = {7};
  ExpectError(ErrorCode::kCorruptData, "misshapen head.fc2.bias I32[1] instead of F32[1]", [&] {
    CheckChanged(folder, [&](NamedTensors& tensors) {
      for (auto& [name, view] : tensors) {
        if (name == "head.fc2.bias") view = ViewOf<int32_t>(integers, {1});
      }
    });
  });
}

TEST(CheckWeights, CutsLongLists) {
  TempFolder folder;
  const std::vector<float> value = {0.0f};
  const auto wanted = WeightShapes(kConfig);
  ExpectError(ErrorCode::kCorruptData,
              "and " + std::to_string(wanted.size() - 8) + " more; extra x", [&] {
                CheckChanged(folder, [&](NamedTensors& tensors) {
                  tensors = {{"x", ViewOf<float>(value, {1})}};
                });
              });
}

TEST(CheckWeights, NamesWeightsThatAreNotFinite) {
  TempFolder folder;
  const std::string first = WeightShapes(kConfig).begin()->first;
  for (const float poison :
       {std::numeric_limits<float>::infinity(), std::numeric_limits<float>::quiet_NaN()}) {
    WriteRandomWeights(kConfig, folder / "poisoned", poison);
    ExpectError(ErrorCode::kCorruptData, "NaN or infinity in " + first,
                [&] { CheckWeights(kConfig, SafetensorsFile(folder / "poisoned")); });
  }
}

}  // namespace
}  // namespace supreme
