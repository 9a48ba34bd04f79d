// The record files below a dataset's folder, by the names that the dataset gives its records.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace supreme {

struct DatasetFile {
  std::string record_id;  // file name without extension
  std::string path;       // from the folder, with '/'
};

// Regular files with one of the endings (in any case) anywhere below `dir`, in the order of record
// id, then path. Errors: kNotFound, kIo.
std::vector<DatasetFile> FindDatasetFiles(const std::filesystem::path& dir,
                                          const std::vector<std::string_view>& endings);

// "JS00001" for prefix "JS": the prefix, then digits only.
bool IsNumberedId(std::string_view record_id, std::string_view prefix);

}  // namespace supreme
