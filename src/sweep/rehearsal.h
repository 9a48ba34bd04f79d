// A rehearsal of sweeps: every training at its full configuration for a few steps, every evaluation
// on a few records, to learn whether all of them run and how long they will take.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "data/pack.h"
#include "data/split.h"
#include "sweep/plan.h"

namespace supreme {

struct RehearsalOptions {
  int64_t steps = 2;  // optimiser steps of each training
  // Records of each evaluation: what they cost is known by then, what they say is not asked for.
  size_t records = 64;
  std::filesystem::path folder;  // of the rehearsal, apart from that of the sweep
};

// One plan for the sweeps: their variants, several sweeps' as "TITLE: NAME", with the first seed
// and the options' steps; evaluations read the files of RehearsalSplit(). kUsage when several
// sweeps evaluate differently or start with different seeds: their runs could not be shared.
SweepPlan RehearsalPlan(const std::vector<SweepPlan>& sweeps, const RehearsalOptions& options);

// Split file of the plan's evaluation with that index.
std::filesystem::path RehearsalSplit(const SweepPlan& sweep, size_t evaluation,
                                     const RehearsalOptions& options);

// At most `records` of the rows, from all places of the list, in its order.
std::vector<size_t> SpreadRows(const std::vector<size_t>& rows, size_t records);

// Writes the split files of the sweep's evaluations: records of their own test parts. Errors: those
// of Pack and Split; kInvalidInput when a test part is empty.
void WriteRehearsalSplits(const SweepPlan& sweep, const RehearsalOptions& options);

}  // namespace supreme
