// supreme data compare: two packs side by side.
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <optional>

#include "cli/arguments.h"
#include "cli/output_path.h"
#include "cli/verbs.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "core/numbers.h"
#include "core/progress.h"
#include "data/compare_packs.h"
#include "plot/range_chart.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

struct CompareCall {
  std::string folder_a;
  std::string folder_b;
  RowFilter filter_a;
  RowFilter filter_b;
  int64_t limit = 0;
  int64_t workers = 0;
  std::string format = "table";
  std::string plot;
};

bool ParseCall(const VerbArguments& arguments, CompareCall& call) {
  Arguments flags("data compare",
                  "Measures the ECGs of two packs and compares the distributions of rate,\n"
                  "intervals, amplitudes, noise and band powers (Kolmogorov-Smirnov distance).",
                  {"supreme data compare packs/simulated packs/ptbxl --folds-b 1-4",
                   "supreme data compare packs/sim packs/ptbxl --codes-a NORM --codes-b NORM "
                   "--plot normal.svg"});
  flags.Positional("A", call.folder_a, "folder of the first pack");
  flags.Positional("B", call.folder_b, "folder of the second pack");
  flags.Option("--folds-a", call.filter_a.folds, "only these folds of A, e.g. 1-4");
  flags.Option("--folds-b", call.filter_b.folds, "only these folds of B");
  flags.Option("--codes-a", call.filter_a.codes, "only records of A with this code; repeatable");
  flags.Option("--codes-b", call.filter_b.codes, "only records of B with this code");
  flags.Option("--limit", call.limit, "records per pack, evenly spread; 0 = all");
  flags.Option("--workers", call.workers, "threads, 0 = all cores");
  flags.Choice("--format", call.format, {"table", "json"}, "output format");
  flags.Option("--plot", call.plot, "picture to write: .svg, .png or .pdf");
  if (!flags.Parse(arguments)) return false;
  for (const int64_t count : {call.limit, call.workers}) {
    if (count >= 0 && count <= 1'000'000'000) continue;
    throw Error(ErrorCode::kUsage, "a count is out of range", "supreme data compare",
                "0 or more for --limit and --workers");
  }
  if (!call.plot.empty()) PictureFormatOf(call.plot);  // a wrong ending is said before any work
  PrepareOutput(call.plot);
  return true;
}

PackComparison Compare(const CompareCall& call) {
  const Pack a(call.folder_a), b(call.folder_b);
  std::optional<Progress> progress;
  CompareOptions options;
  options.filter_a = call.filter_a;
  options.filter_b = call.filter_b;
  options.limit = static_cast<size_t>(call.limit);
  options.workers = static_cast<size_t>(call.workers);
  options.progress = [&](size_t done, size_t total) {
    if (!progress) progress.emplace("measure", total, "records");
    progress->Update(done);
  };
  PackComparison comparison = ComparePacks(a, b, options);
  if (progress) progress->Finish();
  return comparison;
}

// At most 4 significant places; "-" for nothing.
std::string Shown(double value) {
  if (!std::isfinite(value)) return "-";
  const double size = std::abs(value);
  return FormatFixed(value, size >= 100.0 ? 0 : size >= 10.0 ? 1 : size >= 1.0 ? 2 : 3);
}

std::string Shown(const Distribution& distribution) {
  return Shown(distribution.p5) + " / " + Shown(distribution.p50) + " / " + Shown(distribution.p95);
}

void PrintTable(const PackComparison& comparison) {
  std::printf("A %zu records, B %zu records; 5 %% / median / 95 %%; KS distance\n\n",
              comparison.records_a, comparison.records_b);
  std::printf("%-24s %-4s %-26s %-26s %s\n", "quantity", "lead", "A", "B", "KS");
  for (const QuantityComparison& row : comparison.quantities) {
    std::printf("%-24s %-4s %-26s %-26s %s\n", row.quantity.name.c_str(), row.quantity.lead.c_str(),
                Shown(row.a).c_str(), Shown(row.b).c_str(), Shown(row.distance).c_str());
  }
  std::printf("\nmean KS distance %s\n", Shown(comparison.mean_distance).c_str());
}

RangeChart MakeChart(const PackComparison& comparison, const CompareCall& call) {
  const auto name = [](const std::string& folder, size_t count) {
    fs::path path = fs::path(folder).lexically_normal();
    if (!path.has_filename()) path = path.parent_path();
    return path.filename().string() + " (n = " + std::to_string(count) + ")";
  };
  RangeChart chart;
  chart.title = "What two packs measure: 5 %, median, 95 %";
  chart.first_name = name(call.folder_a, comparison.records_a);
  chart.second_name = name(call.folder_b, comparison.records_b);
  chart.note_name = "KS distance";
  for (const QuantityComparison& row : comparison.quantities) {
    if (chart.groups.empty() || chart.groups.back().title != row.quantity.name) {
      chart.groups.push_back({row.quantity.name, {}});
    }
    chart.groups.back().rows.push_back({row.quantity.lead,
                                        {row.a.p5, row.a.p50, row.a.p95},
                                        {row.b.p5, row.b.p50, row.b.p95},
                                        Shown(row.distance)});
  }
  return chart;
}

}  // namespace

int RunDataCompare(const VerbArguments& arguments) {
  CompareCall call;
  if (!ParseCall(arguments, call)) return 0;
  const PackComparison comparison = Compare(call);
  if (!call.plot.empty()) {
    const RangeChart chart = MakeChart(comparison, call);
    const PictureOptions options{PictureFormatOf(call.plot), DescribeRangeChart(chart)};
    WriteFileAtomically(call.plot,
                        RenderPicture(RangeChartSize(chart), options,
                                      [&](Canvas& canvas) { DrawRangeChart(canvas, chart); }));
    std::fprintf(stderr, "picture in %s\n", call.plot.c_str());
  }
  if (call.format == "json") {
    std::printf("%s\n", DumpJson(ToJson(comparison)).c_str());
  } else {
    PrintTable(comparison);
  }
  return 0;
}

}  // namespace supreme
