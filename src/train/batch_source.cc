#include "train/batch_source.h"

#include <ATen/ATen.h>

namespace supreme {

at::Tensor EmbeddingTensor(const QuerySet& queries) {
  const auto count = static_cast<int64_t>(queries.queries.size());
  return at::tensor(queries.embeddings).reshape({count, queries.text_width});
}

}  // namespace supreme
