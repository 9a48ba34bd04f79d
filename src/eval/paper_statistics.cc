#include "eval/paper_statistics.h"

#include <array>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/numbers.h"
#include "stats/anova.h"
#include "stats/distributions.h"
#include "stats/paired_t.h"
#include "stats/wilcoxon.h"

namespace supreme {
namespace {

constexpr std::array kDatasets = {"PTB-XL-Superclass", "PTB-XL-Subclass", "PTB-XL-Form",
                                  "PTB-XL-Rhythm",     "CPSC-2018",       "CSN"};

// Places after the point that the paper prints.
int PrintedPlaces(const std::string& text) {
  const size_t point = text.find('.');
  return point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1);
}

double Mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::vector<double> Minus(const std::vector<double>& first, const std::vector<double>& second) {
  std::vector<double> result;
  for (size_t i = 0; i < first.size(); ++i) result.push_back(first[i] - second[i]);
  return result;
}

class Recomputation {
 public:
  explicit Recomputation(const PaperNumbers& numbers) : numbers_(numbers) {
    for (const char* dataset : kDatasets) {
      resnet_linear_.push_back(numbers.At("11", dataset, "ResNet + Linear"));
      vit_linear_.push_back(numbers.At("11", dataset, "ViT + Linear"));
      resnet_cfn_.push_back(numbers.At("11", dataset, "ResNet + CFN"));
      vit_cfn_.push_back(numbers.At("11", dataset, "ViT + CFN"));
      merl_.push_back(numbers.At("14", "MERL", dataset));
      ours_.push_back(numbers.At("14", "Our framework", dataset));
    }
  }

  PaperStatistics Run() {
    CheckMeans();
    CheckGains();
    CheckAnova();
    CheckMerl();
    FindImpliedMeans();
    return std::move(result_);
  }

 private:
  void Add(const char* place, const char* test, const char* figure, const std::string& printed,
           double recomputed) {
    PaperCheck check{place, test, figure, printed, recomputed, true};
    if (!printed.empty()) {
      const int places = PrintedPlaces(printed);
      check.agrees = FormatFixed(recomputed, places) == FormatFixed(*ParseDouble(printed), places);
    }
    result_.checks.push_back(std::move(check));
  }

  const std::string& Printed(const char* table, const char* row, const char* column) const {
    return numbers_.Cell(table, row, column).value;
  }

  void CheckMeans() {
    const std::array<std::pair<const char*, const std::vector<double>*>, 4> columns = {
        {{"ResNet + Linear", &resnet_linear_},
         {"ViT + Linear", &vit_linear_},
         {"ResNet + CFN", &resnet_cfn_},
         {"ViT + CFN", &vit_cfn_}}};
    for (const auto& [name, values] : columns) {
      Add("Table 11", name, "mean of six datasets", Printed("11", "Overall", name), Mean(*values));
    }
    Add("Table 14", "MERL", "mean of six datasets", Printed("14", "MERL", "Avg"), Mean(merl_));
    Add("Table 14", "Our framework", "mean of six datasets", Printed("14", "Our framework", "Avg"),
        Mean(ours_));
  }

  void CheckGains() {
    const auto vit = Minus(vit_cfn_, vit_linear_);
    const auto resnet = Minus(resnet_cfn_, resnet_linear_);
    Add("K.4", "gain of CFN with ViT", "mean", Printed("K.4", "ViT", "average gain of CFN"),
        Mean(vit));
    const char* t_test = "paired t, ViT gain - ResNet gain";
    const PairedT two_sided = PairedTTest(vit, resnet, Alternative::kTwoSided).value();
    Add("K.4", t_test, "t", Printed("K.4", "Paired t-test", "t"), two_sided.t);
    Add("K.4", t_test, "p, one-sided (greater)", Printed("K.4", "Paired t-test", "p"),
        PairedTTest(vit, resnet, Alternative::kGreater)->p);
    Add("K.4", t_test, "p, two-sided", "", two_sided.p);
    const char* w_test = "Wilcoxon, ViT gain - ResNet gain";
    const Wilcoxon greater = WilcoxonTest(vit, resnet, Alternative::kGreater).value();
    Add("K.4", w_test, "W", Printed("K.4", "Wilcoxon test", "W"), greater.rank_sum_plus);
    Add("K.4", w_test, "p, one-sided (greater)", Printed("K.4", "Wilcoxon test", "p"), greater.p);
    Add("K.4", w_test, "p, two-sided", "", WilcoxonTest(vit, resnet, Alternative::kTwoSided)->p);
    result_.p_of_printed_t = StudentUpperTail(numbers_.At("K.4", "Paired t-test", "t"), 5.0);
  }

