// Example ECGs of a report: which records, and what the model says about them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "data/pack.h"
#include "predict/bundle.h"
#include "predict/predictor.h"
#include "report/report_data.h"
#include "vocab/label_matrix.h"
#include "vocab/query_set.h"

namespace supreme {

// Names of a record's labels by pack row; e.g. from the label matrix.
using RowLabels = std::map<size_t, std::vector<std::string>>;

// "63 years, female"; what is unknown is left out.
std::string PersonText(double age_years, Sex sex);

// Draws `count` of `rows` at random, one after the other such that each adds labels that the ones
// before lack, while there are such rows. The choice never looks at scores.
std::vector<size_t> ChooseExampleRows(const std::vector<size_t>& rows, const RowLabels& labels,
                                      size_t count, uint64_t seed);

// Query texts marked present, for each of `rows`. kInvalidInput when the matrix is of other rows or
// queries.
RowLabels LabelNames(const LabelMatrix& matrix, const QuerySet& queries,
                     const std::vector<size_t>& rows);

// Windows, reports, codes and labels of the rows; no findings.
std::vector<Example> ReadExamples(const Pack& pack, const std::vector<size_t>& rows,
                                  const RowLabels& labels);

// Scores the examples against all queries of the bundle and keeps the `top` highest of each.
// Sets the predictor's queries.
void ScoreExamples(Predictor& predictor, const Bundle& bundle, size_t top,
                   std::vector<Example>& examples);

}  // namespace supreme
