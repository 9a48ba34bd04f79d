#include "cli/eval_inputs.h"

#include "cli/text_encoder_folder.h"
#include "core/error.h"
#include "data/split.h"
#include "data/split_file.h"

namespace supreme {

EvaluationRows SelectRows(const Pack& pack, const std::string& folds,
                          const std::string& split_csv) {
  if (folds.empty() == split_csv.empty()) {
    throw Error(ErrorCode::kUsage, "exactly one of --folds and --split-csv is needed",
                "supreme eval", "--folds 9,10");
  }
  Split split = folds.empty() ? SplitByCsv(pack, split_csv) : SplitByFolds(pack, "", "", folds);
  if (split.test.empty()) {
    throw Error(ErrorCode::kInvalidInput, "no record to evaluate on", pack.folder().string(),
                "folds, or a test part, that the pack has");
  }
  if (!folds.empty()) split.description = "folds " + folds;
  const bool listed = folds.empty();
  std::string hash = SplitSha256(SplitRows(split, pack));
  return {std::move(split.test), std::move(split.description), std::move(hash), listed};
}

void CheckRange(const char* flag, int64_t value, int64_t low, int64_t high) {
  if (value >= low && value <= high) return;
  throw Error(ErrorCode::kUsage, std::to_string(value) + " is out of range", flag,
              "a value from " + std::to_string(low) + " to " + std::to_string(high));
}

std::vector<float> LazyTextEncoder::Encode(const Bundle& bundle,
                                           std::span<const std::string> texts) {
  if (!encoder_) {
    TextEncoderOptions options;
    options.threads = threads_;
    encoder_ = std::make_unique<TextEncoder>(TextEncoderFolder(folder_), options);
  }
  CheckTextEncoder(bundle, encoder_->name(), encoder_->id());
  return encoder_->Encode(texts);
}

}  // namespace supreme
