// Linear probing: how much a frozen encoder's features say about the classes of a task, by one
// linear layer trained on few or many labels (paper §3.3, Table 8).
#pragma once

#include "eval/features.h"
#include "eval/probe_result.h"

namespace supreme {

// Shows progress. Errors: those of FeatureCache, LabelProbeRecords and TrainProbe; kCancelled.
ProbeResult RunLinearProbe(FeatureEncoder& encoder, const FeatureCache& cache,
                           const ProbeInput& input, const ProbeOptions& options);

}  // namespace supreme
