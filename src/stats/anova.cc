#include "stats/anova.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "core/error.h"
#include "stats/distributions.h"
#include "stats/ranks.h"

namespace supreme {
namespace {

using Column = std::vector<long double>;
using Block = std::vector<Column>;

// The least-squares problem on cell means: an effect's sum of squares over all values is that over
// the cells, each counted by its size.
struct Cells {
  size_t a_levels = 0;
  size_t b_levels = 0;
  std::vector<double> counts;  // a × b
  Column means;
  long double within = 0.0L;  // sum of squares around the means
};

size_t LevelCount(std::span<const size_t> levels, const char* factor) {
  const size_t count = levels.empty() ? 0 : *std::ranges::max_element(levels) + 1;
  if (count >= 2 && count <= kMaxAnovaCells) return count;
  throw Error(ErrorCode::kInvalidInput, std::to_string(count) + " levels", factor,
              "2 to " + std::to_string(kMaxAnovaCells / 2));
}

Cells MakeCells(const TwoWayData& data) {
  Cells cells;
  cells.a_levels = LevelCount(data.a, "analysis of variance, first factor");
  cells.b_levels = LevelCount(data.b, "analysis of variance, second factor");
  const size_t cell_count = cells.a_levels * cells.b_levels;
  if (cell_count > kMaxAnovaCells) {
    throw Error(ErrorCode::kInvalidInput, std::to_string(cell_count) + " cells",
                "analysis of variance", "at most " + std::to_string(kMaxAnovaCells));
  }
  cells.counts.assign(cell_count, 0.0);
  cells.means.assign(cell_count, 0.0L);
  const auto cell_of = [&](size_t i) { return data.a[i] * cells.b_levels + data.b[i]; };
  for (size_t i = 0; i < data.values.size(); ++i) {
    cells.counts[cell_of(i)] += 1.0;
    cells.means[cell_of(i)] += data.values[i];
  }
  for (size_t cell = 0; cell < cell_count; ++cell) {
    if (cells.counts[cell] == 0.0) {
      throw Error(ErrorCode::kInvalidInput,
                  "no value for level " + std::to_string(cell / cells.b_levels + 1) +
                      " of the first and " + std::to_string(cell % cells.b_levels + 1) +
                      " of the second factor",
                  "analysis of variance", "every combination needs a value");
    }
    cells.means[cell] /= cells.counts[cell];
  }
  for (size_t i = 0; i < data.values.size(); ++i) {
    const long double residual = data.values[i] - cells.means[cell_of(i)];
    cells.within += residual * residual;
  }
  return cells;
}

// Contrast k of a factor: 1 at level k, −1 at the last level, else 0.
long double Contrast(size_t level, size_t k, size_t levels) {
  if (level == k) return 1.0L;
  return level + 1 == levels ? -1.0L : 0.0L;
}

// Columns over the cells, each row times the root of the cell's size.
struct Design {
  Block mean, a, b, interaction;
  Column target;
};

Design MakeDesign(const Cells& cells) {
  const size_t a_columns = cells.a_levels - 1;
  const size_t b_columns = cells.b_levels - 1;
  const Column zeros(cells.counts.size(), 0.0L);
  Design design{Block(1, zeros), Block(a_columns, zeros), Block(b_columns, zeros),
                Block(a_columns * b_columns, zeros), zeros};
  for (size_t cell = 0; cell < cells.counts.size(); ++cell) {
    const long double root = std::sqrt(static_cast<long double>(cells.counts[cell]));
    const size_t level_a = cell / cells.b_levels;
    const size_t level_b = cell % cells.b_levels;
    design.mean[0][cell] = root;
    design.target[cell] = root * cells.means[cell];
    for (size_t i = 0; i < a_columns; ++i) {
      design.a[i][cell] = root * Contrast(level_a, i, cells.a_levels);
      for (size_t j = 0; j < b_columns; ++j) {
        design.interaction[i * b_columns + j][cell] =
            design.a[i][cell] * Contrast(level_b, j, cells.b_levels);
      }
    }
    for (size_t j = 0; j < b_columns; ++j) {
      design.b[j][cell] = root * Contrast(level_b, j, cells.b_levels);
    }
  }
  return design;
}

long double Dot(const Column& x, const Column& y) {
  long double sum = 0.0L;
  for (size_t i = 0; i < x.size(); ++i) sum += x[i] * y[i];
  return sum;
}

// What `last` explains of the target beyond `before`: Gram–Schmidt, each column cleaned twice so
// that rounding leaves nothing of the others in it.
double SumOfSquares(const Column& target, const std::vector<const Block*>& before,
                    const Block& last) {
  std::vector<Column> basis;
  const auto add = [&](Column column) {
    for (int pass = 0; pass < 2; ++pass) {
      for (const Column& other : basis) {
        const long double share = Dot(column, other);
        for (size_t i = 0; i < column.size(); ++i) column[i] -= share * other[i];
      }
    }
    const long double length = std::sqrt(Dot(column, column));
    for (long double& value : column) value /= length;
    basis.push_back(std::move(column));
  };
  for (const Block* block : before) {
    for (const Column& column : *block) add(column);
  }
  long double sum = 0.0L;
  for (const Column& column : last) {
    add(column);
    const long double share = Dot(basis.back(), target);
    sum += share * share;
  }
  return static_cast<double>(sum);
}

}  // namespace

std::optional<TwoWayAnova> TwoWayAnovaTest(const TwoWayData& data, SumsOfSquares type) {
  SUPREME_CHECK(data.a.size() == data.values.size() && data.b.size() == data.values.size());
  CheckFinite(data.values, "analysis of variance");
  const Cells cells = MakeCells(data);
  const double residual_df = static_cast<double>(data.values.size() - cells.counts.size());
  if (residual_df == 0.0 || cells.within == 0.0L) return std::nullopt;
  const Design design = MakeDesign(cells);
  const Block& mean = design.mean;
  TwoWayAnova result;
  result.residual_sum_of_squares = static_cast<double>(cells.within);
  result.residual_df = residual_df;
  const auto effect = [&](const std::vector<const Block*>& before, const Block& block) {
    AnovaEffect entry;
    entry.sum_of_squares = SumOfSquares(design.target, before, block);
    entry.df = static_cast<double>(block.size());
    entry.f = entry.sum_of_squares / entry.df / (result.residual_sum_of_squares / residual_df);
    entry.p = FisherUpperTail(entry.f, entry.df, residual_df);
    return entry;
  };
  switch (type) {
    case SumsOfSquares::kTypeI:
      result.a = effect({&mean}, design.a);
      result.b = effect({&mean, &design.a}, design.b);
      break;
    case SumsOfSquares::kTypeII:
      result.a = effect({&mean, &design.b}, design.a);
      result.b = effect({&mean, &design.a}, design.b);
      break;
    case SumsOfSquares::kTypeIII:
      result.a = effect({&mean, &design.b, &design.interaction}, design.a);
      result.b = effect({&mean, &design.a, &design.interaction}, design.b);
      break;
  }
  result.interaction = effect({&mean, &design.a, &design.b}, design.interaction);
  return result;
}

}  // namespace supreme
