// True zero-shot: a model that has neither seen records nor names of a class is asked about it by
// its signs.
//
// tasks/leave_out.json:
//   {"name": "leave-out", "classes": [{"code": "AFLT", "name": "atrial flutter",
//     "leave_out": ["AFLT"],       findings of the simulator that are kept from training
//     "members": ["AFLT"],         codes of real records that are positive
//     "descriptions": ["…", …],    the class in words of what is seen
//     "signs": ["…", …]}, …]}      measurable signs that it shows together
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "eval/asked_texts.h"
#include "vocab/embedding.h"
#include "vocab/query_set.h"

namespace supreme {

struct LeaveOutClass {
  std::string code;
  std::string name;
  std::vector<std::string> leave_out;
  std::vector<std::string> members;
  std::vector<std::string> descriptions;
  std::vector<std::string> signs;
};

// kCorruptData for missing keys, empty lists, doubled codes.
std::vector<LeaveOutClass> ReadLeaveOutClasses(const std::filesystem::path& path);

struct AskedFigure {
  std::string text;
  Figure figure;
};

// A query of the bundle beside the class's answer: an echo has a correlation near 1.
struct KnownNeighbour {
  std::string text;
  double similarity = 0.0;            // cosine to the nearest description
  std::optional<double> correlation;  // of its scores with the class's, over the records
  std::optional<double> auroc;        // of its scores for the class's records
};

struct LeftOutResult {
  std::string code;
  std::string bundle_id;
  uint64_t positive_count = 0;
  uint64_t negative_count = 0;
  AskedFigure name;
  std::vector<AskedFigure> descriptions;
  std::vector<AskedFigure> signs;
  Figure described;     // all descriptions together: mean of their logits
  Figure sign_product;  // product of the signs' probabilities
  Figure sign_minimum;
  std::vector<KnownNeighbour> nearest;     // by cosine, best first
  std::vector<KnownNeighbour> most_alike;  // by correlation
};

struct LeaveOutInput {
  const LeaveOutClass& asked;
  const QuerySet& known;  // of the bundle
  const Pack& pack;
  std::span<const size_t> rows;
  EmbedTexts embed;  // the bundle's text encoder; texts are asked as they stand
};

// Positive: the rows that carry a member; negative: all others.
// Errors: kInvalidInput when the class is a query of the bundle, those of the predictor.
LeftOutResult EvaluateLeftOut(Predictor& predictor, const LeaveOutInput& input,
                              const BootstrapOptions& bootstrap, uint64_t seed);

}  // namespace supreme
