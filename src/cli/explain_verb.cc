// supreme explain: which part of an ECG an answer comes from, drawn on the ECG.
#include <cmath>
#include <cstdio>
#include <set>

#include "cli/arguments.h"
#include "cli/eval_flags.h"
#include "cli/eval_inputs.h"
#include "cli/explain_output.h"
#include "cli/input_gradients.h"
#include "cli/scratch_folder.h"
#include "cli/shipped_files.h"
#include "cli/verbs.h"
#include "core/atomic_file.h"
#include "core/numbers.h"
#include "core/progress.h"
#include "eval/explain.h"
#include "formats/find_records.h"
#include "formats/open.h"
#include "plot/ecg_paper.h"
#include "predict/engine_predictor.h"
#include "predict/questions.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

struct ExplainCall {
  std::vector<std::string> paths;
  std::vector<std::string> queries;
  ModelFlags model;
  std::string method = "occlusion";
  std::string layer = "mean";
  double cell_ms = 200.0;
  std::string output;
  std::string picture = "svg";
  std::string layout = "12x1";
  std::string format = "table";
};

bool ParseCall(const VerbArguments& arguments, ExplainCall& call) {
  Arguments flags(
      "explain",
      "Shows which leads and times of an ECG an answer comes from: shaded on ECG\n"
      "paper and as numbers. How far to trust that: supreme eval explanations.",
      {"supreme explain ecg.hea --query \"premature ventricular contraction\" --out why",
       "supreme explain ecg.hea --query afib --method attention --out why",
       "supreme explain ecgs/ --query lbbb --method gradient --picture png --out why"});
  flags.Positional("path", call.paths, "ECG files of any format that is read, or folders of them");
  flags.Option("--query", call.queries, "a question; repeatable");
  flags.Choice("--method", call.method, ExplanationMethods(),
               "attention: where the fusion network looks; gradient: gradient x input (needs "
               "supreme-train); occlusion: what the answer loses when a part is masked");
  flags.Option("--layer", call.layer, "attention: a layer's number from 1, or mean");
  flags.Option("--cell-ms", call.cell_ms, "gradient, occlusion: length of a cell of the map");
  flags.Option("--out", call.output, "folder to write pictures and explanations.json into", true);
  flags.Choice("--picture", call.picture, {"svg", "png", "pdf"}, "format of the pictures");
  flags.Choice("--layout", call.layout, EcgLayoutWords(), "rows x columns of leads");
  flags.Choice("--format", call.format, {"table", "json"}, "output on stdout");
  AddModelFlags(flags, call.model, Batching::kFixed);
  if (!flags.Parse(arguments)) return false;
  if (call.queries.empty()) {
    throw Error(ErrorCode::kUsage, "is required", "--query", "--query \"atrial fibrillation\"");
  }
  if (!(call.cell_ms >= 20.0 && call.cell_ms <= 5000.0)) {
    throw Error(ErrorCode::kUsage, "must lie between 20 and 5000", "--cell-ms", "200");
  }
  CheckModelFlags(call.model);
  return true;
}

// 0 = the mean.
size_t LayerNumber(const ExplainCall& call, const ModelConfig& config) {
  if (call.layer == "mean") return 0;
  const auto number = ParseInt(call.layer);
  if (call.method != "attention" || !number || *number < 1 || *number > config.fusion_layers) {
    throw Error(
        ErrorCode::kUsage, "\"" + call.layer + "\" is no layer to explain by", "--layer",
        "mean, or 1 to " + std::to_string(config.fusion_layers) + " with --method attention");
  }
  return static_cast<size_t>(*number);
}

// Explains the answers of one record after the other.
class Explainer {
 public:
  Explainer(const ExplainCall& call, const Bundle& bundle, const QuestionSet& questions)
      : call_(call),
        bundle_(bundle),
        questions_(questions),
        layer_(LayerNumber(call, bundle.model)),
        grid_(GridOf(bundle.model, call.cell_ms / 1000.0)),
        scorer_(bundle, questions.batch, Options(call)),
        scratch_(call.output),
        gradients_(MakeGradientSource(bundle, questions.batch, scratch_.path())) {}

