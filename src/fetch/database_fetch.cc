#include "fetch/database_fetch.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <iterator>
#include <thread>
#include <utility>

#include "core/atomic_file.h"
#include "core/error.h"
#include "core/hash.h"
#include "core/interrupt.h"
#include "fetch/record_list.h"
#include "fetch/size_estimate.h"
#include "fetch/url.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr uint64_t kMaxListBytes = uint64_t{1} << 29;
constexpr uint64_t kSpareBytes = uint64_t{64} << 20;  // left free on the disk
constexpr size_t kMaxFailures = 20;
constexpr size_t kAskedPerKind = 16;
constexpr size_t kMaxFolders = 10'000;
constexpr const char* kListName = "SHA256SUMS.txt";

fs::path MakeStateFolder(const fs::path& folder) {
  const fs::path state = folder / kFetchFolder;
  MakeFolder(state / "partial");
  return state;
}

// A name of fixed length for any path or address.
std::string ShortName(const std::string& text) { return Sha256(text).substr(0, 32); }

std::string DigestOf(const RemoteFile& file, const fs::path& path) {
  switch (file.digest_kind) {
    case DigestKind::kSha256:
      return Sha256File(path);
    case DigestKind::kMd5:
      return Md5File(path);
    case DigestKind::kNone:
      break;
  }
  return "";
}

const char* DigestName(DigestKind kind) {
  return kind == DigestKind::kSha256 ? "SHA-256" : kind == DigestKind::kMd5 ? "MD5" : "";
}

// What is wrong with a file that came whole; empty when nothing is.
std::string Check(const RemoteFile& file, const fs::path& path) {
  const uint64_t size = fs::file_size(path);
  if (file.size_bytes && *file.size_bytes != size) {
    return std::to_string(size) + " bytes instead of " + std::to_string(*file.size_bytes);
  }
  const std::string digest = DigestOf(file, path);
  if (digest == file.digest) return "";
  return std::string(DigestName(file.digest_kind)) + " " + digest.substr(0, 12) + "… instead of " +
         file.digest.substr(0, 12) + "…";
}

[[noreturn]] void RefuseList(const std::string& reason, const std::string& url,
                             const std::string& hint) {
  throw Error(ErrorCode::kNotFound, "the list of files cannot be had: " + reason, url, hint);
}

// Lists that a killed run was writing (core/atomic_file.h).
void RemoveHalfWritten(const fs::path& folder) {
  const std::string beginning = std::string(kListName) + ".tmp-";
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().filename().string().starts_with(beginning)) found.push_back(entry.path());
  }
  for (const fs::path& path : found) fs::remove(path);
}

bool IsSelected(const std::string& path, const std::vector<std::string>& patterns) {
  return patterns.empty() ||
         std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return MatchesPattern(path, pattern); });
}

}  // namespace

struct DatabaseFetch::RunState {
  explicit RunState(std::vector<const RemoteFile*> files) : todo(std::move(files)) {}

  const std::vector<const RemoteFile*> todo;
  std::atomic<size_t> next{0};
  std::atomic<uint64_t> received{0};
  std::atomic<size_t> done{0};
  std::mutex mutex;
  std::condition_variable changed;
  size_t running = 0;
  FetchSummary summary;
  std::exception_ptr error;

  void Fail(const std::string& path, const std::string& reason) {
    std::lock_guard lock(mutex);
    summary.failures.push_back({path, reason});
    if (summary.failures.size() <= kMaxFailures) return;
    throw Error(
        ErrorCode::kCorruptData,
        "over " + std::to_string(kMaxFailures) + " files cannot be had; the last: " + reason, path,
        "check the address, or wait until the server is mended");
  }
};

DatabaseFetch::DatabaseFetch(const DatabaseSource& source, const FetchOptions& options)
    : source_(source),
      options_(options),
      state_folder_(MakeStateFolder(options.folder)),
      base_url_(options.mirror.empty() ? source.urls.front() : options.mirror),
      gate_([this] { return IsStopped(); }),
      rate_(options.max_bytes_per_s, [this] { return IsStopped(); }),
      lock_(state_folder_ / "lock"),
      journal_(state_folder_ / "journal") {
  files_ = TakeList();
  std::erase_if(files_, [&](const auto& file) { return !MatchesPattern(file.path, source_.only); });
  listed_ = files_.size();
  std::erase_if(files_, [&](const auto& file) { return !IsSelected(file.path, options_.include); });
  if (files_.empty()) {
    throw Error(ErrorCode::kUsage,
                "none of the " + std::to_string(listed_) + " files of the list is meant",
                options_.include.empty() ? base_url_ : "--include",
                "a shell pattern such as 'records500/00000/*'");
  }
}

