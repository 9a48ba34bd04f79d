// supreme predict: ECG files and text questions in, named scores out.
#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>

#include "cli/arguments.h"
#include "cli/output_path.h"
#include "cli/predict_output.h"
#include "cli/predict_page.h"
#include "cli/shipped_files.h"
#include "cli/text_encoder_folder.h"
#include "cli/verb.h"
#include "cli/verbs.h"
#include "core/atomic_file.h"
#include "core/numbers.h"
#include "core/progress.h"
#include "engine/text_encoder.h"
#include "formats/find_records.h"
#include "predict/engine_predictor.h"

namespace supreme {
namespace {

constexpr size_t kTableTop = 10;
constexpr uint64_t kMaxQueriesFileBytes = 1 << 20;

struct PredictCall {
  std::vector<std::string> paths;
  std::string bundle;
  std::vector<std::string> queries;
  std::string queries_file;
  int64_t top = 0;
  int64_t limit = 0;
  std::string format = "table";
  std::string about;
  std::string text_encoder;
  std::string output;
  std::string precision = "fp32";
  int64_t threads = 0;
  int64_t batch_size = 16;
  int64_t workers = 0;
};

bool ParseCall(const VerbArguments& arguments, PredictCall& call) {
  Arguments flags("predict",
                  "Scores ECG files against a bundle's queries, or against your own texts.\n"
                  "Research use, not for diagnosis.",
                  {"supreme predict ecg.hea --query \"left bundle branch block\" --query afib",
                   "supreme predict ecgs/ --limit 20 --format html --output answers.html",
                   "supreme predict ecgs/ --bundle bundle/ --format csv --output scores.csv"});
  flags.Positional("path", call.paths, "ECG files of any format that is read, or folders of them");
  flags.Option("--bundle", call.bundle,
               "trained model: a folder, or a name in models/; default: the one that comes along");
  flags.Option("--query", call.queries, "a question; repeatable");
  flags.Option("--queries-file", call.queries_file, "file with a question per line");
  flags.Option("--top", call.top,
               "scores per record, 0 = all (table and page without questions: 10)");
  flags.Option("--limit", call.limit, "only the first records, 0 = all");
  flags.Choice("--format", call.format, {"table", "json", "jsonl", "csv", "html"},
               "output format; html: a page with the ECGs");
  flags.Option(
      "--about", call.about,
      "CSV file[,name,truth,report]: what is known of the records, shown beside the answers");
  flags.Option("--output", call.output, "file for the output instead of stdout");
  flags.Option("--text-encoder", call.text_encoder, "folder of the text encoder");
  flags.Choice("--precision", call.precision, {"fp32", "bf16"}, "arithmetic of the network");
  flags.Option("--threads", call.threads, "threads of the network, 0 = all cores");
  flags.Option("--batch-size", call.batch_size, "records per inference");
  flags.Option("--workers", call.workers, "threads that read files, 0 = half the cores");
  if (!flags.Parse(arguments)) return false;
  PrepareOutput(call.output);
  if (call.batch_size < 1 || call.batch_size > 1024) {
    throw Error(ErrorCode::kUsage, "batch size is not between 1 and 1024", "--batch-size", "8");
  }
  for (const int64_t count : {call.top, call.limit, call.threads, call.workers}) {
    if (count >= 0) continue;
    throw Error(ErrorCode::kUsage, "a count is negative", "supreme predict",
                "0 or more for --top, --limit, --threads and --workers");
  }
  return true;
}

std::vector<std::string> QueryTexts(const PredictCall& call) {
  std::vector<std::string> texts = call.queries;
  if (call.queries_file.empty()) return texts;
  const std::string content = ReadFile(call.queries_file, kMaxQueriesFileBytes);
  for (size_t start = 0; start < content.size();) {
    const size_t end = std::min(content.find('\n', start), content.size());
    const auto line = Trim(std::string_view(content).substr(start, end - start));
    if (!line.empty()) texts.emplace_back(line);
    start = end + 1;
  }
  if (texts.empty()) {
    throw Error(ErrorCode::kInvalidInput, "there is no question in the file", call.queries_file,
                "write one per line");
  }
  return texts;
}

// The encoder loads only when a question needs it, but a folder that was given must be right.
QuestionSet MakeQuestions(const PredictCall& call, const Bundle& bundle) {
  const std::vector<std::string> texts = QueryTexts(call);
  if (texts.empty()) return BundleQuestions(bundle);
  std::unique_ptr<TextEncoder> encoder;
  const auto load = [&] {
    TextEncoderOptions options;
    options.threads = static_cast<int>(call.threads);
    encoder = std::make_unique<TextEncoder>(TextEncoderFolder(call.text_encoder), options);
    CheckTextEncoder(bundle, encoder->name(), encoder->id());
  };
  if (!call.text_encoder.empty()) load();
  return AskTexts(bundle, texts, [&](std::span<const std::string> asked) {
    if (!encoder) load();
    return encoder->Encode(asked);
  });
}

// Where the output goes: stdout, or a file that appears when all is done.
class Sink {
 public:
  explicit Sink(const std::string& path) {
    if (!path.empty()) file_.emplace(path);
  }
  void Write(const std::string& text) {
    if (file_) {
      file_->Write(text);
    } else {
      WriteOutput(text);
    }
  }
  void Finish() {
    if (file_) file_->Commit();
  }

