// A probe's result as the JSON file that tables are made from, as CSV, and as text.
//
//   {"kind": "probe", "task": …, "dataset": …, "method": "linear" | "few-shot" |
//    "fine-tune",
//    "protocol": "clean", "reported": "epoch with the best validation AUC",
//    "fraction": 0.01 | 0.1 | 1.0 | null, "shots": 4 | null, "label_mode": …,
//    "n_train": 170, "n_val": 2146, "n_test": 2158,
//    "bundle": {"name": …, "id": …}, "features": {"key": …, "width": 192}, "pack_id": …,
//    "window": …, "split": {"description": …, "hash": …, "train_hash": …},
//    "pretraining_split": "folds 1-8 / 9 / -" | null,
//    "settings": {"optimizer": "AdamW", "learning_rate": 0.001, …}, "bootstrap": …, "software": …,
//    "macro": MACRO, "macro_trained": MACRO, "undefined": ["CODE", …], "untrained": ["CODE", …],
//    "runs": [{"seed": 1, "n_train": 170, "epoch": 37, "loss": …, "auc": …,
//              "validation_auc": …}, …],
//    "classes": [{"code": …, "n_train_pos": 12, "n_pos": …, "n_neg": …, "auc": …, "sd": …,
//                 "low": …, "high": …}, …]}
//   MACRO = {"n_classes": 5, "n_defined": 5, "auc": 0.91, "sd": 0.002, "low": 0.90, "high": 0.92}
//
// AUCs are fractions, means over the seeds; sd is over the seeds (null for one), low and high bound
// the mean over resampled test records. "untrained" classes had no positive training record with
// some seed; macro has them, macro_trained leaves them out. n_train and n_train_pos are means over
// the seeds where draws differ. "features" and a fine-tuned
// encoder do not go together; its "settings" have "encoder_learning_rate". "pretraining_split" is
// how this pack was split when the encoder was pre-trained on it, null when it was not.
#pragma once

#include <string>

#include "core/json.h"
#include "eval/linear_probe.h"

namespace supreme {

OrderedJson ProbeJson(const ProbeResult& result);
// One row per class: code,n_train_pos,n_pos,n_neg,auc,sd,low,high; empty where undefined.
std::string ProbeCsv(const ProbeResult& result);
// For people: classes by falling AUC, seeds, means, and what flatters or is missing.
std::string ProbeTable(const ProbeResult& result);

}  // namespace supreme
