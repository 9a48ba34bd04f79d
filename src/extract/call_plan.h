// What extraction by a language model will cost: calls and tokens, by report and by statement.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "extract/rule_extractor.h"

namespace supreme {

struct CallEstimate {
  uint64_t calls = 0;
  uint64_t prompt_tokens = 0;
  uint64_t completion_tokens = 0;

  // One call for this text. A token counts as four bytes; an answer as its frame and twice the
  // text (each entity stands in two lists).
  void Add(std::string_view text);
};

// Price of the calls; prices are for a million tokens.
double Cost(const CallEstimate& estimate, double prompt_price, double completion_price);

// Labels of whole reports against those of their statements, by rules.
struct LabelComparison {
  uint64_t reports = 0;            // different ones
  uint64_t same_reports = 0;       // whole report and its statements give the same entities
  uint64_t more_wordings = 0;      // the statements give all of these and further ones
  uint64_t context_free = 0;       // statements of these reports that stand for themselves
  uint64_t same_context_free = 0;  // every entity is among the report's, as certain as there
  uint64_t other_wording = 0;      // of the others: the report keeps another wording of a finding
  uint64_t other_certainty = 0;    // the report is sure of what the statement doubts
  uint64_t lost = 0;               // an entity has no counterpart in the report
};

struct CallPlan {
  uint64_t records = 0;
  uint64_t statements = 0;           // of all records, before joining
  uint64_t context_statements = 0;   // of these, depend on the one before
  uint64_t distinct_statements = 0;  // before joining
  uint64_t distinct_context = 0;     // of these, depend on the one before
  CallEstimate by_report;            // one call per record, the paper's way
  CallEstimate by_distinct_report;   // equal reports once
  CallEstimate by_statement;         // each distinct statement once, continuations joined
  CallEstimate hybrid;               // only those that rules do not account for
  LabelComparison labels;
};

// Adds up reports one at a time; keeps only hashes and the distinct statements. The labels of whole
// reports and of their statements are compared, by rules, on the first kMaxComparedReports
// different reports. Not thread-safe.
class CallPlanner {
 public:
  static constexpr uint64_t kMaxComparedReports = 20000;

  explicit CallPlanner(const RuleExtractor& rules) : rules_(rules) {}
  // Statements as SplitStatements gives them; a report without any is not counted.
  void Add(const std::vector<std::string>& statements);
  const CallPlan& plan() const { return plan_; }

 private:
  void CompareLabels(const std::string& report, const std::vector<std::string>& units);
  void CompareStatement(const Extraction& statement, const Extraction& report);

  const RuleExtractor& rules_;
  CallPlan plan_;
  std::unordered_set<uint64_t> reports_;  // hashes
  std::unordered_set<std::string> statements_;
  std::unordered_set<std::string> units_;
};

}  // namespace supreme
