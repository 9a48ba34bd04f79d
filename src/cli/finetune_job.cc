#include "cli/finetune_job.h"

#include <deque>
#include <filesystem>
#include <string>
#include <utility>

#include "cli/scratch_folder.h"
#include "cli/train_program.h"
#include "core/config_table.h"
#include "core/error.h"
#include "core/interrupt.h"
#include "core/json.h"
#include "tensor/safetensors.h"
#include "train/finetune_file.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

LabelledFeatures LabelsOnly(const TaskLabels& records) {
  LabelledFeatures labels;
  labels.class_count = records.rows.empty() ? 0 : records.positive.size() / records.rows.size();
  labels.positive = records.positive;
  return labels;
}

void CheckValidation(const TaskLabels& validation) {
  const std::vector<float> zeros(validation.positive.size());
  if (MacroAuc(zeros, LabelsOnly(validation))) return;
  throw Error(ErrorCode::kUsage,
              "no class has positive and negative validation records to choose the epoch by",
              "supreme finetune", "a split with validation records");
}

TaskLabels Chosen(const TaskLabels& records, const std::vector<uint32_t>& indices) {
  const size_t classes = records.positive.size() / records.rows.size();
  TaskLabels chosen;
  for (const uint32_t index : indices) {
    chosen.rows.push_back(records.rows[index]);
    const auto first = records.positive.begin() + static_cast<std::ptrdiff_t>(index * classes);
    chosen.positive.insert(chosen.positive.end(), first,
                           first + static_cast<std::ptrdiff_t>(classes));
  }
  return chosen;
}

// Keeps what the tensors look at.
class JobTensors {
 public:
  void Add(const std::string& name, std::vector<int64_t> numbers) {
    const auto count = static_cast<int64_t>(numbers.size());
    numbers_.push_back(std::move(numbers));
    tensors_.emplace_back(name, ViewOf(std::span<const int64_t>(numbers_.back()), {count}));
  }
  void Add(const std::string& name, const std::string& labels, TaskLabels records) {
    const auto count = static_cast<int64_t>(records.rows.size());
    Add(name, {records.rows.begin(), records.rows.end()});
    labels_.push_back(std::move(records.positive));
    const std::span<const uint8_t> cells(labels_.back());
    const auto classes = static_cast<int64_t>(cells.size()) / count;
    tensors_.emplace_back(labels, ViewOf(cells, {count, classes}));
  }
  const NamedTensors& tensors() const { return tensors_; }

 private:
  std::deque<std::vector<int64_t>> numbers_;
  std::deque<std::vector<uint8_t>> labels_;
  NamedTensors tensors_;
};

void WriteJob(const FineTuneJob& job, const fs::path& path) {
  JobTensors tensors;
  tensors.Add("seeds", {job.seeds.begin(), job.seeds.end()});
  tensors.Add("validation", "validation_labels", job.records.validation);
  tensors.Add("test", "test_labels", job.records.test);
  for (size_t i = 0; i < job.seeds.size(); ++i) {
    const std::string number = std::to_string(i);
    tensors.Add("train." + number, "train_labels." + number,
                Chosen(job.records.train, job.indices[i]));
  }
  FineTuneConfig config = job.config;
  WriteSafetensors(path, tensors.tensors(),
                   {{kFineTuneSettings, DumpJson(ConfigTable::Of(config).ToJson())}},
                   Durability::kRenamed);
}

std::vector<ProbeRun> ReadRuns(const FineTuneJob& job, const fs::path& path) {
  const SafetensorsFile file(path);
  const auto seeds = static_cast<int64_t>(job.seeds.size());
  const int64_t epochs = job.config.epochs;
  const auto chosen = file.Get("epochs", {seeds}).As<int64_t>();
  const auto losses = file.Get("losses", {seeds, epochs}).As<double>();
  const auto aucs = file.Get("validation_aucs", {seeds, epochs}).As<double>();
  const LabelledFeatures test = LabelsOnly(job.records.test);
  std::vector<ProbeRun> runs(job.seeds.size());
  for (size_t i = 0; i < runs.size(); ++i) {
    if (chosen[i] < 1 || chosen[i] > epochs) {
      throw Error(ErrorCode::kCorruptData, "there is no such epoch", path.string());
    }
    const size_t place = i * static_cast<size_t>(epochs) + static_cast<size_t>(chosen[i] - 1);
    const auto logits =
        file.Get("test_logits." + std::to_string(i),
                 {static_cast<int64_t>(test.size()), static_cast<int64_t>(test.class_count)})
            .As<float>();
    runs[i].seed = job.seeds[i];
    runs[i].train_count = job.indices[i].size();
    runs[i].epoch = chosen[i];
    runs[i].loss = losses[place];
    runs[i].validation_auc = aucs[place];
    runs[i].test_logits.assign(logits.begin(), logits.end());
    runs[i].auc = MacroAuc(runs[i].test_logits, test);
  }
  return runs;
}

}  // namespace

std::vector<ProbeRun> FineTuneByTrainProgram(const FineTuneJob& job) {
  CheckValidation(job.records.validation);
  const fs::path program = TrainProgram();
  if (!fs::exists(program)) {
    throw Error(ErrorCode::kUnavailable, "fine-tuning needs the training program", program.string(),
                "./dev build with LibTorch");
  }
  const ScratchFolder scratch(fs::temp_directory_path());
  const fs::path input = scratch.path() / "job.safetensors";
  const fs::path output = scratch.path() / "result.safetensors";
  WriteJob(job, input);
  const TrainProgramOutput run = ReadTrainProgram(
      {"finetune", "--bundle", job.bundle.folder.string(), "--pack", job.pack.folder().string(),
       "--input", input.string(), "--output", output.string()});
  ThrowIfInterrupted();
  if (run.status != 0) {
    throw Error(ErrorCode::kInternal, "fine-tuning ended with status " + std::to_string(run.status),
                program.string());
  }
  return ReadRuns(job, output);
}

}  // namespace supreme
