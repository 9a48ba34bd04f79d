#include "train/pretrain.h"

#include "core/error.h"
#include "core/numbers.h"
#include "train/device.h"
#include "train/export.h"
#include "train/run_info.h"
#include "train/trainer.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

// Labels that belong to the pack and the queries.
LabelMatrix ReadLabelsOf(const Pack& pack, const QuerySet& queries, const fs::path& vocabulary) {
  LabelMatrix labels = ReadLabels(vocabulary);
  const std::string hint = "build the vocabulary again from this pack";
  if (labels.pack_id != pack.id() || labels.row_count != pack.size()) {
    throw Error(ErrorCode::kInvalidInput, "labels belong to another pack", vocabulary.string(),
                hint);
  }
  if (labels.query_count != queries.queries.size() || labels.query_count == 0) {
    throw Error(ErrorCode::kInvalidInput,
                std::to_string(queries.queries.size()) + " queries, but labels for " +
                    std::to_string(labels.query_count),
                vocabulary.string(), hint);
  }
  return labels;
}

QuerySet ReadQueriesFor(const ModelConfig& model, const fs::path& vocabulary) {
  QuerySet queries = ReadQuerySet(vocabulary);
  if (model.text_width != queries.text_width) {
    throw Error(ErrorCode::kUsage,
                "model.text_width is " + std::to_string(model.text_width) +
                    ", the query embeddings have width " + std::to_string(queries.text_width),
                vocabulary.string(),
                "--set model.text_width=" + std::to_string(queries.text_width));
  }
  return queries;
}

void CheckFreshFolder(const PretrainRequest& request) {
  std::error_code ignored;
  const bool started = !fs::is_empty(request.output / "checkpoints", ignored) && !ignored;
  if (started && !request.resume) {
    throw Error(ErrorCode::kUsage, "this run has been started before", request.output.string(),
                "--resume to go on with it, or another --out");
  }
}

Split ReadSplit(const PretrainRequest& request, const Pack& pack) {
  if (!request.split_csv.empty()) return SplitByCsv(pack, request.split_csv);
  return SplitByFolds(pack, request.config.train.train_folds, request.config.train.validation_folds,
                      "");
}

// One run from start or checkpoint to bundle.
class PretrainRun {
 public:
  PretrainRun(const PretrainRequest& request, at::Device device)
      : request_(request),
        pack_(request.pack),
        queries_(ReadQueriesFor(request.config.model, request.vocabulary)),
        labels_(ReadLabelsOf(pack_, queries_, request.vocabulary)),
        split_(ReadSplit(request, pack_)),
        folder_(request.output),
        log_(request.output / "log.txt"),
        trainer_(request.config, {pack_, split_, queries_, labels_}, {folder_, log_}, device),
        description_(DescribeRun(request.config, {pack_, split_, queries_, labels_},
                                 {request.command, request.vocabulary})) {}

  fs::path Run() {
    Start();
    const fs::path bundle = request_.output / "bundle";
    if (trainer_.Finished() && fs::exists(bundle / "config.json")) {
      log_.Line("this run is finished: nothing to do");
      return bundle;
    }
    trainer_.Run();
    Export(bundle);
    return bundle;
  }

 private:
  fs::path RunJson() const { return request_.output / "run.json"; }

  void Start() {
    const bool has_checkpoints = !folder_.Checkpoints().empty();
    if (has_checkpoints) {
      CheckSameRun(RunJson(), description_);
      trainer_.Resume();
      log_.Line("resumed at step " + std::to_string(trainer_.state().step) + " of " +
                std::to_string(trainer_.total_steps()));
    } else {
      WriteJsonFile(RunJson(), description_);
    }
    const int64_t parameters = trainer_.model().weights().parameter_count();
    log_.Line(std::to_string(split_.train.size()) + " training and " +
              std::to_string(split_.validation.size()) + " validation records, " +
              std::to_string(queries_.queries.size()) + " queries, " +
              FormatFixed(static_cast<double>(parameters) / 1e6, 2) + " M parameters, " +
              std::to_string(trainer_.total_steps()) + " steps");
  }

  void Export(const fs::path& path) {
    const ValidationScores scores = trainer_.ScoreBest();
    const OrderedJson result = DescribeResult(trainer_);
    Bundle bundle;
    bundle.folder = path;
    bundle.model = request_.config.model;
    bundle.queries = queries_;
    bundle.thresholds = FindThresholds(queries_, scores, request_.config.train.uncertain == "mask");
    bundle.training = result;
    for (const char* key : {"pack", "split", "vocabulary", "seed"}) {
      bundle.training[key] = description_[key];
    }
    // Paths of this machine mean nothing to those who get the bundle.
    bundle.training["pack"].erase("path");
    bundle.training["vocabulary"].erase("path");
    bundle.training["settings"] = description_["config"]["train"];
    ExportBundle(bundle, folder_.CheckpointPath(trainer_.BestStep()));
    OrderedJson run = ReadJsonFile(RunJson());
    run["result"] = result;
    WriteJsonFile(RunJson(), run);
    log_.Line("best checkpoint: step " + std::to_string(trainer_.BestStep()) +
              (trainer_.state().has_best
                   ? ", validation AUC " + FormatFixed(trainer_.state().best_auc, 4)
                   : ""));
  }

  const PretrainRequest& request_;
  Pack pack_;
  QuerySet queries_;
  LabelMatrix labels_;
  Split split_;
  RunFolder folder_;
  RunLog log_;
  Trainer trainer_;
  OrderedJson description_;
};

}  // namespace

fs::path Pretrain(const PretrainRequest& request) {
  const at::Device device = OpenDevice(request.config.train.device);
  SetThreads(request.config.train.threads);
  CheckFreshFolder(request);
  PretrainRun run(request, device);
  return run.Run();
}

}  // namespace supreme
