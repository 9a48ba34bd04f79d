#include "data/sharded_import.h"
#include "data/pack.h"

#include <algorithm>
#include <thread>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "core/hash.h"
#include "core/interrupt.h"
#include "core/json.h"
#include "core/lock_file.h"
#include "core/ordered_workers.h"
#include "core/version.h"
#include "data/pack_format.h"
#include "data/pack_json.h"

namespace supreme {
namespace {

constexpr size_t kMaxWorkers = 8;  // at 62 MB each
constexpr std::string_view kPlanName = "plan.json";
constexpr std::string_view kWarning = "warning";
constexpr std::string_view kMissing = "missing file";
constexpr std::string_view kUnusableRow = "unusable row";
constexpr std::string_view kUnreadable = "unreadable record";
constexpr std::string_view kNoSample = "no valid sample";

std::string_view LeftOutReason(const ImportItem& item, const ReadItem& read) {
  if (read.problem->code() == ErrorCode::kNotFound) return kMissing;
  if (item.problem) return kUnusableRow;
  return read.has_valid_sample ? kUnreadable : kNoSample;
}

// Something that may have been mended before the import goes on.
bool HasUnreadable(const ShardPart& part) {
  return part.left_out.contains(std::string(kMissing)) ||
         part.left_out.contains(std::string(kUnreadable));
}

// Records of one file that follow each other are read together.
void PlanReading(std::span<ShardedItem> items) {
  for (size_t i = 0; i < items.size(); ++i) {
    RecordFileOptions& file = items[i].item.file;
    for (size_t next = i + 1; next < items.size(); ++next) {
      const ImportItem& other = items[next].item;
      if (other.row.source != items[i].item.row.source || other.file.index < file.index ||
          other.file.index >= file.index + kMaxAhead) {
        break;
      }
      file.ahead = std::max(file.ahead, other.file.index - file.index + 1);
    }
  }
}

std::filesystem::path PartPath(const std::filesystem::path& out, size_t shard) {
  return out / kUnfinishedName / ("part-" + std::to_string(shard) + ".json");
}

// Folder and plan: what stays the same from one call to the next.
void ClaimFolder(const ShardedImport& job, bool replace) {
  const auto plan = job.out / kUnfinishedName / kPlanName;
  const bool complete = std::filesystem::exists(job.out / kPackJsonName);
  if (!complete && std::filesystem::exists(plan)) {
    const bool same =
        JsonString(ReadJsonFile(plan), "fingerprint", plan.string()) == job.fingerprint;
    if (same) {
      RemoveTemporaryFiles(job.out);
      RemoveTemporaryFiles(plan.parent_path());
      return;
    }
    if (!replace) {
      throw Error(ErrorCode::kUsage, "holds an unfinished import of other data or options",
                  job.out.string(), "the same command goes on; --force starts anew");
    }
  }
  RemovePackFiles(job.out);
  MakeFolder(plan.parent_path());
  Json content;
  content["fingerprint"] = job.fingerprint;
  WriteJsonFile(plan, content);
}

// Makes the parts; thread-safe.
class PartMaker {
 public:
  PartMaker(const ShardedImport& job, const ImportOptions& options)
      : job_(job), options_(options) {}

  // A finished shard as it is, or a new one.
  ShardPart Make(size_t shard) const {
    ThrowIfInterrupted();
    const std::string name = ShardName(shard);
    const auto part_path = PartPath(job_.out, shard);
    if (const auto finished = ReadPart(part_path); finished && !HasUnreadable(*finished)) {
      std::error_code absent;
      const auto bytes = std::filesystem::file_size(job_.out / name, absent);
      if (!absent && bytes == finished->file.bytes &&
          DescribePackFile(job_.out, name).sha256 == finished->file.sha256) {
        return *finished;
      }
    }
    ShardPart part = Import(shard);
    WritePart(part_path, part);
    return part;
  }

 private:
  ShardPart Import(size_t shard) const {
    const size_t first = shard * job_.shard_rows;
    ShardBuffer buffer;
    ShardPart part;
    auto items = job_.read(first, std::min(job_.shard_rows, job_.item_count - first));
    PlanReading(items);
    RecordFileReader reader;
    for (ShardedItem& item : items) {
      ThrowIfInterrupted();
      Add(item, ReadImportItem(item.item, job_.dir, options_.window, reader), buffer, part);
    }
    buffer.Write(job_.out / ShardName(shard), Durability::kRenamed);
    part.file = DescribePackFile(job_.out, ShardName(shard));
    return part;
  }

  static void Add(ShardedItem& item, ReadItem read, ShardBuffer& buffer, ShardPart& part) {
    const PackRow& row = read.record.row;
    const auto note = [&](std::string_view code, const std::string& reason) {
      part.notes.push_back({row.record_id, row.source, std::string(code), reason});
    };
    if (read.problem) {
      const std::string_view reason = LeftOutReason(item.item, read);
      ++part.left_out[std::string(reason)];
      note(reason, read.problem->what());
      return;
    }
    CountWarnings(read, part.warnings);
    for (const std::string& warning : read.warnings) note(kWarning, warning);
    buffer.Add(read.record.window);
    PackRecord& record = read.record;
    part.rows.push_back({std::move(record.row), std::move(record.codes), std::move(record.report),
                         std::move(item.extra)});
  }

