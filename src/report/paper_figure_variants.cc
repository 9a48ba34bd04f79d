// Figures 8 to 15: the variants of Table 11 per task and per class.

#include <algorithm>
#include <array>

#include "plot/theme.h"
#include "report/paper_figure_parts.h"

namespace supreme {
namespace {

constexpr const char* kOwnVariant = "ViT + CFN";
constexpr size_t kNumberedGroups = 9;  // at most as many groups have numbers beside their bars
constexpr size_t kOneColumn = 12;      // more groups fill two columns
constexpr const char* kNoNumbers = "The paper prints no numbers for this figure.";
// The categories that the text about Figure 9 names, in its order.
constexpr std::array<const char*, 9> kSelectedClasses = {
    "LAFB/LPFB", "CRBBB", "CLBBB", "IRBBB", "RVH", "IMI", "AVB", "RAO/RAE", "ISCA"};

// The hue says the encoder, the hatching the linear head.
std::vector<BarSeries> VariantSeries() {
  std::vector<BarSeries> series;
  for (const std::string_view row : kVariantRows) {
    series.push_back({std::string(row),
                      {row.starts_with("ResNet") ? theme::kOrange : theme::kSeen,
                       row.ends_with("Linear") ? Fill::kHatched : Fill::kSolid}});
  }
  return series;
}

GroupedBarChart VariantChart(const std::string& title) {
  GroupedBarChart chart;
  chart.title = title;
  chart.value_name = "zero-shot AUC, % (50 = chance)";
  chart.baseline = 50.0;
  chart.shown = {100.0};
  chart.series = VariantSeries();
  return chart;
}

PaperFigure TaskFigure(const FigureInput& input) {
  GroupedBarChart chart = VariantChart("Figure 8. Zero-shot AUC of encoder and fusion, by task");
  chart.has_numbers = true;
  chart.reference_name = "in the paper (Table 11)";
  chart.reference_head = "paper";
  WhiskerKinds kinds;
  std::vector<FigureRow> rows;
  std::vector<std::string> missing;
  std::vector<std::vector<double>> values(kVariantRows.size());
  for (const DownstreamTask& task : kDownstreamTasks) {
    BarGroup group{std::string(task.name), "", {}};
    for (size_t i = 0; i < kVariantRows.size(); ++i) {
      const auto found = FindVariant(input.results, kVariantRows[i], task.task, input.choice);
      BarValue bar = found ? BarOf(found->value, kinds) : BarValue{};
      bar.reference = PrintedValue("11", task.name, kVariantRows[i]);
      if (found) values[i].push_back(bar.value);
      if (!found) missing.push_back(std::string(kVariantRows[i]) + " on " + std::string(task.name));
      rows.push_back({group.label, chart.series[i].name, bar, found ? found->file : ""});
      group.bars.push_back(bar);
    }
    chart.groups.push_back(std::move(group));
  }
  BarGroup mean{"Mean of the six", "", {}, true};
  for (size_t i = 0; i < kVariantRows.size(); ++i) {
    BarValue bar;
    if (values[i].size() == kDownstreamTasks.size()) {
      bar.value = 0.0;
      for (const double value : values[i]) bar.value += value;
      bar.value /= static_cast<double>(values[i].size());
    }
    bar.reference = PrintedValue("11", "Overall", kVariantRows[i]);
    rows.push_back({mean.label, chart.series[i].name, bar});
    mean.bars.push_back(bar);
  }
  chart.groups.push_back(std::move(mean));
  chart.interval_name = kinds.Name();
  chart.notes = NotesOf(input, {"Means have no interval: the four PTB-XL tasks share records."});
  PaperFigure figure = FigureOfBars("8", chart);
  figure.caption =
      "Zero-shot AUC (%) of both encoders with both fusions on the six tasks; rings: Table 11 of "
      "the paper.";
  figure.missing = missing;
  figure.data = FigureData("8", chart.title, rows);
  return figure;
}

// Results of the four variants on a task; null where there is none.
using VariantEntries = std::array<const ZeroShotEntry*, kVariantRows.size()>;

VariantEntries EntriesOf(const FigureInput& input, std::string_view task) {
  VariantEntries entries{};
  for (size_t i = 0; i < entries.size(); ++i) {
    const SystemResults* system = FindSystem(input.results, kVariantRows[i]);
    entries[i] = system == nullptr ? nullptr : FindZeroShot(*system, task, input.choice);
  }
  return entries;
}

// The paper's own variant, else the first that is there; null when none is.
const ZeroShotEntry* LeadingEntry(const VariantEntries& entries) {
  if (entries.back() != nullptr) return entries.back();
  const auto found =
      std::ranges::find_if(entries, [](const auto* entry) { return entry != nullptr; });
  return found == entries.end() ? nullptr : *found;
}

const ResultClass* FindClass(const ZeroShotEntry& entry, const std::string& code) {
  const auto found =
      std::ranges::find_if(entry.classes, [&](const ResultClass& one) { return one.code == code; });
  return found == entry.classes.end() ? nullptr : &*found;
}

BarValue ClassBar(const ZeroShotEntry* entry, const std::string& code, WhiskerKinds& kinds) {
  const ResultClass* found = entry == nullptr ? nullptr : FindClass(*entry, code);
  if (found == nullptr) return {};
  BarValue bar = BarOf(found->value, kinds);
  bar.is_undefined = !found->value.auc;
  return bar;
}

// By falling AUC of the leading variant, undefined ones last.
std::vector<const ResultClass*> SortedClasses(const ZeroShotEntry& leading) {
  std::vector<const ResultClass*> order;
  for (const ResultClass& one : leading.classes) order.push_back(&one);
  std::ranges::stable_sort(order, [](const ResultClass* a, const ResultClass* b) {
    return a->value.auc.value_or(-1.0) > b->value.auc.value_or(-1.0);
  });
  return order;
}

struct ClassFigureText {
  std::string id, title, caption;
  std::vector<std::string> notes;
};

PaperFigure FigureOfClasses(const FigureInput& input, const VariantEntries& entries,
                            const std::vector<const ResultClass*>& classes,
                            const ClassFigureText& text) {
  GroupedBarChart chart = VariantChart(text.title);
  chart.has_numbers = classes.size() <= kNumberedGroups;
  chart.columns = classes.size() > kOneColumn ? 2 : 1;
  WhiskerKinds kinds;
  std::vector<FigureRow> rows;
  for (const ResultClass* one : classes) {
    BarGroup group{one->code, one->prompt, {}, false, "n = " + std::to_string(one->positives)};
    for (size_t i = 0; i < entries.size(); ++i) {
      group.bars.push_back(ClassBar(entries[i], one->code, kinds));
      rows.push_back({one->code, chart.series[i].name, group.bars.back(),
                      entries[i] == nullptr ? "" : entries[i]->source.file});
    }
    chart.groups.push_back(std::move(group));
  }
  chart.interval_name = kinds.Name();
  chart.notes = NotesOf(input, text.notes);
  PaperFigure figure = FigureOfBars(text.id, chart);
  figure.caption = text.caption + " " + kNoNumbers;
  for (size_t i = 0; i < entries.size(); ++i) {
    if (entries[i] == nullptr) figure.missing.push_back(chart.series[i].name);
  }
  figure.data = FigureData(text.id, chart.title, rows);
  return figure;
}

std::string OrderNote(const VariantEntries& entries) {
  const bool is_own = entries.back() != nullptr;
  return std::string("Classes by falling AUC of ") + (is_own ? kOwnVariant : "the first variant") +
         "; n = records that have the class. " + kNoNumbers;
}

PaperFigure SelectedFigure(const FigureInput& input) {
  const std::string title = "Figure 9. Zero-shot AUC of selected classes of PTB-XL-Subclass";
  const VariantEntries entries = EntriesOf(input, "ptbxl-sub");
  const ZeroShotEntry* leading = LeadingEntry(entries);
  if (leading == nullptr) return EmptyFigure("9", title, "zero-shot of ptbxl-sub by any variant");
  std::vector<const ResultClass*> classes;
  std::vector<std::string> absent;
  for (const char* code : kSelectedClasses) {
    const ResultClass* found = FindClass(*leading, code);
    if (found != nullptr) classes.push_back(found);
    if (found == nullptr) absent.emplace_back(code);
  }
  PaperFigure figure = FigureOfClasses(
      input, entries, classes,
      {"9",
       title,
       "Zero-shot AUC (%) of the classes of PTB-XL-Subclass that the paper's text about its Figure "
       "9 names.",
       {std::string("The classes that the paper's text names, in its order; n = records that have "
                    "the class. ") +
        kNoNumbers}});
  figure.missing.insert(figure.missing.end(), absent.begin(), absent.end());
  return figure;
}

}  // namespace

std::vector<PaperFigure> VariantFigures(const FigureInput& input) {
  return {TaskFigure(input), SelectedFigure(input)};
}

std::vector<PaperFigure> ClassFigures(const FigureInput& input) {
  std::vector<PaperFigure> figures;
  int number = 10;
  for (const DownstreamTask& task : kDownstreamTasks) {
    const std::string id = std::to_string(number++), name(task.name);
    const std::string title = "Figure " + id + ". Zero-shot AUC of the classes of " + name;
    const VariantEntries entries = EntriesOf(input, task.task);
    const ZeroShotEntry* leading = LeadingEntry(entries);
    if (leading == nullptr) {
      figures.push_back(
          EmptyFigure(id, title, "zero-shot of " + std::string(task.task) + " by any variant"));
      continue;
    }
    figures.push_back(FigureOfClasses(
        input, entries, SortedClasses(*leading),
        {id, title, "Zero-shot AUC (%) of each class of " + name + ".", {OrderNote(entries)}}));
  }
  return figures;
}

}  // namespace supreme
