#include <cstdio>

#include "cli/arguments.h"
#include "cli/output_path.h"
#include "cli/verbs.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "predict/engine_predictor.h"
#include "report/collect.h"
#include "report/report_page.h"
#include "report/run_comparison.h"

namespace supreme {

namespace {

// By the ending of `output`: the page, or the picture of the curves alone.
int WriteComparison(const std::vector<std::string>& runs, const std::string& output) {
  const std::filesystem::path target = output.empty() ? "comparison.html" : output;
  const bool is_page = target.extension() == ".html";
  const PictureFormat format = is_page ? PictureFormat::kSvg : PictureFormatOf(target);
  const RunComparison comparison = CompareRuns({runs.begin(), runs.end()});
  const LineChart& curves = comparison.curves;
  const auto draw = [&](Canvas& canvas) { DrawLineChart(canvas, curves); };
  WriteFileAtomically(target, is_page ? BuildComparisonPage(comparison)
                                      : RenderPicture(LineChartSize(curves),
                                                      {format, DescribeLineChart(curves)}, draw));
  std::printf("%s\n", target.c_str());
  return 0;
}

}  // namespace

int RunReport(const VerbArguments& arguments) {
  std::vector<std::string> runs;
  std::string output, pack;
  int64_t examples = 4, seed = 1;
  Arguments parser("report",
                   "Writes a run's results, curve and example ECGs as one HTML page, or the "
                   "curves of several runs side by side.",
                   {"supreme report runs/demo", "supreme report runs/a runs/b --output curves.png",
                    "supreme report runs/demo --examples 8 --seed 3"});
  parser.Positional("RUN", runs, "folder of the run; 2 to 12 folders are compared");
  parser.Option("--output", output,
                "page to write; default: RUN/report.html, of several runs ./comparison.html; "
                ".svg, .png or .pdf: the picture of several runs' curves alone");
  parser.Option("--pack", pack, "pack of a run's example ECGs; default: the run's own");
  parser.Option("--examples", examples, "number of a run's example ECGs, 0 to 24");
  parser.Option("--seed", seed, "which examples are drawn");
  if (!parser.Parse(arguments)) return 0;
  PrepareOutput(output);
  if (runs.size() > 1) return WriteComparison(runs, output);
  const std::string run = runs.front();
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
