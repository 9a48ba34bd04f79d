// One file of the results folder, by its kind (formats: eval/zero_shot_output.h,
// sweep/table_output.h, report/vocab_report.h, data/task_counts.h, docs/paper_report.md).
//
// All functions: `where` is the file as errors name it. kCorruptData with file and key for what the
// kind promises and the file lacks, shares outside 0 to 1 and lists longer than allowed.
#pragma once

#include <string>

#include "core/json.h"
#include "report/paper_results.h"

namespace supreme {

// The "kind"; empty when the file names none.
std::string ResultKind(const Json& json);
// The file says of itself that it is simulated: {"bundle": {"name": "simulated"}}.
bool IsSimulated(const Json& json);

ZeroShotEntry ReadZeroShotEntry(const Json& json, const std::string& where);
ProbeEntry ReadProbeEntry(const Json& json, const std::string& where);
OverlapEntry ReadOverlapEntry(const Json& json, const std::string& where);
// `folder_name` (below "ablations") tells the paper's table where the file's source does not.
AblationResults ReadAblation(const Json& json, const std::string& where,
                             const std::string& folder_name);
VocabularyResults ReadVocabularyResults(const Json& json, const std::string& where);
SplitEntry ReadSplitEntry(const Json& json, const std::string& where);

}  // namespace supreme
