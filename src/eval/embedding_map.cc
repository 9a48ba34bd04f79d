#include "eval/embedding_map.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/csv.h"
#include "core/numbers.h"
#include "eval/pca.h"

namespace supreme {
namespace {

constexpr size_t kNeighbours = 10;
std::string AxisName(const EmbeddingMap& map, size_t axis) {
  if (map.method == MapMethod::kTsne) return "t-SNE " + std::to_string(axis + 1);
  return "component " + std::to_string(axis + 1) + " (" + FormatFixed(100.0 * map.shares[axis], 1) +
         " % of the variance)";
}

std::string MapNote(const Embedding& embedding, const EmbeddingMap& map) {
  std::string note = std::to_string(embedding.size()) + " records, " +
                     std::to_string(embedding.width) + " features; trustworthiness " +
                     FormatFixed(map.trustworthiness, 3) + " (" + std::to_string(map.neighbours) +
                     " neighbours)";
  if (map.method == MapMethod::kTsne) {
    note += "; perplexity " + FormatDouble(map.perplexity) + ", KL " +
            FormatFixed(map.kl_divergence, 3);
  }
  return note;
}

}  // namespace

EmbeddingMap MapEmbedding(const Embedding& embedding, MapMethod method,
                          const TsneOptions& options) {
  EmbeddingMap map;
  map.method = method;
  if (method == MapMethod::kPca) {
    Pca pca = ComputePca(embedding.values, embedding.width, 2);
    map.coordinates = std::move(pca.coordinates);
    map.shares = std::move(pca.shares);
  } else {
    Tsne tsne = ComputeTsne(embedding.values, embedding.width, options);
    map.coordinates = std::move(tsne.map);
    map.perplexity = options.perplexity;
    map.kl_divergence = tsne.kl_divergence;
  }
  map.neighbours = std::min(kNeighbours, (embedding.size() - 1) / 2);
  map.trustworthiness =
      Trustworthiness(embedding.values, embedding.width, map.coordinates, map.neighbours);
  return map;
}

ScatterChart MapChart(const Embedding& embedding, const EmbeddingMap& map,
                      const RecordGroups& groups, const std::string& title) {
  ScatterChart chart;
  chart.title = title;
  chart.x_name = AxisName(map, 0);
  chart.y_name = AxisName(map, 1);
  chart.note = MapNote(embedding, map);
  for (const std::string& name : groups.names) chart.groups.push_back({name, {}});
  chart.others.name = groups.others;
  for (size_t i = 0; i < embedding.size(); ++i) {
    const std::optional<size_t>& place = groups.of_rows[i];
    ScatterGroup& group = place ? chart.groups[*place] : chart.others;
    group.points.push_back({map.coordinates[2 * i], map.coordinates[2 * i + 1]});
  }
  return chart;
}

std::string MapCsv(const Embedding& embedding, const EmbeddingMap& map, const std::string& column) {
  const size_t index = ColumnIndex(embedding, column);
  const size_t id = ColumnIndex(embedding, "record_id");
  std::string csv = CsvLine({"record_id", "x", "y", column});
  for (size_t i = 0; i < embedding.size(); ++i) {
    csv += CsvLine({embedding.rows[i][id], FormatDouble(map.coordinates[2 * i]),
                    FormatDouble(map.coordinates[2 * i + 1]), embedding.rows[i][index]});
  }
  return csv;
}

}  // namespace supreme