 private:
  std::optional<AtomicFile> file_;
};

std::unique_ptr<PredictionWriter> MakeWriter(const std::string& format,
                                             const PredictionContext& context, Sink& sink) {
  const auto write = [&sink](const std::string& text) { sink.Write(text); };
  if (format == "html") return MakePageWriter(context, write);
  return MakePredictionWriter(format, context, write);
}

}  // namespace

int RunPredict(const VerbArguments& arguments) {
  PredictCall call;
  if (!ParseCall(arguments, call)) return 0;
  auto files = formats::FindRecords(call.paths);
  if (call.limit > 0) files.resize(std::min(files.size(), static_cast<size_t>(call.limit)));
  const Bundle bundle = ReadBundle(BundleFolder(call.bundle));
  const QuestionSet questions = MakeQuestions(call, bundle);

  EnginePredictorOptions options;
  options.threads = static_cast<int>(call.threads);
  options.batch_size = std::min(call.batch_size, static_cast<int64_t>(files.size()));
  options.precision = call.precision;
  EnginePredictor predictor(bundle, options);
  predictor.SetQueries(questions.batch);

  const bool own_questions = !call.queries.empty() || !call.queries_file.empty();
  PredictionContext context{bundle, predictor.info(), questions.questions};
  if (!call.about.empty()) context.about = AboutRecords(call.about);
  context.rank = !own_questions || call.top > 0;
  context.top = static_cast<size_t>(call.top);
  const bool for_people = call.format == "table" || call.format == "html";
  if (call.top == 0 && !own_questions && for_people) context.top = kTableTop;
  Sink sink(call.output);
  const auto writer = MakeWriter(call.format, context, sink);
  std::optional<Progress> progress;
  if (files.size() > 1) progress.emplace("predict", files.size(), "records");
  size_t done = 0, failed = 0;
  const bool is_one_file = files.size() == 1 && files.front() == call.paths.front();
  PredictFiles(predictor, files, {.workers = static_cast<int>(call.workers)},
               [&](const FilePrediction& prediction) {
                 if (is_one_file && prediction.problem) throw *prediction.problem;
                 writer->Take(prediction);
                 failed += prediction.problem ? 1 : 0;
                 if (progress) progress->Update(++done);
               });
  writer->Finish();
  sink.Finish();
  if (progress) progress->Finish(failed > 0 ? std::to_string(failed) + " failed" : "");
  return failed == 0 ? 0 : 1;
}

}  // namespace supreme
