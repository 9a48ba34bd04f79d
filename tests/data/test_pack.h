// Small packs for tests.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include "core/atomic_file.h"
#include "tests/data/pack_maker.h"

namespace supreme {

// All twelve leads, whole microvolts, different in every record and lead.
inline EcgWindow WholeMicrovoltWindow(int seed) {
  EcgWindow window;
  window.samples_mv.resize(kLeadCount * kWindowSamples);
  for (size_t i = 0; i < window.samples_mv.size(); ++i) {
    const int microvolts = static_cast<int>((i * 37 + static_cast<size_t>(seed) * 101) % 4001);
    window.samples_mv[i] = static_cast<float>(microvolts - 2000) / 1000.0f;
  }
  window.present.fill(1);
  return window;
}

inline PackRecord TestRecord(int number, int64_t fold, const std::string& patient,
                             const std::vector<std::string>& codes = {"SR"}) {
  PackRecord record;
  record.row.record_id = "r" + std::to_string(number);
  record.row.patient_id = patient;
  record.row.fold = fold;
  record.row.age_years = 40.0 + number;
  record.row.sex = number % 2 == 0 ? Sex::kMale : Sex::kFemale;
  record.row.source = "records/" + record.row.record_id;
  record.window = WholeMicrovoltWindow(number);
  for (const std::string& code : codes) record.codes.push_back({code, 100.0});
  record.report = "sinus rhythm, \"quoted\"\nsecond line " + std::to_string(number);
  return record;
}

inline std::string WriteTestPack(const std::filesystem::path& folder,
                                 const std::vector<PackRecord>& records) {
  PackMaker writer(folder);
  for (const PackRecord& record : records) writer.Add(record);
  return writer.Finish();
}

inline void ReplaceInFile(const std::filesystem::path& path, const std::string& from,
                          const std::string& to) {
  std::string text = ReadFile(path);
  const size_t at = text.find(from);
  ASSERT_NE(at, std::string::npos) << from;
  WriteFileAtomically(path, text.replace(at, from.size(), to));
}

}  // namespace supreme