bool DatabaseFetch::IsStopped() const { return stopped_ || Interrupted(); }

Downloader DatabaseFetch::MakeDownloader() {
  HttpGetSettings settings;
  settings.netrc_path = options_.netrc_path;
  settings.idle_s = options_.idle_s;
  settings.rate = &rate_;
  return Downloader(settings, options_.retry, gate_, [this] { return IsStopped(); });
}

std::vector<RemoteFile> DatabaseFetch::TakeList() {
  Downloader downloader = MakeDownloader();
  if (!options_.mirror.empty() || source_.kind == ListKind::kSha256Sums) {
    const std::string url = JoinUrl(base_url_, kListName);
    std::string reason;
    const auto path = DownloadList(url, downloader, reason);
    if (!path && !options_.mirror.empty()) return TakeRecords(downloader);
    if (!path) RefuseList(reason, url, "see " + source_.page);
    sums_path_ = *path;
    return ParseFileList(ListKind::kSha256Sums, ReadFile(sums_path_, kMaxListBytes), url);
  }
  std::vector<RemoteFile> files;
  for (const std::string& url : source_.urls) {
    std::vector<RemoteFile> part = ParseFileList(source_.kind, ReadList(url, downloader), url);
    std::move(part.begin(), part.end(), std::back_inserter(files));
  }
  SortAndCheck(files, source_.name);
  return files;
}

// The lists of all folders that may hold files of this database, from the top down.
std::vector<RemoteFile> DatabaseFetch::TakeRecords(Downloader& downloader) {
  has_sums_ = false;
  std::vector<std::string> records;
  std::vector<std::string> folders = {""};
  for (size_t i = 0; i < folders.size(); ++i) {
    const std::string folder = folders[i];
    const std::string url = JoinUrl(base_url_, folder + std::string(kRecordsName));
    RecordList list = ParseRecordList(ReadList(url, downloader), folder, url);
    std::move(list.records.begin(), list.records.end(), std::back_inserter(records));
    for (std::string& name : list.folders) {
      if (!MatchesPattern(name + std::string(kRecordsName), source_.only)) continue;
      if (folders.size() == kMaxFolders) RefuseList("over 10,000 folders", url, "");
      folders.push_back(std::move(name));
    }
  }
  if (records.empty()) RefuseList("it names no record", base_url_, "name another --mirror");
  // One database has one kind of signal files.
  const std::string header = JoinUrl(base_url_, records.front() + ".hea");
  auto files =
      FilesOfRecords(records, SignalEnding(ReadList(header, downloader), header), source_.tables);
  SortAndCheck(files, base_url_);
  return files;
}

std::optional<fs::path> DatabaseFetch::DownloadList(const std::string& url, Downloader& downloader,
                                                    std::string& reason) {
  fs::path path = state_folder_ / ("list-" + ShortName(url));
  if (fs::exists(path)) return path;
  PartialFile file(path.string() + ".partial", kMaxListBytes, [](uint64_t) {});
  reason = downloader.Download(url, file);
  if (!reason.empty()) return std::nullopt;
  file.MoveTo(path);
  return path;
}

std::string DatabaseFetch::ReadList(const std::string& url, Downloader& downloader) {
  std::string reason;
  const auto path = DownloadList(url, downloader, reason);
  if (path) return ReadFile(*path, kMaxListBytes);
  RefuseList(reason, url,
             options_.mirror.empty() ? "see " + source_.page
                                     : "--mirror needs the folder that holds SHA256SUMS.txt, or "
                                       "RECORDS and the records");
}

std::string DatabaseFetch::UrlOf(const RemoteFile& file) const {
  return file.url.empty() ? JoinUrl(base_url_, file.path) : file.url;
}

bool DatabaseFetch::IsPresent(const RemoteFile& file) const {
  std::error_code error;
  const uint64_t size = fs::file_size(options_.folder / file.path, error);
  return !error && journal_.Has(file.path, file.digest, size);
}

FetchPlan DatabaseFetch::Plan() {
  std::vector<const RemoteFile*> missing;
  for (const RemoteFile& file : files_) {
    if (!IsPresent(file)) missing.push_back(&file);
  }
  Downloader downloader = MakeDownloader();
  const SizeEstimate size = EstimateSize(missing, kAskedPerKind, [&](const RemoteFile& file) {
    return downloader.SizeOf(UrlOf(file));
  });
  FetchPlan plan;
  plan.listed = listed_;
  plan.selected = files_.size();
  plan.has_sums = has_sums_;
  plan.missing = missing.size();
  plan.present = plan.selected - plan.missing;
  plan.missing_bytes = size.bytes;
  plan.missing_of_unknown = size.unknown;
  std::error_code error;
  plan.free_bytes = fs::space(options_.folder, error).available;
  if (error)
    throw SystemError(error.value(), "cannot ask for free space", options_.folder.string());
  return plan;
}

