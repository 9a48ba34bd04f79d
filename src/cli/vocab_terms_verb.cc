// supreme vocab terms.
#include <cstdio>
#include <utility>

#include "cli/arguments.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/json.h"
#include "vocab/snomed_terms.h"
#include "vocab/term_codes.h"
#include "vocab/term_merge.h"
#include "vocab/term_relations.h"
#include "vocab/terms.h"
#include "vocab/umls_terms.h"

namespace supreme {
namespace {

OrderedJson TermToJson(const Term& term) {
  const TermRelations& relations = TermRelations::BuiltIn();
  const RelatedTerms& related = relations.Of(term.text);
  OrderedJson more = OrderedJson::array();
  for (const TermCode& code : ExtraTermCodes()) {
    if (code.term != term.text) continue;
    more.push_back({{"system", code.system}, {"code", code.code}, {"narrower", code.is_narrower}});
  }
  const std::vector<std::string> synonyms(term.wordings.begin() + 1, term.wordings.end());
  return {{"term", term.text},
          {"kind", term.kind},
          {"codes", term.codes},
          {"more_codes", std::move(more)},
          {"synonyms", synonyms},
          {"is_a", relations.Ancestors(term.text)},
          {"opposites", related.opposites},
          {"locations", related.locations},
          {"source", term.source}};
}

void Print(const std::vector<Term>& terms, const std::string& format) {
  if (format == "json") {
    OrderedJson list = OrderedJson::array();
    for (const Term& term : terms) list.push_back(TermToJson(term));
    std::printf("%s\n", DumpJson(list).c_str());
    return;
  }
  for (const Term& term : terms) {
    std::string codes;
    for (const auto& [system, code] : term.codes) codes += " " + system + ":" + code;
    std::printf("%-55s %-12s%s\n", term.text.c_str(), term.kind.c_str(), codes.c_str());
  }
}

void Report(const char* name, const DictionaryTerms& found) {
  const DictionaryCounts& counts = found.counts;
  std::fprintf(
      stderr,
      "%s: %zu terms from %llu lines; %llu in other languages, obsolete or of other kinds, "
      "%llu not of the ECG, %llu unreadable\n",
      name, found.terms.size(), static_cast<unsigned long long>(counts.lines),
      static_cast<unsigned long long>(counts.other_rows),
      static_cast<unsigned long long>(counts.unwanted_rows),
      static_cast<unsigned long long>(counts.bad_lines));
  if (!found.first_bad_line.empty()) std::fprintf(stderr, "%s\n", found.first_bad_line.c_str());
}

}  // namespace

int RunVocabTerms(const VerbArguments& arguments) {
  std::string umls;
  std::string snomed;
  std::string out;
  std::string format = "table";
  Arguments flags(
      "vocab terms",
      "Lists the built-in reference terms with codes and relations, or makes a term file "
      "that also holds the ECG terms of your own UMLS and SNOMED CT.",
      {"supreme vocab terms --format json",
       "supreme vocab terms --umls 2026AA/META/MRCONSO.RRF --out terms.csv",
       "supreme vocab terms --snomed sct2_Description_Snapshot-en_INT_20260901.txt "
       "--out terms.csv"});
  flags.Option("--umls", umls, "MRCONSO.RRF of a UMLS release");
  flags.Option("--snomed", snomed, "description file of a SNOMED CT release (RF2)");
  flags.Option("--out", out, "write the terms here as CSV, for vocab build --terms");
  flags.Choice("--format", format, {"table", "json"}, "output format");
  if (!flags.Parse(arguments)) return 0;
  std::vector<std::vector<Term>> dictionaries;
  if (!umls.empty()) {
    DictionaryTerms found = ReadUmlsTerms(umls);
    Report("UMLS", found);
    dictionaries.push_back(std::move(found.terms));
  }
  if (!snomed.empty()) {
    DictionaryTerms found = ReadSnomedTerms(snomed);
    Report("SNOMED CT", found);
    dictionaries.push_back(std::move(found.terms));
  }
  const std::vector<Term> terms = MergeTerms(ReferenceTerms(), dictionaries);
  if (out.empty()) {
    Print(terms, format);
  } else {
    WriteTerms(terms, out);
    std::fprintf(stderr, "%zu terms in %s\n", terms.size(), out.c_str());
  }
  return 0;
}

}  // namespace supreme
