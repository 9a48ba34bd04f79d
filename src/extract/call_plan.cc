#include "extract/call_plan.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "extract/continuation.h"
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
  if (plan_.compared_reports < kMaxComparedReports) CompareLabels(report, units);
}

void CallPlanner::CompareLabels(const std::string& report, const std::vector<std::string>& units) {
  Labels whole;
  Labels parts;
  AddLabels(rules_.Extract(report), whole);
  for (const std::string& unit : units) AddLabels(rules_.Extract(unit), parts);
  ++plan_.compared_reports;
  if (whole == parts) {
    ++plan_.same_labels;
  } else {
    plan_.more_wordings += std::includes(parts.begin(), parts.end(), whole.begin(), whole.end());
  }
}

}  // namespace supreme
