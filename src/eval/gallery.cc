#include "eval/gallery.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "core/error.h"
#include "core/numbers.h"
#include "eval/figure_output.h"
#include "plot/markup.h"
#include "stats/auroc.h"

namespace supreme {
namespace {

constexpr size_t kTopClasses = 5;
constexpr size_t kMaxReportLetters = 60;

// Share of the sorted values that are below the score.
double ShareBelow(const std::vector<double>& sorted, double score) {
  const auto below = std::ranges::lower_bound(sorted, score) - sorted.begin();
  return sorted.empty() ? 0.0 : static_cast<double>(below) / static_cast<double>(sorted.size());
}

double ShareAbove(const std::vector<double>& sorted, double score) {
  const auto above = sorted.end() - std::ranges::upper_bound(sorted, score);
  return sorted.empty() ? 0.0 : static_cast<double>(above) / static_cast<double>(sorted.size());
}

// The first `count` of those that are on the wrong side of any record.
std::vector<Mistake> Keep(std::vector<Mistake> mistakes, size_t count) {
  std::erase_if(mistakes, [](const Mistake& mistake) { return mistake.share <= 0.0; });
  std::ranges::stable_sort(mistakes,
                           [](const Mistake& a, const Mistake& b) { return a.share > b.share; });
  if (mistakes.size() > count) mistakes.resize(count);
  return mistakes;
}

ClassMistakes MistakesOf(const AuditScores& data, size_t index, size_t per_kind) {
  const std::vector<double>& scores = data.scores[index];
  const std::vector<uint8_t>& positive = data.positive[index];
  std::vector<double> positives, negatives;
  for (size_t i = 0; i < scores.size(); ++i) {
    (positive[i] != 0 ? positives : negatives).push_back(scores[i]);
  }
  std::ranges::sort(positives);
  std::ranges::sort(negatives);
  // By score first, so that among records that beat all others the highest score leads.
  std::vector<size_t> order(scores.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::ranges::stable_sort(order, [&](size_t a, size_t b) { return scores[a] > scores[b]; });
  std::vector<Mistake> high, low;
  for (const size_t record : order) {
    if (positive[record] == 0) {
      high.push_back({record, scores[record], ShareBelow(positives, scores[record])});
    }
  }
  std::ranges::stable_sort(order, [&](size_t a, size_t b) { return scores[a] < scores[b]; });
  for (const size_t record : order) {
    if (positive[record] != 0) {
      low.push_back({record, scores[record], ShareAbove(negatives, scores[record])});
    }
  }
  return {index,
          positives.size(),
          negatives.size(),
          Auroc(scores, positive),
          Keep(std::move(high), per_kind),
          Keep(std::move(low), per_kind)};
}

class EntryReader {
 public:
  EntryReader(const Pack& pack, const Task& task, std::span<const size_t> rows,
              const AuditScores& data)
      : pack_(pack),
        task_(task),
        rows_(rows),
        data_(data),
        codes_(pack.ReadCodes()),
        reports_(pack.ReadReports()) {}

  std::vector<GalleryEntry> Read(const std::vector<Mistake>& mistakes) const {
    std::vector<GalleryEntry> entries;
    for (const Mistake& mistake : mistakes) {
      const size_t row = rows_[mistake.record];
      GalleryEntry& entry = entries.emplace_back();
      entry.mistake = mistake;
      entry.row = pack_.rows()[row];
      entry.window = pack_.ReadWindow(row);
      if (const auto codes = codes_.find(entry.row.record_id); codes != codes_.end()) {
        entry.codes = codes->second;
      }
      if (const auto report = reports_.find(entry.row.record_id); report != reports_.end()) {
        entry.report = report->second;
      }
      AddClasses(mistake.record, entry);
    }
    return entries;
  }

 private:
  void AddClasses(size_t record, GalleryEntry& entry) const {
    for (size_t c = 0; c < task_.classes.size(); ++c) {
      if (data_.positive[c][record] != 0) entry.labels.push_back(task_.classes[c].code);
      entry.top.emplace_back(task_.classes[c].code, data_.scores[c][record]);
    }
    std::ranges::stable_sort(entry.top,
                             [](const auto& a, const auto& b) { return a.second > b.second; });
    if (entry.top.size() > kTopClasses) entry.top.resize(kTopClasses);
  }

  const Pack& pack_;
  const Task& task_;
  const std::span<const size_t> rows_;
  const AuditScores& data_;
  const std::map<std::string, std::vector<std::string>> codes_;
  const std::map<std::string, std::string> reports_;
};

std::string SexWord(Sex sex) {
  return sex == Sex::kFemale ? "female" : sex == Sex::kMale ? "male" : "";
}

OrderedJson EntriesJson(const std::vector<GalleryEntry>& entries) {
  OrderedJson list = OrderedJson::array();
  for (const GalleryEntry& entry : entries) {
    const double age = entry.row.age_years;
    OrderedJson json = {{"record_id", entry.row.record_id},
                        {"score", entry.mistake.score},
                        {"share", entry.mistake.share}};
    json["age_years"] = std::isfinite(age) ? OrderedJson(age) : OrderedJson(nullptr);
    json["sex"] = SexWord(entry.row.sex);
    json["quality"] = entry.row.quality;
    json["labels"] = entry.labels;
    json["codes"] = entry.codes;
    json["report"] = entry.report;
    list.push_back(std::move(json));
  }
  return list;
}

std::string EntryLines(const char* kind, const std::vector<GalleryEntry>& entries) {
  std::string lines;
  for (const GalleryEntry& entry : entries) {
    std::string labels;
    for (const auto& label : entry.labels) labels += (labels.empty() ? "" : " ") + label;
    lines += "  " + PadRight(kind, 9) + PadRight(CleanText(entry.row.record_id), 12) +
             FormatFixed(entry.mistake.score, 3) + "  " +
             PadLeft(FormatFixed(100.0 * entry.mistake.share, 0), 3) + " %  " +
             PadRight(labels, 24) + "  " + ShortenText(entry.report, kMaxReportLetters) + "\n";
  }
  return lines;
}

}  // namespace

std::vector<ClassMistakes> FindMistakes(const AuditScores& data, const GalleryOptions& options) {
  std::vector<ClassMistakes> classes;
  for (size_t c = 0; c < data.classes.size(); ++c) {
    ClassMistakes found = MistakesOf(data, c, options.per_kind);
    if (!found.auroc || found.positive_count < options.min_positives) continue;
    classes.push_back(std::move(found));
  }
  std::ranges::stable_sort(
      classes, [](const ClassMistakes& a, const ClassMistakes& b) { return *a.auroc < *b.auroc; });
  if (classes.size() > options.max_classes) classes.resize(options.max_classes);
  return classes;
}

Gallery ReadGallery(const Pack& pack, const Task& task, std::span<const size_t> rows,
                    const AuditScores& data, const std::vector<ClassMistakes>& mistakes) {
  SUPREME_CHECK(rows.size() == data.record_count && task.classes.size() == data.classes.size());
  const EntryReader reader(pack, task, rows, data);
  Gallery gallery;
  for (const ClassMistakes& found : mistakes) {
    const TaskClass& task_class = task.classes[found.index];
    gallery.classes.push_back(
        {task_class.code, task_class.prompt, found.positive_count, found.negative_count,
         found.auroc, reader.Read(found.false_positives), reader.Read(found.false_negatives)});
  }
  return gallery;
}

OrderedJson GalleryJson(const Gallery& gallery) {
  OrderedJson json = FactsJson("gallery", gallery.facts);
  json["classes"] = OrderedJson::array();
  for (const GalleryClass& entry : gallery.classes) {
    json["classes"].push_back({{"code", entry.code},
                               {"prompt", entry.prompt},
                               {"n_pos", entry.positive_count},
                               {"n_neg", entry.negative_count},
                               {"auc", NumberOrNull(entry.auroc)},
                               {"false_positives", EntriesJson(entry.false_positives)},
                               {"false_negatives", EntriesJson(entry.false_negatives)}});
  }
  return json;
}

std::string GalleryTable(const Gallery& gallery) {
  std::string table = FactsLine(gallery.facts) +
                      "\nMost confident mistakes: score, and the share of records of the other "
                      "kind that it is on the wrong side of\n";
  for (const GalleryClass& entry : gallery.classes) {
    table += "\n" + entry.code + ", " + entry.prompt + ": AUC " + FigureText(entry.auroc) + ", " +
             std::to_string(entry.positive_count) + " positive\n" +
             EntryLines("not so", entry.false_positives) +
             EntryLines("missed", entry.false_negatives);
  }
  return table;
}

}  // namespace supreme
