// Many texts asked of the same records in one pass, and what their scores say of a class.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "data/pack.h"
#include "predict/predictor.h"
#include "stats/bootstrap.h"

namespace supreme {

// A column of scores per asked text. Texts are told apart by their words alone: a text asked by its
// own embedding and by the resolver's needs two names.
class AskedTexts {
 public:
  // Asks the texts of the rows. Errors: those of ScoreRows.
  AskedTexts(Predictor& predictor, const Pack& pack, std::span<const size_t> rows,
             const QueryBatch& texts);

  size_t record_count() const { return scores_.record_count; }
  // Probabilities of all records; kInternal for a text that was not asked.
  std::vector<double> Column(const std::string& text) const;

 private:
  Scores scores_;
  std::map<std::string, size_t> columns_;
};

// Which of the rows carry one of the codes, 0/1.
std::vector<uint8_t> CarryAny(const Pack& pack, std::span<const size_t> rows,
                              const std::vector<std::string>& codes);

// Ways to make one answer of several texts, per record.
std::vector<double> MeanLogit(const std::vector<std::vector<double>>& columns);
std::vector<double> Product(const std::vector<std::vector<double>>& columns);
std::vector<double> Minimum(const std::vector<std::vector<double>>& columns);

// AUROC with its interval, made by one bootstrap for all figures of a table.
struct Figure {
  std::optional<double> auroc;
  std::optional<Interval> interval;
};

}  // namespace supreme
