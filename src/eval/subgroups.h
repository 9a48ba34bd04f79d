// Does a model serve all people and all recordings alike? AUROC within groups of records (age, sex,
// site, device, signal quality) against the rest of the records.
//
// A group's mean AUROC and that of the rest are over the same classes: those with enough positive
// and negative records on both sides. Their difference gets a bootstrap interval and p-value
// (ResampledPValue of eval/audit.h) in which patients are drawn, not records; single classes get
// DeLong intervals and a z test of two independent AUROCs (Hanley and McNeil 1983,
// doi 10.1148/radiology.148.3.6878708, without their correlation, since the records differ). Both
// families of p-values are corrected by Holm. A difference may come from the mix of cases in a
// group and not from the model.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "eval/asked_texts.h"
#include "eval/audit.h"
#include "stats/bootstrap.h"

namespace supreme {

// One way to divide the records: every record is in one group.
struct Division {
  std::string name;                     // "sex"
  std::vector<std::string> groups;      // "female", "male", "unknown"
  std::vector<size_t> group_of_record;  // indices into groups
};

struct SubgroupOptions {
  BootstrapOptions bootstrap;
  uint64_t seed = 1;
  uint64_t min_records = 30;    // of a group that is compared
  uint64_t min_positives = 10;  // and as many negatives: of a class, in the group and in the rest
};

// A group against the rest. No difference: the figures could not be computed.
struct Gap {
  Figure group;
  Figure rest;
  std::optional<double> difference;  // group − rest
  std::optional<Interval> interval;  // of the difference
  std::optional<double> p;           // two-sided
  std::optional<double> p_holm;
};

struct ClassGap {
  std::string code;
  uint64_t group_positives = 0;
  uint64_t group_negatives = 0;
  uint64_t rest_positives = 0;
  uint64_t rest_negatives = 0;
  Gap gap;
};

struct Subgroup {
  std::string division;
  std::string name;
  uint64_t record_count = 0;
  uint64_t rest_count = 0;
  Gap mean;                       // of the classes below
  std::vector<ClassGap> classes;  // with enough records on both sides
  std::string omitted;            // why the group was not compared; empty when it was
};

struct SubgroupResult {
  // Compared groups first, the worst gap on top; then the others in their order.
  std::vector<Subgroup> groups;
  size_t comparison_count = 0;        // of means: p-values that were corrected together
  size_t class_comparison_count = 0;  // of single classes
};

// The two groups of a division of two are each other's rest: they are tested once. `patients`
// numbers the patient of each record from 0. The same seed gives the same figures. Shows progress;
// kCancelled on interrupt.
SubgroupResult EvaluateSubgroups(const AuditScores& data, std::span<const Division> divisions,
                                 std::span<const uint32_t> patients,
                                 const SubgroupOptions& options);

}  // namespace supreme
