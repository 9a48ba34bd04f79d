// Entry points of the verbs around the entity store; see cli/verbs.h.
#pragma once

#include "cli/verbs.h"

namespace supreme {

int RunExtractPlan(const VerbArguments& arguments);     // extract plan
int RunExtractStatus(const VerbArguments& arguments);   // extract status
int RunExtractRetry(const VerbArguments& arguments);    // extract retry
int RunExtractExport(const VerbArguments& arguments);   // extract export
int RunExtractCompare(const VerbArguments& arguments);  // extract compare

}  // namespace supreme
