// Pre-training from a pack or a simulator and a vocabulary to a bundle: the work behind `supreme
// pretrain`.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "train/share.h"
#include "train/simulated_world.h"
#include "train/train_config.h"

namespace supreme {

class BatchSource;

struct PretrainRequest {
  std::filesystem::path pack;  // empty = records come from `world`
  std::optional<SimulatedWorld> world;
  uint64_t simulation_seed = 1;
  std::filesystem::path vocabulary;
  std::filesystem::path split_csv;  // empty = by the folds in `config`
  std::filesystem::path output;     // run folder
  bool resume = false;
  bool allow_other_ranks = false;    // go on with another number of ranks
  bool plain = false;                // one line of progress, even on a terminal
  std::vector<std::string> command;  // for run.json
  RunConfig config;
};

// Trains, or goes on with a run when `resume` is set, and writes output/bundle; returns its path
// (empty on all ranks but the first). Joins the ranks that the environment tells of; all have to
// see `output`.
// A run that is finished already is left as it is.
// Errors: kUsage when `output` holds checkpoints and `resume` is not set, or the configuration does
// not fit the data; those of ReadRankPlace and OpenCollective; kCancelled after Ctrl-C; those of
// Pack, ReadQuerySet, ReadQuestionSet, Trainer, OpenDevice.
std::filesystem::path Pretrain(const PretrainRequest& request);

// The batches that the request names. Errors: kUsage when the configuration does not fit the data;
// those of Pack, ReadQuerySet, ReadQuestionSet.
std::unique_ptr<BatchSource> OpenSource(const PretrainRequest& request, const Share& share = {});

}  // namespace supreme
