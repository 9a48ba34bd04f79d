#include "eval/overlap_output.h"

#include <algorithm>
#include <array>

#include "core/csv.h"
#include "core/error.h"
#include "core/numbers.h"
#include "core/version.h"
#include "eval/figure_output.h"

namespace supreme {
namespace {

constexpr size_t kMaxTextColumns = 40;

struct PaperColumn {
  const char* task;
  const char* column;
};
constexpr std::array<PaperColumn, 6> kPaperColumns = {{{"ptbxl-super", "PTB-XL-Superclass"},
                                                       {"ptbxl-sub", "PTB-XL-Subclass"},
                                                       {"ptbxl-form", "PTB-XL-Form"},
                                                       {"ptbxl-rhythm", "PTB-XL-Rhythm"},
                                                       {"cpsc2018", "CPSC-2018"},
                                                       {"csn", "CSN"}}};

struct Group {
  const char* key;
  const char* label;
  const MacroResult& (*macro)(const OverlapFigures&);
};

constexpr std::array<Group, 4> kGroups = {
    {{"macro_all", "all classes",
      [](const OverlapFigures& f) -> const MacroResult& { return f.all; }},
     {"macro_unseen_cosine", "not seen by cosine",
      [](const OverlapFigures& f) -> const MacroResult& { return f.unseen_cosine; }},
     {"macro_unseen_code", "not seen by code",
      [](const OverlapFigures& f) -> const MacroResult& { return f.unseen_code; }},
     {"macro_unseen", "not seen by any test",
      [](const OverlapFigures& f) -> const MacroResult& { return f.unseen; }}}};

OrderedJson MacroJson(const MacroResult& macro) {
  OrderedJson json = {{"n_classes", macro.class_count}, {"n_defined", macro.defined_count}};
  AddFigure(json, {macro.auroc, macro.interval});
  return json;
}

OrderedJson ClassJson(const ClassOverlap& entry, const OverlapClassFigures* figures) {
  OrderedJson json = {{"code", entry.code}, {"prompt", entry.prompt}, {"nearest", nullptr}};
  if (!entry.nearest.empty()) {
    json["nearest"] = {{"query", entry.nearest},
                       {"wording", entry.wording},
                       {"similarity", entry.similarity},
                       {"words_differ", entry.words_differ}};
  }
  json["seen_by_cosine"] = entry.seen_by_cosine;
  json["n_codes"] = entry.code_count;
  json["n_shared_codes"] = entry.shared_code_count;
  json["shared_codes"] = OrderedJson::array();
  for (const SharedCode& shared : entry.shared_codes) {
    json["shared_codes"].push_back({{"code", shared.code}, {"query", shared.query}});
  }
  json["seen_by_code"] = entry.seen_by_code;
  json["asked_as_query"] =
      entry.asked_as_query ? OrderedJson(*entry.asked_as_query) : OrderedJson(nullptr);
  AddFigure(json, figures == nullptr ? Figure{} : Figure{figures->auroc, figures->interval});
  json["n_pos"] = figures == nullptr ? OrderedJson(nullptr) : OrderedJson(figures->positive_count);
  json["n_neg"] = figures == nullptr ? OrderedJson(nullptr) : OrderedJson(figures->negative_count);
  return json;
}

const OverlapClassFigures* FiguresOf(const OverlapReport& report, size_t index) {
  return report.figures.classes.empty() ? nullptr : &report.figures.classes[index];
}

std::string YesNo(bool is_true) { return is_true ? "yes" : "no"; }

std::string PercentText(const std::optional<double>& share) {
  return share ? FormatFixed(100.0 * *share, 2) : "-";
}

size_t PromptColumns(const OverlapReport& report, size_t least) {
  size_t columns = least;
  for (const ClassOverlap& entry : report.overlap.classes) {
    columns = std::max({columns, entry.prompt.size(), entry.nearest.size()});
  }
  return std::min(columns, kMaxTextColumns);
}

std::string ClassLines(const OverlapReport& report) {
  const size_t columns = PromptColumns(report, 13);
  size_t code_columns = 4;
  std::vector<size_t> order;
  for (size_t c = 0; c < report.overlap.classes.size(); ++c) {
    order.push_back(c);
    code_columns = std::max(code_columns, report.overlap.classes[c].code.size());
  }
  std::ranges::stable_sort(order, std::ranges::greater(),
                           [&](size_t c) { return report.overlap.classes[c].similarity; });
  std::string lines = PadRight("code", code_columns) + "  " + PadRight("prompt", columns) + "  " +
                      PadRight("nearest query", columns) + "  cosine  by cosine  codes    AUC\n";
  for (const size_t c : order) {
    const ClassOverlap& entry = report.overlap.classes[c];
    const OverlapClassFigures* figures = FiguresOf(report, c);
    lines += PadRight(entry.code, code_columns) + "  " + PadRight(entry.prompt, columns) + "  " +
             PadRight(entry.nearest, columns) + "  " + FormatFixed(entry.similarity, 4) + "  " +
             PadRight(std::string(entry.seen_by_cosine ? "seen" : "unseen") +
                          (entry.words_differ && entry.seen_by_cosine ? " *" : ""),
                      11) +
             PadRight(std::to_string(entry.shared_code_count) + " of " +
                          std::to_string(entry.code_count),
                      9) +
             (figures == nullptr ? std::string("-")
                                 : FigureText(Figure{figures->auroc, figures->interval})) +
             "\n";
  }
  return lines;
}

std::string WithoutTrailingBlanks(std::string line) {
  while (line.ends_with(' ')) line.pop_back();
  return line + "\n";
}

std::string MeanText(const MacroResult& macro) {
  std::string text = PercentText(macro.auroc);
  if (macro.auroc && macro.interval) {
    text +=
        " [" + PercentText(macro.interval->low) + ", " + PercentText(macro.interval->high) + "]";
  }
  return text;
}

// How many classes each group has, where no records were scored.
std::string CountLines(const OverlapReport& report) {
  std::string lines;
  for (const Group& group : kGroups) {
    lines +=
        PadRight(group.label, 24) + std::to_string(group.macro(report.figures).class_count) + "\n";
  }
  return lines;
}

// Table 10, the paper's values beside.
std::string GroupLines(const OverlapReport& report) {
  if (!report.figures.source) return CountLines(report);
  const auto paper = PaperTable10(PaperNumbers::Printed(), report.task);
  std::string lines =
      WithoutTrailingBlanks(PadRight("macro AUC, percent", 24) + PadRight("classes", 12) +
                            PadRight("AUC [interval]", 24) + (paper ? "paper" : ""));
  for (const Group& group : kGroups) {
    const MacroResult& macro = group.macro(report.figures);
    std::string line =
        PadRight(group.label, 24) +
        PadRight(std::to_string(macro.defined_count) + " of " + std::to_string(macro.class_count),
                 12) +
        PadRight(MeanText(macro), 24);
    const bool is_all = std::string_view(group.key) == "macro_all";
    const bool is_paper_way = std::string_view(group.key) == "macro_unseen_cosine";
    if (paper && (is_all || is_paper_way)) line += PercentText(is_all ? paper->all : paper->unseen);
    lines += WithoutTrailingBlanks(std::move(line));
  }
  return lines;
}

std::string OtherTaskLine(const OverlapReport& report) {
  std::string line;
  for (const TaskShare& other : report.overlap.others) {
    line += (line.empty() ? "Classes that another task has too: " : ", ") + other.task + " " +
            std::to_string(other.shared_count);
  }
  return line.empty() ? "" : line + "\n";
}

std::string FootNotes(const OverlapReport& report) {
  std::string notes;
  const auto& classes = report.overlap.classes;
  if (std::ranges::any_of(
          classes, [](const ClassOverlap& e) { return e.seen_by_cosine && e.words_differ; })) {
    notes += "* a word tells the two apart, so near as their embeddings are.\n";
  }
  const auto asked = std::ranges::count_if(classes, [](const ClassOverlap& e) {
    return !e.seen_by_cosine && e.asked_as_query.value_or(false);
  });
  if (asked > 0) {
    notes += std::to_string(asked) + " of the classes under the threshold " +
             (asked == 1 ? "was" : "were") +
             " asked through a trained query of the same meaning.\n";
  }
  const OverlapFigures& figures = report.figures;
  if (figures.source && figures.unseen_cosine.auroc && !figures.unseen_cosine.interval &&
      figures.bootstrap.resample_count > 0) {
    notes += "Intervals over unseen classes need the records: --pack in place of --result.\n";
  }
  return notes;
}

}  // namespace

std::optional<PaperOverlap> PaperTable10(const PaperNumbers& numbers, const std::string& task) {
  const auto found = std::ranges::find_if(
      kPaperColumns, [&](const PaperColumn& column) { return task == column.task; });
  if (found == kPaperColumns.end()) return std::nullopt;
  const auto cell = [&](std::string_view row) -> std::optional<double> {
    for (const PaperNumber& number : numbers.all()) {
      if (number.table == "10" && number.row == row && number.column == found->column) {
        return numbers.At("10", row, found->column) / 100.0;
      }
    }
    return std::nullopt;
  };
  return PaperOverlap{cell("All Classes"), cell("Non-overlapping Classes")};
}

OrderedJson OverlapJson(const OverlapReport& report) {
  const OverlapFigures& figures = report.figures;
  const auto& source = figures.source;
  const auto or_null = [&](const auto& member) {
    return source ? OrderedJson(*source.*member) : OrderedJson(nullptr);
  };
  OrderedJson json = {{"kind", "overlap"},
                      {"task", report.task},
                      {"dataset", report.dataset},
                      {"label_mode", or_null(&OverlapSource::label_mode)},
                      {"n_records", or_null(&OverlapSource::record_count)}};
  json["bundle"] = {{"name", report.bundle_name}, {"id", report.bundle_id}};
  json["pack_id"] = or_null(&OverlapSource::pack_id);
  json["split"] = nullptr;
  if (source) {
    json["split"] = {{"description", source->split_description}, {"hash", source->split_hash}};
  }
  json["software"] = std::string(Version()) + " (" + std::string(GitCommit()) + ")";
  json["threshold"] = report.options.threshold;
  json["compared_with"] = report.options.wordings ? "wordings" : "queries";
  json["n_queries"] = report.query_count;
  json["seed"] = figures.seed;
  json["min_positives"] = figures.min_positives;
  json["bootstrap"] = {{"n_resamples", figures.bootstrap.resample_count},
                       {"confidence", figures.bootstrap.confidence}};
  for (const Group& group : kGroups) json[group.key] = MacroJson(group.macro(figures));
  json["paper"] = nullptr;
  if (const auto paper = PaperTable10(PaperNumbers::Printed(), report.task)) {
    json["paper"] = {{"all", NumberOrNull(paper->all)}, {"unseen", NumberOrNull(paper->unseen)}};
  }
  json["other_tasks"] = OrderedJson::array();
  for (const TaskShare& other : report.overlap.others) {
    json["other_tasks"].push_back(
        {{"task", other.task}, {"n_classes", other.class_count}, {"n_shared", other.shared_count}});
  }
  json["classes"] = OrderedJson::array();
  for (size_t c = 0; c < report.overlap.classes.size(); ++c) {
    json["classes"].push_back(ClassJson(report.overlap.classes[c], FiguresOf(report, c)));
  }
  return json;
}

std::string OverlapCsv(const OverlapReport& report) {
  std::string csv =
      CsvLine({"code", "prompt", "nearest_query", "wording", "similarity", "words_differ",
               "seen_by_cosine", "n_codes", "n_shared_codes", "seen_by_code", "asked_as_query",
               "n_pos", "n_neg", "auc", "low", "high"});
  for (size_t c = 0; c < report.overlap.classes.size(); ++c) {
    const ClassOverlap& entry = report.overlap.classes[c];
    std::vector<std::string> fields = {entry.code,
                                       entry.prompt,
                                       entry.nearest,
                                       entry.wording,
                                       FormatDouble(entry.similarity),
                                       YesNo(entry.words_differ),
                                       YesNo(entry.seen_by_cosine),
                                       std::to_string(entry.code_count),
                                       std::to_string(entry.shared_code_count),
                                       YesNo(entry.seen_by_code),
                                       entry.asked_as_query ? YesNo(*entry.asked_as_query) : ""};
    if (const OverlapClassFigures* figures = FiguresOf(report, c)) {
      const auto& interval = figures->interval;
      fields.insert(fields.end(), {std::to_string(figures->positive_count),
                                   std::to_string(figures->negative_count),
                                   figures->auroc ? FormatDouble(*figures->auroc) : "",
                                   interval ? FormatDouble(interval->low) : "",
                                   interval ? FormatDouble(interval->high) : ""});
    }
    fields.resize(16);
    csv += CsvLine(fields);
  }
  return csv;
}

std::string OverlapTable(const OverlapReport& report) {
  const auto& source = report.figures.source;
  std::string table = report.task + ": classes and the " + std::to_string(report.query_count) +
                      " queries of " + report.bundle_name + ", cosine of at least " +
                      FormatDouble(report.options.threshold);
  if (report.options.wordings) table += " to a query or a wording of it";
  if (source) {
    table +=
        "; " + source->split_description + ", " + std::to_string(source->record_count) + " records";
  }
  return table + "\n\n" + ClassLines(report) + "\n" + GroupLines(report) + FootNotes(report) +
         OtherTaskLine(report);
}

}  // namespace supreme
