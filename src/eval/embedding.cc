#include "eval/embedding.h"

#include <algorithm>
#include <numeric>
#include <span>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "core/error.h"
#include "core/rng.h"
#include "eval/npy_matrix.h"
#include "formats/npy_header.h"

namespace supreme {
std::filesystem::path TableOf(const std::filesystem::path& array) {
  std::filesystem::path table = array;
  return table.replace_extension(".csv");
}

void WriteEmbedding(const std::filesystem::path& array, const Embedding& embedding) {
  SUPREME_CHECK(embedding.values.size() == embedding.size() * embedding.width);
  if (array.has_parent_path()) MakeFolder(array.parent_path());
  CsvWriter csv(TableOf(array), embedding.columns);
  for (const auto& row : embedding.rows) csv.Row(row);
  csv.Commit();
  AtomicFile file(array);
  file.Write(formats::FloatNpyHeader(embedding.size(), embedding.width));
  file.Write(std::as_bytes(std::span(embedding.values)));
  file.Commit();
}

Embedding ReadEmbedding(const std::filesystem::path& array, const std::filesystem::path& table) {
  const ScoreMatrix matrix = ReadNpyMatrix(array);
  Embedding embedding;
  embedding.width = matrix.class_count;
  embedding.values.reserve(matrix.values.size());
  for (const double value : matrix.values) embedding.values.push_back(static_cast<float>(value));
  CsvReader csv = CsvReader::OpenStream(table);
  embedding.columns = csv.columns();
  while (csv.Next()) embedding.rows.push_back(csv.row());
  if (embedding.rows.size() != matrix.record_count) {
    throw Error(ErrorCode::kInvalidInput,
                "the table has " + std::to_string(embedding.rows.size()) + " rows, the array " +
                    std::to_string(matrix.record_count),
                table.string(), "the table that was written with the array");
  }
  return embedding;
}

Embedding DrawRecords(const Embedding& embedding, size_t count, uint64_t seed) {
  if (embedding.size() <= count) return embedding;
  std::vector<size_t> order(embedding.size());
  std::iota(order.begin(), order.end(), size_t{0});
  Rng rng = Rng(seed).Fork("embedding");
  rng.Shuffle(std::span(order));
  order.resize(count);
  std::ranges::sort(order);
  Embedding drawn;
  drawn.width = embedding.width;
  drawn.columns = embedding.columns;
  for (const size_t i : order) {
    const auto begin = embedding.values.begin() + static_cast<std::ptrdiff_t>(i * embedding.width);
    drawn.values.insert(drawn.values.end(), begin,
                        begin + static_cast<std::ptrdiff_t>(embedding.width));
    drawn.rows.push_back(embedding.rows[i]);
  }
  return drawn;
}

}  // namespace supreme
