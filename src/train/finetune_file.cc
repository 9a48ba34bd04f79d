#include "train/finetune_file.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/config_table.h"
#include "core/error.h"
#include "core/json.h"
#include "core/progress.h"
#include "tensor/safetensors.h"
#include "train/device.h"
#include "train/finetune.h"

namespace supreme {
namespace {

[[noreturn]] void Fail(const SafetensorsFile& file, const std::string& what) {
  throw Error(ErrorCode::kCorruptData, what, file.path().string());
}

FineTuneConfig ReadSettings(const SafetensorsFile& file) {
  const auto text = file.metadata().find(kFineTuneSettings);
  if (text == file.metadata().end()) Fail(file, "there are no settings");
  FineTuneConfig config;
  ConfigTable::Of(config).FromJson(ParseJson(text->second, file.path().string()),
                                   file.path().string());
  return config;
}

// `name` holds the rows, `labels` what is true of them.
TaskLabels ReadRecords(const SafetensorsFile& file, const std::string& name,
                       const std::string& labels, size_t pack_rows) {
  TaskLabels records;
  for (const int64_t row : file.Get(name).As<int64_t>()) {
    if (row < 0 || static_cast<size_t>(row) >= pack_rows) {
      Fail(file, "\"" + name + "\" names row " + std::to_string(row) + ", which the pack lacks");
    }
    records.rows.push_back(static_cast<size_t>(row));
  }
  const Shape& shape = file.Get(labels).shape;
  if (records.rows.empty() || shape.size() != 2 || shape[1] < 1 ||
      shape[0] != static_cast<int64_t>(records.rows.size())) {
    Fail(file, "\"" + labels + "\" does not fit \"" + name + "\"");
  }
  const auto cells = file.Get(labels).As<uint8_t>();
  if (std::any_of(cells.begin(), cells.end(), [](uint8_t cell) { return cell > 1; })) {
    Fail(file, "\"" + labels + "\" holds other numbers than 0 and 1");
  }
  records.positive.assign(cells.begin(), cells.end());
  return records;
}

size_t ClassCount(const TaskLabels& records) {
  return records.positive.size() / records.rows.size();
}

struct Job {
  FineTuneConfig config;
  std::vector<int64_t> seeds;
  std::vector<TaskLabels> train;  // of each seed
  TaskLabels validation, test;
};

Job ReadJob(const SafetensorsFile& file, size_t pack_rows) {
  Job job;
  job.config = ReadSettings(file);
  const auto seeds = file.Get("seeds").As<int64_t>();
  job.seeds.assign(seeds.begin(), seeds.end());
  if (seeds.empty()) Fail(file, "there are no seeds");
  job.validation = ReadRecords(file, "validation", "validation_labels", pack_rows);
  job.test = ReadRecords(file, "test", "test_labels", pack_rows);
  for (size_t i = 0; i < job.seeds.size(); ++i) {
    const std::string number = std::to_string(i);
    job.train.push_back(ReadRecords(file, "train." + number, "train_labels." + number, pack_rows));
    if (ClassCount(job.train[i]) != ClassCount(job.test) ||
        ClassCount(job.validation) != ClassCount(job.test)) {
      Fail(file, "the parts have different numbers of classes");
    }
  }
  return job;
}

// Records that pass through the network in all.
uint64_t WorkOf(const Job& job) {
  uint64_t records = 0;
  for (const TaskLabels& train : job.train) {
    records += static_cast<uint64_t>(job.config.epochs) *
                   (train.rows.size() + job.validation.rows.size()) +
               job.test.rows.size();
  }
  return records;
}

void WriteResults(const std::vector<FineTuned>& runs, const Job& job,
                  const std::filesystem::path& path) {
  std::vector<int64_t> epochs;
  std::vector<double> losses, validation_aucs;
  NamedTensors tensors;
  const auto classes = static_cast<int64_t>(ClassCount(job.test));
  for (size_t i = 0; i < runs.size(); ++i) {
    epochs.push_back(runs[i].epoch);
    losses.insert(losses.end(), runs[i].losses.begin(), runs[i].losses.end());
    validation_aucs.insert(validation_aucs.end(), runs[i].validation_aucs.begin(),
                           runs[i].validation_aucs.end());
    tensors.emplace_back("test_logits." + std::to_string(i),
                         ViewOf(std::span<const float>(runs[i].test_logits),
                                {static_cast<int64_t>(job.test.rows.size()), classes}));
  }
  const Shape curves = {static_cast<int64_t>(runs.size()), job.config.epochs};
  tensors.emplace_back("epochs", ViewOf(std::span<const int64_t>(epochs), {curves[0]}));
  tensors.emplace_back("losses", ViewOf(std::span<const double>(losses), curves));
  tensors.emplace_back("validation_aucs", ViewOf(std::span<const double>(validation_aucs), curves));
  WriteSafetensors(path, tensors, {}, Durability::kRenamed);
}

}  // namespace

void FineTuneFromFile(const FineTuneFiles& files) {
  const Pack pack(files.pack);
  const Job job = ReadJob(SafetensorsFile(files.input), pack.size());
  const at::Device device = OpenDevice(job.config.device);
  SetThreads(job.config.threads, 1);
  KeepFreedMemory();
  const Bundle bundle = ReadBundle(files.bundle);
  Progress progress("fine-tune", WorkOf(job), "records");
  uint64_t done = 0;
  std::vector<FineTuned> runs;
  for (size_t i = 0; i < job.seeds.size(); ++i) {
    const std::string seed = "seed " + std::to_string(job.seeds[i]) + ", ";
    const FineTuneData data{bundle, pack, job.train[i], job.validation, job.test};
    runs.push_back(FineTune(data, {job.config, device, static_cast<uint64_t>(job.seeds[i])},
                            [&](size_t records, const std::string& note) {
                              progress.Update(done += records, seed + note);
                            }));
  }
  progress.Finish();
  WriteResults(runs, job, files.output);
}

}  // namespace supreme
