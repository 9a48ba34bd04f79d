#include "data/split_list.h"

#include <algorithm>
#include <utility>

#include "core/error.h"
#include "core/numbers.h"
#include "data/legacy_permutation.h"
#include "data/task_labels.h"

namespace supreme {
namespace {

constexpr uint32_t kPublishedSeed = 42;

// ecg_id of the records that stand in PTB-XL 1.0.1 and not in 1.0.3, in rising order.
constexpr std::array<int64_t, 38> kWithdrawn = {
    137,   139,   140,   141,   142,   143,   145,   456,   458,   459,   461,   462,  2506,
    2511,  3795,  3798,  3800,  3801,  3832,  5817,  7777,  7779,  7782,  9821,  9825, 9888,
    11810, 11814, 11815, 11817, 11838, 13791, 13793, 13796, 13797, 13799, 15742, 18150};

struct PaperSizes {
  std::string_view task;
  std::array<size_t, 3> sizes;
};

constexpr std::array<PaperSizes, 6> kPaperSizes = {{{"ptbxl-super", {17084, 2146, 2158}},
                                                    {"ptbxl-sub", {17084, 2146, 2158}},
                                                    {"ptbxl-form", {7197, 901, 880}},
                                                    {"ptbxl-rhythm", {16832, 2100, 2098}},
                                                    {"cpsc2018", {4950, 551, 1376}},
                                                    {"csn", {16546, 1860, 4620}}}};

// ceil(count · tenths / 10)
size_t TenthsUp(size_t count, size_t tenths) { return (count * tenths + 9) / 10; }

// The first `taken` of a permutation, and the rest in its order.
std::pair<std::vector<std::string>, std::vector<std::string>> DrawFirst(
    const std::vector<std::string>& ids, size_t taken) {
  std::pair<std::vector<std::string>, std::vector<std::string>> drawn;
  const std::vector<size_t> order = LegacyPermutation(kPublishedSeed, ids.size());
  for (size_t i = 0; i < order.size(); ++i) {
    (i < taken ? drawn.first : drawn.second).push_back(ids[order[i]]);
  }
  return drawn;
}

}  // namespace

bool IsWithdrawnFromPtbxl(std::string_view record_id) {
  const auto id = ParseInt(record_id);
  return id && std::binary_search(kWithdrawn.begin(), kWithdrawn.end(), *id);
}

SplitList SplitPtbxl(const Task& task, const std::vector<SplitCandidate>& candidates) {
  const TaskLabeller labeller(task);
  std::vector<uint8_t> positive(task.classes.size());
  SplitList list;
  list.description = "folds 1-8 / 9 / 10";
  for (const SplitCandidate& candidate : candidates) {
    if (IsWithdrawnFromPtbxl(candidate.record_id)) continue;
    if (candidate.fold < 1 || candidate.fold > 10) continue;
    if (!labeller.Label(candidate.codes, positive)) continue;
    auto& part = candidate.fold <= 8   ? list.train
                 : candidate.fold == 9 ? list.validation
                                       : list.test;
    part.push_back(candidate.record_id);
  }
  return list;
}

SplitList SplitByPermutation(const std::vector<std::string>& ids) {
  SplitList list;
  list.description = "permutation with seed 42";
  auto [test, rest] = DrawFirst(ids, TenthsUp(ids.size(), 2));
  list.test = std::move(test);
  auto [validation, train] = DrawFirst(rest, TenthsUp(rest.size(), 1));
  list.validation = std::move(validation);
  list.train = std::move(train);
  return list;
}

std::vector<std::string> LinearProbeSubset(const std::vector<std::string>& train, int percent) {
  if (percent < 1 || percent > 100) {
    throw Error(ErrorCode::kUsage, std::to_string(percent) + " % is no share of the records",
                "--probe", "1 to 100");
  }
  const size_t count = train.size() * static_cast<size_t>(percent) / 100;
  return DrawFirst(train, train.size() - count).second;
}

std::optional<std::array<size_t, 3>> PaperSplitSizes(std::string_view task) {
  for (const PaperSizes& entry : kPaperSizes) {
    if (entry.task == task) return entry.sizes;
  }
  return std::nullopt;
}

}  // namespace supreme
