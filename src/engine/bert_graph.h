// BERT's layers as a graph (Devlin et al., arXiv 1810.04805).
#pragma once

#include <memory>
#include <openvino/core/model.hpp>

#include "engine/bert_folder.h"

namespace supreme {

// Input [texts, tokens, H]: sums of word, position and type embeddings, all texts of one length, so
// that there is no padding and no mask. Output [texts, H]: pooled, not yet normalised.
std::shared_ptr<ov::Model> BuildBertGraph(const BertConfig& config, const StoredWeights& weights,
                                          bool mean_pooling);

}  // namespace supreme