  const ShardedImport& job_;
  const ImportOptions& options_;
};

// Collects the parts into the pack's tables.
class PackAssembler {
 public:
  explicit PackAssembler(const ShardedImport& job)
      : job_(job),
        tables_(job.out),
        report_(job.out / kImportReportName, {"record_id", "path", "code", "reason"}) {
    if (!job.extra_columns.empty()) {
      std::vector<std::string> columns = {"record_id"};
      columns.insert(columns.end(), job.extra_columns.begin(), job.extra_columns.end());
      extra_.emplace(job.out / kMeasurementsName, columns);
    }
    if (job.split) {
      split_.emplace(job.out / kSplitName, std::vector<std::string>{"record_id", "split"});
    }
    summary_.left_out = job.left_out;
    for (const PartNote& note : job.notes) Note(note);
  }

  void Take(const ShardPart& part) {
    for (const PartRow& row : part.rows) Take(row);
    for (const PartNote& note : part.notes) Note(note);
    for (const auto& [reason, count] : part.left_out) {
      summary_.left_out[reason] += count;
      if (reason != kNoSample || !job_.expects_empty_records) summary_.failed += count;
    }
    for (const auto& [kind, count] : part.warnings) summary_.warnings[kind] += count;
    shard_rows_.push_back(part.rows.size());
    files_.push_back(part.file);
    summary_.imported += part.rows.size();
  }

  ImportSummary Finish() {
    report_.Commit();
    if (summary_.imported == 0) {
      for (const PackFile& file : files_) std::filesystem::remove(job_.out / file.name);
      std::filesystem::remove_all(job_.out / kUnfinishedName);
      throw Error(NothingImported(), "no record could be imported",
                  first_problem_ ? first_problem_->reason : "the table has no rows",
                  "see " + (job_.out / kImportReportName).string());
    }
    std::vector<std::string> names = tables_.Commit();
    names.emplace_back(kImportReportName);
    if (extra_) {
      extra_->Commit();
      names.emplace_back(kMeasurementsName);
    }
    if (split_) {
      split_->Commit();
      names.emplace_back(kSplitName);
    }
    for (const std::string& name : names) files_.push_back(DescribePackFile(job_.out, name));
    OrderedJson facts = job_.facts;
    facts["imported"] = summary_.imported;
    facts["failed"] = summary_.failed;
    facts["left_out"] = summary_.left_out;
    facts["warnings"] = summary_.warnings;
    if (split_) facts["split"]["records"] = split_records_;
    SyncFileSystem(job_.out);  // the shards first, then the file that makes them a pack
    summary_.pack_id = WritePackJson(job_.out, {shard_rows_, files_, facts});
    return summary_;
  }

 private:
  void Take(const PartRow& row) {
    tables_.Add(row.row, row.codes, row.report);
    if (extra_) {
      std::vector<std::string> fields = {row.row.record_id};
      fields.insert(fields.end(), row.extra.begin(), row.extra.end());
      extra_->Row(fields);
    }
    if (split_) {
      const std::string part(job_.split->PartOf(row.row));
      split_->Row({row.row.record_id, part});
      ++split_records_[part];
    }
  }

  ErrorCode NothingImported() const {
    return !first_problem_ || first_problem_->code == kMissing ? ErrorCode::kNotFound
                                                               : ErrorCode::kCorruptData;
  }

  void Note(const PartNote& note) {
    if (!first_problem_ && note.code != kWarning) first_problem_ = note;
    report_.Row({note.record_id, note.path, note.code, note.reason});
  }

  const ShardedImport& job_;
  PackTables tables_;
  CsvWriter report_;
  std::optional<CsvWriter> extra_, split_;
  std::map<std::string, size_t> split_records_;
  std::optional<PartNote> first_problem_;
  std::vector<size_t> shard_rows_;
  std::vector<PackFile> files_;
  ImportSummary summary_;
};

}  // namespace

std::string ImportFingerprint(OrderedJson facts, const WindowOptions& window) {
  facts.update(WindowRuleJson(window));
  facts["version"] = std::string(Version()) + " " + std::string(GitCommit());
  return Sha256(DumpJson(facts));
}

ImportSummary ImportSharded(ShardedImport job, const ImportOptions& options) {
  PreparePackFolder(job.out, options.replace);
  const LockFile lock(job.out / ".lock");
  ClaimFolder(job, options.replace);
  job.facts.update(WindowRuleJson(options.window));
  const size_t shards = (job.item_count + job.shard_rows - 1) / job.shard_rows;
  const size_t wanted = options.workers > 0 ? static_cast<size_t>(options.workers)
                                            : std::thread::hardware_concurrency();
  const size_t workers = std::clamp<size_t>(wanted, 1, kMaxWorkers);
  ImportSummary summary;
  {
    PackAssembler assembler(job);
    const PartMaker maker(job, options);
    OrderedWorkers<ShardPart> parts(shards, workers, workers + 1,
                                    [&](size_t shard) { return maker.Make(shard); });
    size_t shard = 0;
    while (const auto part = parts.Next()) {
      assembler.Take(*part);
      ++shard;
      if (options.progress) {
        options.progress(std::min(shard * job.shard_rows, job.item_count), job.item_count);
      }
    }
    summary = assembler.Finish();
  }
  std::filesystem::remove_all(job.out / kUnfinishedName);
  return summary;
}

}  // namespace supreme
