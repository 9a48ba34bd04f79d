// supreme inspect: says what a file or folder is.
#include <unistd.h>

#include <cstdio>

#include "cli/arguments.h"
#include "cli/ecg_picture.h"
#include "cli/inspect_record.h"
#include "cli/output_path.h"
#include "cli/sniff.h"
#include "cli/verbs.h"
#include "core/csv.h"
#include "core/error.h"
#include "core/json.h"
#include "data/pack_stats.h"
#include "data/verify_source.h"
#include "engine/model_cost.h"
#include "plot/ecg_paper.h"
#include "predict/bundle.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

std::string Shown(const OrderedJson& value) {
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_array() && !value.is_object()) return DumpJson(value);
  std::string text;
  for (const auto& [key, entry] : value.items()) {
    text += (text.empty() ? "" : ", ") + (value.is_object() ? key + " " : "") + Shown(entry);
  }
  return text.empty() ? "-" : text;
}

// The answer both ways: JSON keeps its order in the table. One line per key of the second level.
void PrintTable(const OrderedJson& json, const std::string& indent) {
  for (const auto& [key, value] : json.items()) {
    if (value.is_object() && indent.empty()) {
      std::printf("%s\n", key.c_str());
      PrintTable(value, "  ");
    } else {
      std::printf("%s%-*s %s\n", indent.c_str(), 22 - static_cast<int>(indent.size()), key.c_str(),
                  Shown(value).c_str());
    }
  }
}

OrderedJson DescribePack(const fs::path& folder) {
  const Pack pack(folder);
  OrderedJson json;
  json["kind"] = "pack";
  json["id"] = pack.id();
  json["window"] = "12 leads x 5000 samples at 500 Hz";
  json.update(ToJson(CountPack(pack)));
  return json;
}

OrderedJson DescribeBundle(const fs::path& folder) {
  const Bundle bundle = ReadBundle(folder);
  OrderedJson json;
  json["kind"] = "bundle";
  json["path"] = fs::absolute(folder).lexically_normal().string();
  json["trained_on"] = TrainingData(bundle);
  json["software"] = bundle.software;
  json["queries"] = bundle.queries.queries.size();
  json["thresholds"] = bundle.thresholds.size();
  json["text_encoder"] = bundle.queries.encoder_name;
  json["text_encoder_id"] = bundle.queries.encoder_id;
  const ModelCost cost = CostOf(bundle.model, bundle.model.trained_queries);
  json["parameters"] = cost.Total().parameters;
  json["tokens"] = cost.tokens;
  json["flop_per_record"] = cost.Total().flop;
  ModelConfig model = bundle.model;
  json["model"] = ConfigTable::Of(model).ToJson();
  json["training"] = bundle.training;
  return json;
}

OrderedJson DescribeTensors(const fs::path& path) {
  const SafetensorsFile file(path);
  OrderedJson json;
  json["kind"] = "safetensors";
  json["tensors"] = file.names().size();
  for (const auto& [key, value] : file.metadata()) json["metadata"][key] = value;
  for (const std::string& name : file.names()) {
    const TensorView& view = file.Get(name);
    json["shapes"][name] =
        std::string(DTypeName(view.dtype)) + " " + OrderedJson(view.shape).dump();
  }
  return json;
}

OrderedJson DescribeJson(const fs::path& path) {
  const Json value = ReadJsonFile(path);
  OrderedJson json;
  json["kind"] = "json";
  if (value.is_object()) {
    OrderedJson keys = OrderedJson::array();
    for (const auto& [key, entry] : value.items()) keys.push_back(key);
    json["keys"] = keys;
  }
  return json;
}

OrderedJson DescribeTable(const fs::path& path) {
  CsvReader csv = CsvReader::Open(path);
  size_t rows = 0;
  while (csv.Next()) ++rows;
  OrderedJson json;
  json["kind"] = "table";
  json["rows"] = rows;
  json["columns"] = csv.columns();
  return json;
}

OrderedJson DescribeFolder(const fs::path& path) {
  const auto source = OpenFolderSource(path);
  OrderedJson json;
  json["kind"] = "record folder";
  json["records"] = source->size();
  json["first"] = source->Id(0);
  json["next"] = "supreme data verify " + path.string();
  return json;
}

