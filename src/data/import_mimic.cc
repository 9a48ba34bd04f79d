#include "data/import_mimic.h"
#include "data/pack.h"

#include "core/hash.h"
#include "data/mimic_tables.h"

namespace supreme {
namespace {

OrderedJson Facts(const std::filesystem::path& dir, const MimicOptions& mimic) {
  OrderedJson facts;
  facts["importer"] = "mimic-iv-ecg";
  facts["min_words"] = mimic.min_words;
  for (const char* name : {"record_list.csv", "machine_measurements.csv"}) {
    facts["tables"][name] = Sha256File(dir / name);
  }
  if (mimic.split) {
    facts["split"] = {{"unit", *mimic.split == SplitUnit::kPatient ? "patient" : "study"},
                      {"validation_share", mimic.validation_share},
                      {"seed", mimic.seed}};
  }
  return facts;
}

}  // namespace

ImportSummary ImportMimic(const std::filesystem::path& dir, const std::filesystem::path& out,
                          const MimicOptions& mimic, const ImportOptions& options) {
  const MimicTables tables(dir, mimic.min_words);
  ShardedImport job;
  job.dir = dir;
  job.out = out;
  job.item_count = tables.size();
  job.read = [&](size_t first, size_t count) { return tables.Read(first, count); };
  job.extra_columns = {"ecg_time"};
  job.extra_columns.insert(job.extra_columns.end(), kMimicMeasurements.begin(),
                           kMimicMeasurements.end());
  if (mimic.split) job.split.emplace(*mimic.split, mimic.validation_share, mimic.seed);
  job.facts = Facts(dir, mimic);
  job.fingerprint = ImportFingerprint(job.facts, options.window);
  job.facts["unmeasured"] = tables.unmeasured();
  job.expects_empty_records = true;
  job.notes = tables.notes();
  job.left_out = tables.left_out();
  return ImportSharded(std::move(job), options);
}

}  // namespace supreme
