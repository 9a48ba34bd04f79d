#include "vocab/umls_terms.h"

#include <span>

#include "core/error.h"
#include "vocab/dictionary_lines.h"

namespace supreme {
namespace {

// Columns of MRCONSO.
constexpr size_t kCui = 0;
constexpr size_t kLanguage = 1;
constexpr size_t kTermStatus = 2;   // P: preferred form
constexpr size_t kStringType = 4;   // PF: preferred form of the term
constexpr size_t kIsPreferred = 6;  // Y: preferred atom
constexpr size_t kString = 14;
constexpr size_t kSuppress = 16;  // N: not suppressed
constexpr size_t kFieldCount = 18;

bool IsCui(std::string_view text) {
  return text.size() == 8 && text[0] == 'C' &&
         text.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

}  // namespace

DictionaryTerms ReadUmlsTerms(const std::filesystem::path& mrconso, const IsTermWanted& is_wanted) {
  DictionaryTerms result;
  DictionaryCounts& counts = result.counts;
  TermCollector collector("umls", is_wanted);
  VisitDictionary(mrconso, '|', [&](std::span<const std::string_view> fields, uint64_t line) {
    ++counts.lines;
    if (fields.size() < kFieldCount || !IsCui(fields[kCui]) || fields[kString].empty()) {
      ++counts.bad_lines;
      if (!result.first_bad_line.empty()) return;
      result.first_bad_line =
          mrconso.string() + ":" + std::to_string(line) + ": not 18 fields with a CUI and a string";
    } else if (fields[kString].size() > kMaxWordingBytes) {
      ++counts.other_rows;
    } else if (fields[kLanguage] != "ENG" || fields[kSuppress] != "N") {
      ++counts.other_rows;
    } else if (!collector.IsWanted(fields[kString])) {
      ++counts.unwanted_rows;
    } else {
      collector.Add(
          std::string(fields[kCui]), fields[kString],
          fields[kTermStatus] == "P" && fields[kStringType] == "PF" && fields[kIsPreferred] == "Y");
    }
  });
  if (counts.lines == counts.bad_lines) {
    throw Error(ErrorCode::kCorruptData, "no line of this file is a row of MRCONSO",
                mrconso.string(), "give MRCONSO.RRF of a UMLS release");
  }
  result.terms = collector.Take();
  return result;
}

}  // namespace supreme
