// An embedding on paper: two coordinates per record, coloured by groups of records.
#pragma once

#include <string>
#include <vector>

#include "eval/embedding.h"
#include "eval/record_groups.h"
#include "eval/tsne.h"
#include "plot/scatter_chart.h"

namespace supreme {

enum class MapMethod { kPca, kTsne };

struct EmbeddingMap {
  MapMethod method = MapMethod::kPca;
  std::vector<double> coordinates;  // [records, 2]
  std::vector<double> shares;       // PCA: of the variance along both axes
  double perplexity = 0.0;          // t-SNE
  double kl_divergence = 0.0;       // t-SNE
  // How far neighbours on paper are neighbours in truth (eval/tsne.h), of as many neighbours.
  double trustworthiness = 0.0;
  size_t neighbours = 0;
};

// Errors: those of ComputePca, ComputeTsne and Trustworthiness.
EmbeddingMap MapEmbedding(const Embedding& embedding, MapMethod method, const TsneOptions& options);

// A group of points per group of records; records without one are drawn in grey. `title` may name
// the data.
ScatterChart MapChart(const Embedding& embedding, const EmbeddingMap& map,
                      const RecordGroups& groups, const std::string& title);

// record_id,x,y and the column, in full precision. kNotFound when there is no
// such column.
std::string MapCsv(const Embedding& embedding, const EmbeddingMap& map, const std::string& column);

}  // namespace supreme
