// Records in the layout of the PhysioNet/CinC challenges, as their copies differ.
#pragma once

#include <filesystem>
#include <string>

#include "core/atomic_file.h"
#include "signal/leads.h"
#include "signal/wfdb.h"
#include "tests/data/test_dataset.h"

namespace supreme {

struct ChallengeRecord {
  std::string name;
  std::string name_in_header = {};  // `name` unless given; early copies write "E00009.mat"
  std::string gain = "1000/mV";
  std::string comments = "#Age: 74\n#Sex: Male\n#Dx: 59118001\n";
  double rate_hz = 500.0;
  size_t sample_count = 5000;
};

// Twelve leads in format 16+24, a date such as 12-May-2020 in the record line.
inline void WriteChallengeRecord(const std::filesystem::path& folder,
                                 const ChallengeRecord& challenge) {
  Record record;
  record.record_id = challenge.name;
  for (const auto lead : kLeadNames) record.lead_names.emplace_back(lead);
  record.sample_rate_hz = challenge.rate_hz;
  record.sample_count = challenge.sample_count;
  for (size_t i = 0; i < 12 * challenge.sample_count; ++i) {
    record.samples_mv.push_back(static_cast<float>((i * 31) % 900) / 1000.0f);
  }
  MakeFolder(folder);
  WriteWfdbMat(record, folder);
  const std::filesystem::path path = folder / (challenge.name + ".hea");
  std::string header = ReadFile(path);
  const std::string& name =
      challenge.name_in_header.empty() ? challenge.name : challenge.name_in_header;
  header.insert(header.find('\n'), " 12-May-2020 12:33:59");
  header.replace(0, challenge.name.size(), name);
  for (size_t at = 0; (at = header.find("1000/mV", at)) != std::string::npos; ++at) {
    header.replace(at, 7, challenge.gain);
  }
  WriteFileAtomically(path, header + challenge.comments);
}

}  // namespace supreme
