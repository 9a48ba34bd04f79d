// NumPy's .npy arrays (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html),
// versions 1 to 3.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "formats/read_options.h"
#include "signal/record.h"

namespace supreme::formats {

// Reads an array of two dimensions, leads × samples or samples × leads: the leads are the dimension
// that has as many entries as options.lead_names, without names 12 (the first where both have),
// else the shorter one. Types: i2, i4, f4, f8 in both byte orders, C and Fortran order. Rate and
// unit come from the options (ToldSampleRate, ToldMillivoltsPerUnit), lead names too
// (ToldLeadNames). Values that are not finite are NaN. Errors: kCorruptData (header, cut data),
// kInvalidInput (pickled objects and other types, another shape, what the options do not tell,
// limits). `source_path` names the file in errors and gives the record id. Thread-safe.
Record ReadNpy(std::span<const std::byte> bytes, const std::string& source_path,
               const ReadOptions& options);

}  // namespace supreme::formats
