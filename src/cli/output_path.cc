#include "cli/output_path.h"

#include <filesystem>

#include "core/atomic_file.h"

namespace supreme {

void PrepareOutput(const std::string& path) {
  if (path.empty()) return;
  const std::filesystem::path target(path);
  if (target.has_parent_path()) MakeFolder(target.parent_path());
  const AtomicFile never_committed(target);
}

}  // namespace supreme
