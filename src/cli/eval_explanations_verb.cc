// supreme eval explanations: whether a model's explanations can be trusted.

#include "cli/arguments.h"
#include "cli/eval_flags.h"
#include "cli/eval_inputs.h"
#include "cli/input_gradients.h"
#include "cli/scratch_folder.h"
#include "cli/shipped_files.h"
#include "cli/verbs.h"
#include "eval/explanation_check_output.h"
#include "predict/engine_predictor.h"
#include "predict/questions.h"
#include "report/explanation_page.h"

namespace supreme {
namespace {

struct CheckCall {
  ModelFlags model;
  std::vector<std::string> methods;
  std::string output;
  std::string format = "table";
  int64_t records = 10;
  int64_t seed = 1;
  int64_t steps = 20;
  int64_t random_orders = 3;
  int64_t permutations = 2000;
  int64_t shuffled_records = 3;
  double cell_ms = 200.0;
  double severity = 0.7;
};

void Declare(Arguments& flags, CheckCall& call) {
  flags.Option("--method", call.methods,
               "attention, gradient or occlusion; repeatable; default: all that "
               "the bundle and this installation have");
  flags.Option("--out", call.output, "folder to write the report into", true);
  flags.Choice("--format", call.format, {"table", "json"}, "output on stdout");
  flags.Option("--records", call.records, "simulated records per finding");
  flags.Option("--seed", call.seed, "of records, permutations and orders");
  flags.Option("--severity", call.severity, "of the findings: 0 just over the limit, 1 marked");
  flags.Option("--cell-ms", call.cell_ms, "length of a cell of the maps");
  flags.Option("--steps", call.steps, "of the deletion and insertion curves");
  flags.Option("--random-orders", call.random_orders, "per record, to compare the curves with");
  flags.Option("--permutations", call.permutations, "of the tests against chance");
  flags.Option("--shuffled-records", call.shuffled_records,
               "per finding, explained again with shuffled weights");
  AddModelFlags(flags, call.model, Batching::kFixed);
}

void CheckFlags(const CheckCall& call) {
  CheckRange("--records", call.records, 2, 10'000);
  CheckRange("--seed", call.seed, 0, INT64_MAX);
  CheckRange("--steps", call.steps, 2, 1000);
  CheckRange("--random-orders", call.random_orders, 1, 1000);
  CheckRange("--permutations", call.permutations, 99, 1'000'000);
  CheckRange("--shuffled-records", call.shuffled_records, 1, call.records);
  CheckModelFlags(call.model);
  if (!(call.cell_ms >= 20.0 && call.cell_ms <= 500.0)) {
    throw Error(ErrorCode::kUsage, "must lie between 20 and 500", "--cell-ms", "200");
  }
  if (!(call.severity >= 0.0 && call.severity <= 1.0)) {
    throw Error(ErrorCode::kUsage, "must lie between 0 and 1", "--severity", "0.7");
  }
  const std::vector<std::string> known = ExplanationMethods();
  for (const std::string& method : call.methods) {
    if (std::find(known.begin(), known.end(), method) != known.end()) continue;
    throw Error(ErrorCode::kUsage, "unknown method \"" + method + "\"", "--method",
                "attention, gradient or occlusion");
  }
}

bool ParseCall(const VerbArguments& arguments, CheckCall& call) {
  Arguments flags("eval explanations",
                  "Checks a model's explanations on simulated ECGs whose findings have a known\n"
                  "place: do they point at it better than chance, does the answer hang on what\n"
                  "they call important, and do they change when the weights are shuffled?",
                  {"supreme eval explanations --out explanations",
                   "supreme eval explanations --bundle bundle/ --method occlusion --records 50 "
                   "--out explanations"});
  Declare(flags, call);
  if (!flags.Parse(arguments)) return false;
  CheckFlags(call);
  return true;
}

CheckOptions OptionsOf(const CheckCall& call) {
  CheckOptions options;
  if (!call.methods.empty()) options.methods = call.methods;
  options.cases = {static_cast<uint64_t>(call.records), static_cast<uint64_t>(call.seed),
                   call.severity};
  options.cell_s = call.cell_ms / 1000.0;
  options.deletion = {static_cast<size_t>(call.steps), static_cast<size_t>(call.random_orders)};
  options.permutation_count = static_cast<uint64_t>(call.permutations);
  options.shuffled_records = static_cast<uint64_t>(call.shuffled_records);
  options.threads = static_cast<int>(call.model.threads);
  return options;
}

void PrintSummary(const CheckCall& call, const ExplanationCheck& check) {
  std::string text;
  for (const DataTable& table : ExplanationTables(check)) text += ToMarkdown(table) + "\n";
  for (const std::string& line : Verdicts(check)) text += line + "\n";
  WriteResult({"", call.format}, {ExplanationCheckJson(check), text});
}

}  // namespace

int RunEvalExplanations(const VerbArguments& arguments) {
  CheckCall call;
  if (!ParseCall(arguments, call)) return 0;
  const Bundle bundle = ReadBundle(BundleFolder(call.model.bundle));
  LazyTextEncoder encoder(call.model.text_encoder, static_cast<int>(call.model.threads));
  const QuestionSet questions =
      AskTexts(bundle, PlacedQuestions(),
               [&](std::span<const std::string> texts) { return encoder.Encode(bundle, texts); });
  const ScratchFolder scratch(call.output);
  CheckOptions options = OptionsOf(call);
  options.scratch = scratch.path();
  const ExplanationCheck check =
      CheckExplanations({bundle, BundleId(bundle.folder), questions.batch,
                         MakeGradientSource(bundle, questions.batch, scratch.path())},
                        options);
  WriteExplanationReport(check, call.output);
  PrintSummary(call, check);
  return 0;
}

}  // namespace supreme