void DatabaseFetch::CheckSpace(const FetchPlan& plan) const {
  if (plan.missing_bytes > source_.max_bytes) {
    throw Error(ErrorCode::kInvalidInput,
                "the files have about " + std::to_string(plan.missing_bytes) +
                    " bytes, over the bound of " + std::to_string(source_.max_bytes),
                source_.name, "take a part of them with --include, or raise max_gb in --sources");
  }
  if (plan.missing_bytes + kSpareBytes > plan.free_bytes) {
    throw Error(ErrorCode::kNoSpace,
                "about " + std::to_string(plan.missing_bytes) + " bytes are missing, " +
                    std::to_string(plan.free_bytes) + " are free",
                options_.folder.string(), "free disk space, or take a part with --include");
  }
}

// Beside the files, for whoever checks them.
void DatabaseFetch::PutList() const {
  const fs::path path = options_.folder / kListName;
  RemoveHalfWritten(options_.folder);
  if (sums_path_.empty()) return;
  if (fs::is_regular_file(path) && Sha256File(path) == Sha256File(sums_path_)) return;
  WriteFileAtomically(path, ReadFile(sums_path_, kMaxListBytes));
}

FetchSummary DatabaseFetch::Run(const FetchPlan& plan, const ProgressFn& progress) {
  CheckSpace(plan);
  PutList();
  std::vector<const RemoteFile*> missing;
  for (const RemoteFile& file : files_) {
    if (!IsPresent(file)) missing.push_back(&file);
  }
  RunState state(std::move(missing));
  const size_t wanted = static_cast<size_t>(options_.connections);
  state.running = std::clamp<size_t>(state.todo.size(), 1, wanted);
  std::vector<std::thread> threads;
  for (size_t i = state.running; i > 0; --i) threads.emplace_back([&] { Work(state); });
  {
    std::unique_lock lock(state.mutex);
    while (!state.changed.wait_for(lock, std::chrono::milliseconds(200),
                                   [&] { return state.running == 0; })) {
      progress(state.received, state.done);
    }
  }
  for (std::thread& thread : threads) thread.join();
  progress(state.received, state.done);
  if (state.error) std::rethrow_exception(state.error);
  state.summary.received_bytes = state.received;
  return std::move(state.summary);
}

void DatabaseFetch::Work(RunState& state) {
  try {
    Downloader downloader = MakeDownloader();
    for (size_t i = state.next++; i < state.todo.size() && !stopped_; i = state.next++) {
      FetchOne(*state.todo[i], downloader, state);
      ++state.done;
    }
  } catch (...) {
    stopped_ = true;
    std::lock_guard lock(state.mutex);
    if (!state.error) state.error = std::current_exception();
  }
  std::lock_guard lock(state.mutex);
  --state.running;
  state.changed.notify_all();
}

bool DatabaseFetch::KeepIfRight(const RemoteFile& file, const fs::path& target) {
  if (file.digest_kind == DigestKind::kNone || !fs::is_regular_file(target)) return false;
  if (!Check(file, target).empty()) return false;
  journal_.Add(file.path, file.digest, fs::file_size(target));
  return true;
}

void DatabaseFetch::FetchOne(const RemoteFile& file, Downloader& downloader, RunState& state) {
  const fs::path target = options_.folder / file.path;
  if (KeepIfRight(file, target)) {
    std::lock_guard lock(state.mutex);
    ++state.summary.kept;
    return;
  }
  PartialFile partial(
      state_folder_ / "partial" / ShortName(file.path), file.size_bytes.value_or(source_.max_bytes),
      [&](uint64_t bytes) {
        if ((state.received += bytes) <= source_.max_bytes) return;
        throw Error(ErrorCode::kInvalidInput,
                    "more came than the bound of " + std::to_string(source_.max_bytes) + " bytes",
                    source_.name, "take a part with --include");
      });
  std::string wrong;
  for (int time = 0; time < 2; ++time) {
    const std::string reason = downloader.Download(UrlOf(file), partial);
    if (!reason.empty()) return state.Fail(file.path, reason);
    wrong = Check(file, partial.path());
    if (wrong.empty()) {
      const uint64_t size = partial.size_bytes();
      partial.MoveTo(target);
      journal_.Add(file.path, file.digest, size);
      std::lock_guard lock(state.mutex);
      ++state.summary.fetched;
      return;
    }
    partial.Clear();
  }
  state.Fail(file.path, "wrong bytes twice: " + wrong);
}

}  // namespace supreme
