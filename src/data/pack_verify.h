// Names, sizes and SHA-256 of a pack's files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "data/listed_files.h"
#include "data/pack.h"

namespace supreme {

struct PackFile {
  std::string name;
  uint64_t bytes = 0;
  std::string sha256;
};

// Errors: kNotFound, kIo.
PackFile DescribePackFile(const std::filesystem::path& folder, const std::string& name);

// SHA-256 over the lines "name sha256" of all files but import_report.csv (what failed to be
// imported does not change what was), in the order given.
std::string PackId(const std::vector<PackFile>& files);

// The files of a pack and their SHA-256 as pack.json lists them. Errors: kNotFound, kCorruptData.
std::vector<ListedFile> ListPackFiles(const std::filesystem::path& folder);

// Reads every file of the pack and compares with pack.json: kCorruptData naming the first file that
// differs, or the id when the list itself was changed.
void VerifyPackFiles(const Pack& pack);

}  // namespace supreme
