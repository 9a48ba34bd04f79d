// Figures of the paper that the report of a vocabulary sets beside its own
// (vocab/paper_tables.json, compiled into the program).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace supreme {

// Table 1 (b, c, e): zero-shot AUC in percent, with its standard deviation.
struct PaperAblation {
  std::string part;
  std::string setting;
  double auc = 0.0;
  double deviation = 0.0;
};

// An entity or term and what it was compared with.
struct PaperPair {
  std::string code;  // SCP code; empty where the table has none
  std::string name;  // query, term or class
  std::string entity;
  std::optional<double> cosine;
};

struct PaperCluster {
  std::string code;
  std::string query;
  std::vector<std::pair<std::string, double>> members;
};

struct PaperTables {
  std::string source;
  std::string data;
  std::vector<PaperAblation> ablations;                      // Table 1
  uint64_t raw_entities = 0, unique_entities = 0;            // Table 2
  uint64_t certain_entities = 0, clusters = 0, queries = 0;  // Table 2
  double mean_cluster_size = 0.0, mapped_share = 0.0;        // Table 3
  uint64_t largest_cluster = 0, smallest_cluster = 0;        // Table 3
  std::vector<PaperPair> mappings;                           // Table 4
  std::vector<PaperCluster> example_clusters;                // Table 5
  uint64_t overlapping_classes = 0;                          // Figure 7
  std::vector<PaperPair> overlaps;                           // Table 6
  std::vector<PaperPair> mismatches;                         // Table 12
};

// kCorruptData for missing keys.
PaperTables ParsePaperTables(std::string_view json, std::string_view where);
const PaperTables& PaperFigures();

}  // namespace supreme
