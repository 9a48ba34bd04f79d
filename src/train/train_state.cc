#include "train/train_state.h"

namespace supreme {

OrderedJson ToJson(const TrainState& state) {
  OrderedJson json;
  json["step"] = state.step;
  json["records_seen"] = state.records_seen;
  json["has_best"] = state.has_best;
  json["best_auc"] = state.best_auc;
  json["best_step"] = state.best_step;
  json["stale_evaluations"] = state.stale_evaluations;
  json["skipped_steps"] = state.skipped_steps;
  json["skipped_in_a_row"] = state.skipped_in_a_row;
  json["logged_loss_sum"] = state.logged_loss_sum;
  json["logged_loss_count"] = state.logged_loss_count;
  json["seconds"] = state.seconds;
  json["ranks"] = state.ranks;
  return json;
}

TrainState TrainStateFromJson(const Json& json, std::string_view where) {
  const auto count = [&](std::string_view key) {
    return static_cast<int64_t>(JsonCount(json, key, where));
  };
  TrainState state;
  state.step = count("step");
  state.records_seen = count("records_seen");
  state.has_best = JsonBool(json, "has_best", where);
  state.best_auc = JsonNumber(json, "best_auc", where);
  state.best_step = count("best_step");
  state.stale_evaluations = count("stale_evaluations");
  state.skipped_steps = count("skipped_steps");
  state.skipped_in_a_row = count("skipped_in_a_row");
  state.logged_loss_sum = JsonNumber(json, "logged_loss_sum", where);
  state.logged_loss_count = count("logged_loss_count");
  state.seconds = JsonNumber(json, "seconds", where);
  if (json.contains("ranks")) state.ranks = count("ranks");  // older runs had one
  return state;
}

}  // namespace supreme
