// Entry points of the verbs that look for what a model does badly, and of those that show what it
// has learnt.
#pragma once

#include "cli/verbs.h"

namespace supreme {

int RunEvalSubgroups(const VerbArguments& arguments);   // eval subgroups
int RunEvalRobustness(const VerbArguments& arguments);  // eval robustness
int RunEvalGallery(const VerbArguments& arguments);     // eval gallery
int RunEmbed(const VerbArguments& arguments);           // embed
int RunPlotEmbedding(const VerbArguments& arguments);   // plot embedding

}  // namespace supreme
