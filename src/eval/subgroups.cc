#include "eval/subgroups.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "core/progress.h"
#include "stats/delong.h"
#include "stats/distributions.h"
#include "stats/multiple_testing.h"

namespace supreme {
namespace {

// Scores and labels of one class on some of the records.
struct ClassPart {
  std::vector<double> scores;
  std::vector<uint8_t> positive;
  uint64_t Positives() const { return static_cast<uint64_t>(std::ranges::count(positive, 1)); }
};

ClassPart TakePart(const AuditScores& data, size_t index, std::span<const size_t> records) {
  ClassPart part;
  for (const size_t record : records) {
    part.scores.push_back(data.scores[index][record]);
    part.positive.push_back(data.positive[index][record]);
  }
  return part;
}

// One side of a comparison: its records, and the compared classes ranked among them.
struct Side {
  std::vector<size_t> records;
  std::vector<RankedScores> ranked;

  // Mean over the classes is taken by the caller, over those defined on both sides.
  std::vector<std::optional<double>> Aurocs(std::span<const uint32_t> counts,
                                            std::vector<uint32_t>& own) const {
    own.clear();
    for (const size_t record : records) own.push_back(counts[record]);
    std::vector<std::optional<double>> aurocs;
    for (const RankedScores& ranks : ranked) aurocs.push_back(ranks.Auroc(own));
    return aurocs;
  }
};

struct Means {
  std::optional<double> group;
  std::optional<double> rest;
};

Means MeansOf(const std::vector<std::optional<double>>& group,
              const std::vector<std::optional<double>>& rest) {
  double group_sum = 0.0, rest_sum = 0.0;
  size_t count = 0;
  for (size_t i = 0; i < group.size(); ++i) {
    if (!group[i] || !rest[i]) continue;
    group_sum += *group[i];
    rest_sum += *rest[i];
    ++count;
  }
  if (count == 0) return {};
  const auto divisor = static_cast<double>(count);
  return {group_sum / divisor, rest_sum / divisor};
}

Figure DeLongFigure(const DeLong& delong, double confidence) {
  return {delong.aurocs[0], DeLongInterval(delong.aurocs[0], delong.covariance[0], confidence)};
}

// Two AUROCs on different records: their variances add up.
Gap CompareClass(const ClassPart& group, const ClassPart& rest, double confidence) {
  const auto in_group = DeLongCovariance({&group.scores, 1}, group.positive);
  const auto in_rest = DeLongCovariance({&rest.scores, 1}, rest.positive);
  Gap gap;
  if (!in_group || !in_rest) return gap;
  gap.group = DeLongFigure(*in_group, confidence);
  gap.rest = DeLongFigure(*in_rest, confidence);
  gap.difference = *gap.group.auroc - *gap.rest.auroc;
  const double error = std::sqrt(in_group->covariance[0] + in_rest->covariance[0]);
  const double reach = NormalQuantile(0.5 + 0.5 * confidence) * error;
  gap.interval = Interval{*gap.difference - reach, *gap.difference + reach, 0};
  if (error > 0.0) {
    gap.p = TailProbability(*gap.difference / error, Alternative::kTwoSided, NormalUpperTail);
  }
  return gap;
}

Gap CompareMeans(const Side& group, const Side& rest, const RecordSampler& sampler,
                 const SubgroupOptions& options) {
  std::vector<uint32_t> own;
  const std::vector<uint32_t> once(sampler.record_count(), 1);
  const Means means = MeansOf(group.Aurocs(once, own), rest.Aurocs(once, own));
  const auto draws = BootstrapDraws(
      3,
      [&](std::span<const uint32_t> counts, std::span<std::optional<double>> figures) {
        const Means drawn = MeansOf(group.Aurocs(counts, own), rest.Aurocs(counts, own));
        if (!drawn.group) return;
        figures[0] = drawn.group;
        figures[1] = drawn.rest;
        figures[2] = *drawn.group - *drawn.rest;
      },
      sampler, options.bootstrap.resample_count, Rng(options.seed).Fork("bootstrap"));
  const double confidence = options.bootstrap.confidence;
  Gap gap;
  gap.group = {means.group, PercentileInterval(draws[0], confidence)};
  gap.rest = {means.rest, PercentileInterval(draws[1], confidence)};
  gap.difference = *means.group - *means.rest;
  gap.interval = PercentileInterval(draws[2], confidence);
  gap.p = ResampledPValue(*gap.difference, draws[2]);
  return gap;
}

// Why a group of this size is not compared; empty when it is.
std::string TooFew(uint64_t group, uint64_t rest, uint64_t min_records) {
  if (group < min_records) return "too few records";
  return rest < min_records ? "too few records in the rest" : "";
}

Subgroup CompareGroup(const AuditScores& data, const Division& division, size_t index,
                      const RecordSampler& sampler, const SubgroupOptions& options) {
  Side group, rest;
  for (size_t record = 0; record < data.record_count; ++record) {
    (division.group_of_record[record] == index ? group : rest).records.push_back(record);
  }
  Subgroup result;
  result.division = division.name;
  result.name = division.groups[index];
  result.record_count = group.records.size();
  result.rest_count = rest.records.size();
  result.omitted = TooFew(result.record_count, result.rest_count, options.min_records);
  if (!result.omitted.empty()) return result;
  for (size_t c = 0; c < data.classes.size(); ++c) {
    const ClassPart in = TakePart(data, c, group.records), out = TakePart(data, c, rest.records);
    ClassGap entry{data.classes[c], in.Positives(), 0, out.Positives(), 0, {}};
    entry.group_negatives = in.positive.size() - entry.group_positives;
    entry.rest_negatives = out.positive.size() - entry.rest_positives;
    const uint64_t fewest = std::min(
        {entry.group_positives, entry.group_negatives, entry.rest_positives, entry.rest_negatives});
    if (fewest < std::max<uint64_t>(2, options.min_positives)) continue;
    entry.gap = CompareClass(in, out, options.bootstrap.confidence);
    result.classes.push_back(std::move(entry));
    group.ranked.emplace_back(in.scores, in.positive);
    rest.ranked.emplace_back(out.scores, out.positive);
  }
  if (result.classes.empty()) {
    result.omitted = "no class with enough records on both sides";
    return result;
  }
  result.mean = CompareMeans(group, rest, sampler, options);
  return result;
}

Gap Mirror(const Gap& gap) {
  Gap mirrored = gap;
  std::swap(mirrored.group, mirrored.rest);
  if (gap.difference) mirrored.difference = -*gap.difference;
  if (gap.interval) {
    mirrored.interval = {-gap.interval->high, -gap.interval->low, gap.interval->resample_count};
  }
  return mirrored;
}

// The other of two groups, which are each other's rest.
Subgroup Mirror(const Subgroup& group, const std::string& name, uint64_t min_records) {
  Subgroup mirrored = group;
  mirrored.name = name;
  std::swap(mirrored.record_count, mirrored.rest_count);
  const std::string too_few = TooFew(mirrored.record_count, mirrored.rest_count, min_records);
  if (!too_few.empty()) mirrored.omitted = too_few;
  mirrored.mean = Mirror(group.mean);
  for (ClassGap& entry : mirrored.classes) {
    std::swap(entry.group_positives, entry.rest_positives);
    std::swap(entry.group_negatives, entry.rest_negatives);
    entry.gap = Mirror(entry.gap);
  }
  return mirrored;
}

// Corrects the p-values of all gaps together; returns how many there were.
size_t CorrectGaps(const std::vector<Gap*>& gaps) {
  std::vector<double> p_values;
  for (const Gap* gap : gaps) {
    if (gap->p) p_values.push_back(*gap->p);
  }
  const std::vector<double> corrected = CorrectPValues(p_values, Correction::kHolm);
  size_t next = 0;
  for (Gap* gap : gaps) {
    if (gap->p) gap->p_holm = corrected[next++];
  }
  return p_values.size();
}

void CorrectTested(std::vector<Subgroup>& tested, SubgroupResult& result) {
  std::vector<Gap*> means, classes;
  for (Subgroup& group : tested) {
    means.push_back(&group.mean);
    for (ClassGap& entry : group.classes) classes.push_back(&entry.gap);
  }
  result.comparison_count = CorrectGaps(means);
  result.class_comparison_count = CorrectGaps(classes);
}

}  // namespace

SubgroupResult EvaluateSubgroups(const AuditScores& data, std::span<const Division> divisions,
                                 std::span<const uint32_t> patients,
                                 const SubgroupOptions& options) {
  const RecordSampler sampler(patients);
  SUPREME_CHECK(sampler.record_count() == data.record_count);
  size_t group_count = 0;
  for (const Division& division : divisions) group_count += division.groups.size();
  Progress progress("compare", group_count, "groups");
  std::vector<Subgroup> tested;
  for (const Division& division : divisions) {
    SUPREME_CHECK(division.group_of_record.size() == data.record_count);
    const size_t own_tests = division.groups.size() == 2 ? 1 : division.groups.size();
    for (size_t g = 0; g < own_tests; ++g) {
      tested.push_back(CompareGroup(data, division, g, sampler, options));
      progress.Update(tested.size());
    }
  }
  progress.Finish();
  SubgroupResult result;
  CorrectTested(tested, result);
  auto next = tested.begin();
  for (const Division& division : divisions) {
    const bool is_pair = division.groups.size() == 2;
    for (size_t g = 0; g < (is_pair ? 1 : division.groups.size()); ++g) {
      result.groups.push_back(*next++);
    }
    if (!is_pair) continue;
    result.groups.push_back(Mirror(result.groups.back(), division.groups[1], options.min_records));
  }
  std::ranges::stable_sort(result.groups, [](const Subgroup& a, const Subgroup& b) {
    if (a.omitted.empty() != b.omitted.empty()) return a.omitted.empty();
    return a.omitted.empty() && *a.mean.difference < *b.mean.difference;
  });
  return result;
}

}  // namespace supreme
