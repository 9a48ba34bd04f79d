#include <cstdio>

#include "cli/arguments.h"
#include "cli/verbs.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "predict/engine_predictor.h"
#include "report/collect.h"
#include "report/report_page.h"

namespace supreme {

int RunReport(const VerbArguments& arguments) {
  std::string run, output, pack;
  int64_t examples = 4, seed = 1;
  Arguments parser("report", "Writes a run's results, curve and example ECGs as one HTML page.",
                   {"supreme report runs/demo", "supreme report runs/demo --examples 8 --seed 3"});
  parser.Positional("RUN", run, "folder of the run");
  parser.Option("--output", output, "page to write; default: RUN/report.html");
  parser.Option("--pack", pack, "pack of the example ECGs; default: the run's own");
  parser.Option("--examples", examples, "number of example ECGs, 0 to 24");
  parser.Option("--seed", seed, "which examples are drawn");
  if (!parser.Parse(arguments)) return 0;
  if (examples < 0 || examples > 24) {
    throw Error(ErrorCode::kUsage, "--examples must be from 0 to 24", "supreme report");
  }
  if (seed < 0) throw Error(ErrorCode::kUsage, "--seed must not be negative", "supreme report");
  CollectOptions options;
  options.run = run;
  options.pack = pack;
  options.example_count = static_cast<size_t>(examples);
  options.seed = static_cast<uint64_t>(seed);
  options.make_predictor = [](const Bundle& bundle) {
    return std::make_unique<EnginePredictor>(bundle);
  };
  const ReportData data = CollectReport(options);
  const std::filesystem::path target =
      output.empty() ? std::filesystem::path(run) / "report.html" : std::filesystem::path(output);
  WriteFileAtomically(target, BuildReportPage(data));
  std::printf("%s\n", target.c_str());
  for (const auto& note : data.notes) std::fprintf(stderr, "note: %s\n", note.c_str());
  return 0;
}

}  // namespace supreme
