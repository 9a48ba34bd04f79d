// Names in a folder, on disk.
#pragma once

#include <filesystem>

namespace supreme {

// What was made, renamed or removed in `folder` survives a power loss once this returns. kIo when
// the disk fails; folders that cannot be read and file systems that cannot sync them are left
// alone.
void SyncFolder(const std::filesystem::path& folder);

}  // namespace supreme
