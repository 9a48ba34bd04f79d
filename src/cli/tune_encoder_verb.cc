// supreme tune-encoder (in supreme-train).
#include <cstdio>

#include "cli/arguments.h"
#include "cli/config_file.h"
#include "cli/text_encoder_folder.h"
#include "cli/verbs.h"
#include "core/config_table.h"
#include "core/error.h"
#include "train/tune_encoder.h"

namespace supreme {
namespace {

void Require(const std::string& value, const char* flag) {
  if (!value.empty()) return;
  throw Error(ErrorCode::kUsage, std::string(flag) + " is missing", "supreme tune-encoder",
              "supreme tune-encoder --help");
}

}  // namespace

int RunTuneEncoder(const VerbArguments& words) {
  TuneRequest request;
  std::string texts, base, output, config_file;
  std::vector<std::string> assignments;
  bool print_config = false;
  Arguments flags("tune-encoder",
                  "Tunes a text encoder on the wordings of ECG findings: synonyms come together, "
                  "opposites go apart.\nWrites OUT/encoder, a folder for --text-encoder.",
                  {"supreme vocab encoder-texts --out runs/texts && supreme tune-encoder "
                   "--texts runs/texts --out runs/encoder",
                   "supreme tune-encoder --texts runs/texts --out runs/encoder --set steps=300",
                   "supreme tune-encoder --print-config"});
  flags.Option("--texts", texts, "folder of supreme vocab encoder-texts");
  flags.Option("--text-encoder", base, "BERT folder to start from; default: the untuned encoder");
  flags.Option("--out", output, "run folder to write");
  flags.Option("--config", config_file, "settings as TOML");
  flags.Option("--set", assignments, "one setting, e.g. steps=300; repeatable");
  flags.Flag("--resume", request.resume, "go on with the run in --out");
  flags.Flag("--print-config", print_config, "print the settings as JSON and stop");
  if (!flags.Parse(words)) return 0;
  const ConfigTable table = ConfigTable::Of(request.config);
  if (!config_file.empty()) table.FromJson(ReadTomlFile(config_file), config_file);
  for (const std::string& assignment : assignments) table.Apply(assignment);
  if (print_config) {
    std::printf("%s\n", table.ToJson().dump(2).c_str());
    return 0;
  }
  Require(texts, "--texts");
  Require(output, "--out");
  request.base = TextEncoderFolder(base.empty() ? "stock" : base);
  request.texts = texts;
  request.output = output;
  request.command = {"supreme", "tune-encoder"};
  request.command.insert(request.command.end(), words.begin(), words.end());
  std::printf("%s\n", TuneEncoder(request).string().c_str());
  return 0;
}

}  // namespace supreme
