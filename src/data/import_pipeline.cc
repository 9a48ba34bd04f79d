#include "data/import_pipeline.h"
#include "data/pack.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <thread>

#include "core/csv.h"
#include "core/interrupt.h"
#include "core/ordered_workers.h"
#include "data/pack_format.h"

namespace supreme {
namespace {

constexpr size_t kReadAhead = 64;
constexpr std::string_view kNoCode = "no diagnosis code";
constexpr std::string_view kOtherCodes = "codes of the labels file";
constexpr std::string_view kOtherGain = "replaced by";

std::vector<PackCode> HeaderCodes(const Record& record) {
  std::vector<PackCode> codes;
  for (const std::string& code : record.codes) codes.push_back({.code = code});
  return codes;
}

std::string JoinCodes(const std::set<std::string>& codes) {
  std::string joined;
  for (const std::string& code : codes) joined += (joined.empty() ? "" : ",") + code;
  return joined.empty() ? "none" : joined;
}

void AddCodeWarning(const ImportItem& item, const Record& record,
                    std::vector<std::string>& warnings) {
  if (item.code_source == CodeSource::kTable) return;
  const std::set<std::string> header(record.codes.begin(), record.codes.end());
  std::set<std::string> table;
  for (const PackCode& code : item.codes) table.insert(code.code);
  if (item.code_source == CodeSource::kTableOverHeader && header != table) {
    warnings.push_back(std::string(kOtherCodes) + " taken (" + JoinCodes(table) +
                       "), the header has " + JoinCodes(header));
  }
  if ((item.code_source == CodeSource::kHeader ? header : table).empty()) {
    warnings.push_back(std::string(kNoCode) + " is known");
  }
}

}  // namespace

ReadItem ReadImportItem(const ImportItem& item, const std::filesystem::path& dir,
                        const WindowOptions& window) {
  ReadItem read;
  read.record.row = item.row;
  if (item.problem) {
    read.problem = item.problem;
    return read;
  }
  try {
    CheckRelativePath(item.row.source, item.row.record_id);
    const Record record = ReadRecordFile(dir / item.row.source, item.file);
    read.has_valid_sample = std::any_of(record.samples_mv.begin(), record.samples_mv.end(),
                                        [](float sample) { return std::isfinite(sample); });
    PackRecord& target = read.record;
    target.window = ToWindow(record, window);
    target.codes = item.code_source == CodeSource::kHeader ? HeaderCodes(record) : item.codes;
    target.report = item.report;
    if (std::isnan(target.row.age_years)) target.row.age_years = record.age_years;
    if (target.row.sex == Sex::kUnknown) target.row.sex = record.sex;
    target.row.quality = QualityFlags(target.window);
    read.warnings = record.warnings;
    AddCodeWarning(item, record, read.warnings);
    read.warnings.insert(read.warnings.end(), target.window.warnings.begin(),
                         target.window.warnings.end());
  } catch (const Error& error) {
    if (error.code() == ErrorCode::kInternal) throw;
    read.problem = error;
  }
  return read;
}

void CountWarnings(const ReadItem& read, std::map<std::string, size_t>& counts) {
  const std::string& flags = read.record.row.quality;
  const auto count = [&](std::string_view flag, const std::string& kind) {
    if (flags.find(flag) != std::string::npos) ++counts[kind];
  };
  count("missing:", "missing lead");
  count("flat:", "flat lead");
  count("gain", "doubtful gain");
  count("limb", "contradicting limb leads");
  bool named = !flags.empty();
  const auto count_text = [&](std::string_view words, const std::string& kind) {
    const bool said = std::any_of(
        read.warnings.begin(), read.warnings.end(),
        [&](const std::string& warning) { return warning.find(words) != std::string::npos; });
    if (said) ++counts[kind];
    named = named || said;
  };
  count_text(kNoCode, "no code");
  count_text(kOtherCodes, "codes unlike the header's");
  count_text(kOtherGain, "gain replaced");
  if (!read.warnings.empty() && !named) ++counts["other"];
}

namespace {

class Importer {
 public:
  Importer(const std::filesystem::path& out, const ImportOptions& options)
      : out_(out),
        options_(options),
        writer_(out, options.replace),
        report_(out / kImportReportName, {"record_id", "path", "code", "reason"}) {}

  void Take(ReadItem& read) {
    const PackRow& row = read.record.row;
    if (!read.problem && !seen_.insert(row.record_id).second) {
      read.problem = Error(ErrorCode::kInvalidInput, "record id occurs twice", row.record_id,
                           "give every record its own id");
    }
    if (read.problem) {
      ++summary_.failed;
      if (!first_problem_) first_problem_ = read.problem;
      report_.Row({row.record_id, row.source, std::string(ErrorCodeName(read.problem->code())),
                   read.problem->what()});
      return;
    }
    writer_.Add(read.record);
    ++summary_.imported;
    CountWarnings(read, summary_.warnings);
    for (const std::string& warning : read.warnings) {
      report_.Row({row.record_id, row.source, "warning", warning});
    }
  }

  ImportSummary Finish(OrderedJson facts) {
    report_.Commit();
    if (summary_.imported == 0) {
      throw Error(first_problem_ ? first_problem_->code() : ErrorCode::kNotFound,
                  "no record could be imported",
                  first_problem_ ? first_problem_->what() : "the table has no rows",
                  "see " + (out_ / kImportReportName).string());
    }
    facts["imported"] = summary_.imported;
    facts["failed"] = summary_.failed;
    facts["warnings"] = summary_.warnings;
    summary_.pack_id = writer_.Finish(facts, {std::string(kImportReportName)});
    return summary_;
  }

  void ReportProgress(size_t done, size_t total) const {
    if (options_.progress) options_.progress(done, total);
  }

 private:
  const std::filesystem::path out_;
  const ImportOptions& options_;
  PackWriter writer_;
  CsvWriter report_;
  std::set<std::string> seen_;
  std::optional<Error> first_problem_;
  ImportSummary summary_;
};

}  // namespace

void CheckRelativePath(const std::string& path, const std::string& where) {
  const std::filesystem::path parsed(path);
  bool leaves = parsed.empty() || parsed.is_absolute();
  for (const auto& part : parsed) leaves = leaves || part == "..";
  if (!leaves) return;
  throw Error(ErrorCode::kInvalidInput, "path \"" + path + "\" is not inside the dataset's folder",
              where, "write paths from the dataset's folder");
}

ImportSummary ImportItems(const std::vector<ImportItem>& items, const std::filesystem::path& dir,
                          const std::filesystem::path& out, const ImportOptions& options,
                          OrderedJson facts) {
  Importer importer(out, options);
  const size_t workers = options.workers > 0
                             ? static_cast<size_t>(options.workers)
                             : std::max<size_t>(1, std::thread::hardware_concurrency());
  OrderedWorkers<ReadItem> readers(items.size(), workers, kReadAhead, [&](size_t i) {
    return ReadImportItem(items[i], dir, options.window);
  });
  size_t done = 0;
  while (auto read = readers.Next()) {
    ThrowIfInterrupted();
    importer.Take(*read);
    importer.ReportProgress(++done, items.size());
  }
  facts.update(WindowRuleJson(options.window));
  return importer.Finish(std::move(facts));
}

}  // namespace supreme
