#include "cli/finetune_job.h"

#include <algorithm>
#include <array>
#include <deque>
#include <filesystem>
#include <string>
#include <utility>

#include "cli/scratch_folder.h"
#include "cli/train_program.h"
#include "core/config_table.h"
#include "core/error.h"
#include "core/json.h"
#include "tensor/safetensors.h"
#include "train/finetune_file.h"
#include "train/finetune_result.h"

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
                   {{kFineTuneSettings, DumpJson(ConfigTable::Of(config).ToJson())},
                    {kFineTuneCommand, DumpJson(OrderedJson(job.command))}},
                   Durability::kRenamed);
}

// Has the program ended by itself? Then it has said what went wrong.
bool IsExitCode(int status) {
  constexpr std::array kCodes = {ErrorCode::kUsage,       ErrorCode::kCorruptData,
                                 ErrorCode::kIo,          ErrorCode::kUnavailable,
                                 ErrorCode::kCheckFailed, ErrorCode::kCancelled,
                                 ErrorCode::kInternal};
  return std::any_of(kCodes.begin(), kCodes.end(),
                     [&](ErrorCode code) { return ExitCode(code) == status; });
}

}  // namespace

int FineTuneByTrainProgram(const FineTuneJob& job) {
  CheckValidation(job.records.validation);
  const fs::path program = TrainProgram();
  if (!fs::exists(program)) {
    throw Error(ErrorCode::kUnavailable, "fine-tuning needs the training program", program.string(),
                "./dev build with LibTorch");
  }
  const ScratchFolder scratch(fs::temp_directory_path());
  const fs::path input = scratch.path() / "job.safetensors";
  WriteJob(job, input);
  std::vector<std::string> words = {"finetune",
                                    "--bundle",
                                    job.bundle.folder.string(),
                                    "--pack",
                                    job.pack.folder().string(),
                                    "--input",
                                    input.string(),
                                    "--run",
                                    job.run.string()};
  if (job.plain) words.emplace_back("--plain");
  const int status = ReadTrainProgram(words).status;
  if (status == 0 || IsExitCode(status)) return status;
  throw Error(ErrorCode::kInternal, "fine-tuning ended with status " + std::to_string(status),
              job.run.string(), "the same command goes on");
}

std::vector<ProbeRun> ReadFineTunedRuns(const FineTuneJob& job) {
  const LabelledFeatures test = LabelsOnly(job.records.test);
  const FineTunedShape shape{job.config.epochs, static_cast<int64_t>(test.size()),
                             static_cast<int64_t>(test.class_count)};
  std::vector<ProbeRun> runs(job.seeds.size());
  for (size_t i = 0; i < runs.size(); ++i) {
    const fs::path folder = FineTuneFolder(job.run, job.seeds[i]);
    FineTuned tuned = ReadFineTuned(folder / kFineTuneResult, shape);
    const auto chosen = static_cast<size_t>(tuned.epoch - 1);
    runs[i].seed = job.seeds[i];
    runs[i].train_count = job.indices[i].size();
    runs[i].epoch = tuned.epoch;
    runs[i].loss = tuned.losses[chosen];
    runs[i].validation_auc = tuned.validation_aucs[chosen];
    runs[i].test_logits = std::move(tuned.test_logits);
    runs[i].auc = MacroAuc(runs[i].test_logits, test);
  }
  return runs;
}

}  // namespace supreme
