// A sweep of two variants for tests.
#pragma once

#include "core/json.h"
#include "sweep/plan.h"

namespace supreme {

inline Json SmallSweep() {
  return ParseJson(R"json({
    "title": "Encoders", "config": "base.toml", "pack": "packs/a", "vocab": "vocab",
    "seeds": [1, 2], "set": ["train.epochs=1"],
    "evaluate": [{"task": "ptbxl-super", "pack": "packs/b", "folds": "10"},
                 {"name": "rhythm", "task": "ptbxl-rhythm", "pack": "packs/b",
                  "split_csv": "rhythm.csv", "min_positives": 5}],
    "variant": [{"name": "ViT (ours)", "paper_auc": 0.772, "paper_sd": 0.0021},
                {"name": "ResNet", "set": ["model.encoder=resnet"]}]
})json",
                   "small sweep");
}

inline SweepPlan SmallPlan(const Json& file = SmallSweep()) {
  return ReadSweepPlan(file, {"/sweeps/small.toml", "/data", {"train.device=cpu"}});
}

}  // namespace supreme