  void Explain(const fs::path& path, std::vector<ExplainedAnswer>& answers) {
    const Record record = formats::OpenRecord(path);
    const EcgWindow window = ToWindow(record);
    for (const auto& warning : window.warnings) {
      std::fprintf(stderr, "note: %s\n", warning.c_str());
    }
    const NetworkInput input = scorer_.Prepare(window);
    const std::vector<double> logits = scorer_.Logits(input.samples, input.lead_log_std);
    std::vector<ExplainedAnswer> found = Maps(input);
    for (size_t q = 0; q < found.size(); ++q) {
      ExplainedAnswer& answer = found[q];
      answer.path = path.string();
      answer.record_id = record.record_id;
      answer.asked = questions_.questions[q].asked;
      answer.question = QuestionText(questions_.questions[q]);
      answer.probability = 1.0 / (1.0 + std::exp(-logits[q]));
      answer.picture = FreeName(FileSlug(path.stem().string()) + "-" + FileSlug(answer.asked));
      Draw(window, answer);
      answers.push_back(std::move(answer));
    }
  }

 private:
  static InputScorerOptions Options(const ExplainCall& call) {
    InputScorerOptions options;
    options.threads = static_cast<int>(call.model.threads);
    options.attention = call.method == "attention";
    return options;
  }

  std::vector<ExplainedAnswer> Maps(const NetworkInput& input) {
    std::vector<ExplainedAnswer> answers(questions_.questions.size());
    if (call_.method == "attention") {
      const CrossAttention attention = scorer_.Attention(input);
      for (size_t q = 0; q < answers.size(); ++q) {
        AttentionMaps maps = ExplainByAttention(attention, bundle_.model, q);
        answers[q].map = layer_ == 0 ? maps.mean : maps.layers.at(layer_ - 1);
        answers[q].layers = std::move(maps.layers);
      }
    } else if (call_.method == "occlusion") {
      std::vector<ImportanceMap> maps = ExplainByOcclusion(scorer_, input, grid_);
      for (size_t q = 0; q < answers.size(); ++q) answers[q].map = std::move(maps[q]);
    } else {
      GradientTask task;
      for (size_t q = 0; q < answers.size(); ++q) {
        task.inputs.push_back(&input);
        task.questions.push_back(q);
      }
      const auto gradients = gradients_(task);
      for (size_t q = 0; q < answers.size(); ++q) {
        answers[q].map = ExplainByGradient(gradients[q], input, grid_);
      }
    }
    return answers;
  }

  std::string FreeName(const std::string& stem) {
    std::string name = stem;
    for (int number = 2; !names_.insert(name).second; ++number) {
      name = stem + "-" + std::to_string(number);
    }
    return name + "." + call_.picture;
  }

  void Draw(const EcgWindow& window, const ExplainedAnswer& answer) const {
    EcgPaperOptions paper{ParseEcgLayout(call_.layout), answer.record_id + ": " + answer.question,
                          call_.method + ", score " + FormatFixed(answer.probability, 2),
                          ShadingOf(answer.map)};
    const fs::path file = fs::path(call_.output) / answer.picture;
    WriteFileAtomically(
        file, RenderPicture(EcgPaperSize(paper.layout),
                            {PictureFormatOf(file), DescribeEcgPaper(window, paper)},
                            [&](Canvas& canvas) { DrawEcgPaper(canvas, window, paper); }));
  }

  const ExplainCall& call_;
  const Bundle& bundle_;
  const QuestionSet& questions_;
  const size_t layer_;
  const CellGrid grid_;
  InputScorer scorer_;
  ScratchFolder scratch_;
  GradientSource gradients_;
  std::set<std::string> names_;
};

}  // namespace

int RunExplain(const VerbArguments& arguments) {
  ExplainCall call;
  if (!ParseCall(arguments, call)) return 0;
  const auto files = formats::FindRecords(call.paths);
  const Bundle bundle = ReadBundle(BundleFolder(call.model.bundle));
  LazyTextEncoder encoder(call.model.text_encoder, static_cast<int>(call.model.threads));
  const QuestionSet questions =
      AskTexts(bundle, call.queries,
               [&](std::span<const std::string> texts) { return encoder.Encode(bundle, texts); });
  Explainer explainer(call, bundle, questions);
  std::vector<ExplainedAnswer> answers;
  Progress progress("explain", files.size(), "records");
  uint64_t done = 0;
  for (const auto& file : files) {
    explainer.Explain(file, answers);
    progress.Update(++done);
  }
  progress.Finish();
  const ExplanationFacts facts{fs::absolute(bundle.folder).lexically_normal().filename().string(),
                               BundleId(bundle.folder), call.method,
                               call.method == "attention" ? call.layer : ""};
  WriteResult({(fs::path(call.output) / "explanations.json").string(), call.format},
              {ExplanationJson(facts, answers), ExplanationTable(facts, answers)});
  return 0;
}

}  // namespace supreme
