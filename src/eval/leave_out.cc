#include "eval/leave_out.h"

#include <algorithm>

#include "core/error.h"
#include "core/json.h"
#include "eval/text_list.h"
#include "stats/rank_correlation.h"

namespace supreme {
namespace {

constexpr size_t kNeighboursShown = 3;

// At least one text.
std::vector<std::string> TextList(const Json& json, const char* key, const std::string& where) {
  std::vector<std::string> texts = JsonTextList(json, key, where);
  if (!texts.empty()) return texts;
  throw Error(ErrorCode::kCorruptData, "\"" + std::string(key) + "\" is an empty list", where);
}

// Scores of one class's records under several ways to ask.
class ClassFigures {
 public:
  explicit ClassFigures(std::vector<uint8_t> positive) : positive_(std::move(positive)) {}

  // The figure is filled in by Finish(); it must stay where it is.
  void Add(const std::vector<double>& scores, Figure& figure) {
    ranked_.emplace_back(scores, positive_);
    figure.auroc = ranked_.back().Auroc();
    figures_.push_back(&figure);
  }

  std::optional<double> AurocOf(const std::vector<double>& scores) const {
    return Auroc(scores, positive_);
  }

  void Finish(const BootstrapOptions& bootstrap, uint64_t seed) {
    const auto intervals =
        BootstrapAuroc(ranked_, {}, bootstrap, Rng(seed).Fork("bootstrap")).classes;
    for (size_t i = 0; i < figures_.size(); ++i) figures_[i]->interval = intervals[i];
  }

  uint64_t positives() const {
    return static_cast<uint64_t>(std::ranges::count(positive_, uint8_t{1}));
  }
  uint64_t negatives() const { return positive_.size() - positives(); }

 private:
  std::vector<uint8_t> positive_;
  std::vector<RankedScores> ranked_;
  std::vector<Figure*> figures_;
};

void CheckUnseen(const LeaveOutClass& asked, const QuerySet& known) {
  const auto is_name = [&](const Query& query) { return query.text == asked.name; };
  if (std::ranges::none_of(known.queries, is_name)) return;
  throw Error(ErrorCode::kInvalidInput,
              "\"" + asked.name + "\" is a query of the bundle: it was not left out", asked.code);
}

// The texts as they stand, and the bundle's queries with their own embeddings.
QueryBatch AllTexts(const LeaveOutInput& input, const std::vector<std::string>& texts) {
  QueryBatch batch;
  for (const std::string& text : texts) {
    if (std::ranges::find(batch.texts, text) == batch.texts.end()) batch.texts.push_back(text);
  }
  batch.embeddings = input.embed(batch.texts);
  const auto width = static_cast<std::ptrdiff_t>(input.known.text_width);
  for (size_t q = 0; q < input.known.queries.size(); ++q) {
    const std::string& text = input.known.queries[q].text;
    if (std::ranges::find(batch.texts, text) != batch.texts.end()) continue;
    batch.texts.push_back(text);
    const auto row = input.known.embeddings.begin() + static_cast<std::ptrdiff_t>(q) * width;
    batch.embeddings.insert(batch.embeddings.end(), row, row + width);
  }
  return batch;
}

std::vector<KnownNeighbour> Neighbours(const LeaveOutInput& input, const AskedTexts& asked,
                                       const std::vector<double>& answer,
                                       const ClassFigures& figures) {
  const UnitVectors descriptions = EmbedUnit(input.embed, input.asked.descriptions);
  std::vector<std::string> texts;
  for (const Query& query : input.known.queries) texts.push_back(query.text);
  const UnitVectors known =
      EmbedUnit([&](std::span<const std::string>) { return input.known.embeddings; }, texts);
  std::vector<KnownNeighbour> neighbours;
  for (size_t q = 0; q < texts.size(); ++q) {
    const std::vector<double> scores = asked.Column(texts[q]);
    KnownNeighbour neighbour{texts[q], -1.0, RankCorrelation(scores, answer),
                             figures.AurocOf(scores)};
    for (size_t d = 0; d < descriptions.count(); ++d) {
      neighbour.similarity = std::max(neighbour.similarity, Dot(known.Row(q), descriptions.Row(d)));
    }
    neighbours.push_back(std::move(neighbour));
  }
  return neighbours;
}

template <class Key>
std::vector<KnownNeighbour> Best(std::vector<KnownNeighbour> all, Key key) {
  std::ranges::stable_sort(all, std::ranges::greater(), key);
  all.resize(std::min(all.size(), kNeighboursShown));
  return all;
}

}  // namespace

std::vector<LeaveOutClass> ReadLeaveOutClasses(const std::filesystem::path& path) {
  const std::string where = path.string();
  const Json json = ReadJsonFile(path);
  const Json& list = JsonMember(json, "classes", where);
  if (!list.is_array() || list.empty()) {
    throw Error(ErrorCode::kCorruptData, "\"classes\" is no list", where);
  }
  std::vector<LeaveOutClass> classes;
  for (const Json& entry : list) {
    LeaveOutClass read{JsonString(entry, "code", where),       JsonString(entry, "name", where),
                       TextList(entry, "leave_out", where),    TextList(entry, "members", where),
                       TextList(entry, "descriptions", where), TextList(entry, "signs", where)};
    const auto is_same = [&](const LeaveOutClass& other) { return other.code == read.code; };
    if (std::ranges::any_of(classes, is_same)) {
      throw Error(ErrorCode::kCorruptData, "class " + read.code + " stands twice", where);
    }
    classes.push_back(std::move(read));
  }
  return classes;
}

LeftOutResult EvaluateLeftOut(Predictor& predictor, const LeaveOutInput& input,
                              const BootstrapOptions& bootstrap, uint64_t seed) {
  const LeaveOutClass& entry = input.asked;
  CheckUnseen(entry, input.known);
  std::vector<std::string> texts = {entry.name};
  texts.insert(texts.end(), entry.descriptions.begin(), entry.descriptions.end());
  texts.insert(texts.end(), entry.signs.begin(), entry.signs.end());
  const AskedTexts asked(predictor, input.pack, input.rows, AllTexts(input, texts));

  LeftOutResult result;
  ClassFigures figures(CarryAny(input.pack, input.rows, entry.members));
  result.code = entry.code;
  result.bundle_id = predictor.info().bundle_id;
  result.positive_count = figures.positives();
  result.negative_count = figures.negatives();
  result.name.text = entry.name;
  figures.Add(asked.Column(entry.name), result.name.figure);
  const auto add_all = [&](const std::vector<std::string>& list, std::vector<AskedFigure>& to) {
    std::vector<std::vector<double>> columns;
    for (const std::string& text : list) to.push_back({text, {}});
    for (AskedFigure& figure : to) {
      columns.push_back(asked.Column(figure.text));
      figures.Add(columns.back(), figure.figure);
    }
    return columns;
  };
  const auto descriptions = add_all(entry.descriptions, result.descriptions);
  const auto signs = add_all(entry.signs, result.signs);
  const std::vector<double> answer = MeanLogit(descriptions);
  figures.Add(answer, result.described);
  figures.Add(Product(signs), result.sign_product);
  figures.Add(Minimum(signs), result.sign_minimum);
  figures.Finish(bootstrap, seed);
  const auto neighbours = Neighbours(input, asked, answer, figures);
  result.nearest = Best(neighbours, &KnownNeighbour::similarity);
  result.most_alike =
      Best(neighbours, [](const KnownNeighbour& n) { return n.correlation.value_or(-1.0); });
  return result;
}

}  // namespace supreme
