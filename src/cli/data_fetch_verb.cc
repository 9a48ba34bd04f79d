// supreme data fetch.
#include <cstdio>

#include "cli/arguments.h"
#include "cli/verbs.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "core/json.h"
#include "core/numbers.h"
#include "core/progress.h"
#include "fetch/database_fetch.h"
#include "fetch/url.h"

namespace supreme {
namespace {

constexpr double kBytesPerMb = 1e6;
constexpr int64_t kMaxConnections = 16;

struct FetchCall {
  std::string name;
  std::string out;
  std::string mirror;
  std::string sources;
  std::vector<std::string> include;
  std::string netrc;
  int64_t connections = 4;
  double max_rate_mb = 0;
  int64_t tries = RetryPolicy{}.tries;
  double retry_wait_s = RetryPolicy{}.first_wait_s;
  double timeout_s = 60;
  bool list = false;
  bool dry_run = false;
  std::string format = "table";
};

void Declare(Arguments& flags, FetchCall& call) {
  flags.Positional("name", call.name, "the database; --list names them", false);
  flags.Option("--out", call.out, "folder to fill");
  flags.Flag("--list", call.list, "list the databases that can be fetched");
  flags.Flag("--dry-run", call.dry_run, "say how much is missing; fetch only the list of files");
  flags.Option("--include", call.include, "only paths that match a shell pattern");
  flags.Option("--mirror", call.mirror, "address of a copy: the folder with SHA256SUMS.txt");
  flags.Option("--netrc", call.netrc, "file with logins for restricted databases");
  flags.Option("--connections", call.connections, "requests at the same time, 1 to 16");
  flags.Option("--max-rate", call.max_rate_mb, "MB a second of all connections, 0 = no limit");
  flags.Option("--tries", call.tries, "tries in a row without a new byte before giving up");
  flags.Option("--retry-wait", call.retry_wait_s, "seconds before the second try; then it doubles");
  flags.Option("--timeout", call.timeout_s, "seconds without a byte before a try is given up");
  flags.Option("--sources", call.sources, "a table like configs/databases.csv instead of ours");
  flags.Choice("--format", call.format, {"table", "json"}, "output format");
}

void CheckCall(const FetchCall& call) {
  const auto refuse = [](const char* flag, const std::string& what, const char* hint) {
    throw Error(ErrorCode::kUsage, what, flag, hint);
  };
  if (call.name.empty()) refuse("data fetch", "no database named", "--list names them");
  if (call.out.empty()) refuse("--out", "no folder named", "--out DIR");
  if (!call.mirror.empty()) CheckDownloadUrl(call.mirror, "--mirror");
  if (call.connections < 1 || call.connections > kMaxConnections) {
    refuse("--connections", std::to_string(call.connections) + " is out of range", "1 to 16");
  }
  if (call.tries < 1 || call.tries > 100) {
    refuse("--tries", std::to_string(call.tries) + " is out of range", "1 to 100");
  }
  if (!(call.max_rate_mb >= 0)) refuse("--max-rate", "must not be negative", "MB a second");
  if (!(call.retry_wait_s >= 0 && call.retry_wait_s <= 3600)) {
    refuse("--retry-wait", "is out of range", "0 to 3600 seconds");
  }
  if (!(call.timeout_s > 0 && call.timeout_s <= 3600)) {
    refuse("--timeout", "is out of range", "above 0 and up to 3600 seconds");
  }
  if (!call.netrc.empty()) ReadFile(call.netrc, uint64_t{1} << 20);  // says so when it is not there
}

FetchOptions ToOptions(const FetchCall& call) {
  FetchOptions options;
  options.folder = call.out;
  options.mirror = call.mirror;
  options.include = call.include;
  options.netrc_path = call.netrc;
  options.connections = static_cast<int>(call.connections);
  options.max_bytes_per_s = call.max_rate_mb * kBytesPerMb;
  options.idle_s = call.timeout_s;
  options.retry.tries = static_cast<int>(call.tries);
  options.retry.first_wait_s = call.retry_wait_s;
  return options;
}

int PrintDatabases(const std::vector<DatabaseSource>& databases, bool as_json) {
  OrderedJson json = OrderedJson::array();
  for (const DatabaseSource& source : databases) {
    if (as_json) {
      json.push_back({{"name", source.name},
                      {"title", source.title},
                      {"version", source.version},
                      {"licence", source.licence},
                      {"page", source.page}});
    } else {
      std::printf("%-15s %-50s %-7s %s\n", source.name.c_str(), source.title.c_str(),
                  source.version.c_str(), source.licence.c_str());
    }
  }
  if (as_json) std::printf("%s\n", DumpJson(json).c_str());
  return 0;
}

std::string Megabytes(uint64_t bytes) {
  return FormatFixed(static_cast<double>(bytes) / kBytesPerMb, 1) + " MB";
}

OrderedJson ToJson(const DatabaseSource& source, const FetchPlan& plan) {
  return {{"database", source.name},
          {"version", source.version},
          {"listed_files", plan.listed},
          {"selected_files", plan.selected},
          {"present_files", plan.present},
          {"missing_files", plan.missing},
          {"missing_bytes", plan.missing_bytes},
          {"files_of_unknown_size", plan.missing_of_unknown},
          {"free_bytes", plan.free_bytes},
          {"has_sums", plan.has_sums}};
}

void PrintPlan(const DatabaseSource& source, const FetchPlan& plan) {
  std::printf("database  %s %s, %s (%s)\n", source.title.c_str(), source.version.c_str(),
              source.licence.c_str(), source.page.c_str());
  std::printf("files     %zu of %zu selected, %zu there, %zu missing\n", plan.selected, plan.listed,
              plan.present, plan.missing);
  const std::string unknown =
      plan.missing_of_unknown == 0
          ? ""
          : ", without " + std::to_string(plan.missing_of_unknown) + " files of unknown size";
  std::printf("missing   about %s%s\n", Megabytes(plan.missing_bytes).c_str(), unknown.c_str());
  std::printf("free      %s\n", Megabytes(plan.free_bytes).c_str());
  if (!plan.has_sums) {
    std::printf(
        "sums      none: the copy has no SHA256SUMS.txt, so its files, which RECORDS names, "
        "cannot be checked\n");
  }
}

FetchSummary Fetch(DatabaseFetch& fetch, const FetchPlan& plan) {
  // Bytes tell the time that is left better than files, where they are known.
  const bool by_bytes = plan.missing_bytes > 0 && plan.missing_of_unknown == 0;
  const auto megabytes = [](uint64_t bytes) {
    return static_cast<uint64_t>(static_cast<double>(bytes) / kBytesPerMb + 0.5);
  };
  Progress progress("fetch", by_bytes ? megabytes(plan.missing_bytes) : plan.missing,
                    by_bytes ? "MB" : "files");
  const FetchSummary summary = fetch.Run(plan, [&](uint64_t bytes, size_t files) {
    progress.Update(by_bytes ? megabytes(bytes) : files,
                    std::to_string(files) + " of " + std::to_string(plan.missing) + " files");
  });
  progress.Finish();
  return summary;
}

int PrintSummary(const FetchCall& call, const FetchSummary& summary, OrderedJson json) {
  const size_t failed = summary.failures.size();
  if (call.format == "json") {
    json["fetched_files"] = summary.fetched;
    json["kept_files"] = summary.kept;
    json["received_bytes"] = summary.received_bytes;
    json["failures"] = OrderedJson::array();
    for (const FetchFailure& failure : summary.failures) {
      json["failures"].push_back({{"path", failure.path}, {"reason", failure.reason}});
    }
    std::printf("%s\n", DumpJson(json).c_str());
  } else {
    std::printf("fetched %zu files (%s), %zu were there, %zu failed\n", summary.fetched,
                Megabytes(summary.received_bytes).c_str(), summary.kept, failed);
    for (const FetchFailure& failure : summary.failures) {
      std::printf("failed: %s: %s\n", failure.path.c_str(), failure.reason.c_str());
    }
  }
  if (failed == 0) return 0;
  throw Error(ErrorCode::kCorruptData, std::to_string(failed) + " files could not be fetched",
              summary.failures.front().path + ": " + summary.failures.front().reason,
              "run the same command again: it fetches only what is missing");
}

}  // namespace

int RunDataFetch(const VerbArguments& arguments) {
  FetchCall call;
  Arguments flags(
      "data fetch",
      "Downloads an open database from its publisher.\n"
      "Every file is checked against the publisher's sums. The same command goes on "
      "after any stop and fetches only what is missing.",
      {"supreme data fetch --list", "supreme data fetch ptbxl --out data/ptbxl --dry-run",
       "supreme data fetch ptbxl --out data/ptbxl --include '*.csv' "
       "--include 'records500/00000/*'",
       "supreme data fetch mimic-iv-ecg --out data/mimic --max-rate 20 "
       "--mirror https://physionet-open.s3.amazonaws.com/mimic-iv-ecg/1.0/"});
  Declare(flags, call);
  if (!flags.Parse(arguments)) return 0;
  const std::vector<DatabaseSource> databases =
      call.sources.empty() ? KnownDatabases()
                           : ParseDatabases(ReadFile(call.sources), call.sources);
  if (call.list) return PrintDatabases(databases, call.format == "json");
  CheckCall(call);
  const DatabaseSource& source = FindDatabase(databases, call.name);
  DatabaseFetch fetch(source, ToOptions(call));
  const FetchPlan plan = fetch.Plan();
  const OrderedJson json = ToJson(source, plan);
  if (call.format == "table") PrintPlan(source, plan);
  if (call.dry_run) {
    if (call.format == "json") std::printf("%s\n", DumpJson(json).c_str());
    return 0;
  }
  return PrintSummary(call, Fetch(fetch, plan), json);
}

}  // namespace supreme
