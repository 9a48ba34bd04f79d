#include "report/auc_figure.h"

#include <algorithm>
#include <cmath>

#include "report/sections.h"

namespace supreme {
namespace {

// Sort key: seen before unseen, defined before undefined, high before low.
bool Before(const ReportClass* a, const ReportClass* b) {
  if (a->seen != b->seen) return a->seen;
  const bool a_defined = std::isfinite(a->value.auc), b_defined = std::isfinite(b->value.auc);
  if (a_defined != b_defined) return a_defined;
  return a_defined && a->value.auc > b->value.auc;
}

AucGroup MacroGroup(const ReportMacro& macro) {
  if (macro.name == "seen") return AucGroup::kSeen;
  return macro.name == "unseen" ? AucGroup::kUnseen : AucGroup::kBoth;
}

}  // namespace

AucChart MakeAucChart(const ReportTask& result, size_t max_classes) {
  std::vector<const ReportClass*> order;
  for (const auto& entry : result.classes) order.push_back(&entry);
  std::stable_sort(order.begin(), order.end(), Before);
  AucChart chart;
  const std::string figure = result.KnowsSeen() ? ": zero-shot AUC on " : ": AUC on ";
  chart.title = result.task + figure + CountText(result.record_count) + " records";
  if (!result.KnowsSeen()) chart.seen_name = chart.unseen_name = "";
  if (result.kind == "overlap") {
    chart.seen_name = "near a query of pre-training";
    chart.unseen_name = "not near one";
  }
  if (order.size() > max_classes) {
    chart.title +=
        ", " + std::to_string(max_classes) + " of " + std::to_string(order.size()) + " classes";
    order.resize(max_classes);
  }
  chart.interval_name = result.interval_name;
  for (const auto* entry : order) {
    chart.bars.push_back({entry->prompt, entry->value.auc, entry->value.low, entry->value.high,
                          "n = " + CountText(entry->positives),
                          entry->seen || !result.KnowsSeen() ? AucGroup::kSeen : AucGroup::kUnseen,
                          false});
  }
  for (const auto& macro : result.macros) {
    chart.bars.push_back({"mean, " + MacroName(macro), macro.value.auc, macro.value.low,
                          macro.value.high, std::to_string(macro.class_count) + " classes",
                          MacroGroup(macro), true});
  }
  return chart;
}

}  // namespace supreme
