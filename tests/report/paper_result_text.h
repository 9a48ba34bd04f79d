// Small result files as text, for tests of their readers.
#pragma once

#include <string>

namespace supreme {

inline std::string ZeroShotText(const std::string& task, const std::string& auc,
                                const std::string& more = "") {
  return R"({"kind": "zero-shot", "task": ")" + task + R"(", "n_records": 20, "software": "1",)" +
         more +
         R"("bundle": {"name": "b", "id": "i"}, "split": {"description": "test", "hash": "h"},
      "macro": {"n_classes": 2, "n_defined": 1, "auc": )" +
         auc + R"(, "low": 0.5, "high": 0.9},
      "classes": [{"code": "MI", "prompt": "infarction", "n_pos": 3, "n_neg": 17, "auc": )" +
         auc + R"(, "low": 0.5, "high": 0.9},
                  {"code": "HYP", "prompt": "hypertrophy", "n_pos": 0, "n_neg": 20, "auc": null,
                   "low": null, "high": null}]})";
}

inline std::string ProbeText(const std::string& task, const std::string& fraction,
                             const std::string& protocol = "paper") {
  return R"({"kind": "probe", "task": ")" + task + R"(", "method": "linear", "protocol": ")" +
         protocol + R"(", "fraction": )" + fraction + R"(, "shots": null, "n_train": 10,
      "n_val": 5, "n_test": 20, "settings": {"learning_rate": 0.001, "optimizer": "AdamW",
      "epochs": 100}, "macro": {"auc": 0.8, "sd": 0.01, "low": 0.7, "high": 0.9},
      "runs": [{"seed": 1, "auc": 0.79, "epoch": 3, "validation_auc": 0.7},
               {"seed": 2, "auc": 0.81, "epoch": 4, "validation_auc": 0.7}],
      "classes": [{"code": "MI", "n_pos": 3, "n_neg": 17, "auc": 0.8, "sd": 0.01}]})";
}

inline std::string SweepText(const std::string& source) {
  return R"({"kind": "sweep", "title": "t", "source": ")" + source + R"(", "seeds": [1, 2],
      "missing": 0, "variants": [{"name": "ours", "mean": {"n": 2, "mean": 0.75, "sd": 0.01,
        "values": [{"seed": 1, "auc": 0.74}, {"seed": 2, "auc": 0.76}]},
      "evaluations": {"csn": {"n": 1, "mean": 0.8, "sd": null, "values": [{"seed": 1,
        "auc": 0.8}]}}, "paper": {"auc": 0.7270, "sd": null}}], "failures": []})";
}

inline std::string SplitText(const std::string& task) {
  return R"({"kind": "task-counts", "task": ")" + task + R"(", "keep_unlabelled": false,
      "parts": [{"part": "train", "records": 12, "unlabelled": 2}], "classes":
      [{"code": "MI", "positives": [3]}, {"code": "HYP", "positives": [1]}]})";
}

}  // namespace supreme
