#include "text/wordpiece.h"

#include <algorithm>

#include "core/atomic_file.h"
#include "core/error.h"
#include "text/unicode.h"

namespace supreme {
namespace {

constexpr size_t kMaxWordLetters = 100;
constexpr std::string_view kContinuation = "##";

// What the tokenizer sees: no control characters, ideographs as words of their own, no accents,
// lower case.
std::u32string Normalise(std::string_view text) {
  std::u32string clean;
  clean.reserve(text.size());
  for (const char32_t c : DecodeUtf8(text)) {
    if (c == 0xFFFD || IsControl(c)) continue;
    if (IsSpace(c)) {
      clean.push_back(U' ');
    } else if (IsIdeograph(c)) {
      clean.append({U' ', c, U' '});
    } else {
      clean.push_back(c);
    }
  }
  std::u32string plain = StripAccents(clean);
  for (char32_t& c : plain) c = ToLower(c);
  return plain;
}

// End of the word that starts at `begin`: a punctuation mark is a word of its own.
size_t WordEnd(const std::u32string& text, size_t begin) {
  if (IsPunctuation(text[begin])) return begin + 1;
  size_t end = begin + 1;
  while (end < text.size() && !IsSpace(text[end]) && !IsPunctuation(text[end])) ++end;
  return end;
}

}  // namespace

WordPiece::WordPiece(const std::filesystem::path& vocabulary) {
  Load(ReadFile(vocabulary), vocabulary.string());
}

WordPiece::WordPiece(std::string_view lines, std::string_view where) { Load(lines, where); }

void WordPiece::Load(std::string_view lines, std::string_view where) {
  int32_t id = 0;
  for (size_t begin = 0; begin < lines.size(); ++id) {
    const size_t end = std::min(lines.find('\n', begin), lines.size());
    std::string_view token = lines.substr(begin, end - begin);
    if (token.ends_with('\r')) token.remove_suffix(1);
    if (!ids_.emplace(token, id).second) {
      throw Error(ErrorCode::kCorruptData, "token \"" + CleanUtf8(token) + "\" stands there twice",
                  std::string(where) + ":" + std::to_string(id + 1));
    }
    begin = end + 1;
  }
  std::string missing;
  const auto find = [&](std::string_view token) {
    const auto found = ids_.find(token);
    if (found != ids_.end()) return found->second;
    missing.append(missing.empty() ? "" : ", ").append(token);
    return 0;
  };
  pad_id_ = find("[PAD]");
  unknown_id_ = find("[UNK]");
  begin_id_ = find("[CLS]");
  end_id_ = find("[SEP]");
  if (!missing.empty()) {
    throw Error(ErrorCode::kCorruptData, "the vocabulary lacks " + missing, where,
                "the vocab.txt of a BERT model");
  }
}

void WordPiece::AppendPieces(std::u32string_view word, std::vector<int32_t>& ids) const {
  if (word.size() > kMaxWordLetters) {
    ids.push_back(unknown_id_);
    return;
  }
  std::string utf8;
  std::vector<size_t> ends;  // byte offset after each letter
  for (const char32_t c : word) {
    utf8 += EncodeUtf8({&c, 1});
    ends.push_back(utf8.size());
  }
  const size_t first_piece = ids.size();
  std::string piece;
  for (size_t letter = 0; letter < word.size();) {
    const size_t begin = letter == 0 ? 0 : ends[letter - 1];
    size_t last = word.size();
    auto found = ids_.end();
    for (; last > letter && found == ids_.end(); --last) {
      piece = letter == 0 ? "" : kContinuation;
      piece.append(utf8, begin, ends[last - 1] - begin);
      found = ids_.find(piece);
    }
    if (found == ids_.end()) {
      ids.resize(first_piece);
      ids.push_back(unknown_id_);
      return;
    }
    ids.push_back(found->second);
    letter = last + 1;
  }
}

std::vector<int32_t> WordPiece::Encode(std::string_view text, size_t max_tokens) const {
  SUPREME_CHECK(max_tokens >= 2);
  const std::u32string normal = Normalise(text);
  std::vector<int32_t> ids = {begin_id_};
  for (size_t at = 0; at < normal.size() && ids.size() < max_tokens;) {
    if (IsSpace(normal[at])) {
      ++at;
      continue;
    }
    const size_t end = WordEnd(normal, at);
    AppendPieces(std::u32string_view(normal).substr(at, end - at), ids);
    at = end;
  }
  if (ids.size() > max_tokens - 1) ids.resize(max_tokens - 1);
  ids.push_back(end_id_);
  return ids;
}

}  // namespace supreme
