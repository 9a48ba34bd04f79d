#include "cli/shipped_files.h"

#include <array>
#include <map>
#include <utility>

#include "core/error.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

// Where a kind of file ("tasks", "models") may lie, first to last.
std::array<fs::path, 3> ShippedFolders(const std::string& kind) {
  std::error_code ignored;
  const fs::path programs = fs::read_symlink("/proc/self/exe", ignored).parent_path();
  return {fs::path(kind), programs / "../share/supreme" / kind, programs / "../../.." / kind};
}

// Empty when no folder has it.
fs::path FindShipped(const std::string& kind, const fs::path& file) {
  std::error_code ignored;
  for (const fs::path& folder : ShippedFolders(kind)) {
    if (fs::exists(folder / file, ignored)) return (folder / file).lexically_normal();
  }
  return {};
}

}  // namespace

fs::path TaskFile(const std::string& path_or_name) {
  std::error_code ignored;
  if (fs::exists(path_or_name, ignored)) return path_or_name;
  const fs::path found = FindShipped("tasks", path_or_name + ".json");
  if (!found.empty()) return found;
  throw Error(ErrorCode::kNotFound, "no such task file, and no task of this name", path_or_name,
              "a path to a task file, or ptbxl-super");
}

fs::path PromptSetFile(const std::string& path_or_name) {
  std::error_code ignored;
  if (fs::is_regular_file(path_or_name, ignored)) return path_or_name;
  const fs::path found = FindShipped("prompts", path_or_name + ".json");
  if (!found.empty()) return found;
  throw Error(ErrorCode::kNotFound, "no such prompt file, and no prompt set of this name",
              path_or_name, "a path, or a name that supreme prompts list shows");
}

std::vector<fs::path> ShippedPromptSets() {
  std::map<std::string, fs::path> sets;
  std::error_code ignored;
  for (const fs::path& folder : ShippedFolders("prompts")) {
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
      if (entry.path().extension() != ".json") continue;
      sets.emplace(entry.path().stem().string(), entry.path().lexically_normal());
    }
  }
  std::vector<fs::path> files;
  for (auto& [name, file] : sets) files.push_back(std::move(file));
  return files;
}

fs::path ShippedTextEncoder(const std::string& name) {
  const fs::path vocabulary = FindShipped("models", fs::path(name) / "vocab.txt");
  return vocabulary.empty() ? vocabulary : vocabulary.parent_path();
}

fs::path BundleFolder(const std::string& path_or_name) {
  std::error_code ignored;
  if (!path_or_name.empty() && fs::exists(path_or_name, ignored)) return path_or_name;
  const std::string name = path_or_name.empty() ? kShippedBundle : path_or_name;
  const fs::path config = FindShipped("models", fs::path(name) / "config.json");
  if (!config.empty()) return config.parent_path();
  std::string looked;
  for (const fs::path& folder : ShippedFolders("models")) {
    looked += (looked.empty() ? "" : ", ") + folder.lexically_normal().string();
  }
  throw Error(ErrorCode::kNotFound,
              path_or_name.empty() ? "the bundle that comes with supreme is absent"
                                   : "not a bundle: no such folder, and no bundle of this name",
              name, "--bundle with the folder of a trained model; looked in " + looked);
}

}  // namespace supreme
