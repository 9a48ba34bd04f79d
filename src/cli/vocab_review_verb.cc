// supreme vocab review.
#include <cstdio>

#include "cli/arguments.h"
#include "cli/verbs.h"
#include "cli/vocab_folder.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "vocab/review.h"
#include "vocab/review_page.h"

namespace supreme {
namespace {

struct ReviewCall {
  std::string vocab;
  std::string csv;
  std::string page;
  std::string apply;
  std::string terms;
  VocabularyFiles files;
};

void WriteFiles(const ReviewCall& call) {
  const std::vector<ReviewRow> rows = MakeReview(ReadQuerySet(call.vocab));
  if (!call.csv.empty()) WriteReview(rows, call.csv);
  if (!call.page.empty()) {
    const std::filesystem::path folder = std::filesystem::absolute(call.vocab).lexically_normal();
    const std::string name =
        folder.filename().empty() ? folder.parent_path().filename() : folder.filename();
    WriteFileAtomically(call.page, BuildReviewPage(rows, name));
  }
  std::fprintf(stderr, "%zu rows to review\n", rows.size());
}

void Apply(const ReviewCall& call) {
  const std::filesystem::path path = std::filesystem::path(call.vocab) / "options.json";
  VocabularyOptions options = VocabularyOptionsFromJson(ReadJsonFile(path), path.string());
  options.corrections = PlanCorrections(ReadReview(call.apply));
  std::vector<Term> terms;
  if (!call.terms.empty()) {
    terms = ReadTerms(call.terms);
    options.terms = &terms;
  }
  const Vocabulary vocabulary = BuildVocabularyFolder(call.files, options);
  std::printf("%zu queries in %s\n", vocabulary.set.queries.size(), call.files.out.c_str());
}

}  // namespace

int RunVocabReview(const VerbArguments& arguments) {
  ReviewCall call;
  Arguments flags(
      "vocab review",
      "Writes a vocabulary as a table and a page in which people accept, rename, merge, "
      "split or drop; reads it back and builds the vocabulary anew with that.",
      {"supreme vocab review --vocab runs/vocab --csv review.csv --page review.html",
       "supreme vocab review --vocab runs/vocab --apply review.csv --pack packs/sim "
       "--store runs/entities.sqlite --out runs/vocab-reviewed"});
  flags.Option("--vocab", call.vocab, "folder of the vocabulary", true);
  flags.Option("--csv", call.csv, "write the table here");
  flags.Option("--page", call.page, "write the HTML page here");
  flags.Option("--apply", call.apply, "reviewed table to build from");
  flags.Option("--pack", call.files.pack, "with --apply: the pack of the vocabulary");
  flags.Option("--store", call.files.store, "with --apply: the entity store of the vocabulary");
  flags.Option("--out", call.files.out, "with --apply: folder of the new vocabulary");
  flags.Option("--terms", call.terms, "with --apply: reference terms, if it was built with others");
  flags.Option("--text-encoder", call.files.text_encoder, "BERT folder in Hugging Face layout");
  if (!flags.Parse(arguments)) return 0;
  const bool has_files =
      !call.files.pack.empty() && !call.files.store.empty() && !call.files.out.empty();
  if (call.apply.empty() == (call.csv.empty() && call.page.empty())) {
    throw Error(ErrorCode::kUsage, "say what to write, or what to apply", "vocab review",
                "--csv and --page, or --apply");
  }
  if (!call.apply.empty() && !has_files) {
    throw Error(ErrorCode::kUsage, "--apply builds anew from the data", "vocab review",
                "give --pack, --store and --out too");
  }
  if (call.apply.empty()) {
    WriteFiles(call);
  } else {
    Apply(call);
  }
  return 0;
}

}  // namespace supreme
