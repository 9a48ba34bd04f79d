#include "eval/embedding_map.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/csv.h"
#include "core/error.h"
#include "core/numbers.h"
#include "eval/pca.h"

namespace supreme {
namespace {

constexpr size_t kNeighbours = 10;
constexpr char kGreyName[] = "several, other or none";

bool IsOneValue(const std::string& value) {
  return !value.empty() && value.find(';') == std::string::npos;
}

// The most frequent single values of a column, falling; equal counts by name.
std::vector<std::string> CommonValues(const Embedding& embedding, size_t column) {
  std::map<std::string, size_t> counts;
  for (const auto& row : embedding.rows) {
    if (IsOneValue(row[column])) ++counts[row[column]];
  }
  std::vector<std::pair<std::string, size_t>> ordered(counts.begin(), counts.end());
  std::ranges::stable_sort(ordered,
                           [](const auto& a, const auto& b) { return a.second > b.second; });
  if (ordered.size() > kMaxScatterGroups) ordered.resize(kMaxScatterGroups);
  std::vector<std::string> values;
  for (auto& entry : ordered) values.push_back(entry.first);
  return values;
}

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

size_t ColumnIndex(const Embedding& embedding, const std::string& column) {
  const auto found = std::ranges::find(embedding.columns, column);
  if (found != embedding.columns.end()) {
    return static_cast<size_t>(found - embedding.columns.begin());
  }
  std::string known;
  for (const auto& name : embedding.columns) known += (known.empty() ? "" : ", ") + name;
  throw Error(ErrorCode::kNotFound, "no column \"" + column + "\"", "table of the embedding",
              "one of: " + known);
}

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
                      const std::string& column, const std::string& title) {
  const size_t index = ColumnIndex(embedding, column);
  const std::vector<std::string> values = CommonValues(embedding, index);
  ScatterChart chart;
  chart.title = title;
  chart.x_name = AxisName(map, 0);
  chart.y_name = AxisName(map, 1);
  chart.note = MapNote(embedding, map);
  for (const std::string& value : values) chart.groups.push_back({value, {}});
  chart.others.name = kGreyName;
  for (size_t i = 0; i < embedding.size(); ++i) {
    const auto found = std::ranges::find(values, embedding.rows[i][index]);
    ScatterGroup& group = found == values.end()
                              ? chart.others
                              : chart.groups[static_cast<size_t>(found - values.begin())];
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
