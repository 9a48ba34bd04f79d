// ECGs in MATLAB files of level 4 and 5.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "formats/read_options.h"
#include "signal/record.h"

namespace supreme::formats {

// Two layouts are read:
//   struct ECG {sex, age, data [12, samples]}: the first release of CPSC 2018
//     (http://2018.icbeb.org/Challenge.html): 500 Hz, mV, standard lead order;
//   val [leads, samples], or the only array of numbers: rate and unit are told by the options, lead
//     names too unless there are 12.
// A matrix with more rows than columns and at most 64 columns is read as [samples, leads].
// Errors: kInvalidInput (no such variable, option missing), kCorruptData. Thread-safe.
Record ReadMat(std::span<const std::byte> bytes, const std::string& source_path,
               const ReadOptions& options = {});

}  // namespace supreme::formats
