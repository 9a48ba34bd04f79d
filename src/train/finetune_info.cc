#include "train/finetune_info.h"

#include <span>
#include <string>
#include <string_view>

#include "core/atomic_file.h"
#include "core/checksum.h"
#include "core/config_table.h"
#include "train/run_info.h"

namespace supreme {
namespace {

template <class Value>
std::string_view BytesOf(std::span<const Value> values) {
  return {reinterpret_cast<const char*>(values.data()), values.size_bytes()};
}

OrderedJson DescribeRecords(const TaskLabels& records) {
  return {{"count", records.rows.size()},
          {"rows", HashText(BytesOf(std::span<const size_t>(records.rows)))},
          {"labels", HashText(BytesOf(std::span<const uint8_t>(records.positive)))}};
}

}  // namespace

OrderedJson DescribeFineTuning(const FineTuneData& data, const FineTuneOptions& options) {
  OrderedJson json = DescribeProgram("finetune", options.command);
  const FileChecksum weights = ChecksumOfFile(data.bundle.folder / "model.safetensors");
  ModelConfig model = data.bundle.model;
  FineTuneConfig config = options.config;
  json["seed"] = options.seed;
  json["bundle"] = {{"path", data.bundle.folder.string()}, {"weights", weights.xxh64}};
  json["pack"] = {
      {"path", data.pack.folder().string()}, {"id", data.pack.id()}, {"records", data.pack.size()}};
  json["records"] = {{"train", DescribeRecords(data.train)},
                     {"validation", DescribeRecords(data.validation)},
                     {"test", DescribeRecords(data.test)}};
  json["config"] = {{"model", ConfigTable::Of(model).ToJson()},
                    {"train", ConfigTable::Of(config).ToJson()}};
  return json;
}

void StartOrCheckFineTuning(const std::filesystem::path& run_json, const OrderedJson& description) {
  if (!std::filesystem::exists(run_json)) return WriteJsonFile(run_json, description);
  const OrderedJson before = ReadJsonFile(run_json);
  const std::string where = run_json.string();
  for (const char* pointer :
       {"/seed", "/bundle/weights", "/pack/id", "/records/train/rows", "/records/train/labels",
        "/records/validation/rows", "/records/validation/labels", "/records/test/rows",
        "/records/test/labels"}) {
    CheckSame(before, description, pointer, where);
  }
  FineTuneConfig any;
  const ConfigTable table = ConfigTable::Of(any);
  for (const Field& field : table.fields()) {
    // How fast, not what.
    if (field.key == "threads" || field.key == "device") continue;
    CheckSame(before, description, "/config/train/" + field.key, where);
  }
}

}  // namespace supreme
