// Which part of an ECG an answer comes from, by three methods.
//
//   attention  weights of the fusion network's cross-attention from the question to the ECG's
//              tokens, heads averaged. With a ViT encoder tokens are lead × time, with a ResNet
//              time alone. It says where the network looked, not what that changed.
//   occlusion  how far the question's logit falls when a lead is replaced by its median for a short
//              time (Zeiler and Fergus 2014, doi 10.1007/978-3-319-10590-1_53). For any network.
//   gradient   gradient × input: the logit's gradient at each sample times the sample's distance
//              from its lead's median, summed over short times (Shrikumar et al. 2016,
//              arXiv 1605.01713). The first-order estimate of occlusion.
//
// The median stands for the isoelectric line: masking with it neither adds a wave nor an offset,
// while zero would be the lowest voltage of the record under minmax_record.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "eval/importance_map.h"
#include "predict/input_scorer.h"

namespace supreme {

// "attention", "gradient", "occlusion".
std::vector<std::string> ExplanationMethods();

// Of each lead of an input [12, T].
std::vector<float> LeadMedians(std::span<const float> samples);

// Replaces lead × time by the lead's median. Columns of `grid` are cut at whole samples.
class Occluder {
 public:
  Occluder(std::span<const float> samples, const CellGrid& grid);
  // `target` [12, T] with the cell masked, or shown as in the input again.
  void Mask(size_t cell, std::span<float> target) const;
  void Show(size_t cell, std::span<float> target) const;
  // The input with every cell masked.
  std::vector<float> Blank() const;

 private:
  struct Range {
    size_t begin = 0;
    size_t end = 0;
  };
  Range SamplesOf(size_t cell) const;

  std::span<const float> samples_;
  CellGrid grid_;
  size_t lead_samples_;
  std::vector<float> medians_;
};

// Per layer and their mean.
struct AttentionMaps {
  std::vector<ImportanceMap> layers;
  ImportanceMap mean;
};
// kUsage for an encoder whose output is pooled: its one token is the whole ECG.
AttentionMaps ExplainByAttention(const CrossAttention& attention, const ModelConfig& config,
                                 size_t question);

// One map per question. kCancelled on interrupt.
std::vector<ImportanceMap> ExplainByOcclusion(InputScorer& scorer, const NetworkInput& input,
                                              const CellGrid& grid);

// `gradient` [12, T] of one question's logit with respect to the input's samples.
ImportanceMap ExplainByGradient(std::span<const float> gradient, const NetworkInput& input,
                                const CellGrid& grid);

// Cells of about `cell_s` seconds over what the network sees.
CellGrid GridOf(const ModelConfig& config, double cell_s);

}  // namespace supreme
