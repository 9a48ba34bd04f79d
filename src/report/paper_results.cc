#include "report/paper_results.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>

#include "core/csv.h"
#include "core/error.h"
#include "core/interrupt.h"
#include "core/numbers.h"
#include "eval/paper_numbers.h"
#include "report/paper_result_file.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr int kMaxDepth = 12;                      // of folders: a link that leads back ends here
constexpr const char* kOwnPrompts = "simplified";  // the paper's way, as a file of its own
constexpr const char* kAblations = "ablations";
constexpr const char* kVocabulary = "vocabulary";
constexpr const char* kSplits = "splits";

// Letters and digits alone, in lower case: "MoCo-v3" and "mocov3" are the same name.
std::string Letters(std::string_view text) {
  std::string letters;
  for (const char letter : text) {
    if (std::isalnum(static_cast<unsigned char>(letter)) != 0) letters += letter;
  }
  return AsciiLower(letters);
}

// Table 11 calls the paper's own system "ViT + CFN".
bool IsOwnName(std::string_view row) {
  const std::string letters = Letters(row);
  return letters == "ourframework" || letters == "vitcfn" || letters == "supreme";
}

std::string CanonicalRow(std::string_view row) {
  return std::string(IsOwnName(row) ? kOwnRow : row);
}

// The paper's row that a folder's name stands for: "supreme-resnet-linear", "merl", "simclr".
std::string RowOfFolder(const std::string& folder) {
  std::string letters = Letters(folder);
  if (letters.starts_with("supreme") && letters.size() > 7) letters.erase(0, 7);
  if (IsOwnName(letters)) return std::string(kOwnRow);
  for (const std::string_view row : kVariantRows) {
    if (Letters(row) == letters) return std::string(row);
  }
  for (const PaperNumber& number : PaperNumbers::Printed().all()) {
    const bool names_systems = number.table == "1a" || number.table == "9";
    if (names_systems && Letters(number.row) == letters) return number.row;
  }
  return folder;
}

class TreeReader {
 public:
  explicit TreeReader(const fs::path& folder) { results_.folder = folder; }

  PaperResults Read() {
    ReadSystemNames();
    for (const fs::path& entry : Entries(results_.folder)) {
      if (fs::is_directory(entry)) {
        ReadTop(entry);
      } else if (entry.extension() == ".json") {
        Note(entry, "stands in no system's folder");
      }
    }
    Check();
    return std::move(results_);
  }

