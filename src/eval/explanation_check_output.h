// A check of explanations as JSON and in words.
//
//   {"kind": "explanations", "software", "bundle": {"name", "id"},
//    "split": {"description": "simulated, seed 1, …", "hash": SHA-256 of that description},
//    "n_records", "cell_s", "baseline", "permutations", "findings": [{"code", "name", "family",
//    "place"}], "methods": [{"method", "band",
//      "pointing": [{"family", "n_records", "hit_rate", "area", "swap_rate", "p_area", "p_swap",
//                    "p", "p_holm", "better_than_chance", "mass", "swap_mass", "p_mass_swap"}],
//      "findings": [{"code", "n_records", "mean_probability", "hit_rate", "area"}],
//      "deletion": CURVE, "insertion": CURVE,
//      "shuffled_weights": {"n_records", "rank_correlation", "hit_rate", "shuffled_hit_rate"}}],
//    "left_out": [{"method", "reason"}]}
//   CURVE = {"probabilities": […], "random_probabilities": […], "area", "random_area",
//            "difference": {"mean", "low", "high"} or null, "p"}
#pragma once

#include <string>

#include "core/json.h"
#include "eval/explanation_check.h"

namespace supreme {

OrderedJson ExplanationCheckJson(const ExplanationCheck& check);
// The verdict on each method and family, one line each: "attention, events: hits 0.25 of the true
// places; chance 0.20 by area, 0.22 on other records (Holm p 0.31): no better than chance"; then
// what shuffled weights do to the method, and what was left out.
std::vector<std::string> Verdicts(const ExplanationCheck& check);
// What the records are: "simulated, seed 1, 10 records of each of 10 findings, severity 0.7".
std::string DescribeCases(const ExplanationCheck& check);

}  // namespace supreme
