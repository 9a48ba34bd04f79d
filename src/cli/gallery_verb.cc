// supreme eval gallery: the most confident mistakes as ECGs on one page.
#include "cli/audit_inputs.h"
#include "cli/audit_verbs.h"
#include "cli/eval_inputs.h"
#include "cli/output_path.h"
#include "core/error.h"
#include "eval/gallery.h"
#include "report/gallery_page.h"

namespace supreme {
namespace {

constexpr int64_t kMaxEcgs = 400;

struct GalleryCall {
  AuditCall audit;
  AuditLimits limits{.min_positives = 5};
  std::string page;
  ResultFlags result;
  int64_t per_class = 2;
  int64_t max_classes = 12;
};

bool ParseCall(const VerbArguments& arguments, GalleryCall& call) {
  Arguments flags("eval gallery",
                  "The most confident mistakes of each class: records that score high without\n"
                  "the class, and low with it, as ECGs with scores, labels and report. Classes\n"
                  "where the model is worst come first.",
                  {"supreme eval gallery --pack pack/ --task ptbxl-super --folds 9,10 "
                   "--page mistakes.html",
                   "supreme eval gallery --pack pack/ --task simulated --folds 10 --per-class 5 "
                   "--format json"});
  AddAuditFlags(flags, call.audit);
  flags.Option("--per-class", call.per_class, "mistakes of each kind to show of a class");
  flags.Option("--max-classes", call.max_classes, "classes to show, the worst ones");
  flags.Option("--min-positives", call.limits.min_positives,
               "positive records a class needs to be shown");
  flags.Option("--page", call.page, "HTML page to write");
  AddResultFlags(flags, call.result, {"table", "json"});
  if (!flags.Parse(arguments)) return false;
  CheckAuditCall(call.audit);
  CheckAuditLimits(call.limits);
  CheckResultFlags(call.result);
  PrepareOutput(call.page);
  CheckRange("--per-class", call.per_class, 1, 100);
  CheckRange("--max-classes", call.max_classes, 1, 1000);
  if (!call.page.empty() && 2 * call.per_class * call.max_classes > kMaxEcgs) {
    throw Error(ErrorCode::kUsage,
                "a page of up to " + std::to_string(2 * call.per_class * call.max_classes) +
                    " ECGs is too large",
                "--page",
                "at most " + std::to_string(kMaxEcgs) + ": smaller --per-class or --max-classes");
  }
  return true;
}

}  // namespace

int RunEvalGallery(const VerbArguments& arguments) {
  GalleryCall call;
  if (!ParseCall(arguments, call)) return 0;
  AuditRun run(call.audit);
  const AuditScores scores = run.Score();
  GalleryOptions options;
  options.per_kind = static_cast<size_t>(call.per_class);
  options.max_classes = static_cast<size_t>(call.max_classes);
  options.min_positives = static_cast<uint64_t>(call.limits.min_positives);
  Gallery gallery =
      ReadGallery(run.pack(), run.task(), run.labels().rows, scores, FindMistakes(scores, options));
  gallery.facts = run.Facts(call.limits);
  if (!call.page.empty()) WriteAuditFile(call.page, BuildGalleryPage(gallery));
  WriteResult(call.result, {GalleryJson(gallery), GalleryTable(gallery)});
  return 0;
}

}  // namespace supreme
