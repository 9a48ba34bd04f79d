// Which files a path means: formats/open.h reads them.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace supreme::formats {

// Files as given, "FILE#3" too; a folder stands for all records below it, sorted by path: WFDB
// headers and the files whose ending (or, without one, whose first bytes) says DICOM, SCP-ECG, HL7
// aECG, Philips XML, EDF, HDF5 or MATLAB; signal files of a WFDB record do not count for
// themselves. CSV and NPY files count in a folder that has nothing else, since tables lie beside
// many datasets. kNotFound for a path that is not there or a folder without records.
std::vector<std::filesystem::path> FindRecords(std::span<const std::string> paths);

}  // namespace supreme::formats
