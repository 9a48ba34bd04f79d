#include "data/verify.h"

#include <algorithm>
#include <set>
#include <thread>

#include "core/atomic_file.h"
#include "core/error.h"
#include "core/interrupt.h"
#include "core/ordered_workers.h"
#include "data/compare_records.h"
#include "data/listed_files.h"
#include "data/pack_format.h"
#include "data/pack_verify.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr size_t kReadAhead = 64;
constexpr uint64_t kMaxListBytes = uint64_t{1} << 30;

bool IsPack(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path / kPackJsonName, ignored);
}

struct ReadRecord {
  CheckedRecord checked;
  RecordTrace trace;
  bool unreadable = false;
};

// What a lenient reader accepted: harmless, but for samples that are not those of the header.
SignalProblem OfReader(const std::string& warning, const std::string& source_path) {
  const std::string folder = fs::path(source_path).parent_path().string() + "/";
  const std::string message = warning.starts_with(folder) ? warning.substr(folder.size()) : warning;
  const bool differs = warning.find("\" has checksum ") != std::string::npos ||
                       warning.find("\" starts with ") != std::string::npos;
  return {differs ? "checksum" : "format",
          differs ? Severity::kError : Severity::kNote,
          "",
          {},
          {},
          message};
}

ReadRecord CheckOne(const VerifySource& source, size_t index) {
  ReadRecord read;
  read.checked.record_id = source.Id(index);
  RecordQuality& quality = read.checked.quality;
  try {
    const Record record = source.Read(index);
    quality = CheckContent(record);
    for (const std::string& warning : record.warnings) {
      quality.problems.push_back(OfReader(warning, record.source_path));
    }
    read.trace = {HashShape(record), source.HeaderGain(index), quality.qrs_height_mv};
  } catch (const Error& error) {
    if (error.code() == ErrorCode::kInternal || error.code() == ErrorCode::kCancelled) throw;
    quality = {};
    quality.problems.push_back({"unreadable", Severity::kError, "", {}, {}, error.what()});
    read.unreadable = true;
  }
  return read;
}

class Verifier {
 public:
  Verifier(const fs::path& path, const VerifySource& source, const VerifyOptions& options)
      : source_(source), options_(options) {
    report_.path = path;
    report_.kind = IsPack(path) ? "pack" : "folder";
    report_.records = source.size();
  }

  VerifyReport Run() {
    if (options_.files) CheckFiles();
    CheckCounts();
    CheckRecords();
    CompareAll();
    CountRecords();
    return std::move(report_);
  }

 private:
  void AddOfData(std::string name, SignalProblem problem) {
    report_.problems.push_back({std::move(name), source_.size(), std::move(problem)});
  }

  void CheckFiles() {
    std::vector<ListedFile> files;
    if (report_.kind == "pack") {
      report_.file_list = kPackJsonName;
      files = ListPackFiles(report_.path);
    } else {
      const fs::path list = report_.path / kSha256SumsName;
      std::error_code ignored;
      if (!fs::exists(list, ignored)) return;
      report_.file_list = kSha256SumsName;
      files = ParseSha256Sums(ReadFile(list, kMaxListBytes), list.string());
    }
    report_.files_listed = files.size();
    const auto problems =
        CheckListedFiles(report_.path, files, options_.workers, [&](size_t done, size_t total) {
          if (options_.progress) options_.progress("hash", done, total);
        });
    report_.files_bad = problems.size();
    for (const FileProblem& problem : problems) {
      AddOfData(problem.path, {problem.check, Severity::kError, "", {}, {}, problem.message});
    }
  }

  void CheckCounts() {
    for (size_t i = 0; i < source_.size(); ++i) ids_.push_back(source_.Id(i));
    report_.counts = CountDatasets(ids_, options_.dataset);
    for (const DatasetCount& count : report_.counts) {
      if (count.IsComplete()) continue;
      std::string published;
      for (const size_t number : count.dataset->published) {
        published += (published.empty() ? "" : " or ") + std::to_string(number);
      }
      AddOfData(
          std::string(count.dataset->name),
          {"count", count.named ? Severity::kError : Severity::kWarning, "",
           static_cast<double>(count.records), static_cast<double>(count.dataset->published.back()),
           std::to_string(count.records) + " records of " + std::string(count.dataset->title) +
               ", published are " + published});
    }
  }

  void CheckRecords() {
    const size_t workers = options_.workers > 0
                               ? static_cast<size_t>(options_.workers)
                               : std::max<size_t>(1, std::thread::hardware_concurrency());
    OrderedWorkers<ReadRecord> checks(source_.size(), workers, kReadAhead,
                                      [&](size_t i) { return CheckOne(source_, i); });
    while (auto read = checks.Next()) {
      ThrowIfInterrupted();
      const size_t record = traces_.size();
      traces_.push_back(read->trace);
      if (read->unreadable) ++report_.unreadable;
      for (const SignalProblem& problem : read->checked.quality.problems) {
        report_.problems.push_back({read->checked.record_id, record, problem});
      }
      if (options_.take) options_.take(read->checked);
      if (options_.progress) options_.progress("check", record + 1, source_.size());
    }
  }

  void CompareAll() {
    report_.median_qrs_height_mv = MedianQrsHeightMv(traces_);
    for (ComparedProblem& found : CompareRecords(traces_, ids_)) {
      report_.problems.push_back({ids_[found.record], found.record, std::move(found.problem)});
    }
    std::stable_sort(report_.problems.begin(), report_.problems.end(),
                     [&](const VerifyProblem& a, const VerifyProblem& b) {
                       const auto rank = [&](size_t record) {
                         return record == source_.size() ? 0 : record + 1;
                       };
                       return rank(a.record) < rank(b.record);
                     });
  }

  void CountRecords() {
    std::set<size_t> errors, warnings;
    for (const VerifyProblem& problem : report_.problems) {
      const Severity severity = problem.problem.severity;
      if (problem.record == source_.size() || severity == Severity::kNote) continue;
      (severity == Severity::kError ? errors : warnings).insert(problem.record);
    }
    report_.records_with_errors = errors.size();
    for (const size_t record : errors) warnings.erase(record);
    report_.records_with_warnings = warnings.size();
  }

  const VerifySource& source_;
  const VerifyOptions& options_;
  std::vector<std::string> ids_;
  std::vector<RecordTrace> traces_;
  VerifyReport report_;
};

}  // namespace

bool VerifyReport::HasErrors() const {
  return std::any_of(problems.begin(), problems.end(), [](const VerifyProblem& problem) {
    return problem.problem.severity == Severity::kError;
  });
}

std::map<std::string, size_t> VerifyReport::RecordsByCheck() const {
  std::map<std::string, std::set<std::string_view>> named;
  for (const VerifyProblem& problem : problems) {
    named[problem.problem.check].insert(problem.record_id);
  }
  std::map<std::string, size_t> sizes;
  for (const auto& [check, records_named] : named) sizes[check] = records_named.size();
  return sizes;
}

std::unique_ptr<VerifySource> OpenVerifySource(const fs::path& path) {
  return IsPack(path) ? OpenPackSource(path) : OpenFolderSource(path);
}

VerifyReport VerifyData(const fs::path& path, const VerifySource& source,
                        const VerifyOptions& options) {
  return Verifier(path, source, options).Run();
}

}  // namespace supreme
