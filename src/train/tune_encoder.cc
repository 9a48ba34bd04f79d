#include "train/tune_encoder.h"

#include "core/atomic_file.h"
#include "core/config_table.h"
#include "core/error.h"
#include "core/hash.h"
#include "core/numbers.h"
#include "core/version.h"
#include "train/device.h"
#include "train/encoder_export.h"
#include "train/encoder_tuner.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

void CheckFreshFolder(const TuneRequest& request) {
  std::error_code ignored;
  const bool started = !fs::is_empty(request.output / "checkpoints", ignored) && !ignored;
  if (started && !request.resume) {
    throw Error(ErrorCode::kUsage, "this run has been started before", request.output.string(),
                "--resume to go on with it, or another --out");
  }
}

OrderedJson Describe(const TuneRequest& request, const TrainingTexts& texts) {
  TuneConfig config = request.config;
  size_t count = 0;
  for (const TrainingConcept& entry : texts.concepts) count += entry.texts.size();
  OrderedJson json;
  json["software"] = Version();
  json["command"] = request.command;
  json["config"] = ConfigTable::Of(config).ToJson();
  json["base"] = {{"folder", request.base.string()},
                  {"sha256", Sha256File(request.base / "model.safetensors")}};
  json["texts"] = {
      {"folder", request.texts.string()},  {"sha256", Sha256File(request.texts / "texts.csv")},
      {"concepts", texts.concepts.size()}, {"texts", count},
      {"general", texts.general.size()},   {"held_out", texts.held_out.size()}};
  return json;
}

// Threads and how often something is written may change between parts of a run.
Json Computed(Json config) {
  for (const char* key : {"threads", "checkpoint_every_steps", "log_every_steps"}) {
    config.erase(key);
  }
  return config;
}

void CheckSameRun(const fs::path& path, const OrderedJson& description) {
  const Json before = ReadJsonFile(path);
  const Json now = Json::parse(description.dump());  // without its order of keys
  const auto differs = [&](const char* part, const char* key) {
    const Json::json_pointer place(std::string("/") + part + "/" + key);
    return !before.contains(place) || before[place] != now[place];
  };
  std::string what;
  if (differs("base", "sha256")) what = "base encoder";
  if (differs("texts", "sha256")) what = "texts";
  if (!before.contains("config") || Computed(before["config"]) != Computed(now["config"])) {
    what = "settings";
  }
  if (what.empty()) return;
  throw Error(ErrorCode::kUsage, "the run was started with other " + what, path.string(),
              "the same as before, or another --out");
}

void WriteResult(const TuneRequest& request, const EncoderTuner& tuner, OrderedJson description) {
  description["result"] = {{"steps", tuner.state().step},
                           {"trained_parameters", tuner.trained_parameters()},
                           {"training_seconds", tuner.state().seconds}};
  WriteJsonFile(request.output / "run.json", description);
}

}  // namespace

fs::path TuneEncoder(const TuneRequest& request) {
  SetThreads(request.config.threads, 1);
  CheckFreshFolder(request);
  const BertFolder base = BertFolder::Open(request.base);
  const TrainingTexts texts = ReadTrainingTexts(request.texts);
  const fs::path encoder = request.output / "encoder";
  RunFolder folder(request.output);
  RunLog log(request.output / "log.txt");
  const OrderedJson description = Describe(request, texts);
  if (folder.Checkpoints().empty()) {
    WriteJsonFile(request.output / "run.json", description);
  } else {
    CheckSameRun(request.output / "run.json", description);
  }
  EncoderTuner tuner({request.config, base, texts, folder, log});
  if (tuner.Resume()) log.Line("resumed at step " + std::to_string(tuner.state().step));
  if (tuner.Finished() && fs::exists(encoder / "model.safetensors")) {
    log.Line("this run is finished: nothing to do");
    return encoder;
  }
  log.Line(std::to_string(texts.concepts.size()) + " concepts, " +
           std::to_string(tuner.trained_parameters()) + " parameters are trained");
  tuner.Run();
  MakeFolder(encoder);
  WriteFileAtomically(encoder / "held_out.csv", ReadFile(request.texts / "held_out.csv"));
  ExportEncoder(tuner.bert(), request.base, encoder);
  WriteResult(request, tuner, description);
  log.Line("finished in " + FormatFixed(tuner.state().seconds, 0) + " s");
  return encoder;
}

}  // namespace supreme
