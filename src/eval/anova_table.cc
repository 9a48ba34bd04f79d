#include "eval/anova_table.h"

#include <algorithm>

#include "core/csv.h"
#include "core/error.h"
#include "core/numbers.h"
#include "eval/figure_output.h"
#include "eval/statistic_text.h"

namespace supreme {
namespace {

size_t LevelOf(const std::string& name, std::vector<std::string>& levels) {
  const auto found = std::ranges::find(levels, name);
  if (found != levels.end()) return static_cast<size_t>(found - levels.begin());
  levels.push_back(name);
  return levels.size() - 1;
}

const char* TypeName(SumsOfSquares type) {
  if (type == SumsOfSquares::kTypeI) return "I";
  return type == SumsOfSquares::kTypeII ? "II" : "III";
}

struct Line {
  std::string source;
  const AnovaEffect* effect;
};

std::vector<Line> Lines(const AnovaTable& table, const TwoWayAnova& anova) {
  return {{table.a_name, &anova.a},
          {table.b_name, &anova.b},
          {table.a_name + " x " + table.b_name, &anova.interaction}};
}

}  // namespace

AnovaTable ReadAnovaTable(const std::filesystem::path& path, const AnovaColumns& columns) {
  CsvReader csv = CsvReader::Open(path);
  const size_t value_column = csv.Column(columns.value);
  const size_t a_column = csv.Column(columns.a);
  const size_t b_column = csv.Column(columns.b);
  AnovaTable table;
  table.a_name = columns.a;
  table.b_name = columns.b;
  while (csv.Next()) {
    const auto value = ParseDouble(csv[value_column]);
    if (!value) {
      throw Error(ErrorCode::kCorruptData,
                  "\"" + csv[value_column].substr(0, 40) + "\" is not a finite number",
                  csv.Where() + ", column " + columns.value, "one number per row");
    }
    table.values.push_back(*value);
    table.a.push_back(LevelOf(csv[a_column], table.a_levels));
    table.b.push_back(LevelOf(csv[b_column], table.b_levels));
    if (std::max(table.a_levels.size(), table.b_levels.size()) <= kMaxAnovaCells) continue;
    throw Error(ErrorCode::kInvalidInput,
                "more than " + std::to_string(kMaxAnovaCells) + " levels of a factor", csv.Where(),
                "columns that name groups");
  }
  return table;
}

OrderedJson AnovaJson(const AnovaTable& table, const TwoWayAnova& anova, SumsOfSquares type) {
  OrderedJson json = {{"kind", "anova"}, {"type", TypeName(type)}, {"n", table.values.size()}};
  json["levels"] = {{table.a_name, table.a_levels}, {table.b_name, table.b_levels}};
  json["effects"] = OrderedJson::array();
  for (const Line& line : Lines(table, anova)) {
    json["effects"].push_back({{"source", line.source},
                               {"sum_of_squares", line.effect->sum_of_squares},
                               {"df", line.effect->df},
                               {"f", line.effect->f},
                               {"p", line.effect->p}});
  }
  json["residual"] = {{"sum_of_squares", anova.residual_sum_of_squares}, {"df", anova.residual_df}};
  return json;
}

std::string AnovaText(const AnovaTable& table, const TwoWayAnova& anova, SumsOfSquares type) {
  const auto lines = Lines(table, anova);
  const size_t columns = std::max<size_t>(8, lines.back().source.size());
  std::string text = "Two-way analysis of variance, sums of squares of type " +
                     std::string(TypeName(type)) + ", " + std::to_string(table.values.size()) +
                     " values\n\n" + PadRight("source", columns) + PadLeft("sum of squares", 16) +
                     PadLeft("df", 6) + PadLeft("F", 10) + "  p\n";
  for (const Line& line : lines) {
    text += PadRight(line.source, columns) +
            PadLeft(FormatFixed(line.effect->sum_of_squares, 4), 16) +
            PadLeft(FormatFixed(line.effect->df, 0), 6) +
            PadLeft(FormatFixed(line.effect->f, 3), 10) + "  " + PText(line.effect->p) + "\n";
  }
  return text + PadRight("residual", columns) +
         PadLeft(FormatFixed(anova.residual_sum_of_squares, 4), 16) +
         PadLeft(FormatFixed(anova.residual_df, 0), 6) + "\n";
}

}  // namespace supreme
