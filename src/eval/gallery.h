// The most confident mistakes of a model, class by class: records to look at.
//
// No threshold is needed. A record without the class is a mistake when it scores above records that
// have it, and the worse the more of them it beats; a record with the class is one when records
// without it score higher.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/json.h"
#include "data/pack.h"
#include "data/task.h"
#include "eval/audit.h"

namespace supreme {

struct Mistake {
  size_t record = 0;   // index into the scores
  double score = 0.0;  // probability
  double share = 0.0;  // of the records of the other kind that it is on the wrong side of, above 0
};

struct ClassMistakes {
  size_t index = 0;  // of the class
  uint64_t positive_count = 0;
  uint64_t negative_count = 0;
  std::optional<double> auroc;
  std::vector<Mistake> false_positives;  // highest scores first
  std::vector<Mistake> false_negatives;  // lowest scores first
};

struct GalleryOptions {
  size_t per_kind = 2;  // false positives, and as many false negatives, of a class
  size_t max_classes = 12;
  uint64_t min_positives = 1;
};

// Classes by rising AUROC: where the model is worst comes first. Records of equal score keep their
// order.
std::vector<ClassMistakes> FindMistakes(const AuditScores& data, const GalleryOptions& options);

// One mistake with all that is known of its record.
struct GalleryEntry {
  Mistake mistake;
  PackRow row;
  EcgWindow window;
  std::vector<std::string> labels;  // classes of the task that the record carries
  std::vector<std::string> codes;   // of the dataset
  std::string report;
  std::vector<std::pair<std::string, double>> top;  // classes with the highest scores
};

struct GalleryClass {
  std::string code;
  std::string prompt;
  uint64_t positive_count = 0;
  uint64_t negative_count = 0;
  std::optional<double> auroc;
  std::vector<GalleryEntry> false_positives;
  std::vector<GalleryEntry> false_negatives;
};

struct Gallery {
  AuditFacts facts;
  std::vector<GalleryClass> classes;
};

// Reads what the mistakes are about; `rows` are the pack's rows of the scores' records. Errors:
// those of the pack.
Gallery ReadGallery(const Pack& pack, const Task& task, std::span<const size_t> rows,
                    const AuditScores& data, const std::vector<ClassMistakes>& mistakes);

// {"kind": "gallery", facts of eval/audit.h, "classes": [{"code", "prompt", "n_pos", "n_neg",
//  "auc", "false_positives": [ENTRY, …], "false_negatives": [ENTRY, …]}, …]}
// ENTRY = {"record_id", "score", "share", "age_years", "sex", "quality", "labels", "codes",
//          "report"}
OrderedJson GalleryJson(const Gallery& gallery);
std::string GalleryTable(const Gallery& gallery);

}  // namespace supreme
