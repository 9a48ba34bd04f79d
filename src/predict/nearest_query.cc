#include "predict/nearest_query.h"

#include <cmath>

#include "core/error.h"
#include "vocab/embedding.h"

namespace supreme {
namespace {

double Cosine(std::span<const float> a, std::span<const float> b) {
  const double lengths = std::sqrt(Dot(a, a) * Dot(b, b));
  return lengths > 0.0 ? Dot(a, b) / lengths : 0.0;
}

}  // namespace

std::vector<NearestQuery> FindNearestQueries(const QuerySet& queries,
                                             std::span<const float> embeddings) {
  const auto width = static_cast<size_t>(queries.text_width);
  SUPREME_CHECK(width > 0 && !queries.queries.empty() && embeddings.size() % width == 0);
  const std::span<const float> known = queries.embeddings;
  std::vector<NearestQuery> nearest;
  for (size_t start = 0; start < embeddings.size(); start += width) {
    NearestQuery best{0, -2.0};
    for (size_t i = 0; i < queries.queries.size(); ++i) {
      const double cosine =
          Cosine(embeddings.subspan(start, width), known.subspan(i * width, width));
      if (cosine > best.similarity) best = {i, cosine};
    }
    nearest.push_back(best);
  }
  return nearest;
}

}  // namespace supreme
