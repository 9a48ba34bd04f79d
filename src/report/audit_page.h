// The audits of a model, subgroups and robustness, as charts and as HTML pages of their own.
#pragma once

#include <string>

#include "eval/robustness_output.h"
#include "eval/subgroups_output.h"
#include "plot/forest_chart.h"
#include "plot/line_chart.h"

namespace supreme {

// The difference of each compared group to the rest, by division; those that differ are marked.
ForestChart SubgroupChart(const SubgroupReport& report);
// Chart, table of groups, table of classes. No script, no request to anywhere.
std::string BuildSubgroupsPage(const SubgroupReport& report);

// The mean AUC of each condition, by kind; those that differ from the clean records are marked.
ForestChart RobustnessChart(const RobustnessReport& report);
// Noise alone, over the signal-to-noise ratio; no panels when no noise was tried.
LineChart NoiseChart(const RobustnessReport& report);
std::string BuildRobustnessPage(const RobustnessReport& report);

}  // namespace supreme