  void CheckAnova() {
    std::vector<size_t> backbone, module;
    std::vector<double> values;
    const std::array<const std::vector<double>*, 4> cells = {&resnet_linear_, &resnet_cfn_,
                                                             &vit_linear_, &vit_cfn_};
    for (size_t cell = 0; cell < cells.size(); ++cell) {
      backbone.insert(backbone.end(), kDatasets.size(), cell / 2);
      module.insert(module.end(), kDatasets.size(), cell % 2);
      values.insert(values.end(), cells[cell]->begin(), cells[cell]->end());
    }
    const auto anova = TwoWayAnovaTest({backbone, module, values}, SumsOfSquares::kTypeII).value();
    const std::array<std::pair<const char*, const AnovaEffect*>, 3> effects = {
        {{"Backbone", &anova.a}, {"Module", &anova.b}, {"Backbone x Module", &anova.interaction}}};
    for (const auto& [name, effect] : effects) {
      Add("Table 13", name, "sum of squares", Printed("13", name, "sum of squares"),
          effect->sum_of_squares);
      Add("Table 13", name, "F", Printed("13", name, "F-value"), effect->f);
      Add("Table 13", name, "p", Printed("13", name, "p-value"), effect->p);
    }
    Add("Table 13", "Residual", "sum of squares", Printed("13", "Residual", "sum of squares"),
        anova.residual_sum_of_squares);
  }

  void CheckMerl() {
    const PairedT t = PairedTTest(ours_, merl_, Alternative::kTwoSided).value();
    Add("K.5", "paired t, ours - MERL", "t", Printed("K.5", "Paired t-test", "t"), t.t);
    Add("K.5", "paired t, ours - MERL", "p, two-sided", Printed("K.5", "Paired t-test", "p"), t.p);
  }

  // With n datasets per cell a main effect has the sum of squares n d², d the difference of its two
  // means, and the interaction n d² / 4, d the difference of the two gains.
  void FindImpliedMeans() {
    const auto n = static_cast<double>(kDatasets.size());
    const double rl = Mean(resnet_linear_), rc = Mean(resnet_cfn_), vc = Mean(vit_cfn_);
    const auto sum_of = [&](const char* row) { return numbers_.At("13", row, "sum of squares"); };
    result_.table_mean = Mean(vit_linear_);
    result_.implied_means = {
        {"gain of CFN with ViT", vc - numbers_.At("K.4", "ViT", "average gain of CFN")},
        {"sum of squares, Backbone", rl + rc - vc + 2.0 * std::sqrt(sum_of("Backbone") / n)},
        {"sum of squares, Module", rc + vc - rl + 2.0 * std::sqrt(sum_of("Module") / n)},
        {"sum of squares, Backbone x Module",
         vc - (rc - rl) - 2.0 * std::sqrt(sum_of("Backbone x Module") / n)}};
  }

  const PaperNumbers& numbers_;
  std::vector<double> resnet_linear_, vit_linear_, resnet_cfn_, vit_cfn_, merl_, ours_;
  PaperStatistics result_;
};

}  // namespace

PaperStatistics RecomputePaperStatistics(const PaperNumbers& numbers) {
  return Recomputation(numbers).Run();
}

}  // namespace supreme
