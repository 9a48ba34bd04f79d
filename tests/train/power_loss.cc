#include "tests/train/power_loss.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "core/atomic_file.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

std::vector<DiskEvent>* recording = nullptr;

void WriteInto(std::string& content, long long offset, std::string_view data) {
  const auto at = static_cast<size_t>(offset);
  content.resize(std::max(content.size(), at + data.size()), '\0');
  content.replace(at, data.size(), data);
}

}  // namespace

DiskRecording::DiskRecording(const fs::path& folder) {
  recording = &events_;
  FaultFsRecord(&DiskRecording::Record, folder.c_str());
}

DiskRecording::~DiskRecording() {
  FaultFsRecord(nullptr, nullptr);
  recording = nullptr;
}

void DiskRecording::Record(const FaultEvent* event) {
  DiskEvent copy{event->call, event->path, "", "", event->offset, false};
  copy.makes = event->call == FAULT_OPEN && event->target != nullptr;
  if (event->target != nullptr) copy.target = event->target;
  if (event->data != nullptr) copy.data.assign(static_cast<const char*>(event->data), event->size);
  recording->push_back(copy);
}

DiskModel::DiskModel(const fs::path& folder) : root_(folder.string()) { Scan(folder); }

int DiskModel::Scan(const fs::path& path) {
  const auto index = static_cast<int>(nodes_.size());
  nodes_.emplace_back();
  Node node;
  if (fs::is_symlink(path)) {
    node.kind = Node::Kind::kLink;
    node.content = fs::read_symlink(path).string();
  } else if (fs::is_directory(path)) {
    node.kind = Node::Kind::kFolder;
    for (const auto& entry : fs::directory_iterator(path)) {
      const int child = Scan(entry.path());
      node.names[entry.path().filename().string()] = child;
    }
    node.live_names = node.names;
  } else {
    node.content = ReadFile(path);
  }
  nodes_[static_cast<size_t>(index)] = node;
  return index;
}

std::vector<std::string> DiskModel::Parts(const std::string& path) const {
  std::vector<std::string> parts;
  for (const fs::path& part : fs::path(path).lexically_relative(root_)) {
    if (part != ".") parts.push_back(part.string());
  }
  return parts;
}

int DiskModel::Find(const Nodes& nodes, const std::vector<std::string>& parts) {
  int at = 0;
  for (const std::string& part : parts) {
    const auto& names = nodes[static_cast<size_t>(at)].live_names;
    const auto found = names.find(part);
    if (found == names.end()) return -1;
    at = found->second;
  }
  return at;
}

void DiskModel::Make(Nodes& nodes, int folder, const std::string& name, Node node) {
  const auto index = static_cast<int>(nodes.size());
  nodes.push_back(std::move(node));
  Node& parent = nodes[static_cast<size_t>(folder)];
  parent.live_names[name] = index;
  parent.changes.push_back({"", name, index});
}

void DiskModel::Sync(Node& node) {
  for (const Write& write : node.writes) WriteInto(node.content, write.offset, write.data);
  node.writes.clear();
  node.changes.clear();
  node.names = node.live_names;
}

void DiskModel::Apply(Nodes& nodes, const DiskEvent& event, bool syncs_are_lies) const {
  std::vector<std::string> parts = Parts(event.path);
  const int index = Find(nodes, parts);
  const std::string name = parts.empty() ? "" : parts.back();
  if (!parts.empty()) parts.pop_back();
  const int folder = Find(nodes, parts);
  ASSERT_GE(folder, 0) << event.path;
  Node& parent = nodes[static_cast<size_t>(folder)];
  Node made;
  switch (event.call) {
    case FAULT_OPEN:
      if (event.makes && index < 0) Make(nodes, folder, name, made);
      break;
    case FAULT_MKDIR:
      made.kind = Node::Kind::kFolder;
      if (index < 0) Make(nodes, folder, name, made);
      break;
    case FAULT_SYMLINK:
      made.kind = Node::Kind::kLink;
      made.content = event.target;
      Make(nodes, folder, name, made);
      break;
    case FAULT_WRITE:
      nodes[static_cast<size_t>(index)].writes.push_back({event.offset, event.data});
      break;
    case FAULT_SYNC:
      if (!syncs_are_lies) Sync(nodes[static_cast<size_t>(index)]);
      break;
    case FAULT_RENAME: {
      const std::string to = fs::path(event.target).filename().string();
      ASSERT_EQ(fs::path(event.target).parent_path(), fs::path(event.path).parent_path());
      parent.live_names.erase(name);
      parent.live_names[to] = index;
      parent.changes.push_back({name, to, index});
      break;
    }
    case FAULT_REMOVE:
      if (parent.live_names.erase(name) > 0) parent.changes.push_back({name, "", -1});
      break;
    default:
      break;
  }
}

void DiskModel::Lose(Node& node, double survival, Rng& rng) {
  for (const Write& write : node.writes) {
    if (!rng.Bernoulli(survival)) continue;
    const bool is_torn = rng.Bernoulli(0.25);
    const size_t size = is_torn ? rng.Index(write.data.size() + 1) : write.data.size();
    WriteInto(node.content, write.offset, std::string_view(write.data).substr(0, size));
  }
  for (const Change& change : node.changes) {
    if (!rng.Bernoulli(survival)) continue;
    if (!change.removed.empty()) node.names.erase(change.removed);
    if (!change.added.empty()) node.names[change.added] = change.node;
  }
}

void DiskModel::Store(const Nodes& nodes, int index, const fs::path& target) {
  const Node& node = nodes[static_cast<size_t>(index)];
  if (node.kind == Node::Kind::kLink) return fs::create_symlink(node.content, target);
  if (node.kind == Node::Kind::kFile) {
    std::ofstream(target, std::ios::binary) << node.content;
    return;
  }
  fs::create_directories(target);
  for (const auto& [name, child] : node.names) Store(nodes, child, target / name);
}

void DiskModel::Replay(const std::vector<DiskEvent>& events, const PowerLoss& loss, Rng rng,
                       const fs::path& target) const {
  Nodes nodes = nodes_;
  for (size_t i = 0; i < loss.cut; ++i) Apply(nodes, events[i], loss.syncs_are_lies);
  for (Node& node : nodes) Lose(node, loss.survival, rng);
  fs::remove_all(target);
  Store(nodes, 0, target);
}

}  // namespace supreme
