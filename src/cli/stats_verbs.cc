// supreme stats compare, anova, paper: tests on files of results.
#include <cstdio>

#include "cli/arguments.h"
#include "cli/eval_flags.h"
#include "cli/eval_inputs.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "eval/anova_table.h"
#include "eval/compare_sets.h"
#include "eval/paper_statistics.h"

namespace supreme {

int RunStatsCompare(const VerbArguments& arguments) {
  std::vector<std::string> files;
  std::string by = "auto", alternative = "two-sided", correction = "holm";
  ResultFlags result;
  int64_t bootstrap = 10'000, seed = 1;
  Arguments flags("stats compare",
                  "Tests whether systems differ on the same classes, tasks or rows: bootstrap of\n"
                  "the mean difference, paired t, Wilcoxon signed-rank; with three systems or\n"
                  "more Friedman and Nemenyi too.",
                  {"supreme stats compare ours.json theirs.json",
                   "supreme stats compare runs/a/results runs/b/results --by task",
                   "supreme stats compare auc_by_dataset.csv --alternative greater --format json"});
  flags.Positional("RESULTS", files,
                   "results of supreme eval (.json), folders of them, or tables (.csv: a name, "
                   "then a column per system)");
  flags.Choice("--by", by, {"auto", "class", "task"},
               "what is paired: classes, or the mean of each task; auto: tasks for folders");
  flags.Choice("--alternative", alternative, {"two-sided", "greater", "less"},
               "of the first system against the second");
  flags.Choice("--correction", correction, {"holm", "bh", "none"}, "for several pairs");
  flags.Option("--bootstrap", bootstrap, "resamples, 0 = none");
  flags.Option("--seed", seed, "of the bootstrap");
  AddResultFlags(flags, result, {"table", "json"});
  if (!flags.Parse(arguments)) return 0;
  CheckResultFlags(result);
  CheckRange("--bootstrap", bootstrap, 0, 1'000'000);
  CheckRange("--seed", seed, 0, INT64_MAX);
  const SetUnit unit = by == "class"  ? SetUnit::kClass
                       : by == "task" ? SetUnit::kTask
                                      : SetUnit::kAuto;
  AlignedSets sets = AlignSets(ReadResultSets(files, unit));
  if (sets.different_records) {
    std::fputs("supreme: the results are of different records; paired tests mean little\n", stderr);
  }
  CompareSetsOptions options;
  options.alternative = ParseAlternative(alternative);
  options.correction = ParseCorrection(correction);
  options.bootstrap.resample_count = static_cast<uint64_t>(bootstrap);
  options.seed = static_cast<uint64_t>(seed);
  const SetComparison comparison = CompareSets(std::move(sets), options);
  WriteResult(result, {SetComparisonJson(comparison), SetComparisonTable(comparison)});
  return 0;
}

int RunStatsAnova(const VerbArguments& arguments) {
  std::string file, type = "II";
  ResultFlags result;
  AnovaColumns columns;
  Arguments flags("stats anova",
                  "Two-way analysis of variance with interaction of a table with one value per\n"
                  "row and two columns that name the groups.",
                  {"supreme stats anova auc.csv --value auc --factor backbone --by module",
                   "supreme stats anova auc.csv --value auc --factor backbone --by module --type "
                   "III --format json"});
  flags.Positional("TABLE", file, "CSV file");
  flags.Option("--value", columns.value, "column of the values", true);
  flags.Option("--factor", columns.a, "column of the first factor", true);
  flags.Option("--by", columns.b, "column of the second factor", true);
  flags.Choice("--type", type, {"I", "II", "III"},
               "of the sums of squares; all agree when the groups are of one size");
  AddResultFlags(flags, result, {"table", "json"});
  if (!flags.Parse(arguments)) return 0;
  CheckResultFlags(result);
  const AnovaTable table = ReadAnovaTable(file, columns);
  const SumsOfSquares kind = type == "I"    ? SumsOfSquares::kTypeI
                             : type == "II" ? SumsOfSquares::kTypeII
                                            : SumsOfSquares::kTypeIII;
  const auto anova = TwoWayAnovaTest({table.a, table.b, table.values}, kind);
  if (!anova) {
    throw Error(ErrorCode::kInvalidInput, "no group has two values that differ", file,
                "several values per group: without them F is undefined");
  }
  WriteResult(result, {AnovaJson(table, *anova, kind), AnovaText(table, *anova, kind)});
  return 0;
}

int RunStatsPaper(const VerbArguments& arguments) {
  ResultFlags result;
  Arguments flags("stats paper",
                  "Computes the statistics of the paper's appendix K again from its own tables\n"
                  "11 and 14, beside what it prints, and says why they can differ.",
                  {"supreme stats paper", "supreme stats paper --format json"});
  AddResultFlags(flags, result, {"table", "json"});
  if (!flags.Parse(arguments)) return 0;
  CheckResultFlags(result);
  const PaperStatistics statistics = RecomputePaperStatistics(PaperNumbers::Printed());
  WriteResult(result, {PaperStatisticsJson(statistics), PaperStatisticsText(statistics)});
  return 0;
}

}  // namespace supreme
