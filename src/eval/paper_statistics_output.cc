#include "core/numbers.h"
#include "eval/figure_output.h"
#include "eval/paper_statistics.h"

namespace supreme {
namespace {

// Four digits that count, more for small figures.
std::string FigureDigits(double value) { return FormatFixed(value, value < 0.1 ? 6 : 4); }

std::string Reasons(const PaperStatistics& statistics) {
  std::string text =
      "\nWhy printed and recomputed figures can differ\n"
      "- Both kinds are computed from the same formulas; W = 21 with p = 0.0156 and the test\n"
      "  against MERL come out as printed.\n"
      "- The p printed beside t = 4.99 is one-sided: t = 4.99 with 5 degrees of freedom gives " +
      FormatFixed(statistics.p_of_printed_t, 4) +
      ".\n  W's p = 0.0156 is one-sided as well; the test against MERL is two-sided.\n"
      "- The printed gain and sums of squares fit each other, but not Table 11: they follow when\n"
      "  the ViT + Linear column averages about 71.2; in Table 11 it averages " +
      FormatFixed(statistics.table_mean, 2) + ".\n";
  for (const auto& [source, mean] : statistics.implied_means) {
    text += "    " + PadRight(source, 36) + FormatFixed(mean, 2) + "\n";
  }
  return text +
         "  So appendix K was probably computed from another version of that column. W does not\n"
         "  notice as long as all six differences are positive.\n";
}

}  // namespace

OrderedJson PaperStatisticsJson(const PaperStatistics& statistics) {
  OrderedJson json = {{"kind", "paper-statistics"}};
  json["checks"] = OrderedJson::array();
  for (const PaperCheck& check : statistics.checks) {
    OrderedJson entry = {{"place", check.place}, {"test", check.test}, {"figure", check.figure}};
    entry["printed"] = NumberOrNull(ParseDouble(check.printed));
    entry["recomputed"] = check.recomputed;
    entry["agrees"] = check.printed.empty() ? OrderedJson(nullptr) : OrderedJson(check.agrees);
    json["checks"].push_back(entry);
  }
  json["p_one_sided_of_printed_t"] = statistics.p_of_printed_t;
  json["vit_linear_mean_in_table_11"] = statistics.table_mean;
  json["vit_linear_mean_implied"] = OrderedJson::object();
  for (const auto& [source, mean] : statistics.implied_means) {
    json["vit_linear_mean_implied"][source] = mean;
  }
  return json;
}

std::string PaperStatisticsText(const PaperStatistics& statistics) {
  std::string text = "Appendix K of the paper, recomputed from its tables 11 and 14\n\n" +
                     PadRight("place", 10) + PadRight("what", 35) + PadRight("figure", 24) +
                     PadLeft("printed", 9) + PadLeft("recomputed", 13) + "\n";
  size_t printed = 0, agreeing = 0;
  for (const PaperCheck& check : statistics.checks) {
    const bool has_printed = !check.printed.empty();
    printed += has_printed ? 1 : 0;
    agreeing += has_printed && check.agrees ? 1 : 0;
    text += PadRight(check.place, 10) + PadRight(check.test, 35) + PadRight(check.figure, 24) +
            PadLeft(has_printed ? check.printed : "-", 9) +
            PadLeft(FigureDigits(check.recomputed), 13) + (check.agrees ? "\n" : "  differs\n");
  }
  return text + "\n" + std::to_string(agreeing) + " of " + std::to_string(printed) +
         " printed figures come out as printed.\n" + Reasons(statistics);
}

}  // namespace supreme
