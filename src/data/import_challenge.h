// The databases of the PhysioNet/CinC challenges 2020 and 2021 (doi:10.13026/34va-7q14): one layout
// of WFDB headers with "#Age", "#Sex" and SNOMED CT codes in "#Dx", under different names.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/import_pipeline.h"
#include "data/importer.h"

namespace supreme {

// What tells one of the databases from the others.
struct ChallengeDataset {
  std::string_view name;         // on the command line
  std::string_view prefix;       // of its record ids, before the digits
  std::string_view description;  // for help and errors
};

// nullptr when there is none of that name.
const ChallengeDataset* FindChallengeDataset(std::string_view name);

// One item per header of the dataset below `dir`. Codes come from `labels`, or from the header when
// it is empty or lacks the record. kNotFound when there is no such header.
std::vector<ImportItem> ChallengeItems(const ChallengeDataset& dataset,
                                       const std::filesystem::path& dir,
                                       const std::filesystem::path& labels, double gain_per_mv);

// CPSC-2018 as first published: MATLAB structs and REFERENCE.csv, which `labels` replaces. One item
// per row of the table; rows without a file carry the problem. kNotFound without a table.
std::vector<ImportItem> CpscItems(const std::filesystem::path& dir,
                                  const std::filesystem::path& labels);

}  // namespace supreme
