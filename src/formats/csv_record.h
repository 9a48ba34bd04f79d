// A table of samples as text: one column per lead, one row per sample.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "formats/read_options.h"
#include "signal/record.h"

namespace supreme::formats {

// The first row names the leads ("I", "V1 [uV]", "aVR (mV)"); what separates its columns (comma,
// semicolon or tab) separates those of all rows. A column "time" or "t" (seconds; "time_ms",
// "time [ms]" and "us" likewise) gives the rate and must go up in even steps; a column "index" or
// "sample" is passed over. Numbers have a decimal point; empty fields and "nan" are NaN. Lines that
// begin with '#' and empty lines are skipped. Units: the column's own, else options.unit, else mV.
// Errors with file:line: kCorruptData; kInvalidInput (no rate in file and options, limits).
// `source_path` names the file in errors and gives the record id. Thread-safe.
Record ReadCsvRecord(std::span<const std::byte> bytes, const std::string& source_path,
                     const ReadOptions& options = {});

}  // namespace supreme::formats
