// supreme plot embedding: features of records as a map in two dimensions.
#include <cstdio>

#include "cli/arguments.h"
#include "cli/audit_inputs.h"
#include "cli/audit_verbs.h"
#include "cli/eval_inputs.h"
#include "cli/output_path.h"
#include "eval/embedding_map.h"
#include "plot/canvas.h"

namespace supreme {
namespace {

struct MapCall {
  std::string array;
  std::string table;
  std::string method = "tsne";
  std::string color_by = "classes";
  std::string highlight;
  std::string title;
  std::string output;
  std::string coordinates;
  double perplexity = 30.0;
  int64_t steps = 1000;
  int64_t limit = 2000;
  int64_t seed = 1;
};

bool ParseCall(const VerbArguments& arguments, MapCall& call) {
  Arguments flags("plot embedding",
                  "Draws features of records as a map: principal components or t-SNE, coloured\n"
                  "by a column of their table; of several values a record shows the rarest. The\n"
                  "picture says how far neighbours on paper are neighbours in truth\n"
                  "(trustworthiness).",
                  {"supreme plot embedding features.npy --output map.svg",
                   "supreme plot embedding features.npy --highlight MI --output map_mi.svg",
                   "supreme plot embedding features.npy --method pca --color-by sex --output "
                   "map.pdf --coordinates map.csv"});
  flags.Positional("FEATURES", call.array,
                   ".npy array, one row per record, of supreme embed or any");
  flags.Option("--table", call.table, "CSV with a row per record; default: FEATURES with .csv");
  flags.Choice("--method", call.method, {"tsne", "pca"}, "t-SNE, or principal components");
  flags.Option("--color-by", call.color_by, "column of the table");
  flags.Option("--highlight", call.highlight,
               "one value of the column against all records without it");
  flags.Option("--title", call.title, "of the picture; default: the file and the method");
  flags.Option("--output", call.output, "picture to write: .svg, .png or .pdf", true);
  flags.Option("--coordinates", call.coordinates, "CSV of the coordinates to write");
  flags.Option("--perplexity", call.perplexity, "t-SNE: about how many neighbours a record has");
  flags.Option("--steps", call.steps, "t-SNE: steps of the descent");
  flags.Option("--limit", call.limit, "draw at most so many records, chosen at random");
  flags.Option("--seed", call.seed, "of that choice");
  if (!flags.Parse(arguments)) return false;
  CheckRange("--steps", call.steps, 1, 100'000);
  CheckRange("--limit", call.limit, 4, static_cast<int64_t>(kMaxTsneRecords));
  CheckRange("--seed", call.seed, 0, INT64_MAX);
  PictureFormatOf(call.output);  // a wrong ending is said before any work
  PrepareOutput(call.output);
  PrepareOutput(call.coordinates);
  return true;
}

RecordGroups GroupRecords(const MapCall& call, const Embedding& embedding) {
  return call.highlight.empty() ? GroupByRarestValue(embedding, call.color_by, kMaxScatterGroups)
                                : GroupByOneValue(embedding, call.color_by, call.highlight);
}

std::string TitleOf(const MapCall& call, const RecordGroups& groups) {
  if (!call.title.empty()) return call.title;
  return std::filesystem::path(call.array).stem().string() +
         (call.method == "pca" ? ": principal components" : ": t-SNE") + ", coloured by " +
         groups.what;
}

}  // namespace

int RunPlotEmbedding(const VerbArguments& arguments) {
  MapCall call;
  if (!ParseCall(arguments, call)) return 0;
  const std::filesystem::path table =
      call.table.empty() ? TableOf(call.array) : std::filesystem::path(call.table);
  const Embedding embedding =
      DrawRecords(ReadEmbedding(call.array, table), static_cast<size_t>(call.limit),
                  static_cast<uint64_t>(call.seed));
  const MapMethod method = call.method == "pca" ? MapMethod::kPca : MapMethod::kTsne;
  // A wrong column or value is said before minutes of work.
  const RecordGroups groups = GroupRecords(call, embedding);
  TsneOptions options;
  options.perplexity = call.perplexity;
  options.steps = static_cast<size_t>(call.steps);
  const EmbeddingMap map = MapEmbedding(embedding, method, options);
  const ScatterChart chart = MapChart(embedding, map, groups, TitleOf(call, groups));
  WriteAuditFile(call.output,
                 RenderPicture(ScatterChartSize(chart),
                               {PictureFormatOf(call.output), DescribeScatterChart(chart)},
                               [&](Canvas& canvas) { DrawScatterChart(canvas, chart); }));
  if (!call.coordinates.empty()) {
    WriteAuditFile(call.coordinates, MapCsv(embedding, map, call.color_by));
  }
  std::printf("%s\n", call.output.c_str());
  return 0;
}

}  // namespace supreme
