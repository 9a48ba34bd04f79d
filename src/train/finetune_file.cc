#include "train/finetune_file.h"

#include <algorithm>
#include <string>
#include <vector>

#include "core/atomic_file.h"
#include "core/config_table.h"
#include "core/error.h"
#include "core/json.h"
#include "core/lock_file.h"
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

std::vector<std::string> ReadCommand(const SafetensorsFile& file) {
  const auto text = file.metadata().find(kFineTuneCommand);
  if (text == file.metadata().end()) return {};
  std::vector<std::string> words;
  for (const Json& word : ParseJson(text->second, file.path().string())) {
    if (!word.is_string()) Fail(file, "the command is no list of words");
    words.push_back(word.get<std::string>());
  }
  return words;
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
  std::vector<std::string> command;
  std::vector<int64_t> seeds;
  std::vector<TaskLabels> train;  // of each seed
  TaskLabels validation, test;
};

Job ReadJob(const SafetensorsFile& file, size_t pack_rows) {
  Job job;
  job.config = ReadSettings(file);
  job.command = ReadCommand(file);
  const auto seeds = file.Get("seeds").As<int64_t>();
  job.seeds.assign(seeds.begin(), seeds.end());
  if (seeds.empty()) Fail(file, "there are no seeds");
  if (std::any_of(seeds.begin(), seeds.end(), [](int64_t seed) { return seed < 0; })) {
    Fail(file, "a seed is negative");
  }
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

}  // namespace

void FineTuneFromFile(const FineTuneFiles& files) {
  const Pack pack(files.pack);
  const Job job = ReadJob(SafetensorsFile(files.input), pack.size());
  const at::Device device = OpenDevice(job.config.device);
  SetThreads(job.config.threads, 1);
  KeepFreedMemory();
  const Bundle bundle = ReadBundle(files.bundle);
  MakeFolder(files.run);
  const LockFile lock(files.run / "lock");
  RunLog log(files.run / "log.txt");
  for (size_t i = 0; i < job.seeds.size(); ++i) {
    const auto seed = static_cast<uint64_t>(job.seeds[i]);
    if (job.seeds.size() > 1) {
      log.Line("training " + std::to_string(i + 1) + " of " + std::to_string(job.seeds.size()));
    }
    RunFolder folder(FineTuneFolder(files.run, seed));
    const FineTuneData data{bundle, pack, job.train[i], job.validation, job.test};
    FineTune(data, {job.config, device, seed, job.command},
             {folder, log, files.plain, "fine-tune", "the same command goes on"});
  }
}

}  // namespace supreme
