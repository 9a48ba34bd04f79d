// Results as a reader would find them, without files: values that follow from names alone.
#pragma once

#include <cmath>
#include <string>

#include "report/paper_results.h"

namespace supreme {

// 0.6 to 0.9, another for each name.
inline double SimulatedAuc(const std::string& name) {
  unsigned hash = 17;
  for (const char letter : name) hash = hash * 31 + static_cast<unsigned char>(letter);
  return 0.6 + 0.3 * static_cast<double>(hash % 1000) / 1000.0;
}

inline ResultAuc SimulatedValue(const std::string& name) {
  const double auc = SimulatedAuc(name);
  return {auc, auc - 0.02, auc + 0.02, {}};
}

// Classes C0, C1 …; the last has no positive record.
inline ZeroShotEntry SimulatedZeroShot(const std::string& row, const std::string& task,
                                       size_t class_count) {
  ZeroShotEntry entry;
  entry.source.file = row + "/" + task + ".json";
  entry.source.split_hash = task;
  entry.task = task;
  entry.label_mode = "any-code";
  entry.macro = SimulatedValue(row + task);
  for (size_t i = 0; i < class_count; ++i) {
    const std::string code = "C" + std::to_string(i);
    ResultClass one{code, "a finding called " + code, 10 + i, 90,
                    SimulatedValue(row + task + code)};
    if (i + 1 == class_count) one = {code, "a finding that nobody has", 0, 100, {}};
    entry.classes.push_back(std::move(one));
  }
  return entry;
}

inline ProbeEntry SimulatedProbe(const std::string& row, const std::string& task, double fraction) {
  ProbeEntry entry;
  entry.source.file = row + "/" + task + "-probe.json";
  entry.task = task;
  entry.method = "linear";
  entry.protocol = "paper";
  entry.fraction = fraction;
  entry.macro = SimulatedValue(row + task + std::to_string(fraction));
  return entry;
}

inline SystemResults SimulatedSystem(const std::string& row, size_t class_count) {
  SystemResults system;
  system.folder = row;
  system.row = row;
  for (const DownstreamTask& task : kDownstreamTasks) {
    const std::string name(task.task);
    system.zero_shots.push_back(SimulatedZeroShot(row, name, class_count));
    for (const double fraction : {0.01, 0.1, 1.0}) {
      system.probes.push_back(SimulatedProbe(row, name, fraction));
    }
  }
  return system;
}

inline AblationResults SimulatedDataSweep() {
  AblationResults sweep;
  sweep.file = "ablations/data/table.json";
  sweep.part = "fig3b";
  for (const int share : {20, 40, 100}) {
    AblationVariant variant;
    variant.name = std::to_string(share) + (share == 100 ? " % (the paper's)" : " %");
    variant.mean.value = {0.70 + 0.0006 * share, {}, {}, 0.004};
    sweep.variants.push_back(std::move(variant));
  }
  return sweep;
}

inline VocabularyResults SimulatedVocabulary() {
  VocabularyResults vocabulary;
  vocabulary.file = "vocabulary/report.json";
  for (uint64_t i = 1; i <= 30; ++i) {
    vocabulary.frequencies.emplace_back("query number " + std::to_string(i), 100000 / (i * i));
  }
  for (const DownstreamTask& task : kDownstreamTasks) {
    vocabulary.tasks.emplace_back(task.task);
    vocabulary.between.push_back({5, 4, 3, 2, 1, 0});
    vocabulary.class_counts.push_back(9);
    vocabulary.overlapping.push_back(6);
  }
  return vocabulary;
}

// All four variants, MERL and SimCLR, a sweep and a vocabulary.
inline PaperResults SimulatedResults(size_t class_count) {
  PaperResults results;
  for (const char* row :
       {"Our framework", "ResNet + Linear", "ViT + Linear", "ResNet + CFN", "MERL", "SimCLR"}) {
    results.systems.push_back(SimulatedSystem(row, class_count));
  }
  results.ablations = {SimulatedDataSweep()};
  results.vocabulary = SimulatedVocabulary();
  return results;
}

}  // namespace supreme
