#include "report/verify_examples.h"

#include <algorithm>

#include "core/error.h"
#include "signal/lead_relations.h"

namespace supreme {
namespace {

constexpr size_t kMaxExamples = 3;
constexpr size_t kMaxLeads = 3;

// One problem of each record first.
std::vector<const VerifyProblem*> PickProblems(const VerifyReport& report, size_t record_count,
                                               std::string_view check) {
  std::vector<const VerifyProblem*> picked;
  for (const Severity severity : {Severity::kError, Severity::kWarning}) {
    for (const VerifyProblem& found : report.problems) {
      if (picked.size() == kMaxExamples) return picked;
      const bool is_new = std::none_of(picked.begin(), picked.end(), [&](const auto* other) {
        return other->record == found.record;
      });
      if (found.problem.check == check && found.problem.severity == severity &&
          found.record < record_count && is_new) {
        picked.push_back(&found);
      }
    }
  }
  return picked;
}

// What shows the problem: the leads it names, or those that it is about.
std::vector<size_t> LeadsOf(const VerifyReport& report, const VerifyProblem& found) {
  const std::string& check = found.problem.check;
  if (check == "lead_order") return {0, 1, 2, 3, 4, 5};
  if (check == "chest_order") return {6, 7, 8, 9, 10, 11};
  if (check == "arm_reversal") return {0, 3, 11};
  std::vector<size_t> leads;
  for (const VerifyProblem& other : report.problems) {
    const auto lead = LeadIndex(other.problem.lead);
    if (other.record != found.record || other.problem.check != check || !lead) continue;
    if (check == "limb_identity") {
      for (const LimbIdentity& identity : kLimbIdentities) {
        if (identity.target == *lead) return {identity.first, identity.second, identity.target};
      }
    }
    if (leads.size() < kMaxLeads) leads.push_back(*lead);
  }
  if (check == "electrode" && leads.empty()) return {0, 1, 2};
  if (leads.empty()) return {1, 7, 10};  // II, V2, V5: one of the plane, two of the chest
  return leads;
}

VerifyExample MakeExample(const VerifyReport& report, const VerifySource& source,
                          const VerifyProblem& found) {
  VerifyExample example;
  example.title = found.record_id;
  example.note = found.problem.message;
  example.strips.leads = LeadsOf(report, found);
  example.strips.title = found.record_id;
  example.strips.subtitle = found.problem.check;
  const auto sample = [](double seconds) {
    return static_cast<size_t>(std::clamp(seconds * kWindowRateHz, 0.0, 5000.0));
  };
  example.strips.mark_begin = sample(found.problem.from_sec);
  example.strips.mark_end = sample(found.problem.to_sec);
  try {
    example.window = ToWindow(source.Read(found.record));
  } catch (const Error& error) {
    if (error.code() == ErrorCode::kInternal) throw;
    example.window.reset();
  }
  return example;
}

}  // namespace

std::vector<VerifyExample> PickExamples(const VerifyReport& report, const VerifySource& source,
                                        std::string_view check) {
  std::vector<VerifyExample> examples;
  if (check == "unreadable" || check == "format") return examples;
  for (const VerifyProblem* found : PickProblems(report, source.size(), check)) {
    examples.push_back(MakeExample(report, source, *found));
  }
  return examples;
}

}  // namespace supreme
