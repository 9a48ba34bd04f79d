// Explanations of real answers as JSON, table and pictures.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"
#include "eval/importance_map.h"

namespace supreme {

struct ExplainedAnswer {
  std::string path;  // of the record
  std::string record_id;
  std::string asked;     // as typed
  std::string question;  // what the network was asked
  double probability = 0.0;
  ImportanceMap map;                  // what is drawn
  std::vector<ImportanceMap> layers;  // attention only
  std::string picture;                // file name inside the output folder
};

struct ExplanationFacts {
  std::string bundle_name;
  std::string bundle_id;
  std::string method;
  std::string layer;  // "mean" or its number; empty unless attention
};

// {"kind": "explanation", "software", "bundle": {"name", "id"}, "method", "layer", "baseline",
//  "answers": [{"file", "record", "asked", "question", "probability", "strongest", "picture",
//   "map": MAP, "layers": [MAP, …]}]}
// MAP = {"leads": ["I", …] or ["all"], "start_s", "column_s", "signed", "values": [[…], …]}
OrderedJson ExplanationJson(const ExplanationFacts& facts,
                            const std::vector<ExplainedAnswer>& answers);
std::string ExplanationTable(const ExplanationFacts& facts,
                             const std::vector<ExplainedAnswer>& answers);

// "left-bundle-branch-block": letters, digits and hyphens of a text, at most 60; "x" without any.
std::string FileSlug(std::string_view text);

}  // namespace supreme
