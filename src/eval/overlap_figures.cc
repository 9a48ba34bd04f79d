#include "eval/overlap_figures.h"

#include <array>

#include "core/error.h"
#include "predict/remembering_predictor.h"

namespace supreme {
namespace {

constexpr size_t kGroupCount = 4;

// Whether a class is of each group: all, unseen by cosine, by code, by every test.
std::array<bool, kGroupCount> GroupsOf(const ClassOverlap& entry) {
  return {true, !entry.seen_by_cosine, !entry.seen_by_code, entry.IsUnseen()};
}

std::array<MacroResult*, kGroupCount> Macros(OverlapFigures& figures) {
  return {&figures.all, &figures.unseen_cosine, &figures.unseen_code, &figures.unseen};
}

// Classes of each group that count in its mean.
ClassGroups MakeGroups(const TaskOverlap& overlap, const OverlapFigures& figures) {
  ClassGroups groups(kGroupCount);
  for (size_t c = 0; c < overlap.classes.size(); ++c) {
    const OverlapClassFigures& entry = figures.classes[c];
    if (!entry.auroc || entry.positive_count < figures.min_positives) continue;
    const auto is_member = GroupsOf(overlap.classes[c]);
    for (size_t g = 0; g < kGroupCount; ++g) {
      if (is_member[g]) groups[g].push_back(c);
    }
  }
  return groups;
}

void SetMeans(const ClassGroups& groups, OverlapFigures& figures) {
  std::vector<std::optional<double>> aurocs;
  for (const OverlapClassFigures& entry : figures.classes) aurocs.push_back(entry.auroc);
  const auto macros = Macros(figures);
  for (size_t g = 0; g < kGroupCount; ++g) {
    macros[g]->auroc = MeanOfDefined(aurocs, groups[g]);
    macros[g]->defined_count = groups[g].size();
  }
}

void CountGroups(const TaskOverlap& overlap, OverlapFigures& figures) {
  const auto macros = Macros(figures);
  for (MacroResult* macro : macros) macro->class_count = 0;
  for (const ClassOverlap& entry : overlap.classes) {
    const auto is_member = GroupsOf(entry);
    for (size_t g = 0; g < kGroupCount; ++g) macros[g]->class_count += is_member[g] ? 1 : 0;
  }
}

std::optional<double> OptionalShare(const Json& object, const char* key, const std::string& where) {
  if (JsonMember(object, key, where).is_null()) return std::nullopt;
  const double value = JsonNumber(object, key, where);
  if (value >= 0.0 && value <= 1.0) return value;
  throw Error(ErrorCode::kCorruptData, std::string("\"") + key + "\" is not between 0 and 1",
              where);
}

std::optional<Interval> ReadInterval(const Json& object, const std::string& where) {
  const auto low = OptionalShare(object, "low", where), high = OptionalShare(object, "high", where);
  if (!low || !high) return std::nullopt;
  return Interval{*low, *high, 0};
}

void ReadClasses(const Json& json, const std::string& where, AskedResult& result) {
  const Json& classes = JsonMember(json, "classes", where);
  if (!classes.is_array()) {
    throw Error(ErrorCode::kCorruptData, "\"classes\" is not a list", where);
  }
  for (const Json& entry : classes) {
    result.codes.push_back(JsonString(entry, "code", where));
    result.prompts.push_back(JsonString(entry, "prompt", where));
    result.asked_as_query.push_back(JsonBool(entry, "seen", where));
    result.figures.classes.push_back(
        {JsonCount(entry, "n_pos", where), JsonCount(entry, "n_neg", where),
         OptionalShare(entry, "auc", where), ReadInterval(entry, where)});
  }
}

}  // namespace

OverlapFigures CountClasses(const TaskOverlap& overlap) {
  OverlapFigures figures;
  CountGroups(overlap, figures);
  return figures;
}

OverlapFigures EvaluateOverlap(Predictor& predictor, ZeroShotInput input,
                               const ZeroShotOptions& options, TaskOverlap& overlap) {
  SUPREME_CHECK(overlap.classes.size() == input.questions.size());
  for (size_t c = 0; c < overlap.classes.size(); ++c) {
    overlap.classes[c].asked_as_query = input.questions[c].seen;
  }
  OverlapFigures figures = CountClasses(overlap);
  const auto macros = Macros(figures);
  // Each time another test says what was seen; the resamples are the same.
  RememberingPredictor memory(predictor);
  for (size_t g = 1; g < kGroupCount; ++g) {
    for (size_t c = 0; c < overlap.classes.size(); ++c) {
      input.questions[c].seen = !GroupsOf(overlap.classes[c])[g];
    }
    const ZeroShotResult result = EvaluateZeroShot(memory, input, options);
    *macros[0] = result.all;
    *macros[g] = result.unseen;
    figures.source = {result.label_mode, result.pack_id, result.split_description,
                      result.split_hash, result.record_count};
    figures.classes.clear();
    for (const ClassResult& entry : result.classes) {
      figures.classes.push_back(
          {entry.positive_count, entry.negative_count, entry.auroc, entry.interval});
    }
  }
  figures.min_positives = options.min_positives;
  figures.bootstrap = options.bootstrap;
  figures.seed = options.seed;
  return figures;
}

AskedResult ReadAskedResult(const std::filesystem::path& path) {
  const std::string where = path.string();
  const Json json = ReadJsonFile(path);
  if (JsonString(json, "kind", where) != "zero-shot") {
    throw Error(ErrorCode::kInvalidInput, "no result of eval zero-shot", where,
                "the file that supreme eval zero-shot --output wrote");
  }
  AskedResult result;
  result.task = JsonString(json, "task", where);
  result.bundle_id = JsonString(JsonMember(json, "bundle", where), "id", where);
  const Json& split = JsonMember(json, "split", where);
  const Json& bootstrap = JsonMember(json, "bootstrap", where);
  OverlapFigures& figures = result.figures;
  figures.source = {JsonString(json, "label_mode", where), JsonString(json, "pack_id", where),
                    JsonString(split, "description", where), JsonString(split, "hash", where),
                    JsonCount(json, "n_records", where)};
  figures.min_positives = JsonCount(json, "min_positives", where);
  figures.seed = JsonCount(json, "seed", where);
  figures.bootstrap = {JsonCount(bootstrap, "n_resamples", where),
                       JsonNumber(bootstrap, "confidence", where)};
  figures.all.interval = ReadInterval(JsonMember(json, "macro", where), where + " macro");
  ReadClasses(json, where, result);
  return result;
}

OverlapFigures FiguresOfResult(const AskedResult& asked, TaskOverlap& overlap,
                               const std::string& where) {
  OverlapFigures figures = asked.figures;
  bool is_same = asked.codes.size() == overlap.classes.size();
  for (size_t c = 0; is_same && c < asked.codes.size(); ++c) {
    is_same = asked.codes[c] == overlap.classes[c].code;
    overlap.classes[c].asked_as_query = asked.asked_as_query[c];
  }
  if (!is_same) {
    throw Error(ErrorCode::kInvalidInput, "the result has other classes than the task", where,
                "the task that was evaluated");
  }
  CountGroups(overlap, figures);
  const ClassGroups groups = MakeGroups(overlap, figures);
  SetMeans(groups, figures);
  // A group of all classes that count has their interval.
  for (MacroResult* macro : Macros(figures)) {
    const bool has_all = macro->defined_count == figures.all.defined_count;
    if (has_all) macro->interval = figures.all.interval;
  }
  return figures;
}

}  // namespace supreme