 private:
  // By name, so that errors and notes come in the same order everywhere.
  static std::vector<fs::path> Entries(const fs::path& folder) {
    std::vector<fs::path> entries;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
      entries.push_back(at->path());
    }
    if (error) throw SystemError(error.value(), "cannot list the folder", folder.string());
    std::sort(entries.begin(), entries.end());
    return entries;
  }

  std::string Relative(const fs::path& path) const {
    return path.lexically_relative(results_.folder).generic_string();
  }

  void Note(const fs::path& path, const std::string& why) {
    results_.notes.push_back(Relative(path) + ": not used: " + why);
  }

  [[noreturn]] void ThrowDouble(const std::string& what, const std::string& first,
                                const std::string& second) const {
    throw Error(ErrorCode::kInvalidInput, what + " stands in " + first + " and in " + second,
                results_.folder.string(), "leave one of the two");
  }

  // Refuses a second result of the same thing.
  void Keep(const std::string& what, const std::string& file) {
    const auto [place, is_new] = files_.emplace(what, file);
    if (!is_new) ThrowDouble(what, place->second, file);
  }

  void ReadSystemNames() {
    const fs::path path = results_.folder / "systems.csv";
    if (!fs::exists(path)) return;
    CsvReader csv = CsvReader::Open(path);
    const size_t folder = csv.Column("folder"), row = csv.Column("row");
    while (csv.Next()) {
      if (csv[folder].empty() || csv[row].empty()) {
        throw Error(ErrorCode::kCorruptData, "folder and row must not be empty", csv.Where());
      }
      if (!fs::is_directory(results_.folder / csv[folder])) {
        throw Error(ErrorCode::kNotFound, "no folder \"" + csv[folder] + "\"", csv.Where());
      }
      if (!names_.emplace(csv[folder], CanonicalRow(csv[row])).second) {
        throw Error(ErrorCode::kCorruptData, "\"" + csv[folder] + "\" is named twice", csv.Where());
      }
    }
  }

  void ReadTop(const fs::path& folder) {
    const std::string name = folder.filename().string();
    if (name == kAblations || name == kVocabulary || name == kSplits) {
      ReadFolder(folder, name, nullptr, 0);
      return;
    }
    SystemResults system;
    system.folder = name;
    const auto named = names_.find(name);
    system.row = named == names_.end() ? RowOfFolder(name) : named->second;
    ReadFolder(folder, name, &system, 0);
    if (system.zero_shots.empty() && system.probes.empty() && system.overlaps.empty()) {
      Note(folder, "holds no result of a system");
      return;
    }
    Keep("row \"" + Letters(system.row) + "\"", name);
    results_.systems.push_back(std::move(system));
  }

  // `system` is null below the folders that hold something else.
  void ReadFolder(const fs::path& folder, const std::string& top, SystemResults* system,
                  int depth) {
    ThrowIfInterrupted();
    if (depth > kMaxDepth) return Note(folder, "folders are nested too deep");
    for (const fs::path& entry : Entries(folder)) {
      if (fs::is_directory(entry)) {
        // The trainings of a sweep: their results are in its table.
        if (top == kAblations && entry.filename() == "runs") continue;
        ReadFolder(entry, top, system, depth + 1);
      } else if (entry.extension() == ".json") {
        ReadResult(entry, top, system);
      }
    }
  }

  void ReadResult(const fs::path& path, const std::string& top, SystemResults* system) {
    const Json json = ReadJsonFile(path);
    const std::string kind = ResultKind(json);
    const bool is_used = system != nullptr ? ReadSystemFile(json, kind, path, *system)
                                           : ReadOtherFile(json, kind, path, top);
    if (!is_used) {
      Note(path, kind.empty() ? "it names no \"kind\"" : "kind \"" + kind + "\" has no place here");
      return;
    }
    results_.simulated = results_.simulated || IsSimulated(json);
  }

  bool ReadSystemFile(const Json& json, const std::string& kind, const fs::path& path,
                      SystemResults& system) {
    const std::string file = Relative(path), where = path.string();
    const auto add = [&](auto entry, const std::string& what, auto& list) {
      Keep(system.folder + ": " + what, file);
      entry.source.file = file;
      list.push_back(std::move(entry));
      return true;
    };
    if (kind == "zero-shot") {
      const ZeroShotEntry entry = ReadZeroShotEntry(json, where);
      std::string what = "zero-shot of " + entry.task + ", labels " + entry.label_mode;
      if (!entry.prompt_set.empty()) what += ", prompts " + entry.prompt_set;
      return add(entry, what, system.zero_shots);
    }
    if (kind == "probe") {
      const ProbeEntry entry = ReadProbeEntry(json, where);
      std::string what = entry.method + " probe of " + entry.task + ", protocol " + entry.protocol +
                         ", labels " + entry.label_mode;
      if (entry.fraction) what += ", fraction " + FormatDouble(*entry.fraction);
      if (entry.shots) what += ", shots " + std::to_string(*entry.shots);
      return add(entry, what, system.probes);
    }
    if (kind == "overlap") {
      const OverlapEntry entry = ReadOverlapEntry(json, where);
      return add(entry, "overlap of " + entry.task + ", labels " + entry.label_mode,
                 system.overlaps);
    }
    return false;
  }

  bool ReadOtherFile(const Json& json, const std::string& kind, const fs::path& path,
                     const std::string& top) {
    const std::string file = Relative(path), where = path.string();
    if (top == kAblations && kind == "sweep") {
      AblationResults ablation = ReadAblation(json, where, FolderBelow(file));
      ablation.file = file;
      if (!ablation.part.empty()) Keep("the sweep of part " + ablation.part, file);
      results_.ablations.push_back(std::move(ablation));
      return true;
    }
    if (top == kVocabulary && kind == "vocabulary") {
      Keep("a vocabulary's report", file);
      results_.vocabulary = ReadVocabularyResults(json, where);
      results_.vocabulary->file = file;
      return true;
    }
    if (top == kSplits && kind == "task-counts") {
      SplitEntry entry = ReadSplitEntry(json, where);
      entry.file = file;
      Keep("counts of " + entry.task, file);
      results_.splits.push_back(std::move(entry));
      return true;
    }
    return false;
  }

  // "ablations/1b/table.json" → "1b"
  static std::string FolderBelow(const std::string& file) {
    const fs::path path(file);
    return std::next(path.begin())->string();
  }

  void Check() {
    if (files_.empty()) {
      throw Error(ErrorCode::kInvalidInput, "holds no result", results_.folder.string(),
                  "a folder per system with the files of `supreme eval zero-shot --output`; see "
                  "docs/paper_report.md");
    }
    NoteDifferentRecords();
  }

  // Differences between systems that saw different records are no differences of the systems.
  void NoteDifferentRecords() {
    std::map<std::string, std::set<std::string>> hashes;
    for (const SystemResults& system : results_.systems) {
      for (const ZeroShotEntry& entry : system.zero_shots) {
        hashes[entry.task + ", labels " + entry.label_mode].insert(entry.source.split_hash);
      }
    }
    for (const auto& [what, seen] : hashes) {
      if (seen.size() < 2) continue;
      results_.notes.push_back("zero-shot of " + what +
                               ": the systems were not evaluated on the same records");
    }
  }

  PaperResults results_;
  std::map<std::string, std::string> names_;  // row by folder
  std::map<std::string, std::string> files_;  // by what they hold
};

