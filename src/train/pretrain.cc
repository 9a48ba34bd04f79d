#include "train/pretrain.h"

#include <memory>
#include <utility>

#include "core/error.h"
#include "core/numbers.h"
#include "train/device.h"
#include "train/export.h"
#include "train/join_ranks.h"
#include "train/memory_use.h"
#include "train/pack_source.h"
#include "train/rank_checks.h"
#include "train/run_info.h"
#include "train/simulated_source.h"
#include "train/trainer.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

// Labels that belong to the pack and the queries.
LabelMatrix ReadLabelsOf(const Pack& pack, const QuerySet& queries, const fs::path& vocabulary) {
  LabelMatrix labels = ReadLabels(vocabulary);
  const std::string hint = "build the vocabulary again from this pack";
  if (labels.pack_id() != pack.id() || labels.row_count() != pack.size()) {
    throw Error(ErrorCode::kInvalidInput, "labels belong to another pack", vocabulary.string(),
                hint);
  }
  if (labels.query_count() != queries.queries.size() || labels.query_count() == 0) {
    throw Error(ErrorCode::kInvalidInput,
                std::to_string(queries.queries.size()) + " queries, but labels for " +
                    std::to_string(labels.query_count()),
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

// A linear head has one output per query, so the queries cannot change from batch to batch.
void CheckFusion(const PretrainRequest& request) {
  if (request.config.model.fusion != "linear") return;
  if (request.config.train.queries_per_batch > 0) {
    throw Error(ErrorCode::kUsage, "a linear head answers all queries at once",
                "train.queries_per_batch", "train.queries_per_batch=0, or model.fusion=cfn");
  }
  if (request.config.train.contrastive_weight > 0.0) {
    throw Error(ErrorCode::kUsage, "a linear head has no texts to compare with",
                "train.contrastive_weight", "train.contrastive_weight=0, or model.fusion=cfn");
  }
  if (!request.world) return;
  throw Error(ErrorCode::kUsage,
              "a linear head cannot learn from the simulator's varying questions", "model.fusion",
              "model.fusion=cfn, or --pack with a pack of simulated records");
}

Split ReadSplit(const PretrainRequest& request, const Pack& pack) {
  const TrainConfig& train = request.config.train;
  Split split = request.split_csv.empty()
                    ? SplitByFolds(pack, train.train_folds, train.validation_folds, "")
                    : SplitByCsv(pack, request.split_csv);
  if (train.data_proportion == 100.0) return split;
  return ShareOfTraining(pack, split, train.data_proportion, static_cast<uint64_t>(train.seed));
}

// A pack with all that must live as long as its batches are read.
class OpenedPack : public BatchSource {
 public:
  OpenedPack(const PretrainRequest& request, const Share& share)
      : pack_(request.pack),
        queries_(ReadQueriesFor(request.config.model, request.vocabulary)),
        labels_(ReadLabelsOf(pack_, queries_, request.vocabulary)),
        split_(ReadSplit(request, pack_)),
        source_(request.config, {pack_, split_, queries_, labels_, share}) {}

  int64_t batch_size() const override { return source_.batch_size(); }
  int64_t batches_per_epoch() const override { return source_.batches_per_epoch(); }
  int64_t validation_records() const override { return source_.validation_records(); }
  const QuerySet& queries() const override { return queries_; }
  std::unique_ptr<BatchStream> Train(int64_t first, int64_t end) override {
    return source_.Train(first, end);
  }
  std::unique_ptr<BatchStream> Validation() override { return source_.Validation(); }
  at::Tensor BalancedWeights() const override { return source_.BalancedWeights(); }
  OrderedJson Describe() const override { return source_.Describe(); }

 private:
  Pack pack_;
  QuerySet queries_;
  LabelMatrix labels_;
  Split split_;
  PackSource source_;
};

// One run from start or checkpoint to bundle.
class PretrainRun {
 public:
  PretrainRun(const PretrainRequest& request, at::Device device, Collective& ranks)
      : request_(request),
        device_(device),
        ranks_(ranks),
        source_(OpenSource(request, {ranks.rank(), ranks.size()})),
        folder_(request.output, ranks.rank() == 0),
        log_(RankLogPath(request.output, ranks.rank()), ranks.rank() == 0),
        trainer_(request.config, *source_, {folder_, log_, request.plain}, device, ranks),
        description_(DescribeRun(request.config, *source_, {request.command, request.vocabulary})) {
  }

  fs::path Run() {
    Start();
    const fs::path bundle = request_.output / "bundle";
    if (trainer_.Finished() && fs::exists(bundle / "config.json")) {
      log_.Line("this run is finished: nothing to do");
      return bundle;
    }
    trainer_.Run();
    const ValidationScores scores = trainer_.ScoreBest();
    if (ranks_.rank() == 0) Export(bundle, scores);
    return bundle;
  }

 private:
  fs::path RunJson() const { return request_.output / "run.json"; }

  void Start() {
    CheckSameText(ranks_, DumpJson(description_["config"]), "settings");
    const bool has_checkpoints = FromFirst(ranks_, folder_.Checkpoints().empty() ? 0 : 1) == 1;
    if (has_checkpoints) {
      CheckSameRun(RunJson(), description_);
      trainer_.Resume(request_.allow_other_ranks);
      log_.Line("resumed at step " + std::to_string(trainer_.state().step) + " of " +
                std::to_string(trainer_.total_steps()));
    } else if (ranks_.rank() == 0) {
      WriteJsonFile(RunJson(), description_);
    }
    const int64_t parameters = trainer_.model().weights().parameter_count();
    const OrderedJson& split = description_["split"];
    log_.Line(DumpJson(split["train_records"]) + " training and " +
              DumpJson(split["validation_records"]) + " validation records, " +
              std::to_string(source_->queries().queries.size()) + " queries, " +
              FormatFixed(static_cast<double>(parameters) / 1e6, 2) + " M parameters, " +
              std::to_string(trainer_.total_steps()) + " steps" +
              (ranks_.size() > 1 ? ", " + std::to_string(ranks_.size()) + " ranks" : ""));
  }

  void Export(const fs::path& path, const ValidationScores& scores) {
    const OrderedJson result = DescribeResult(trainer_);
    Bundle bundle;
    bundle.folder = path;
    bundle.model = request_.config.model;
    bundle.queries = source_->queries();
    bundle.model.trained_queries = static_cast<int64_t>(bundle.queries.queries.size());
    bundle.thresholds =
        FindThresholds(bundle.queries, scores, request_.config.train.uncertain == "mask");
    bundle.training = result;
    for (const char* key : {"pack", "simulator", "split", "vocabulary", "seed"}) {
      if (description_.contains(key)) bundle.training[key] = description_[key];
    }
    // Paths of this machine mean nothing to those who get the bundle.
    if (bundle.training.contains("pack")) bundle.training["pack"].erase("path");
    bundle.training["vocabulary"].erase("path");
    bundle.training["settings"] = description_["config"]["train"];
    const fs::path start = request_.config.train.start_from;
    if (!start.empty()) {
      bundle.training["settings"]["start_from"] = start.filename().string();
      bundle.training["started_from"] = ReadBundle(start).training;
    }
    ExportBundle(bundle, folder_.CheckpointPath(trainer_.BestStep()));
    OrderedJson run = ReadJsonFile(RunJson());
    run["result"] = result;
    run["result"]["peak_memory_mb"] = PeakResidentMemoryMb();
    if (const auto gpu = PeakDeviceMemoryMb(device_)) run["result"]["peak_gpu_memory_mb"] = *gpu;
    WriteJsonFile(RunJson(), run);
    log_.Line("best checkpoint: step " + std::to_string(trainer_.BestStep()) +
              (trainer_.state().has_best
                   ? ", validation AUC " + FormatFixed(trainer_.state().best_auc, 4)
                   : ""));
  }

  const PretrainRequest& request_;
  at::Device device_;
  Collective& ranks_;
  std::unique_ptr<BatchSource> source_;
  RunFolder folder_;
  RunLog log_;
  Trainer trainer_;
  OrderedJson description_;
};

}  // namespace

std::unique_ptr<BatchSource> OpenSource(const PretrainRequest& request, const Share& share) {
  CheckFusion(request);
  if (!request.world) return std::make_unique<OpenedPack>(request, share);
  if (request.config.train.data_proportion != 100.0) {
    throw Error(ErrorCode::kUsage, "a simulator has no records to leave out",
                "train.data_proportion", "a smaller simulate.epoch_records");
  }
  if (request.config.train.queries_per_batch > 0) {
    throw Error(ErrorCode::kUsage, "samples the queries of a pack, and this run simulates",
                "train.queries_per_batch", "use simulate.questions_per_batch");
  }
  SimulatedData data;
  data.world = *request.world;
  data.seed = request.simulation_seed;
  data.queries = ReadQueriesFor(request.config.model, request.vocabulary);
  data.questions = ReadQuestionSet(request.vocabulary);
  data.share = share;
  return std::make_unique<SimulatedSource>(request.config, std::move(data));
}

fs::path Pretrain(const PretrainRequest& request) {
  KeepFreedMemory();
  const JoinedRank joined = JoinRanks(request.config, request.output);
  CheckFreshFolder(request);
  fs::path bundle;
  {
    PretrainRun run(request, joined.device, *joined.ranks);
    bundle = run.Run();
  }
  joined.ranks->Finish();
  return joined.ranks->rank() == 0 ? bundle : fs::path();
}

}  // namespace supreme
