#include "train/run_info.h"

#include <sys/utsname.h>
#include <torch/version.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <thread>

#include "core/atomic_file.h"
#include "core/error.h"
#include "core/version.h"

namespace supreme {
namespace {

// A resumed run may change these: they decide when to stop or how fast, not what a step computes.
constexpr std::array<std::string_view, 9> kFreeFields = {
    "train.epochs",    "train.max_steps", "train.patience", "train.keep_last",
    "train.threads",   "train.cache_mb",  "train.device",   "train.checkpoint_every_steps",
    "simulate.workers"};

OrderedJson Machine() {
  utsname names{};
  ::uname(&names);
  return {{"host", names.nodename},
          {"system", std::string(names.sysname) + " " + names.release},
          {"architecture", names.machine},
          {"cores", std::thread::hardware_concurrency()}};
}

std::string Now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text.data();
}

}  // namespace

std::string HashText(std::string_view text) {
  uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  std::array<char, 17> hex{};
  std::snprintf(hex.data(), hex.size(), "%016llx", static_cast<unsigned long long>(hash));
  return hex.data();
}

void CheckSame(const OrderedJson& before, const OrderedJson& now, const std::string& pointer,
               const std::string& where) {
  const OrderedJson::json_pointer path(pointer);
  const OrderedJson old_value = before.contains(path) ? before.at(path) : OrderedJson();
  if (old_value == now.at(path)) return;
  throw Error(ErrorCode::kUsage,
              "the run was started with another " + pointer.substr(1) + ": " + DumpJson(old_value) +
                  ", now " + DumpJson(now.at(path)),
              where, "the same value, or another run folder");
}

OrderedJson DescribeProgram(const std::string& verb, const std::vector<std::string>& command) {
  OrderedJson json;
  json["verb"] = verb;
  json["command"] = command;
  json["started"] = Now();
  json["software"] = {{"version", Version()}, {"git", GitCommit()}, {"torch", TORCH_VERSION}};
  json["machine"] = Machine();
  return json;
}

OrderedJson DescribeRun(const RunConfig& config, const BatchSource& source, const RunInfo& info) {
  OrderedJson json = DescribeProgram("pretrain", info.command);
  json["seed"] = config.train.seed;
  const QuerySet& queries = source.queries();
  json["vocabulary"] = {{"path", info.vocabulary.string()},
                        {"hash", HashText(ReadFile(info.vocabulary / "queries.json"))},
                        {"queries", queries.queries.size()},
                        {"held_out", queries.held_out},
                        {"text_encoder", queries.encoder_name},
                        {"text_encoder_id", queries.encoder_id}};
  json.update(source.Describe());
  RunConfig copy = config;
  json["config"] = ConfigTable::Of(copy).ToJson();
  return json;
}

OrderedJson DescribeResult(const Trainer& trainer) {
  const TrainState& state = trainer.state();
  OrderedJson json;
  int64_t parameters = 0;  // of the exported network: a direct head stays behind
  for (const auto& [name, tensor] : trainer.model().weights().parameters()) {
    if (!name.starts_with("direct.")) parameters += tensor.numel();
  }
  json["parameters"] = parameters;
  json["steps"] = state.step;
  json["epochs"] = static_cast<double>(state.step) / static_cast<double>(trainer.steps_per_epoch());
  json["records_seen"] = state.records_seen;
  json["best_step"] = trainer.BestStep();
  json["best_validation_auc"] = state.has_best ? OrderedJson(state.best_auc) : OrderedJson();
  json["skipped_steps"] = state.skipped_steps;
  json["training_seconds"] = state.seconds;
  return json;
}

void CheckSameRun(const std::filesystem::path& run_json, const OrderedJson& description) {
  const OrderedJson before = ReadJsonFile(run_json);
  const std::string where = run_json.string();
  for (const char* pointer :
       {"/pack/id", "/vocabulary/hash", "/split/hash", "/simulator/seed", "/simulator/questions"}) {
    if (!description.contains(OrderedJson::json_pointer(pointer))) continue;
    CheckSame(before, description, pointer, where);
  }
  RunConfig any;
  const ConfigTable table = ConfigTable::Of(any);
  for (const Field& field : table.fields()) {
    if (std::find(kFreeFields.begin(), kFreeFields.end(), field.key) != kFreeFields.end()) continue;
    if (field.key.starts_with("ranks.")) continue;
    std::string pointer = "/config/" + field.key;
    std::replace(pointer.begin(), pointer.end(), '.', '/');
    CheckSame(before, description, pointer, where);
  }
}

}  // namespace supreme
