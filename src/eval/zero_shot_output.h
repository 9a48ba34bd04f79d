// A zero-shot result as the JSON file that tables and figures are made from, as CSV, and as text.
//
//   {"kind": "zero-shot", "task": …, "dataset": …, "label_mode": "any-code", "n_records": 147,
//    "bundle": {"name": …, "id": …}, "pack_id": …, "split": {"description": …, "hash": …},
//    "prompts": {"set": "simplified", "hash": …, "combination": "mean-logit"},
//    "seed": 1, "bootstrap": {"n_resamples": 1000, "confidence": 0.95}, "software": "0.1.0 (…)",
//    "macro": MACRO, "macro_seen": MACRO, "macro_unseen": MACRO, "undefined": ["CODE", …],
//    "classes": [{"code": …, "prompt": …, "source": …, "query": …, "kind": "known", "seen": true,
//                 "nearest": {"query": …, "similarity": 0.93}, "n_pos": 12, "n_neg": 135,
//                 "auc": 0.91, "low": 0.85, "high": 0.96}, …]}
//   MACRO = {"n_classes": 5, "n_defined": 5, "auc": 0.91, "low": 0.88, "high": 0.94}
//
// "prompts": "set" is "task" for the prompts of the task file, "combination" (prompt_ensemble.h)
// null where no class has several, "generated" is there when a model wrote them. Where some class
// has several, each class lists its own: {"prompt", "query", "kind", "seen", "nearest", "auc"}, and
// "prompt" and "query" of the class join them by " | ".
// "query" is what the model was asked for the prompt. "nearest", the nearest query of the bundle
// and its cosine, is null unless kind is "new" or "nearest". auc, low and high are null where
// undefined.
#pragma once

#include <string>

#include "core/json.h"
#include "eval/zero_shot.h"

namespace supreme {

OrderedJson ZeroShotJson(const ZeroShotResult& result);
// One row per class: code,prompt,query,kind,seen,n_pos,n_neg,auc,low,high; empty where undefined.
std::string ZeroShotCsv(const ZeroShotResult& result);
// For people: classes by falling AUROC, undefined ones last, then the means.
std::string ZeroShotTable(const ZeroShotResult& result);

}  // namespace supreme