// Everything but recordings.
OrderedJson Describe(const fs::path& path, FileKind kind) {
  switch (kind) {
    case FileKind::kPack:
      return DescribePack(path);
    case FileKind::kBundle:
      return DescribeBundle(path);
    case FileKind::kRun:
      return DescribeBundle(path / "bundle");
    case FileKind::kRecordFolder:
      return DescribeFolder(path);
    case FileKind::kTensors:
      return DescribeTensors(path);
    case FileKind::kJson:
      return DescribeJson(path);
    case FileKind::kTable:
      return DescribeTable(path);
    case FileKind::kStore:
      return {{"kind", "entity store"}, {"next", "supreme extract status " + path.string()}};
    case FileKind::kRecord:
      break;
  }
  throw Error(ErrorCode::kInternal, "a recording is no other kind of file", path.string());
}

struct InspectCall {
  std::string path;
  std::string format = "table";
  std::string record_id;
  std::string out;
  std::string layout = "3x4";
  std::string strip = "auto";
  std::string lead = "II";
  bool strict = false;
};

StripKind StripOf(const InspectCall& call) {
  if (call.strip == "braille") return StripKind::kBraille;
  if (call.strip == "sixel") return StripKind::kSixel;
  const bool is_wanted = call.strip == "auto" && call.format == "table" && ::isatty(STDOUT_FILENO);
  return is_wanted ? StripKind::kBraille : StripKind::kNone;
}

void ShowRecord(const InspectCall& call, const InspectedRecord& inspected) {
  if (!call.out.empty()) WriteEcgPicture(inspected.record, call.layout, call.out);
  OrderedJson json = DescribeRecord(inspected);
  if (call.format == "json") {
    std::printf("%s\n", DumpJson(json).c_str());
    return;
  }
  json.erase("leads");
  json.erase("problems");
  PrintTable(json, "");
  std::printf("\n%s", QualityTable(inspected.quality).c_str());
  const std::string strip = TerminalStrip(inspected.record, call.lead, StripOf(call));
  if (!strip.empty()) std::printf("\n%s", strip.c_str());
  if (!call.out.empty()) std::printf("\n%s\n", call.out.c_str());
}

void Inspect(const InspectCall& call) {
  const FileKind kind = SniffFile(call.path);
  if (kind == FileKind::kRecord) {
    ShowRecord(call, InspectRecordFile(call.path, call.strict));
    return;
  }
  if (!call.record_id.empty() && kind == FileKind::kPack) {
    ShowRecord(call, InspectPackRow(call.path, call.record_id));
    return;
  }
  if (!call.out.empty() || !call.record_id.empty()) {
    throw Error(ErrorCode::kUsage, "nothing to draw: this is no recording", call.path,
                "name a recording, or a pack with --record ID");
  }
  const OrderedJson json = Describe(call.path, kind);
  if (call.format == "json") {
    std::printf("%s\n", DumpJson(json).c_str());
  } else {
    PrintTable(json, "");
  }
}

}  // namespace

int RunInspect(const VerbArguments& arguments) {
  InspectCall call;
  Arguments flags(
      "inspect",
      "Says what a file or folder is, by its contents: a recording with the quality of every "
      "lead,\n"
      "a pack, bundle, training run, .safetensors, JSON or CSV file, or an entity store.",
      {"supreme inspect ecg.hea", "supreme inspect ecg.hea --out ecg.pdf --layout cabrera",
       "supreme inspect ecg.hea --strip braille --lead V1",
       "supreme inspect packs/ptbxl --record 162 --out 162.png",
       "supreme inspect models/simulated-small --format json"});
  flags.Positional("path", call.path, "a file or folder");
  flags.Choice("--format", call.format, {"table", "json", "card"},
               "output format; card: the model card of a bundle, as its README.md");
  flags.Option("--out", call.out, "draw the recording: a name that ends in .svg, .png or .pdf");
  flags.Choice("--layout", call.layout, EcgLayoutWords(),
               "of the picture: rows x columns of leads");
  flags.Option("--record", call.record_id, "the record of a pack to look at, by its id");
  flags.Choice("--strip", call.strip, {"auto", "braille", "sixel", "none"},
               "one lead in the terminal; auto: braille when the output is one");
  flags.Option("--lead", call.lead, "the lead of that strip");
  flags.Flag("--strict", call.strict,
             "refuse records that bend the WFDB standard or fail a checksum");
  if (!flags.Parse(arguments)) return 0;
  if (!call.out.empty()) PictureFormatOf(call.out);  // a wrong ending is said before any work
  PrepareOutput(call.out);
  if (call.format == "card") {
    std::printf("%s", ModelCard(ReadBundle(call.path)).c_str());
  } else {
    Inspect(call);
  }
  return 0;
}

}  // namespace supreme
