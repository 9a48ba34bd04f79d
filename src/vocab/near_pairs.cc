#include "vocab/near_pairs.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/interrupt.h"
#include "signal/vectorised.h"
#include "vocab/embedding.h"

namespace supreme {
namespace {

constexpr size_t kRows = 4;      // of a tile
constexpr size_t kColumns = 16;  // of a tile
constexpr size_t kLanes = 8;
constexpr size_t kRowsPerBand = 128;  // short rows of a band stay in the cache
using Lanes = float __attribute__((vector_size(kLanes * sizeof(float)), aligned(4), may_alias));
using Tile = std::array<std::array<float, kColumns>, kRows>;

// Products of kRows short rows with kColumns packed ones.
SUPREME_VECTOR_CLONES
void Multiply(const float* rows, const float* columns, Tile& products) {
  Lanes sums[kRows][kColumns / kLanes] = {};
  for (size_t i = 0; i < kBoundWidth; ++i) {
    const auto* column = reinterpret_cast<const Lanes*>(columns + i * kColumns);
    for (size_t row = 0; row < kRows; ++row) {
      const float value = rows[row * kBoundWidth + i];
      for (size_t part = 0; part < kColumns / kLanes; ++part) {
        sums[row][part] += value * column[part];
      }
    }
  }
  for (size_t row = 0; row < kRows; ++row) {
    for (size_t part = 0; part < kColumns / kLanes; ++part) {
      *reinterpret_cast<Lanes*>(products[row].data() + part * kLanes) = sums[row][part];
    }
  }
}

size_t RoundUp(size_t count, size_t unit) { return (count + unit - 1) / unit * unit; }

class PairSearch {
 public:
  PairSearch(const RowsView& rows, const BoundingBasis& basis, double threshold)
      : rows_(rows), threshold_(threshold), limit_(static_cast<float>(threshold - kBoundSlack)) {
    short_.assign(RoundUp(rows.count(), kColumns) * kBoundWidth, 0.0f);
    for (size_t row = 0; row < rows.count(); ++row) {
      basis.Shorten(rows.Row(row), 1.0, {short_.data() + row * kBoundWidth, kBoundWidth});
    }
    // Column-wise within each group of kColumns, as the tiles read them.
    packed_.resize(short_.size());
    for (size_t row = 0; row < short_.size() / kBoundWidth; ++row) {
      float* group = packed_.data() + row / kColumns * kColumns * kBoundWidth;
      for (size_t i = 0; i < kBoundWidth; ++i) {
        group[i * kColumns + row % kColumns] = short_[row * kBoundWidth + i];
      }
    }
  }

  void Visit(const VisitPair& visit) const {
    for (size_t band = 0; band < rows_.count(); band += kRowsPerBand) {
      ThrowIfInterrupted();
      const size_t band_end = std::min(band + kRowsPerBand, rows_.count());
      for (size_t column = band; column < rows_.count(); column += kColumns) {
        for (size_t row = band; row < std::min(band_end, column + kColumns); row += kRows) {
          VisitTile(row, column, visit);
        }
      }
    }
  }

 private:
  void VisitTile(size_t first_row, size_t first_column, const VisitPair& visit) const {
    Tile products;
    Multiply(short_.data() + first_row * kBoundWidth, packed_.data() + first_column * kBoundWidth,
             products);
    for (size_t r = 0; r < kRows && first_row + r < rows_.count(); ++r) {
      float largest = products[r][0];
      for (const float product : products[r]) largest = std::max(largest, product);
      if (largest <= limit_) continue;
      const size_t row = first_row + r;
      const size_t end = std::min(first_column + kColumns, rows_.count());
      for (size_t column = std::max(first_column, row + 1); column < end; ++column) {
        if (products[r][column - first_column] <= limit_) continue;
        const double cosine = Dot(rows_.Row(row), rows_.Row(column));
        if (cosine <= threshold_) continue;
        visit(static_cast<uint32_t>(row), static_cast<uint32_t>(column), cosine);
      }
    }
  }

  const RowsView& rows_;
  const double threshold_;
  const float limit_;
  std::vector<float> short_;   // [rows, kBoundWidth], filled up with zeros to whole tiles
  std::vector<float> packed_;  // the same, kColumns rows side by side
};

}  // namespace

void VisitNearPairs(const RowsView& rows, const BoundingBasis& basis, double threshold,
                    const VisitPair& visit) {
  PairSearch(rows, basis, threshold).Visit(visit);
}

}  // namespace supreme