bool IsOfLabels(const auto& entry, const ResultChoice& choice) {
  return entry.label_mode == kAnyCode || entry.label_mode == choice.label_mode;
}

}  // namespace

PaperResults ReadPaperResults(const fs::path& folder) {
  if (!fs::is_directory(folder)) {
    throw Error(ErrorCode::kNotFound, "no such folder", folder.string(),
                "a folder per system with results of supreme eval; see docs/paper_report.md");
  }
  return TreeReader(folder).Read();
}

const SystemResults* FindSystem(const PaperResults& results, std::string_view row) {
  const std::string wanted = AsciiLower(CanonicalRow(row));
  const auto found = std::ranges::find_if(results.systems, [&](const SystemResults& system) {
    return AsciiLower(system.row) == wanted;
  });
  return found == results.systems.end() ? nullptr : &*found;
}

const ZeroShotEntry* FindZeroShot(const SystemResults& system, std::string_view task,
                                  const ResultChoice& choice) {
  const auto find = [&](std::string_view prompts) {
    const auto found = std::ranges::find_if(system.zero_shots, [&](const ZeroShotEntry& entry) {
      return entry.task == task && entry.prompt_set == prompts && IsOfLabels(entry, choice);
    });
    return found == system.zero_shots.end() ? nullptr : &*found;
  };
  const ZeroShotEntry* entry = find(choice.prompt_set);
  return entry == nullptr && choice.prompt_set.empty() ? find(kOwnPrompts) : entry;
}

const ProbeEntry* FindProbe(const SystemResults& system, std::string_view task, double fraction,
                            const ResultChoice& choice) {
  const auto found = std::ranges::find_if(system.probes, [&](const ProbeEntry& entry) {
    return entry.task == task && entry.method == "linear" && entry.protocol == choice.protocol &&
           IsOfLabels(entry, choice) && entry.fraction &&
           std::abs(*entry.fraction - fraction) < 1e-9;
  });
  return found == system.probes.end() ? nullptr : &*found;
}

const OverlapEntry* FindOverlap(const SystemResults& system, std::string_view task,
                                const ResultChoice& choice) {
  const auto found = std::ranges::find_if(system.overlaps, [&](const OverlapEntry& entry) {
    return entry.task == task && IsOfLabels(entry, choice);
  });
  return found == system.overlaps.end() ? nullptr : &*found;
}

const AblationResults* FindAblation(const PaperResults& results, std::string_view part) {
  const auto found = std::ranges::find_if(
      results.ablations, [&](const AblationResults& ablation) { return ablation.part == part; });
  return found == results.ablations.end() ? nullptr : &*found;
}

std::optional<VariantValue> FindVariant(const PaperResults& results, std::string_view row,
                                        std::string_view task, const ResultChoice& choice) {
  if (const SystemResults* system = FindSystem(results, row)) {
    const ZeroShotEntry* entry = FindZeroShot(*system, task, choice);
    if (entry == nullptr || !entry->macro.auc) return {};
    return VariantValue{entry->macro, entry->source.file};
  }
  const AblationResults* sweep = FindAblation(results, "11");
  if (sweep == nullptr) return {};
  const double printed = PaperNumbers::Printed().At("11", "Overall", row);
  for (const AblationVariant& variant : sweep->variants) {
    // The sweep file says which of the paper's figures a variant stands for.
    if (!variant.paper_auc || std::abs(100.0 * *variant.paper_auc - printed) > 0.005) continue;
    for (const auto& [name, figure] : variant.evaluations) {
      if (name == task && figure.value.auc) return VariantValue{figure.value, sweep->file};
    }
  }
  return {};
}

}  // namespace supreme
