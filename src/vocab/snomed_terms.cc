#include "vocab/snomed_terms.h"

#include <algorithm>
#include <array>
#include <set>
#include <span>
#include <utility>

#include "core/error.h"
#include "vocab/dictionary_lines.h"

namespace supreme {
namespace {

constexpr std::array<std::string_view, 9> kHeader = {
    "id",           "effectiveTime", "active", "moduleId",          "conceptId",
    "languageCode", "typeId",        "term",   "caseSignificanceId"};
constexpr size_t kActive = 2;
constexpr size_t kConcept = 4;
constexpr size_t kLanguage = 5;
constexpr size_t kType = 6;
constexpr size_t kTerm = 7;
constexpr std::string_view kFullySpecifiedName = "900000000000003001";
constexpr std::string_view kSynonym = "900000000000013009";
constexpr std::array<std::string_view, 4> kTags = {"finding", "disorder", "observable entity",
                                                   "morphologic abnormality"};

bool IsConceptId(std::string_view text) {
  return text.size() >= 6 && text.size() <= 18 &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

// "Atrial fibrillation (disorder)" → text and tag; no tag when there is none.
std::pair<std::string_view, std::string_view> CutTag(std::string_view name) {
  const size_t open = name.rfind(" (");
  if (open == std::string_view::npos || !name.ends_with(')')) return {name, {}};
  return {name.substr(0, open), name.substr(open + 2, name.size() - open - 3)};
}

// Synonyms carry no tag, so concepts with a name of another tag are struck out at the end.
class SnomedReader {
 public:
  SnomedReader(const std::filesystem::path& path, const IsTermWanted& is_wanted)
      : path_(path), collector_("snomed", is_wanted) {}

  void Take(std::span<const std::string_view> fields, uint64_t line) {
    if (!has_header_) {
      if (!std::ranges::equal(fields, kHeader)) RefuseFile();
      has_header_ = true;
      return;
    }
    ++result_.counts.lines;
    const bool is_good =
        fields.size() == kHeader.size() && IsConceptId(fields[kConcept]) && !fields[kTerm].empty();
    if (!is_good) {
      ++result_.counts.bad_lines;
      if (!result_.first_bad_line.empty()) return;
      result_.first_bad_line =
          path_.string() + ":" + std::to_string(line) + ": not 9 fields with a concept and a term";
      return;
    }
    TakeDescription(fields);
  }

  DictionaryTerms Finish() {
    if (!has_header_) RefuseFile();
    result_.terms = collector_.Take();
    std::erase_if(result_.terms,
                  [&](const Term& term) { return other_.count(term.codes.at("snomed")) != 0; });
    return std::move(result_);
  }

 private:
  [[noreturn]] void RefuseFile() const {
    throw Error(ErrorCode::kCorruptData, "not a description file of SNOMED CT release format 2",
                path_.string(), "give sct2_Description_Snapshot-en_….txt");
  }

  void TakeDescription(std::span<const std::string_view> fields) {
    const bool is_name = fields[kType] == kFullySpecifiedName;
    if (fields[kActive] != "1" || fields[kLanguage] != "en" ||
        fields[kTerm].size() > kMaxWordingBytes || (!is_name && fields[kType] != kSynonym)) {
      ++result_.counts.other_rows;
      return;
    }
    const auto [text, tag] = CutTag(fields[kTerm]);
    const std::string_view wording = is_name ? text : fields[kTerm];
    const bool is_other = is_name && std::ranges::find(kTags, tag) == kTags.end();
    if (is_other) {
      ++result_.counts.other_rows;
      other_.emplace(fields[kConcept]);
    } else if (!collector_.IsWanted(wording)) {
      ++result_.counts.unwanted_rows;
    } else {
      collector_.Add(std::string(fields[kConcept]), wording, is_name);
    }
  }

  const std::filesystem::path& path_;
  TermCollector collector_;
  bool has_header_ = false;
  std::set<std::string, std::less<>> other_;  // concepts that are no findings
  DictionaryTerms result_;
};

}  // namespace

DictionaryTerms ReadSnomedTerms(const std::filesystem::path& descriptions,
                                const IsTermWanted& is_wanted) {
  SnomedReader reader(descriptions, is_wanted);
  VisitDictionary(descriptions, '\t', [&](std::span<const std::string_view> fields, uint64_t line) {
    reader.Take(fields, line);
  });
  return reader.Finish();
}

}  // namespace supreme
