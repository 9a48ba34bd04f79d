// Downloads an open database into a folder: its publisher's list first, then what is missing.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/lock_file.h"
#include "fetch/downloader.h"
#include "fetch/file_list.h"
#include "fetch/journal.h"
#include "fetch/sources.h"

namespace supreme {

struct FetchOptions {
  std::filesystem::path folder;
  std::string mirror;                // address of a copy, empty = the publisher
  std::vector<std::string> include;  // shell patterns, empty = all
  std::string netrc_path;
  int connections = 4;         // 1–16
  double max_bytes_per_s = 0;  // of all connections together, 0 = no limit
  double idle_s = 60;
  RetryPolicy retry;
};

struct FetchPlan {
  size_t listed = 0;    // files of the database
  size_t selected = 0;  // after `include`
  size_t present = 0;   // of them fetched and checked before
  size_t missing = 0;
  uint64_t missing_bytes = 0;     // estimated where the list states no sizes
  size_t missing_of_unknown = 0;  // files whose size nobody said
  uint64_t free_bytes = 0;        // on the disk
  bool has_sums = true;           // false: listed by RECORDS, nothing can be checked
};

struct FetchFailure {
  std::string path;
  std::string reason;
};

struct FetchSummary {
  size_t fetched = 0;
  size_t kept = 0;  // were there and had the right sum
  uint64_t received_bytes = 0;
  std::vector<FetchFailure> failures;
};

// Files appear under their names only when whole and with the right sum. State is kept in
// FOLDER/.fetch: list, partial files, journal, lock. One object a folder at a time (kUnavailable
// otherwise). Not thread-safe; runs threads of its own.
class DatabaseFetch {
 public:
  // Makes the folder and takes the list (kept from an earlier call: published versions do not
  // change). A mirror without SHA256SUMS.txt is listed by its RECORDS. Errors: kUsage (address,
  // pattern without a match), kUnavailable (network, login), kCorruptData (list), kNotFound (no
  // list there), kCancelled.
  DatabaseFetch(const DatabaseSource& source, const FetchOptions& options);

  // Looks what is there and asks how large the rest is.
  FetchPlan Plan();

  // Fetches what is missing. `progress` gets bytes received so far and files done. Errors as above,
  // kNoSpace before the first byte when the disk is too small, kInvalidInput when more comes than
  // the source's max_bytes. Files that cannot be had are in the summary; over 20 of them end it.
  using ProgressFn = std::function<void(uint64_t bytes, size_t files)>;
  FetchSummary Run(const FetchPlan& plan, const ProgressFn& progress);

 private:
  struct RunState;

  std::vector<RemoteFile> TakeList();
  // Where the list lies; nothing when the server has none, and then `reason` says why.
  std::optional<std::filesystem::path> DownloadList(const std::string& url, Downloader& downloader,
                                                    std::string& reason);
  std::string ReadList(const std::string& url, Downloader& downloader);
  std::vector<RemoteFile> TakeRecords(Downloader& downloader);
  Downloader MakeDownloader();
  bool IsStopped() const;
  bool IsPresent(const RemoteFile& file) const;
  std::string UrlOf(const RemoteFile& file) const;
  void PutList() const;
  void CheckSpace(const FetchPlan& plan) const;
  void Work(RunState& state);
  void FetchOne(const RemoteFile& file, Downloader& downloader, RunState& state);
  bool KeepIfRight(const RemoteFile& file, const std::filesystem::path& target);

  const DatabaseSource source_;
  const FetchOptions options_;
  const std::filesystem::path state_folder_;
  const std::string base_url_;
  std::atomic<bool> stopped_{false};
  ServerGate gate_;
  RateLimit rate_;
  LockFile lock_;
  FetchJournal journal_;
  std::filesystem::path sums_path_;  // the list as SHA256SUMS.txt, where there is one
  bool has_sums_ = true;
  size_t listed_ = 0;
  std::vector<RemoteFile> files_;  // selected
};

}  // namespace supreme
