#include "eval/leave_out_output.h"

#include <algorithm>
#include <array>

#include "core/numbers.h"
#include "core/version.h"
#include "eval/figure_output.h"

namespace supreme {
namespace {

struct Way {
  const char* key;
  const char* label;
  Figure (*figure)(const LeftOutResult&);
};

constexpr std::array<Way, 4> kWays = {
    {{"described", "described", [](const LeftOutResult& r) { return r.described; }},
     {"sign_product", "signs, product", [](const LeftOutResult& r) { return r.sign_product; }},
     {"sign_minimum", "signs, minimum", [](const LeftOutResult& r) { return r.sign_minimum; }},
     {"name", "by its name", [](const LeftOutResult& r) { return r.name.figure; }}}};

struct Mean {
  size_t class_count = 0;
  std::optional<double> auroc;
  std::optional<double> lowest;
};

Mean MeanOf(const LeaveOutReport& report, const Way& way) {
  Mean mean;
  double sum = 0.0;
  for (const LeftOutResult& result : report.classes) {
    const std::optional<double> auroc = way.figure(result).auroc;
    if (!auroc || result.positive_count < report.min_positives) continue;
    sum += *auroc;
    ++mean.class_count;
    mean.lowest = std::min(mean.lowest.value_or(1.0), *auroc);
  }
  if (mean.class_count > 0) mean.auroc = sum / static_cast<double>(mean.class_count);
  return mean;
}

OrderedJson AskedJson(const AskedFigure& asked) {
  OrderedJson json = {{"text", asked.text}};
  AddFigure(json, asked.figure);
  return json;
}

template <class Items, class Convert>
OrderedJson List(const Items& items, Convert convert) {
  OrderedJson list = OrderedJson::array();
  for (const auto& item : items) list.push_back(convert(item));
  return list;
}

OrderedJson NeighbourJson(const KnownNeighbour& neighbour) {
  return {{"query", neighbour.text},
          {"similarity", neighbour.similarity},
          {"correlation", NumberOrNull(neighbour.correlation)},
          {"auc", NumberOrNull(neighbour.auroc)}};
}

OrderedJson ClassJson(const LeftOutResult& result) {
  OrderedJson json = {{"code", result.code},
                      {"bundle_id", result.bundle_id},
                      {"n_pos", result.positive_count},
                      {"n_neg", result.negative_count},
                      {"name", AskedJson(result.name)}};
  for (const Way& way : kWays) {
    if (std::string_view(way.key) != "name") AddFigure(json[way.key], way.figure(result));
  }
  json["descriptions"] = List(result.descriptions, AskedJson);
  json["signs"] = List(result.signs, AskedJson);
  json["nearest"] = List(result.nearest, NeighbourJson);
  json["most_alike"] = List(result.most_alike, NeighbourJson);
  return json;
}

std::string TextLines(const std::string& heading, const std::vector<AskedFigure>& asked) {
  std::string lines;
  for (const AskedFigure& one : asked) {
    lines += "  " + PadRight(heading, 10) + FigureText(one.figure.auroc) + "  " + one.text + "\n";
  }
  return lines;
}

std::string NeighbourLines(const std::string& heading, const std::vector<KnownNeighbour>& list) {
  std::string lines;
  for (const KnownNeighbour& near : list) {
    lines += "  " + PadRight(heading, 10) + FigureText(near.auroc) + "  " + near.text +
             " (similarity " + FormatFixed(near.similarity, 2) + ", rank correlation " +
             (near.correlation ? FormatFixed(*near.correlation, 2) : "undefined") + ")\n";
  }
  return lines;
}

std::string Details(const LeftOutResult& result) {
  return "\n" + result.code + "\n" + TextLines("name", {result.name}) +
         TextLines("described", result.descriptions) + TextLines("sign", result.signs) +
         NeighbourLines("nearest", result.nearest) + NeighbourLines("alike", result.most_alike);
}

}  // namespace

OrderedJson LeaveOutJson(const LeaveOutReport& report) {
  OrderedJson json = {
      {"kind", "leave-out"}, {"n_records", report.record_count}, {"pack_id", report.pack_id}};
  json["split"] = {{"description", report.split_description}, {"hash", report.split_hash}};
  json["seed"] = report.seed;
  json["min_positives"] = report.min_positives;
  json["software"] = std::string(Version()) + " (" + std::string(GitCommit()) + ")";
  for (const Way& way : kWays) {
    const Mean mean = MeanOf(report, way);
    json["means"][way.key] = {{"n_classes", mean.class_count},
                              {"auc", NumberOrNull(mean.auroc)},
                              {"lowest", NumberOrNull(mean.lowest)}};
  }
  json["classes"] = List(report.classes, ClassJson);
  return json;
}

std::string LeaveOutTable(const LeaveOutReport& report) {
  std::string table = "classes left out of training, " + report.split_description + ", " +
                      std::to_string(report.record_count) + " records; AUC [95 % interval]\n\n";
  table += PadRight("code", 8) + PadLeft("n_pos", 6);
  for (const Way& way : kWays) table += "  " + PadRight(way.label, 20);
  table += "\n";
  for (const LeftOutResult& result : report.classes) {
    table += PadRight(result.code, 8) + PadLeft(std::to_string(result.positive_count), 6);
    for (const Way& way : kWays) table += "  " + PadRight(FigureText(way.figure(result)), 20);
    table += "\n";
  }
  for (const char* row : {"mean", "lowest"}) {
    table += PadRight(row, 14);
    for (const Way& way : kWays) {
      const Mean mean = MeanOf(report, way);
      table += "  " + PadRight(FigureText(row[0] == 'm' ? mean.auroc : mean.lowest), 20);
    }
    table += "\n";
  }
  table += "Means are over classes with at least " + std::to_string(report.min_positives) +
           " positive records. A neighbour whose scores order the records as the class's do (rank "
           "correlation near 1) makes the answer an echo.\n";
  for (const LeftOutResult& result : report.classes) table += Details(result);
  return table;
}

}  // namespace supreme
