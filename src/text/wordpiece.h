// BERT's tokenizer for lower-case models: text → ids of word pieces.
// (Devlin et al., arXiv 1810.04805; the greedy longest match is that of Wu et al., arXiv
// 1609.08144.)
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace supreme {

// Immutable after construction; thread-safe. The names of special tokens ("[SEP]") inside a text
// are ordinary text: nobody steers the encoder by writing them.
class WordPiece {
 public:
  // vocab.txt: one token per line, its id the line's number from 0. kCorruptData listing which of
  // [PAD], [UNK], [CLS], [SEP] are missing, or naming a doubled token; errors as ReadFile.
  explicit WordPiece(const std::filesystem::path& vocabulary);
  // The same from the file's content; `where` names it in errors.
  WordPiece(std::string_view lines, std::string_view where);

  size_t size() const { return ids_.size(); }
  int32_t pad_id() const { return pad_id_; }

  // [CLS], pieces, [SEP]: at most max_tokens (≥ 2) ids, pieces at the end cut off. Any bytes are
  // allowed: bytes that are not UTF-8 vanish, words over 100 letters or without pieces are [UNK].
  std::vector<int32_t> Encode(std::string_view text, size_t max_tokens) const;

 private:
  struct StringHash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  void Load(std::string_view lines, std::string_view where);
  void AppendPieces(std::u32string_view word, std::vector<int32_t>& ids) const;

  std::unordered_map<std::string, int32_t, StringHash, std::equal_to<>> ids_;
  int32_t pad_id_ = 0;
  int32_t unknown_id_ = 0;
  int32_t begin_id_ = 0;
  int32_t end_id_ = 0;
};

}  // namespace supreme
