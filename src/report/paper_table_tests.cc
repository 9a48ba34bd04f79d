#include "report/paper_table_tests.h"

#include "stats/anova.h"
#include "stats/paired_t.h"
#include "stats/wilcoxon.h"

namespace supreme {
namespace {

constexpr int kPDigits = 4;
constexpr const char* kFromPaper = "Computed from the paper's own tables";

// Zero-shot of the four variants in the order of kVariantRows; empty when one is missing.
using VariantValues = std::array<std::vector<double>, kVariantRows.size()>;

bool IsComplete(const VariantValues& values) {
  for (const auto& variant : values) {
    if (variant.size() != kDownstreamTasks.size()) return false;
  }
  return true;
}

VariantValues OurVariants(const PaperTableInput& input, std::string& source,
                          ComparisonTable& table) {
  VariantValues values;
  for (size_t i = 0; i < kVariantRows.size(); ++i) {
    const TaskMean mean = MeanZeroShot(input, kVariantRows[i]);
    values[i] = mean.values;
    source += (source.empty() ? "" : "; ") + mean.source;
    if (!mean.missing.empty()) {
      table.notes.push_back("Not computed from our results: " + std::string(kVariantRows[i]) +
                            " has a zero-shot result of " +
                            std::to_string(kDownstreamTasks.size() - mean.missing.size()) +
                            " of 6 tasks.");
    }
  }
  return values;
}

VariantValues PaperVariants(const PaperTableInput& input) {
  VariantValues values;
  for (size_t i = 0; i < kVariantRows.size(); ++i) {
    for (const DownstreamTask& task : kDownstreamTasks) {
      values[i].push_back(input.paper.At("11", task.name, kVariantRows[i]));
    }
  }
  return values;
}

std::vector<double> Minus(const std::vector<double>& first, const std::vector<double>& second) {
  std::vector<double> differences;
  for (size_t i = 0; i < first.size(); ++i) differences.push_back(first[i] - second[i]);
  return differences;
}

// Backbone: ResNet or ViT; module: linear or CFN, as kVariantRows has them.
std::optional<TwoWayAnova> AnovaOf(const VariantValues& variants) {
  if (!IsComplete(variants)) return {};
  std::vector<size_t> backbone, module;
  std::vector<double> values;
  for (size_t i = 0; i < variants.size(); ++i) {
    for (const double value : variants[i]) {
      backbone.push_back(i % 2);
      module.push_back(i / 2);
      values.push_back(value);
    }
  }
  return TwoWayAnovaTest({backbone, module, values}, SumsOfSquares::kTypeII);
}

void AddAnova(const PaperTableInput& input, const char* group,
              const std::optional<TwoWayAnova>& anova, const std::string& source,
              ComparisonTable& table) {
  struct Line {
    const char* name;
    const AnovaEffect* effect;
  };
  AnovaEffect rest;
  if (anova) {
    rest.sum_of_squares = anova->residual_sum_of_squares;
    rest.df = anova->residual_df;
  }
  const auto effect = [&](AnovaEffect TwoWayAnova::*member) {
    return anova ? &((*anova).*member) : nullptr;
  };
  for (const Line& line :
       {Line{"Backbone", effect(&TwoWayAnova::a)}, Line{"Module", effect(&TwoWayAnova::b)},
        Line{"Backbone x Module", effect(&TwoWayAnova::interaction)},
        Line{"Residual", anova ? &rest : nullptr}}) {
    const bool has_f = line.effect != &rest;
    const auto cell = [&](double AnovaEffect::*figure, int digits, const char* column) {
      ComparisonCell result;
      if (line.effect != nullptr) {
        result = FigureCell(line.effect->*figure, digits, source);
      }
      result.digits = digits;
      AddPaper(result, input.paper, {"13", line.name, column});
      return result;
    };
    table.rows.push_back(
        {group,
         line.name,
         {cell(&AnovaEffect::sum_of_squares, 2, "sum of squares"), cell(&AnovaEffect::df, 0, "df"),
          has_f ? cell(&AnovaEffect::f, 2, "F-value") : ComparisonCell{},
          has_f ? cell(&AnovaEffect::p, 3, "p-value") : ComparisonCell{}}});
  }
}

// A statistic and its p; blank cells where the test could not be made.
struct TestResult {
  std::optional<double> statistic, p;
};

TestResult PairedTOf(const std::vector<double>& first, const std::vector<double>& second,
                     Alternative alternative) {
  if (first.size() < 2 || first.size() != second.size()) return {};
  const auto test = PairedTTest(first, second, alternative);
  if (!test) return {};
  return {test->t, test->p};
}

TestResult SignedRank(const std::vector<double>& first, const std::vector<double>& second) {
  if (first.empty() || first.size() != second.size()) return {};
  const auto test = WilcoxonTest(first, second, Alternative::kGreater);
  if (!test) return {};
  return {test->rank_sum_plus, test->p};
}

// `paper_row` and `letter` are the paper's keys; an empty row has no figure there.
struct TestLine {
  std::string group, name;
  const char* paper_row;
  const char* letter;
};

void AddTest(const PaperTableInput& input, const TestLine& line, const TestResult& result,
             const std::string& source, ComparisonTable& table) {
  ComparisonCell statistic = FigureCell(result.statistic, 2, source);
  ComparisonCell p = FigureCell(result.p, kPDigits, source);
  AddPaper(statistic, input.paper, {table.id, line.paper_row, line.letter});
  AddPaper(p, input.paper, {table.id, line.paper_row, "p"});
  table.rows.push_back({line.group, line.name, {statistic, p}});
}

void AddGains(const PaperTableInput& input, const std::string& group, const VariantValues& values,
              const std::string& source, ComparisonTable& table) {
  std::vector<double> resnet, vit;
  if (IsComplete(values)) {
    resnet = Minus(values[2], values[0]);
    vit = Minus(values[3], values[1]);
  }
  ComparisonCell gain;
  if (!vit.empty()) gain = FigureCell(MeanOf(vit), 2, source);
  AddPaper(gain, input.paper, {"K.4", "ViT", "average gain of CFN"});
  table.rows.push_back({group, "Mean gain of CFN with ViT", {gain, {}}});
  ComparisonCell resnet_gain;
  if (!resnet.empty()) resnet_gain = FigureCell(MeanOf(resnet), 2, source);
  table.rows.push_back({group, "Mean gain of CFN with ResNet", {resnet_gain, {}}});
  AddTest(input, {group, "Paired t, one-sided (t)", "Paired t-test", "t"},
          PairedTOf(vit, resnet, Alternative::kGreater), source, table);
  AddTest(input, {group, "Wilcoxon, one-sided (W)", "Wilcoxon test", "W"}, SignedRank(vit, resnet),
          source, table);
}

}  // namespace

ComparisonTable AnovaOfVariantsTable(const PaperTableInput& input) {
  ComparisonTable table{
      "13",
      "Two-way analysis of variance of the zero-shot AUC (%) by backbone and module",
      "Source",
      {{"sum of squares"}, {"df"}, {"F"}, {"p"}},
      {},
      {"Type II; 24 values, six datasets for each of the four variants. The paper's figures do not "
       "come out of its Table 11 as printed: `supreme stats paper` says why they can differ."}};
  std::string source;
  const VariantValues ours = OurVariants(input, source, table);
  AddAnova(input, "Ours", AnovaOf(ours), source, table);
  AddAnova(input, kFromPaper, AnovaOf(PaperVariants(input)), "the paper's Table 11", table);
  return table;
}

ComparisonTable FusionGainTable(const PaperTableInput& input) {
  ComparisonTable table{
      "K.4",    "What CFN gains over a linear head, and whether it gains more with ViT",
      "Figure", {{"value"}, {"p"}},
      {},       {"Tests of the six gains with ViT against those with ResNet."}};
  std::string source;
  const VariantValues ours = OurVariants(input, source, table);
  AddGains(input, "Ours", ours, source, table);
  AddGains(input, kFromPaper, PaperVariants(input), "the paper's Table 11", table);
  return table;
}

ComparisonTable MerlTestTable(const PaperTableInput& input) {
  ComparisonTable table{"K.5",  "Tests of zero-shot on the six datasets against MERL",
                        "Test", {{"statistic"}, {"p"}},
                        {},     {"Differences are ours minus MERL's."}};
  std::vector<double> paper_ours, paper_merl;
  for (const DownstreamTask& task : kDownstreamTasks) {
    paper_ours.push_back(input.paper.At("14", kOwnRow, task.name));
    paper_merl.push_back(input.paper.At("14", kMerlRow, task.name));
  }
  const TaskMean ours = MeanZeroShot(input, kOwnRow), merl = MeanZeroShot(input, kMerlRow);
  const auto add = [&](const char* group, const std::vector<double>& first,
                       const std::vector<double>& second, const std::string& source) {
    AddTest(input, {group, "Paired t, two-sided (t)", "Paired t-test", "t"},
            PairedTOf(first, second, Alternative::kTwoSided), source, table);
    AddTest(input, {group, "Wilcoxon, one-sided (W)", "", ""}, SignedRank(first, second), source,
            table);
  };
  add("Our results against our MERL results", ours.values, merl.values,
      ours.source + "; " + merl.source);
  add("Our results against MERL as the paper prints it", ours.values, paper_merl, ours.source);
  add(kFromPaper, paper_ours, paper_merl, "the paper's Table 14");
  return table;
}

}  // namespace supreme
