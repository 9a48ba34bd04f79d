// A frozen BERT text encoder on OpenVINO, read from a Hugging Face folder (paper §2, Eq. 2).
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace supreme {

struct TextEncoderOptions {
  int threads = 0;          // 0 = all cores
  int64_t max_tokens = 64;  // including [CLS] and [SEP]
};

// In place of a folder: the hashed encoder (engine/hashed_encoder.h), which needs no weights.
inline constexpr char kHashedTextEncoder[] = "hashed";

// Folder: model.safetensors (names with or without "bert."), vocab.txt, config.json. Pooling: as
// 1_Pooling/config.json and modules.json of a sentence-transformers folder say (mean over tokens,
// then length 1, for MiniLM); without them the last layer's [CLS] vector (MedCPT). Text is
// lower-cased; any bytes are allowed. Thread-safe.
class TextEncoder {
 public:
  // kNotFound / kCorruptData listing every missing or misshapen file and tensor; kUsage when the
  // model has no positions for max_tokens. kHashedTextEncoder takes no options; write "./hashed"
  // for a folder of that name.
  explicit TextEncoder(const std::filesystem::path& folder, const TextEncoderOptions& options = {});
  ~TextEncoder();

  int64_t width() const;
  // Folder name, and SHA-256 over model.safetensors, vocab.txt, heads, epsilon and pooling: two
  // encoders with one id and the same options give the same vectors.
  const std::string& name() const;
  const std::string& id() const;

  // [texts, width] row-major.
  std::vector<float> Encode(std::span<const std::string> texts) const;

 private:
  class Impl;
  class Bert;
  class Hashed;
  std::unique_ptr<Impl> impl_;
};

}  // namespace supreme
