// A plan as the single runs of supreme pretrain and supreme eval zero-shot that it takes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sweep/plan.h"

namespace supreme {

// One training: of one seed, for all variants that ask for the same.
struct SweepTraining {
  std::string folder;              // of the run, below the sweep's, e.g. "runs/vit/seed-1"
  std::string label;               // "ViT, seed 1"
  std::vector<std::string> words;  // of supreme, without --out and --resume
  std::string bundle() const { return folder + "/bundle"; }
};

// One evaluation of a training's bundle.
struct SweepScoring {
  size_t training = 0;
  std::string label;               // "ViT, seed 1: ptbxl-super"
  std::string result;              // file below the sweep's folder
  std::vector<std::string> words;  // without --bundle and --output
};

struct SweepTasks {
  std::vector<SweepTraining> trainings;  // all variants of the first seed, then of the next
  std::vector<SweepScoring> scorings;
  // Index into scorings of [variant][seed][evaluation].
  std::vector<std::vector<std::vector<size_t>>> scoring_of;
};

SweepTasks ExpandPlan(const SweepPlan& plan);

// "ViT (ours)" → "vit-ours": lower-case letters, digits and hyphens; "variant" when none is left.
std::string FolderName(const std::string& name);

}  // namespace supreme
