// Appendix K of the paper computed again from its own tables 11 and 14, beside what it prints.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/json.h"
#include "eval/paper_numbers.h"

namespace supreme {

struct PaperCheck {
  std::string place;    // "K.4", "Table 13" …
  std::string test;     // "paired t, ViT gain - ResNet gain"
  std::string figure;   // "t", "p, one-sided" …
  std::string printed;  // as in the paper; empty when it prints none
  double recomputed = 0.0;
  // The recomputed figure rounds to the printed one; true where none is printed.
  bool agrees = true;
};

struct PaperStatistics {
  std::vector<PaperCheck> checks;
  // What the ViT + Linear column of Table 11 would have to average for each printed figure of K.4
  // that depends on means only: source and mean.
  std::vector<std::pair<std::string, double>> implied_means;
  double table_mean = 0.0;      // what it averages in Table 11
  double p_of_printed_t = 0.0;  // one-sided, of the t that is printed
};

PaperStatistics RecomputePaperStatistics(const PaperNumbers& numbers);

OrderedJson PaperStatisticsJson(const PaperStatistics& statistics);
// For people, with the reasons why printed and recomputed figures can differ.
std::string PaperStatisticsText(const PaperStatistics& statistics);

}  // namespace supreme
