// Datasets whose records lie in HDF5 files: what their tables say, before a record is read.
#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "data/import_pipeline.h"
#include "data/importer.h"

namespace supreme {

// Rows of SPH's metadata.csv (ECG_ID, AHA_Code or SNOMEDCTCode, Patient_ID, Age, Sex). Rows without
// a file below `dir`, and files without a row, carry the problem.
std::vector<ImportItem> SphItems(const std::filesystem::path& dir);

// Rows of CODE-15 %'s exams.csv (exam_id, age, is_male, patient_id, trace_file, 1dAVb, RBBB, LBBB,
// SB, ST, AF), in the order of the files and of the exams in them. `exam_ids` gives the exams of a
// trace file in its order; it is called once per file.
using ExamIdReader = std::function<std::vector<int64_t>(const std::filesystem::path&)>;
std::vector<ImportItem> Code15Items(const std::filesystem::path& dir, const ExamIdReader& exam_ids);

}  // namespace supreme
