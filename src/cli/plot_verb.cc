#include <cstdio>

#include "cli/arguments.h"
#include "cli/ecg_picture.h"
#include "cli/output_path.h"
#include "cli/verbs.h"
#include "core/atomic_file.h"
#include "formats/open.h"
#include "plot/ecg_paper.h"
#include "report/auc_figure.h"
#include "report/result_file.h"

namespace supreme {
namespace {

void WritePicture(const std::string& output, const PictureSize& size,
                  const std::string& description, const DrawFunction& draw) {
  const PictureFormat format = PictureFormatOf(output);
  WriteFileAtomically(output, RenderPicture(size, {format, description}, draw));
  std::printf("%s\n", output.c_str());
}

}  // namespace

int RunPlotEcg(const VerbArguments& arguments) {
  std::string file, output, layout = "3x4";
  Arguments parser("plot ecg", "Draws the first 10 s of an ECG on paper: 25 mm/s, 10 mm/mV.",
                   {"supreme plot ecg records/00001_hr.hea --output ecg.pdf",
                    "supreme plot ecg A0001.mat --output ecg.png --layout 12x1"});
  parser.Positional("FILE", file, "ECG file of any format that is read");
  parser.Option("--output", output, "picture to write: .svg, .png or .pdf", true);
  parser.Choice("--layout", layout, EcgLayoutWords(), "rows x columns of leads");
  if (!parser.Parse(arguments)) return 0;
  PictureFormatOf(output);  // a wrong ending is said before any work
  PrepareOutput(output);
  const Record record = formats::OpenRecord(file);
  WriteEcgPicture(record, layout, output);
  std::printf("%s\n", output.c_str());
  return 0;
}

int RunPlotAuc(const VerbArguments& arguments) {
  std::string file, output;
  Arguments parser("plot auc", "Draws the AUC of every class in a results file as bars.",
                   {"supreme plot auc runs/demo/results/simulated.json --output auc.png"});
  parser.Positional("RESULT", file, "results file of supreme eval");
  parser.Option("--output", output, "picture to write: .svg, .png or .pdf", true);
  if (!parser.Parse(arguments)) return 0;
  PictureFormatOf(output);
  PrepareOutput(output);
  const AucChart chart = MakeAucChart(ReadResultFile(file));
  WritePicture(output, AucChartSize(chart), DescribeAucChart(chart),
               [&](Canvas& canvas) { DrawAucChart(canvas, chart); });
  return 0;
}

}  // namespace supreme
