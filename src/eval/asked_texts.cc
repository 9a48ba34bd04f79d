#include "eval/asked_texts.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "eval/score_rows.h"

namespace supreme {
namespace {

constexpr double kSmallest = 1e-7;  // probability, so that logarithms stay finite

template <class Combine>
std::vector<double> CombineColumns(const std::vector<std::vector<double>>& columns,
                                   Combine combine) {
  SUPREME_CHECK(!columns.empty());
  std::vector<double> combined(columns.front().size());
  std::vector<double> values(columns.size());
  for (size_t record = 0; record < combined.size(); ++record) {
    for (size_t i = 0; i < columns.size(); ++i) values[i] = columns[i][record];
    combined[record] = combine(values);
  }
  return combined;
}

}  // namespace

AskedTexts::AskedTexts(Predictor& predictor, const Pack& pack, std::span<const size_t> rows,
                       const QueryBatch& texts) {
  for (size_t i = 0; i < texts.texts.size(); ++i) columns_.emplace(texts.texts[i], i);
  predictor.SetQueries(texts);
  scores_ = ScoreRows(predictor, pack, rows, 0);
}

std::vector<double> AskedTexts::Column(const std::string& text) const {
  const auto found = columns_.find(text);
  SUPREME_CHECK(found != columns_.end());
  std::vector<double> column(scores_.record_count);
  for (size_t record = 0; record < column.size(); ++record) {
    column[record] = scores_.at(record, found->second);
  }
  return column;
}

std::vector<uint8_t> CarryAny(const Pack& pack, std::span<const size_t> rows,
                              const std::vector<std::string>& codes) {
  const auto all = pack.ReadCodes();
  std::vector<uint8_t> carry(rows.size(), 0);
  for (size_t i = 0; i < rows.size(); ++i) {
    const auto found = all.find(pack.rows()[rows[i]].record_id);
    if (found == all.end()) continue;
    const auto is_asked = [&](const std::string& code) {
      return std::ranges::find(codes, code) != codes.end();
    };
    carry[i] = std::ranges::any_of(found->second, is_asked) ? 1 : 0;
  }
  return carry;
}

std::vector<double> MeanLogit(const std::vector<std::vector<double>>& columns) {
  return CombineColumns(columns, [](const std::vector<double>& values) {
    double sum = 0.0;
    for (const double value : values) {
      const double p = std::clamp(value, kSmallest, 1.0 - kSmallest);
      sum += std::log(p / (1.0 - p));
    }
    return sum / static_cast<double>(values.size());
  });
}

std::vector<double> Product(const std::vector<std::vector<double>>& columns) {
  return CombineColumns(columns, [](const std::vector<double>& values) {
    double product = 1.0;
    for (const double value : values) product *= value;
    return product;
  });
}

std::vector<double> Minimum(const std::vector<std::vector<double>>& columns) {
  return CombineColumns(columns,
                        [](const std::vector<double>& values) { return std::ranges::min(values); });
}

}  // namespace supreme
