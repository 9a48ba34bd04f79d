// The resolver on testdata/vocab/resolver_cases.csv: abbreviations and wordings, English and
// German, written down before the resolver was run on them. Glossary and synonyms may be mended by
// what the rows "dev" show; the rows "report" are only counted. Prints a table.
#include <cstdio>
#include <map>

#include "core/csv.h"
#include "tests/vocab/minilm.h"
#include "vocab/resolver.h"
#include "vocab/term_queries.h"

namespace supreme {
namespace {

struct Case {
  std::string text;
  std::string term;
  std::string group;  // kind and language
  bool is_report = false;
};

std::vector<Case> ReadCases() {
  std::vector<Case> cases;
  CsvReader reader =
      CsvReader::Open(std::string(SUPREME_SOURCE_DIR) + "/testdata/vocab/resolver_cases.csv");
  while (reader.Next()) {
    cases.push_back({reader["text"], reader["term"], reader["kind"] + " " + reader["language"],
                     reader["set"] == "report"});
  }
  return cases;
}

struct Count {
  size_t asked = 0;
  size_t resolved = 0;  // to the right term
  size_t wrong = 0;     // resolved to another one
  size_t top = 0;       // right, or new with the right nearest term
};

void Take(const Case& asked, const Resolution& resolution, Count& count) {
  ++count.asked;
  if (resolution.kind == ResolutionKind::kNew) {
    if (!resolution.nearest.empty() && resolution.nearest[0].first == asked.term) ++count.top;
    return;
  }
  const bool is_right = resolution.matched_text == asked.term;
  ++(is_right ? count.resolved : count.wrong);
  if (is_right) ++count.top;
}

using Counts = std::map<std::string, Count>;

// The rows of both sets by group and as a whole.
Counts AskAll(const Resolver& resolver, const EmbedTexts& embed) {
  Counts counts;
  for (const Case& asked : ReadCases()) {
    const Resolution resolution = resolver.Resolve(asked.text, embed);
    const std::string set = asked.is_report ? "report" : "dev";
    Take(asked, resolution, counts[set]);
    Take(asked, resolution, counts[set + " " + asked.group]);
    const bool is_right = resolution.matched_text == asked.term;
    if (asked.is_report || is_right) continue;
    std::printf("  dev: \"%s\" → %s \"%s\", not \"%s\"\n", asked.text.c_str(),
                std::string(ResolutionName(resolution.kind)).c_str(),
                resolution.matched_text.c_str(), asked.term.c_str());
  }
  for (const auto& [name, count] : counts) {
    std::printf("%-28s %4zu asked, %4zu resolved rightly, %3zu wrongly, top-1 %.3f\n", name.c_str(),
                count.asked, count.resolved, count.wrong,
                static_cast<double>(count.top) / static_cast<double>(count.asked));
  }
  return counts;
}

double Share(size_t part, size_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

TEST(ResolverCases, AreOverFiveHundredAndNameKnownTerms) {
  const std::vector<Case> cases = ReadCases();
  EXPECT_GE(cases.size(), 500u);
  std::map<std::string, bool> known;
  for (const Term& term : ReferenceTerms()) known[term.text] = true;
  for (const Case& asked : cases) EXPECT_TRUE(known[asked.term]) << asked.term;
}

TEST(ResolverCases, WordsAloneResolveMostAndHardlyAnyWrongly) {
  const QuerySet queries = QueriesOfTerms(ReferenceTerms());
  const Counts counts = AskAll(Resolver(queries), {});
  const Count& report = counts.at("report");
  EXPECT_GE(Share(report.resolved, report.asked), 0.80);
  EXPECT_LE(Share(report.wrong, report.asked), 0.02);
}

class ResolverCasesWithEncoder : public MiniLmTest {};

TEST_F(ResolverCasesWithEncoder, NamesTheRightTermFirst) {
  const QuerySet queries = QueriesOfTerms(ReferenceTerms(), embed_);
  const Counts counts = AskAll(Resolver(queries), embed_);
  EXPECT_GE(Share(counts.at("report").top, counts.at("report").asked), 0.95);
  EXPECT_GE(Share(counts.at("dev").top, counts.at("dev").asked), 0.95);
}

}  // namespace
}  // namespace supreme
