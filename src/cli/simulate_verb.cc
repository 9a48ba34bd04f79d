// supreme simulate: a dataset of simulated ECGs with reports; the list of what it can show.
#include <algorithm>
#include <cstdint>
#include <iostream>
#include <optional>
#include <string>
#include <thread>

#include "cli/arguments.h"
#include "cli/findings_output.h"
#include "cli/verbs.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "core/progress.h"
#include "plot/ecg_paper.h"
#include "signal/window.h"
#include "synth/dataset/dataset.h"

namespace supreme {
namespace {

struct SimulateArguments {
  bool list = false;
  std::string format = "table";
  std::string folder;
  std::string plot;
  std::string layout = "ptbxl";
  std::string mix = "hospital";
  std::string report_style = "english";
  std::vector<std::string> findings;
  double severity = 0.5;
  int64_t records = 10000;
  int64_t seed = 1;
  int64_t workers = std::max<int64_t>(1, std::thread::hardware_concurrency());
};

uint64_t Count(int64_t value, const std::string& flag) {
  if (value < 0) throw Error(ErrorCode::kUsage, "must not be negative", flag, "0 or more");
  return static_cast<uint64_t>(value);
}

void PrintList(const std::string& format) {
  if (format == "json") {
    std::cout << FindingsJson();
  } else if (format == "markdown") {
    std::cout << FindingsMarkdown();
  } else {
    std::cout << FindingsTable();
  }
}

// "LVH,PVC": codes as --list prints them, in any of several --findings.
FindingSet ReadFindings(const std::vector<std::string>& lists) {
  FindingSet findings;
  for (const std::string& list : lists) {
    for (size_t begin = 0; begin <= list.size();) {
      const size_t end = std::min(list.find(',', begin), list.size());
      const std::string code = list.substr(begin, end - begin);
      const std::optional<Finding> finding = FindingByCode(code);
      if (!finding) {
        throw Error(ErrorCode::kUsage, "no finding has the code \"" + code + "\"", "--findings",
                    "codes stand in supreme simulate --list");
      }
      findings.Add(*finding);
      begin = end + 1;
    }
  }
  return findings;
}

std::optional<Diagnosis> ReadDiagnosis(const SimulateArguments& given) {
  if (given.findings.empty()) return std::nullopt;
  if (!(given.severity >= 0.0 && given.severity <= 1.0)) {
    throw Error(ErrorCode::kUsage, "must lie between 0 and 1", "--severity");
  }
  return MakeDiagnosis(ReadFindings(given.findings), given.severity);
}

void PrintSummary(const DatasetSummary& summary) {
  std::cerr << summary.record_count << " records of " << summary.patient_count
            << " patients; records per finding:";
  for (const FindingInfo& info : FindingTable()) {
    const uint64_t count = summary.finding_counts[static_cast<size_t>(info.finding)];
    if (count > 0) std::cerr << " " << info.code << " " << count;
  }
  std::cerr << "\n";
}

void PlotFirstRecord(const DatasetOptions& options, const std::string& file) {
  const PictureFormat format = PictureFormatOf(file);
  SimulatedRecord simulated = FirstRecord(options);
  const EcgWindow window = ToWindow(simulated.record);
  std::string codes;
  for (const Finding finding : simulated.truth.diagnosis.findings.List()) {
    codes += (codes.empty() ? "" : ", ") + std::string(Info(finding).name);
  }
  const Patient& patient = simulated.truth.patient;
  const EcgPaperOptions paper{EcgLayout::k3x4, "Simulated: " + codes,
                              std::to_string(patient.age_years) + " years, " +
                                  (patient.sex == Sex::kFemale ? "female" : "male")};
  WriteFileAtomically(
      file, RenderPicture(EcgPaperSize(paper.layout), {format, DescribeEcgPaper(window, paper)},
                          [&](Canvas& canvas) { DrawEcgPaper(canvas, window, paper); }));
  std::cout << file << "\n";
}

void Declare(Arguments& parser, SimulateArguments& given, DatasetOptions& options) {
  SimulatorOptions& simulator = options.simulator;
  parser.Flag("--list", given.list, "print every finding with its signs, write no records");
  parser.Choice("--format", given.format, {"table", "json", "markdown"}, "of --list");
  parser.Option("--out", given.folder, "folder of the dataset");
  parser.Choice("--layout", given.layout, DatasetLayoutNames(), "files and tables as in");
  parser.Option("--records", given.records, "how many recordings, up to 9999999");
  parser.Option("--seed", given.seed, "same seed, same bytes");
  parser.Option("--workers", given.workers, "threads");
  parser.Choice("--mix", given.mix, {"hospital", "training"},
                "how often findings come: as in an archive, or rare ones more often");
  parser.Option("--findings", given.findings, "only these, CODE[,CODE...] of --list");
  parser.Option("--severity", given.severity, "of --findings: 0 just over the limit, 1 marked");
  parser.Choice("--report-style", given.report_style,
                {"english", "muse", "glasgow", "free", "german", "mixed"},
                "english: a mix of muse, glasgow and free; mixed: of all four");
  parser.Option("--rate", simulator.sample_rate_hz, "samples per second, 100-1000");
  parser.Option("--duration", simulator.duration_s, "seconds per recording, 5-120");
  parser.Option("--noise", simulator.recorder.noise_level,
                "factor on wander, muscle and mains noise, 0-10");
  parser.Option("--faults", simulator.recorder.fault_share,
                "share of records with a flat, clipped or loose lead, 0-1");
  parser.Flag("--plant-defects", options.plant_defects,
              "mimic-iv-ecg: every fifth record gets a defect of that database, see planted.csv");
  parser.Option("--plot", given.plot, "draw the first record on ECG paper: .svg, .png or .pdf");
  parser.Flag("--force", options.force, "write into a folder that holds something else");
}

}  // namespace

int RunSimulate(const VerbArguments& arguments) {
  SimulateArguments given;
  DatasetOptions options;
  Arguments parser(
      "simulate", "Writes a dataset of simulated 12-lead ECGs with reports.",
      {"supreme simulate --records 10000 --seed 1 --out simulated", "supreme simulate --list",
       "supreme simulate --layout mimic-iv-ecg --mix training --records 50000 --out mimic",
       "supreme simulate --findings LVHS,AFIB --severity 0.8 --records 100 --noise 0 --out clean",
       "supreme simulate --findings CLBBB --plot lbbb.png"});
  Declare(parser, given, options);
  if (!parser.Parse(arguments)) return 0;
  if (given.list) {
    PrintList(given.format);
    return 0;
  }
  if (given.folder.empty() && given.plot.empty()) {
    throw Error(ErrorCode::kUsage, "is required", "--out", "or --plot FILE, or --list");
  }
  options.folder = given.folder;
  options.layout = ParseDatasetLayout(given.layout);
  options.record_count = Count(given.records, "--records");
  options.seed = Count(given.seed, "--seed");
  options.worker_count = Count(given.workers, "--workers");
  options.simulator.mix = given.mix == "training" ? CaseMix::kTraining : CaseMix::kHospital;
  options.simulator.report.style = ParseReportStyle(given.report_style);
  options.simulator.diagnosis = ReadDiagnosis(given);
  if (!given.plot.empty()) PlotFirstRecord(options, given.plot);
  if (given.folder.empty()) return 0;

  Progress progress("simulate", options.record_count, "records");
  const DatasetSummary summary =
      WriteDataset(options, [&](uint64_t done) { progress.Update(done); });
  progress.Finish();
  PrintSummary(summary);
  std::cout << given.folder << "\n";
  return 0;
}

}  // namespace supreme
