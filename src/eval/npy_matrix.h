// A NumPy array of two dimensions as a table of scores or labels.
#pragma once

#include <filesystem>

#include "eval/score_matrix.h"

namespace supreme {

// Types b1, i1–i8, u1–u8, f4, f8 in both byte orders, C and Fortran order; an array of one
// dimension is one class. Errors: kCorruptData (header, cut data, NaN or infinity), kInvalidInput
// (other types and dimensions, too many values), kNotFound, kIo.
ScoreMatrix ReadNpyMatrix(const std::filesystem::path& path);

}  // namespace supreme
