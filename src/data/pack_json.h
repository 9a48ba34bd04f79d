// pack.json, the file that makes a folder a pack.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/json.h"
#include "data/pack_verify.h"

namespace supreme {

struct PackContents {
  std::vector<size_t> shard_rows;
  std::vector<PackFile> files;  // shards first
  OrderedJson facts;            // importer, options, counts
};

// Writes pack.json into `folder`; returns the pack's id. Errors: kIo, kNoSpace.
std::string WritePackJson(const std::filesystem::path& folder, const PackContents& contents);

// Makes `folder` ready for a new pack. kUsage when there is one and `replace` is off.
void PreparePackFolder(const std::filesystem::path& folder, bool replace);

// Removes the files of a pack and of an unfinished import; pack.json goes first, so that from
// then on the folder is no pack.
void RemovePackFiles(const std::filesystem::path& folder);

// Removes half-written files that a killed process left in `folder`.
void RemoveTemporaryFiles(const std::filesystem::path& folder);

}  // namespace supreme
