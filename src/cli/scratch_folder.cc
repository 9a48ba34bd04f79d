#include "cli/scratch_folder.h"

#include <stdlib.h>

#include <cerrno>
#include <string>

#include "core/atomic_file.h"
#include "core/error.h"

namespace supreme {

ScratchFolder::ScratchFolder(const std::filesystem::path& parent) {
  MakeFolder(parent);
  std::string name = (parent / ".supreme-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) {
    throw SystemError(errno, "cannot make a folder in", parent.string());
  }
  path_ = name;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace supreme
