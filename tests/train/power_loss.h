// A disk that loses power: what was not synced may be lost, torn or in another order.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/rng.h"
#include "tests/fault/fault_fs.h"

namespace supreme {

// A recorded system call below the folder.
struct DiskEvent {
  FaultCall call;
  std::string path;
  std::string target;
  std::string data;
  long long offset = 0;
  bool makes = false;  // an open that makes the file
};

// Records what this process does below `folder` from now on.
class DiskRecording {
 public:
  explicit DiskRecording(const std::filesystem::path& folder);
  ~DiskRecording();
  DiskRecording(const DiskRecording&) = delete;
  DiskRecording& operator=(const DiskRecording&) = delete;
  const std::vector<DiskEvent>& events() const { return events_; }

 private:
  static void Record(const FaultEvent* event);
  std::vector<DiskEvent> events_;
};

struct PowerLoss {
  size_t cut = 0;               // events that were begun
  double survival = 0.5;        // chance of each change that was not synced
  bool syncs_are_lies = false;  // to see that the test notices
};

// Starts as the folder is now. Stricter than POSIX file systems in use: each change to a folder
// (make, rename, remove) survives or not by itself, so a later one may survive an earlier one.
class DiskModel {
 public:
  explicit DiskModel(const std::filesystem::path& folder);
  // What is on disk after a power loss during `events`, written to `target`.
  void Replay(const std::vector<DiskEvent>& events, const PowerLoss& loss, Rng rng,
              const std::filesystem::path& target) const;

 private:
  struct Write {
    long long offset;
    std::string data;
  };
  struct Change {
    std::string removed, added;  // names in the folder
    int node = -1;               // of `added`
  };
  struct Node {
    enum class Kind { kFile, kFolder, kLink } kind = Kind::kFile;
    std::string content;                           // on disk; of a link: what it holds
    std::vector<Write> writes;                     // since the last sync
    std::map<std::string, int> names, live_names;  // on disk; as processes see them
    std::vector<Change> changes;                   // since the last sync
  };
  using Nodes = std::vector<Node>;

  int Scan(const std::filesystem::path& path);
  static int Find(const Nodes& nodes, const std::vector<std::string>& parts);
  void Apply(Nodes& nodes, const DiskEvent& event, bool syncs_are_lies) const;
  static void Make(Nodes& nodes, int folder, const std::string& name, Node node);
  static void Sync(Node& node);
  static void Lose(Node& node, double survival, Rng& rng);
  static void Store(const Nodes& nodes, int index, const std::filesystem::path& target);
  std::vector<std::string> Parts(const std::string& path) const;

  std::string root_;
  Nodes nodes_;
};

}  // namespace supreme
