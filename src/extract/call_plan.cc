#include "extract/call_plan.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "extract/continuation.h"
#include "extract/entity_group.h"
#include "extract/prompts.h"

namespace supreme {
namespace {

constexpr uint64_t kBytesPerToken = 4;
constexpr uint64_t kMessageTokens = 12;      // roles and marks around the messages
constexpr uint64_t kAnswerFrameTokens = 34;  // keys and brackets of an answer

uint64_t FixedPromptBytes() {
  static const uint64_t bytes = [] {
    const ExtractionPrompt prompt = PromptFor(PromptTask::kEntities, "");
    return prompt.system.size() + prompt.user.size();
  }();
  return bytes;
}

using Labels = std::set<std::pair<std::string, Certainty>>;

void AddLabels(const Extraction& extraction, Labels& labels) {
  for (const Entity& entity : extraction.entities) labels.emplace(entity.text, entity.certainty);
}

// What a whole report makes of a statement's entity, from good to bad.
enum class Fate { kSame, kOtherWording, kOtherCertainty, kLost };

// The findings of an entity, whatever their wording.
std::set<uint32_t> RowsOf(const std::string& text) {
  std::set<uint32_t> rows;
  for (const LexiconItem& item : Lexicon::BuiltIn().Scan(text)) {
    if (IsFinding(item.kind) || item.kind == WordKind::kUncertainAlone) rows.insert(item.canonical);
  }
  return rows;
}

Fate FateOf(const Entity& entity, const Extraction& report) {
  Fate fate = Fate::kLost;
  for (const Entity& other : report.entities) {
    if (other.text != entity.text && RowsOf(other.text) != RowsOf(entity.text)) continue;
    if (other.certainty != entity.certainty) {
      fate = std::min(fate, Fate::kOtherCertainty);
    } else {
      fate = std::min(fate, other.text == entity.text ? Fate::kSame : Fate::kOtherWording);
    }
  }
  return fate;
}

}  // namespace

void CallEstimate::Add(std::string_view text) {
  ++calls;
  prompt_tokens += (FixedPromptBytes() + text.size()) / kBytesPerToken + kMessageTokens;
  completion_tokens += kAnswerFrameTokens + 2 * text.size() / kBytesPerToken;
}

double Cost(const CallEstimate& estimate, double prompt_price, double completion_price) {
  return (static_cast<double>(estimate.prompt_tokens) * prompt_price +
          static_cast<double>(estimate.completion_tokens) * completion_price) /
         1e6;
}

void CallPlanner::Add(const std::vector<std::string>& statements) {
  if (statements.empty()) return;
  ++plan_.records;
  std::string report;
  for (const std::string& statement : statements) {
    report += (report.empty() ? "" : "\n") + statement;
    ++plan_.statements;
    if (!statements_.insert(statement).second) continue;
    ++plan_.distinct_statements;
    plan_.distinct_context += DependsOnContext(statement);
  }
  const std::vector<std::string> units = JoinContinuations(statements, &plan_.context_statements);
  plan_.by_report.Add(report);
  for (const std::string& unit : units) {
    if (!units_.insert(unit).second) continue;
    plan_.by_statement.Add(unit);
    if (!rules_.AccountsForAll(unit)) plan_.hybrid.Add(unit);
  }
  if (!reports_.insert(std::hash<std::string>{}(report)).second) return;
  plan_.by_distinct_report.Add(report);
  if (plan_.labels.reports < kMaxComparedReports) CompareLabels(report, units);
}

void CallPlanner::CompareLabels(const std::string& report, const std::vector<std::string>& units) {
  const Extraction whole = rules_.Extract(report);
  Labels whole_labels;
  Labels parts;
  AddLabels(whole, whole_labels);
  for (const std::string& unit : units) {
    const Extraction part = rules_.Extract(unit);
    AddLabels(part, parts);
    if (unit.find('\n') == std::string::npos) CompareStatement(part, whole);
  }
  ++plan_.labels.reports;
  if (whole_labels == parts) {
    ++plan_.labels.same_reports;
  } else {
    plan_.labels.more_wordings +=
        std::includes(parts.begin(), parts.end(), whole_labels.begin(), whole_labels.end());
  }
}

void CallPlanner::CompareStatement(const Extraction& statement, const Extraction& report) {
  LabelComparison& labels = plan_.labels;
  Fate worst = Fate::kSame;
  for (const Entity& entity : statement.entities) {
    worst = std::max(worst, FateOf(entity, report));
  }
  ++labels.context_free;
  if (worst == Fate::kSame) ++labels.same_context_free;
  if (worst == Fate::kOtherWording) ++labels.other_wording;
  if (worst == Fate::kOtherCertainty) ++labels.other_certainty;
  if (worst == Fate::kLost) ++labels.lost;
}

}  // namespace supreme
