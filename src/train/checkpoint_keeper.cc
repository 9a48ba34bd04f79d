#include "train/checkpoint_keeper.h"

#include <algorithm>
#include <string>
#include <vector>

#include "core/error.h"

namespace supreme {
namespace {

bool IsOfTheDisk(const Error& error) {
  return error.code() == ErrorCode::kIo || error.code() == ErrorCode::kNoSpace ||
         error.code() == ErrorCode::kNotFound;
}

bool Has(const std::vector<int64_t>& steps, int64_t step) {
  return std::find(steps.begin(), steps.end(), step) != steps.end();
}

}  // namespace

bool CheckpointKeeper::LoadNewest(TrainState& state, const Visit& load) {
  std::vector<int64_t> steps = folder_.Checkpoints();
  while (!steps.empty()) {
    const int64_t step = steps.back();
    try {
      folder_.Verify(step);
      load(folder_.CheckpointPath(step));
      break;
    } catch (const Error& error) {
      log_.Line(std::string("checkpoint cannot be read, going back one: ") + error.what());
      steps.pop_back();
      if (steps.empty()) throw;
    }
  }
  if (steps.empty()) return false;
  folder_.DropAfter(steps.back());
  KeepBest(state);
  return true;
}

void CheckpointKeeper::KeepBest(TrainState& state) {
  if (state.has_best) {
    try {
      folder_.Verify(state.best_step);
    } catch (const Error& error) {
      log_.Line(std::string("the best checkpoint is lost, the next evaluation counts as best: ") +
                error.what());
      state.has_best = false;
    }
  }
  saved_best_ = {state.has_best, state.best_auc, state.best_step};
}

void CheckpointKeeper::TryToSave(const TrainState& state, const Visit& write) {
  folder_.CommitCheckpoint(state.step, write);
  saved_best_ = {state.has_best, state.best_auc, state.best_step};
  folder_.Prune(keep_last_, state.has_best ? state.best_step : state.step);
}

void CheckpointKeeper::Save(TrainState& state, const Visit& write, bool is_last) {
  const auto best_must_be_on_disk = [&] {
    if (!state.has_best || Has(folder_.Checkpoints(), state.best_step)) return;
    state.has_best = saved_best_.exists;
    state.best_auc = saved_best_.auc;
    state.best_step = saved_best_.step;
  };
  if (state.skipped_in_a_row > 0 && !is_last) return best_must_be_on_disk();
  try {
    TryToSave(state, write);
    failed_in_a_row_ = 0;
  } catch (const Error& error) {
    ++failed_in_a_row_;
    if (!IsOfTheDisk(error) || is_last || failed_in_a_row_ >= kMaxFailedSaves) throw;
    log_.Line("CHECKPOINT NOT SAVED, " + std::to_string(failed_in_a_row_) + " of " +
              std::to_string(kMaxFailedSaves) +
              " failures in a row that stop the run: " + error.what());
    best_must_be_on_disk();
  }
}

}  // namespace supreme
