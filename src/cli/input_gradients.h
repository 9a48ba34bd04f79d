// Gradients for explanations, from supreme-train, since this program links no LibTorch.
#pragma once

#include <filesystem>
#include <vector>

#include "eval/explained_cases.h"
#include "predict/bundle.h"
#include "predict/predictor.h"

namespace supreme {

// Asks supreme-train for the gradients of a bundle's answers; `scratch` holds the tensors
// meanwhile. The source throws kUnavailable when the program is not there. `bundle` and `queries`
// must outlive it. Of a denial the gradient is that of "not so".
GradientSource MakeGradientSource(const Bundle& bundle, const QueryBatch& queries,
                                  const std::filesystem::path& scratch);

}  // namespace supreme
