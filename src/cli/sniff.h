// What a file or folder is, by its contents.
#pragma once

#include <filesystem>

namespace supreme {

enum class FileKind {
  kPack,          // a folder with pack.json
  kBundle,        // a folder with config.json
  kRun,           // a training run: a folder with a bundle in it
  kRecordFolder,  // a folder with ECG records
  kTensors,       // .safetensors
  kStore,         // SQLite: the entities of `supreme extract`
  kJson,
  kTable,   // CSV
  kRecord,  // everything else: the record reader says whether it can read it
};

// Looks at names in a folder, and at the first bytes of a file; .csv and .safetensors also by name,
// for files that are empty or broken. Errors: kInvalidInput for a folder that is none of these.
FileKind SniffFile(const std::filesystem::path& path);

}  // namespace supreme
