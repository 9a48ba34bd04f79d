#include "cli/input_gradients.h"

#include <string>

#include "cli/train_program.h"
#include "core/error.h"
#include "core/interrupt.h"
#include "predict/nearest_query.h"
#include "tensor/safetensors.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

// Which of the network's outputs answers each question.
std::vector<int64_t> ColumnsOf(const Bundle& bundle, const QueryBatch& queries) {
  std::vector<int64_t> columns;
  if (bundle.model.fusion == "linear") {
    for (const auto& nearest : FindNearestQueries(bundle.queries, queries.embeddings)) {
      columns.push_back(static_cast<int64_t>(nearest.index));
    }
  } else {
    for (size_t i = 0; i < queries.texts.size(); ++i) columns.push_back(static_cast<int64_t>(i));
  }
  return columns;
}

void WriteTask(const GradientTask& task, const Bundle& bundle, const QueryBatch& queries,
               const fs::path& path) {
  const std::vector<int64_t> outputs = ColumnsOf(bundle, queries);
  std::vector<float> samples, lead_log_std;
  std::vector<int64_t> columns;
  for (size_t i = 0; i < task.inputs.size(); ++i) {
    const NetworkInput& input = *task.inputs[i];
    samples.insert(samples.end(), input.samples.begin(), input.samples.end());
    lead_log_std.insert(lead_log_std.end(), input.lead_log_std.begin(), input.lead_log_std.end());
    columns.push_back(outputs.at(task.questions[i]));
  }
  const auto records = static_cast<int64_t>(task.inputs.size());
  const auto leads = static_cast<int64_t>(kLeadCount);
  NamedTensors tensors;
  tensors.emplace_back("samples", ViewOf(std::span<const float>(samples),
                                         {records, leads, bundle.model.preprocess.window_samples}));
  tensors.emplace_back("lead_log_std",
                       ViewOf(std::span<const float>(lead_log_std), {records, leads}));
  tensors.emplace_back("columns", ViewOf(std::span<const int64_t>(columns), {records, 1}));
  if (bundle.model.fusion != "linear") {
    const auto count = static_cast<int64_t>(queries.texts.size());
    tensors.emplace_back("queries", ViewOf(std::span<const float>(queries.embeddings),
                                           {count, bundle.model.text_width}));
  }
  WriteSafetensors(path, tensors, {}, Durability::kRenamed);
}

std::vector<std::vector<float>> ReadAnswers(const fs::path& path, const GradientTask& task,
                                            const Bundle& bundle, const QueryBatch& queries) {
  const SafetensorsFile file(path);
  const int64_t samples = bundle.model.preprocess.window_samples;
  const auto values = file.Get("gradients", {static_cast<int64_t>(task.inputs.size()), 1,
                                             static_cast<int64_t>(kLeadCount), samples})
                          .As<float>();
  const size_t width = kLeadCount * static_cast<size_t>(samples);
  std::vector<std::vector<float>> gradients;
  for (size_t i = 0; i < task.inputs.size(); ++i) {
    const auto part = values.subspan(i * width, width);
    gradients.emplace_back(part.begin(), part.end());
    const bool denied = !queries.denied.empty() && queries.denied[task.questions[i]] != 0;
    if (!denied) continue;
    for (float& value : gradients.back()) value = -value;
  }
  return gradients;
}

}  // namespace

GradientSource MakeGradientSource(const Bundle& bundle, const QueryBatch& queries,
                                  const fs::path& scratch) {
  return [&bundle, &queries, scratch](const GradientTask& task) {
    const fs::path program = TrainProgram();
    if (!fs::exists(program)) {
      throw Error(ErrorCode::kUnavailable, "gradients need the training program", program.string(),
                  "./dev build with LibTorch, or --method occlusion");
    }
    const fs::path input = scratch / "inputs.safetensors";
    const fs::path output = scratch / "gradients.safetensors";
    WriteTask(task, bundle, queries, input);
    std::vector<std::string> words = {"gradients",    "--bundle", bundle.folder.string(), "--input",
                                      input.string(), "--output", output.string()};
    if (!task.weights.empty()) {
      words.insert(words.end(), {"--weights", task.weights.string()});
    }
    const TrainProgramOutput run = ReadTrainProgram(words);
    ThrowIfInterrupted();
    if (run.status != 0) {
      throw Error(ErrorCode::kInternal, "gradients ended with status " + std::to_string(run.status),
                  program.string());
    }
    return ReadAnswers(output, task, bundle, queries);
  };
}

}  // namespace supreme
