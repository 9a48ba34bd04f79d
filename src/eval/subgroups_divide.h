// Ways to divide the records of a pack: by person, by signal, by a table of facts.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "data/pack.h"
#include "eval/subgroups.h"

namespace supreme {

// The records that are divided, in the order of the rows. Groups without a record are left out.
struct DividedRows {
  const Pack& pack;
  std::span<const size_t> rows;
};

// "under 40", "40–59", "60 and over" for the edges 40, 60 (rising; kInternal otherwise), "unknown".
Division DivideByAge(const DividedRows& records, std::span<const double> edges);
// "female", "male", "unknown".
Division DivideBySex(const DividedRows& records);

// Signal quality of the windows that the model sees: "signal check" by the verdict of
// signal/content_check.h ("ok", "warning", "error"), "noise" and "baseline wander" by thirds of the
// records (signal/lead_quality.h; median over the leads). Reads every window; shows progress;
// kCancelled.
std::vector<Division> DivideBySignal(const DividedRows& records);

// One division per named column of a CSV of facts, e.g. site and device of ptbxl_database.csv. The
// record's id stands in "record_id" or "ecg_id". Values that fewer than `min_records` records have
// become one group, "other". Errors: kNotFound when no record of the pack is in the table or a
// column is missing; kCorruptData.
std::vector<Division> DivideByTable(const DividedRows& records, const std::filesystem::path& path,
                                    const std::vector<std::string>& columns, uint64_t min_records);

}  // namespace supreme
