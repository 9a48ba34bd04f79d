// supreme embed: what the ECG encoder says of records, as an array and a table.
#include <cmath>
#include <cstdio>

#include "cli/arguments.h"
#include "cli/audit_verbs.h"
#include "cli/eval_flags.h"
#include "cli/eval_inputs.h"
#include "cli/output_path.h"
#include "cli/shipped_files.h"
#include "core/error.h"
#include "core/numbers.h"
#include "core/progress.h"
#include "eval/embedding.h"
#include "eval/features.h"
#include "formats/find_records.h"
#include "predict/feature_encoder.h"
#include "predict/stream.h"

namespace supreme {
namespace {

struct EmbedCall {
  std::vector<std::string> paths;
  std::string bundle;
  std::string pack;
  std::string task;
  std::string folds;
  std::string split_csv;
  std::string cache;
  std::string output;
  EncoderFlags encoder;
};

bool ParseCall(const VerbArguments& arguments, EmbedCall& call) {
  Arguments flags("embed",
                  "Writes the ECG encoder's features of records: a NumPy array, and beside it a\n"
                  "CSV that says whose they are. Of a pack, features are kept in a cache.",
                  {"supreme embed --pack pack/ --task ptbxl-super --folds 9,10 --output "
                   "features.npy",
                   "supreme embed ecgs/ --output features.npy"});
  flags.Positional("path", call.paths, "ECG files of any format that is read, or folders of them",
                   false);
  AddBundleFlag(flags, call.bundle);
  flags.Option("--pack", call.pack, "folder of the records, in place of files");
  flags.Option("--task", call.task, "with --pack: adds the classes that each record carries");
  flags.Option("--folds", call.folds, "with --pack: only these folds, e.g. 9,10");
  flags.Option("--split-csv", call.split_csv, "with --pack: CSV record_id,split; its test part");
  flags.Option("--cache", call.cache, "folder where features of packs are kept");
  flags.Option("--output", call.output, "array to write, .npy; the table goes beside it", true);
  AddEncoderFlags(flags, call.encoder);
  if (!flags.Parse(arguments)) return false;
  CheckEncoderFlags(call.encoder);
  PrepareOutput(call.output);
  if (call.paths.empty() == call.pack.empty()) {
    throw Error(ErrorCode::kUsage, "either files or --pack are needed", "supreme embed",
                "supreme embed --pack pack/ --output features.npy");
  }
  if (call.pack.empty() &&
      !(call.task.empty() && call.folds.empty() && call.split_csv.empty() && call.cache.empty())) {
    throw Error(ErrorCode::kUsage, "--task, --folds, --split-csv and --cache go with --pack",
                "supreme embed", "import the files into a pack first");
  }
  if (AsciiLower(std::filesystem::path(call.output).extension().string()) != ".npy") {
    throw Error(ErrorCode::kUsage, "\"" + call.output + "\" does not end in .npy", "--output",
                "--output features.npy");
  }
  return true;
}

std::vector<size_t> ChooseRows(const EmbedCall& call, const Pack& pack) {
  if (!call.folds.empty() || !call.split_csv.empty()) {
    return SelectRows(pack, call.folds, call.split_csv).rows;
  }
  std::vector<size_t> rows(pack.size());
  for (size_t i = 0; i < rows.size(); ++i) rows[i] = i;
  return rows;
}

// "MI;CD" per row; empty where the record carries none.
std::vector<std::string> ClassNames(const Task& task, const Pack& pack,
                                    const std::vector<size_t>& rows) {
  const TaskLabels labels = LabelRows(task, pack, rows, {LabelMode::kExact, true});
  std::vector<std::string> names(rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    for (size_t c = 0; c < task.classes.size(); ++c) {
      if (labels.positive[i * task.classes.size() + c] == 0) continue;
      names[i] += (names[i].empty() ? "" : ";") + task.classes[c].code;
    }
  }
  return names;
}

Embedding EmbedPack(const EmbedCall& call, FeatureEncoder& encoder) {
  const Pack pack(call.pack);
  const std::vector<size_t> rows = ChooseRows(call, pack);
  const FeatureCache cache(call.cache.empty() ? DefaultFeatureFolder()
                                              : std::filesystem::path(call.cache));
  const RecordFeatures features = cache.Encode(encoder, pack, rows);
  Embedding embedding;
  embedding.width = features.width();
  embedding.values = features.Gather(rows);
  embedding.columns = {"record_id", "patient_id", "fold", "age_years", "sex", "quality"};
  std::vector<std::string> classes;
  if (!call.task.empty()) {
    classes = ClassNames(ReadTask(TaskFile(call.task)), pack, rows);
    embedding.columns.emplace_back("classes");
  }
  for (size_t i = 0; i < rows.size(); ++i) {
    const PackRow& row = pack.rows()[rows[i]];
    embedding.rows.push_back({row.record_id, row.patient_id, std::to_string(row.fold),
                              std::isfinite(row.age_years) ? FormatDouble(row.age_years) : "",
                              row.sex == Sex::kFemale ? "female"
                              : row.sex == Sex::kMale ? "male"
                                                      : "",
                              row.quality});
    if (!classes.empty()) embedding.rows.back().push_back(classes[i]);
  }
  return embedding;
}

// Counts the files that could not be read, and names them.
Embedding EmbedFiles(const EmbedCall& call, FeatureEncoder& encoder, size_t& failed) {
  const std::vector<std::filesystem::path> files = formats::FindRecords(call.paths);
  Embedding embedding;
  embedding.width = encoder.info().width;
  embedding.columns = {"record_id", "file"};
  Progress progress("encode", files.size(), "records");
  uint64_t done = 0;
  const auto take = [&](const StreamedFile& file, std::span<const float> features) {
    progress.Update(++done);
    if (file.problem && files.size() == 1) throw *file.problem;
    if (file.problem) {
      ++failed;
      std::fprintf(stderr, "supreme: left out: %s\n", file.problem->what());
      return;
    }
    embedding.values.insert(embedding.values.end(), features.begin(), features.end());
    embedding.rows.push_back({file.record.record_id, file.path.string()});
  };
  StreamFiles(
      files, {.workers = 0, .batch_size = static_cast<int64_t>(encoder.info().batch_size)},
      [&](std::span<const EcgWindow> windows) { return encoder.Encode(windows); }, take);
  progress.Finish(failed > 0 ? std::to_string(failed) + " failed" : "");
  if (embedding.size() == 0) {
    throw Error(ErrorCode::kInvalidInput, "none of the files could be read",
                std::to_string(files.size()) + " files");
  }
  return embedding;
}

}  // namespace

int RunEmbed(const VerbArguments& arguments) {
  EmbedCall call;
  if (!ParseCall(arguments, call)) return 0;
  EngineFeatureEncoder encoder(ReadBundle(BundleFolder(call.bundle)), EncoderOptions(call.encoder));
  size_t failed = 0;
  const Embedding embedding =
      call.pack.empty() ? EmbedFiles(call, encoder, failed) : EmbedPack(call, encoder);
  WriteEmbedding(call.output, embedding);
  std::printf("%s  %zu records, %zu features\n", call.output.c_str(), embedding.size(),
              embedding.width);
  return failed == 0 ? 0 : 1;
}

}  // namespace supreme
