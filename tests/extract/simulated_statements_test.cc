// Every English wording of the simulator's reports must lead to a term of the vocabulary.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "core/rng.h"
#include "extract/rule_extractor.h"
#include "synth/report/fill_in.h"
#include "synth/report/statements.h"
#include "tests/synth/report/example_truth.h"
#include "vocab/glossary.h"
#include "vocab/terms.h"

namespace supreme {
namespace {

// Wording (in the form in which texts are compared) → term.
const std::map<std::string, std::string>& Wordings() {
  static const std::map<std::string, std::string> wordings = [] {
    std::map<std::string, std::string> all;
    for (const Term& term : ReferenceTerms()) {
      for (const std::string& wording : term.wordings) {
        all.emplace(Glossary::BuiltIn().MatchKey(wording), term.text);
      }
    }
    return all;
  }();
  return wordings;
}

// The term of the longest wording inside an entity: modifiers and places stand around it.
std::string TermInside(const std::string& entity) {
  const std::string key = " " + Glossary::BuiltIn().MatchKey(entity) + " ";
  std::string term;
  size_t longest = 0;
  for (const auto& [wording, name] : Wordings()) {
    if (wording.size() <= longest || key.find(" " + wording + " ") == std::string::npos) continue;
    longest = wording.size();
    term = name;
  }
  return term;
}

std::string TermOf(Finding finding) {
  const auto found = Wordings().find(Glossary::BuiltIn().MatchKey(Info(finding).name));
  return found == Wordings().end() ? "" : found->second;
}

// Other terms that say the same of an ECG, beside those of the finding's own codes.
const std::map<std::string_view, std::set<std::string>> kAlso = {
    {"SVTAC", {"atrioventricular nodal reentrant tachycardia", "narrow qrs tachycardia"}},
    {"VT", {"wide qrs tachycardia"}},
    {"PAC", {"premature supraventricular complex"}},
    {"STE_", {"st elevation", "inferior st elevation"}},
    {"NDT", {"t wave abnormality"}},
    {"ISC_", {"myocardial ischemia"}},
};

std::set<std::string> AcceptedTerms(const FindingInfo& info) {
  std::set<std::string> accepted = {TermOf(info.finding)};
  const std::string scp = " " + std::string(info.code) + " " + std::string(info.scp) + " ";
  for (const Term& term : ReferenceTerms()) {
    const auto code = term.codes.find("scp");
    const bool own = code != term.codes.end() && !code->second.empty() &&
                     scp.find(" " + code->second + " ") != std::string::npos;
    if (own) accepted.insert(term.text);
  }
  if (const auto also = kAlso.find(info.code); also != kAlso.end())
    accepted.merge(std::set(also->second));
  return accepted;
}

bool Names(std::string_view text, const FindingInfo& info) {
  const std::set<std::string> accepted = AcceptedTerms(info);
  for (const Entity& entity : RuleExtractor().Extract(text).entities) {
    if (accepted.contains(TermInside(entity.text))) return true;
  }
  return false;
}

constexpr ReportStyle kEnglishStyles[] = {ReportStyle::kMuse, ReportStyle::kGlasgow,
                                          ReportStyle::kFree};

TEST(SimulatedStatements, EveryFindingsNameIsATerm) {
  for (const FindingInfo& info : FindingTable()) {
    EXPECT_NE(TermOf(info.finding), "") << info.code << " " << info.name;
  }
}

TEST(SimulatedStatements, NearlyAllEnglishWordingsLeadToTheFindingsTerm) {
  size_t all = 0;
  size_t understood = 0;
  std::string missed;
  for (const FindingInfo& info : FindingTable()) {
    Truth truth = ExampleTruth({info.finding});
    for (size_t lead : {1U, 2U, 5U}) {
      truth.measurements.leads[lead] = {
          .q_mv = -0.2, .q_ms = 40.0, .r_mv = 0.6, .j_mv = 0.2, .st60_mv = -0.1, .t_mv = -0.2};
    }
    for (const ReportStyle style : kEnglishStyles) {
      for (size_t use = 0; use < kStatementUseCount; ++use) {
        if (static_cast<StatementUse>(use) == StatementUse::kCause) continue;
        for (const std::string& text :
             StatementTable::BuiltIn().Texts(info.finding, style, static_cast<StatementUse>(use))) {
          Rng rng(all);
          const bool adds = static_cast<StatementUse>(use) == StatementUse::kAdds;
          const std::string statement =
              (adds ? "sinus rhythm " : "") + *FillIn(text, info.finding, style, truth, rng);
          ++all;
          if (Names(statement, info)) {
            ++understood;
          } else {
            missed += "\n  " + statement + " (" + std::string(info.code) + ")";
          }
        }
      }
    }
  }
  ASSERT_GT(all, 800U);
  EXPECT_GE(static_cast<double>(understood), 0.98 * static_cast<double>(all)) << missed;
}

TEST(SimulatedStatements, DoubtIsReadAsDoubt) {
  size_t all = 0;
  size_t doubted = 0;
  for (const FindingInfo& info : FindingTable()) {
    for (const ReportStyle style : kEnglishStyles) {
      for (std::string text : StatementTable::BuiltIn().Doubts(style)) {
        Replace(text, "{s}", info.name);
        ++all;
        for (const Entity& entity : RuleExtractor().Extract(text).entities) {
          if (entity.certainty != Certainty::kUncertain) continue;
          ++doubted;
          break;
        }
      }
    }
  }
  EXPECT_GE(static_cast<double>(doubted), 0.97 * static_cast<double>(all));
}

}  // namespace
}  // namespace supreme
