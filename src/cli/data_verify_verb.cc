// supreme data verify.
#include <cstdio>
#include <optional>

#include "cli/arguments.h"
#include "cli/verbs.h"
#include "core/atomic_file.h"
#include "core/progress.h"
#include "data/verify.h"
#include "data/verify_output.h"
#include "report/verify_page.h"

namespace supreme {
namespace {

constexpr size_t kShownPerCheck = 10;

struct VerifyCall {
  std::string path;
  std::string out;
  std::string format = "table";
  std::string dataset = "auto";
  int64_t workers = 0;
  bool skip_hashes = false;
};

// One bar per stage.
class StageProgress {
 public:
  void Update(std::string_view stage, size_t done, size_t total) {
    if (stage != stage_) {
      if (progress_) progress_->Finish();
      progress_.emplace(std::string(stage), total, stage == "hash" ? "files" : "records");
      stage_ = stage;
    }
    progress_->Update(done);
  }
  void Finish() {
    if (progress_) progress_->Finish();
  }

 private:
  std::string stage_;
  std::optional<Progress> progress_;
};

void PrintFacts(const VerifyReport& report) {
  std::printf("records      %zu: %zu with errors, %zu with warnings only, %zu clean\n",
              report.records, report.records_with_errors, report.records_with_warnings,
              report.records - report.records_with_errors - report.records_with_warnings);
  if (report.unreadable > 0) std::printf("unreadable   %zu\n", report.unreadable);
  if (!report.file_list.empty()) {
    std::printf("files        %zu in %s, %zu bad\n", report.files_listed, report.file_list.c_str(),
                report.files_bad);
  }
  for (const DatasetCount& count : report.counts) {
    std::printf("dataset      %s: %zu records, %s\n", std::string(count.dataset->title).c_str(),
                count.records, count.IsComplete() ? "as published" : "not the published number");
  }
}

void PrintProblem(const VerifyProblem& found) {
  const SignalProblem& problem = found.problem;
  std::printf("  %-7s %s%s%s: %s\n", std::string(SeverityName(problem.severity)).c_str(),
              found.record_id.c_str(), problem.lead.empty() ? "" : " ", problem.lead.c_str(),
              problem.message.c_str());
}

void PrintTable(const VerifyReport& report) {
  PrintFacts(report);
  std::printf("\n%-14s records\n", "check");
  for (const auto& [check, count] : report.RecordsByCheck()) {
    std::printf("%-14s %zu\n", check.c_str(), count);
    size_t shown = 0, rows = 0;
    for (const Severity severity : {Severity::kError, Severity::kWarning, Severity::kNote}) {
      for (const VerifyProblem& found : report.problems) {
        if (found.problem.check != check || found.problem.severity != severity) continue;
        if (++rows > kShownPerCheck) continue;
        ++shown;
        PrintProblem(found);
      }
    }
    if (rows > shown) std::printf("  … and %zu more\n", rows - shown);
  }
  if (report.problems.empty()) std::printf("(none found anything)\n");
}

VerifyReport Verify(const VerifyCall& call, const VerifySource& source) {
  StageProgress progress;
  std::optional<LeadTable> leads;
  if (!call.out.empty()) {
    MakeFolder(call.out);
    leads.emplace(std::filesystem::path(call.out) / "leads.csv");
  }
  VerifyOptions options;
  options.workers = static_cast<int>(call.workers);
  options.files = !call.skip_hashes;
  options.dataset = FindKnownDataset(call.dataset);
  options.progress = [&](std::string_view stage, size_t done, size_t total) {
    progress.Update(stage, done, total);
  };
  options.take = [&](const CheckedRecord& record) {
    if (leads) leads->Add(record);
  };
  VerifyReport report = VerifyData(call.path, source, options);
  progress.Finish();
  if (leads) leads->Commit();
  return report;
}

void WriteOutput(const VerifyCall& call, const VerifyReport& report, const VerifySource& source) {
  const std::filesystem::path folder = call.out;
  WriteProblems(folder / "problems.csv", report);
  WriteJsonFile(folder / "report.json", ToJson(report));
  WriteFileAtomically(folder / "report.html", BuildVerifyPage(report, source));
}

}  // namespace

int RunDataVerify(const VerbArguments& arguments) {
  VerifyCall call;
  Arguments flags(
      "data verify",
      "Looks for what is wrong with a dataset's folder or a pack: files against their SHA-256,\n"
      "the number of records against the published one, and every record: unreadable, flat,\n"
      "clipped, wrong gain, exchanged leads, noise, copies. docs/data_verify.md explains each "
      "check.\n"
      "Ends with 1 when there are errors, with 0 when there are warnings only.",
      {"supreme data verify ptb-xl/", "supreme data verify packs/ptbxl --out verified",
       "supreme data verify georgia/ --dataset georgia --format json"});
  flags.Positional("path", call.path, "folder of a dataset (WFDB records), or a pack");
  flags.Option("--out", call.out,
               "folder for problems.csv, leads.csv, report.json and report.html");
  std::vector<std::string> names = KnownDatasetNames();
  names.insert(names.begin(), "auto");
  flags.Choice("--dataset", call.dataset, names,
               "what the records are; a wrong number of them is then an error");
  flags.Option("--workers", call.workers, "threads, 0 = all cores");
  flags.Flag("--skip-hashes", call.skip_hashes, "do not read the files again for their SHA-256");
  flags.Choice("--format", call.format, {"table", "json"}, "output format");
  if (!flags.Parse(arguments)) return 0;
  const auto source = OpenVerifySource(call.path);
  const VerifyReport report = Verify(call, *source);
  if (!call.out.empty()) WriteOutput(call, report, *source);
  if (call.format == "json") {
    std::printf("%s\n", DumpJson(ToJson(report)).c_str());
  } else {
    PrintTable(report);
    if (!call.out.empty()) std::printf("\n%s/report.html\n", call.out.c_str());
  }
  return report.HasErrors() ? 1 : 0;
}

}  // namespace supreme
