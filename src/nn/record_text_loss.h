// Contrastive ECG–text term beside the queries' loss (the hybrid objective that the paper's
// appendix L names as future work).
#pragma once

#include <ATen/core/Tensor.h>

namespace supreme {

// What a forward pass holds of a batch.
struct RecordTexts {
  at::Tensor tokens;   // [B, K, H] projected ECG tokens
  at::Tensor queries;  // [M, H] projected query embeddings
  at::Tensor labels;   // [B, M] uint8, as in nn/losses.h
};

// Symmetric InfoNCE (van den Oord et al., arXiv 1807.03748; Radford et al., arXiv 2103.00020).
// A record's ECG vector is the mean of its tokens, its text vector the mean of its present queries;
// by their cosine / temperature, each ECG has to find its text among the batch's, and each text its
// ECG. Records without a present query have no text and take no part.
//
// Records with the same present queries have the same text: each of them is a right answer for the
// others, and the loss is the mean over the right answers (Khosla et al., arXiv 2004.11362, their
// L_out), so that it asks for all of them. Records that share only some of their queries are wrong
// answers: one text says what the other does not.
//
// Scalar, the mean over records with a text and both directions; 0 when none has one. The cosines
// need the whole batch: this is no sum over its parts. float32 unless the tokens are float64; never
// waits for the device.
at::Tensor RecordTextLoss(const RecordTexts& batch, double temperature);

}  // namespace supreme
