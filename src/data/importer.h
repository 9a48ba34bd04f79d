// Datasets on disk into packs.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "signal/window.h"

namespace supreme {

struct ImportOptions {
  int rate_hz = 500;  // PTB-XL only: 500 (filename_hr) or 100 (filename_lr)
  int workers = 0;    // reader threads; 0 = all cores
  WindowOptions window;
  bool replace = false;  // the output folder may be a pack already
  // Challenge databases and CPSC-2018 only: a table of codes (data/reference_labels.h) that wins
  // over the headers', and ADC units per mV in place of the headers' gain (0 = the headers').
  std::filesystem::path labels = {};
  double gain_per_mv = 0.0;
  // Called now and then from the calling thread.
  std::function<void(size_t done, size_t total)> progress;
};

struct ImportSummary {
  size_t imported = 0;
  size_t failed = 0;
  std::map<std::string, size_t> warnings;  // kind → records, e.g. "flat lead" → 2
  // Reason → records that were left out, the failed ones among them.
  std::map<std::string, size_t> left_out;
  std::string pack_id;
};

// All write the pack folder `out` with import_report.csv (record_id,path,code,reason): one row per
// record that was left out (its kind, as in left_out) and per warning of one that was not
// ("warning"). The import goes on after such a record. An interrupted import leaves no pack but its
// finished shards; the same call goes on from there (sharded_import.h).
// Errors: kNotFound (folder, table, no record could be read), kCorruptData (table without a needed
// column or with an unreadable row), kUsage (`out` is a pack already), kCancelled, kIo, kNoSpace.

// PTB-XL 1.0.1 to 1.0.3 (Wagner et al., doi:10.1038/s41597-020-0495-6): ptbxl_database.csv and WFDB
// records below `dir`. Codes are the SCP statements with their likelihood; ages over 89 are 300, as
// in the table.
ImportSummary ImportPtbxl(const std::filesystem::path& dir, const std::filesystem::path& out,
                          const ImportOptions& options = {});

// Any WFDB records below `dir`, listed in a CSV: record (path from `dir`, or the header's name
// without .hea), labels (codes joined by ';'), and where known patient_id, fold, report, age, sex
// (male/female). Age and sex missing there are taken from the record's header.
ImportSummary ImportFolder(const std::filesystem::path& dir, const std::filesystem::path& table,
                           const std::filesystem::path& out, const ImportOptions& options = {});

// A database of the PhysioNet/CinC challenges 2020 and 2021, by its name in
// data/import_challenge.h (cpsc-extra, csn, georgia, ptb, …; kUsage otherwise): every header with
// the database's record names below `dir`, whatever the folders between. Codes are SNOMED CT.
ImportSummary ImportChallenge(std::string_view dataset, const std::filesystem::path& dir,
                              const std::filesystem::path& out, const ImportOptions& options = {});

// CPSC-2018 (Liu et al. 2018, doi:10.1166/jmihi.2018.2442): the challenges' copy when there are
// headers A####.hea below `dir`, else MATLAB structs with REFERENCE.csv. Codes are SNOMED CT.
ImportSummary ImportCpsc2018(const std::filesystem::path& dir, const std::filesystem::path& out,
                             const ImportOptions& options = {});

// SPH: metadata.csv and records/*.h5. Codes are SNOMED CT, or "AHA:…" where there is none.
ImportSummary ImportSph(const std::filesystem::path& dir, const std::filesystem::path& out,
                        const ImportOptions& options = {});

// CODE-15 %: exams.csv and the HDF5 files that it names. Codes are SNOMED CT.
ImportSummary ImportCode15(const std::filesystem::path& dir, const std::filesystem::path& out,
                           const ImportOptions& options = {});

}  // namespace supreme
