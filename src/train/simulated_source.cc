#include "train/simulated_source.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <thread>
#include <unordered_map>
#include <utility>

#include "core/error.h"
#include "train/ordered_batches.h"

namespace supreme {
namespace {

constexpr float kMillivoltsPerMicrovolt = 0.001f;
constexpr uint8_t kAbsent = 0;
constexpr uint8_t kPresent = 1;
constexpr uint8_t kConfusable = 3;  // absent, and an opposite is present

// Batches that lie in memory already.
class StoredBatches : public BatchStream {
 public:
  explicit StoredBatches(const std::vector<Batch>& batches) : batches_(batches) {}
  std::optional<Batch> Next() override {
    return next_ < batches_.size() ? std::optional(batches_[next_++]) : std::nullopt;
  }

 private:
  const std::vector<Batch>& batches_;
  size_t next_ = 0;
};

std::vector<Question> QuestionsOf(const SimulatedWorld& world) {
  std::vector<Question> questions;
  for (const AskableText& text : world.texts) {
    const AskableSign& sign = world.signs.at(text.sign);
    questions.push_back({text.text, sign.id, sign.weight});
  }
  return questions;
}

std::vector<uint64_t> Numbers(uint64_t first, size_t count) {
  std::vector<uint64_t> numbers(count);
  std::iota(numbers.begin(), numbers.end(), first);
  return numbers;
}

Batch OwnShare(const Batch& batch, const Share& share) {
  const int64_t records = batch.samples.size(0);
  const auto own = [&](const at::Tensor& rows) {
    return rows.defined() ? rows.narrow(0, share.Begin(records), share.Size(records)) : rows;
  };
  return {own(batch.samples), own(batch.lead_log_std), own(batch.labels), batch.queries,
          own(batch.direct)};
}

}  // namespace

SimulatedSource::SimulatedSource(const RunConfig& config, SimulatedData data)
    : config_(config),
      data_(std::move(data)),
      preprocessor_(config.model.preprocess),
      augmenter_(config.augment),
      sampler_(data_.world) {
  CheckBatchSize(config.train.batch_size, data_.share);
  CheckQuestions();
  LeaveOutQueries();
  query_embeddings_ = EmbeddingTensor(data_.queries);
  const auto texts = static_cast<int64_t>(data_.questions.questions.size());
  text_embeddings_ = at::from_blob(data_.questions.embeddings.data(),
                                   {texts, data_.questions.text_width}, at::kFloat);
}

void SimulatedSource::CheckQuestions() const {
  const std::string hint = "run supreme vocab signs again";
  if (HashQuestions(data_.questions.questions) != HashQuestions(QuestionsOf(data_.world))) {
    throw Error(ErrorCode::kInvalidInput, "the questions were made by another version",
                "questions.csv", hint);
  }
  if (data_.questions.encoder_id != data_.queries.encoder_id ||
      data_.questions.text_width != data_.queries.text_width) {
    throw Error(ErrorCode::kInvalidInput, "queries and questions are of different text encoders",
                "questions.safetensors", hint);
  }
}

void SimulatedSource::LeaveOutQueries() {
  std::unordered_map<std::string, const AskableText*> texts;
  for (const AskableText& text : data_.world.texts) texts.emplace(text.text, &text);
  QuerySet all = std::exchange(data_.queries, {});
  data_.queries = all;
  data_.queries.queries.clear();
  data_.queries.embeddings.clear();
  const auto width = static_cast<std::ptrdiff_t>(all.text_width);
  for (size_t q = 0; q < all.queries.size(); ++q) {
    const auto found = texts.find(all.queries[q].text);
    if (found == texts.end()) {
      throw Error(ErrorCode::kInvalidInput,
                  "query \"" + all.queries[q].text + "\" is no text of the simulator",
                  "queries.json", "run supreme vocab signs");
    }
    if (found->second->left_out) {
      data_.queries.held_out.push_back(all.queries[q].text);
      continue;
    }
    query_signs_.push_back(found->second->sign);
    Query& kept = data_.queries.queries.emplace_back(all.queries[q]);
    std::erase_if(kept.members, [&](const QueryMember& member) {
      const auto text = texts.find(member.text);
      return text != texts.end() && text->second->left_out;
    });
    const auto row = all.embeddings.begin() + static_cast<std::ptrdiff_t>(q) * width;
    data_.queries.embeddings.insert(data_.queries.embeddings.end(), row, row + width);
  }
}

int64_t SimulatedSource::batches_per_epoch() const {
  return std::max<int64_t>(1, config_.simulate.epoch_records / config_.train.batch_size);
}

size_t SimulatedSource::WorkerCount() const {
  const auto cores = static_cast<int64_t>(std::max(1u, std::thread::hardware_concurrency()));
  return static_cast<size_t>(config_.simulate.workers > 0 ? config_.simulate.workers : cores);
}

Batch SimulatedSource::EmptyBatch(size_t records, size_t questions) const {
  const auto rows = static_cast<int64_t>(records);
  const auto leads = static_cast<int64_t>(kLeadCount);
  return {at::empty({rows, leads, config_.model.preprocess.window_samples}),
          at::empty({rows, leads}),
          at::empty({rows, static_cast<int64_t>(questions)}, at::TensorOptions(at::kByte)),
          {}};
}

SimulatedSource::Truths SimulatedSource::FillRecords(const RecordRequest& request,
                                                     Batch& batch) const {
  const auto samples = kLeadCount * static_cast<size_t>(config_.model.preprocess.window_samples);
  std::vector<float> window_mv(kLeadCount * kWindowSamples);
  Truths truths;
  for (size_t i = 0; i < request.records.size(); ++i) {
    const Rng record_rng = request.rng.Fork(request.records[i]);
    SimulatedExample example = data_.world.simulate(record_rng.Fork("record"));
    SUPREME_CHECK(example.leads_uv.size() == window_mv.size());
    std::ranges::transform(example.leads_uv, window_mv.begin(), [](int32_t value) {
      return static_cast<float>(value) * kMillivoltsPerMicrovolt;
    });
    std::array<uint8_t, kLeadCount> present{};
    present.fill(1);
    if (request.augment && augmenter_.active()) {
      augmenter_.Apply(record_rng.Fork("augment"), window_mv, present);
    }
    preprocessor_.Prepare(
        window_mv, present, {batch.samples.mutable_data_ptr<float>() + i * samples, samples},
        {batch.lead_log_std.mutable_data_ptr<float>() + i * kLeadCount, kLeadCount});
    truths.push_back(std::move(example.truth));
  }
  return truths;
}

std::vector<uint32_t> SimulatedSource::ChooseSigns(const Truths& truths, Rng& rng) const {
  const auto wanted = static_cast<size_t>(config_.simulate.questions_per_batch);
  std::vector<uint32_t> candidates =
      sampler_.DrawSigns(wanted * static_cast<size_t>(config_.simulate.candidates), rng);
  const auto has = [&truths](uint32_t sign, uint8_t label) {
    return std::ranges::any_of(truths, [=](const auto& truth) { return truth(sign) == label; });
  };
  std::ranges::stable_partition(
      candidates, [&](uint32_t sign) { return has(sign, kPresent) && has(sign, kAbsent); });
  candidates.resize(std::min(candidates.size(), wanted));
  return candidates;
}

Batch SimulatedSource::MakeTrainingBatch(int64_t step) const {
  const Rng rng = Rng(data_.seed).Fork("train").Fork(static_cast<uint64_t>(step));
  const auto count = static_cast<size_t>(config_.train.batch_size);
  const RecordRequest request{rng, Numbers(0, count), true};
  const size_t questions =
      std::min(static_cast<size_t>(config_.simulate.questions_per_batch), sampler_.sign_count());
  Batch batch = EmptyBatch(count, questions);
  const Truths truths = FillRecords(request, batch);
  Rng draws = rng.Fork("questions");
  const std::vector<uint32_t> signs = ChooseSigns(truths, draws);
  std::vector<int64_t> texts;
  for (const uint32_t sign : signs) texts.push_back(sampler_.DrawText(sign, draws));
  batch.queries = Embeddings(texts, rng.Fork("question noise"));
  FillLabels(truths, signs, batch);
  if (config_.train.direct_weight > 0.0) batch.direct = DirectLabels(truths);
  return OwnShare(batch, data_.share);
}

void SimulatedSource::FillLabels(const Truths& truths, const std::vector<uint32_t>& signs,
                                 Batch& batch) const {
  auto* labels = batch.labels.mutable_data_ptr<uint8_t>();
  for (const auto& truth : truths) {
    for (const uint32_t sign : signs) {
      const uint8_t label = truth(sign);
      const auto& opposites = data_.world.opposites.at(sign);
      const bool is_confusable =
          label == kAbsent && std::ranges::any_of(opposites, [&](uint32_t opposite) {
            return truth(opposite) == kPresent;
          });
      *labels++ = is_confusable ? kConfusable : label;
    }
  }
}

at::Tensor SimulatedSource::Embeddings(const std::vector<int64_t>& texts, const Rng& rng) const {
  at::Tensor rows = text_embeddings_.index_select(0, at::tensor(texts));
  const double length = config_.simulate.question_noise;
  if (length <= 0.0) return rows;
  Rng draws = rng;
  const double deviation = length / std::sqrt(static_cast<double>(rows.size(1)));
  auto* values = rows.mutable_data_ptr<float>();
  for (int64_t i = 0; i < rows.numel(); ++i) {
    values[i] += static_cast<float>(draws.Normal() * deviation);
  }
  return rows;
}

at::Tensor SimulatedSource::DirectLabels(const Truths& truths) const {
  at::Tensor all = at::empty({static_cast<int64_t>(truths.size()), direct_signs()},
                             at::TensorOptions(at::kByte));
  auto* labels = all.mutable_data_ptr<uint8_t>();
  for (const auto& truth : truths) {
    for (size_t i = 0; i < sampler_.sign_count(); ++i) *labels++ = truth(sampler_.Sign(i));
  }
  return all;
}

Batch SimulatedSource::MakeValidationBatch(int64_t index) const {
  const Rng rng = Rng(data_.seed).Fork("validation");
  const int64_t records = config_.simulate.validation_records;
  const int64_t first = data_.share.Begin(records) + index * config_.train.batch_size;
  const int64_t count = std::min(config_.train.batch_size, data_.share.End(records) - first);
  const RecordRequest request{
      rng, Numbers(static_cast<uint64_t>(first), static_cast<size_t>(count)), false};
  Batch batch = EmptyBatch(request.records.size(), query_signs_.size());
  auto* labels = batch.labels.mutable_data_ptr<uint8_t>();
  for (const auto& truth : FillRecords(request, batch)) {
    for (const uint32_t sign : query_signs_) *labels++ = truth(sign);
  }
  batch.queries = query_embeddings_;
  return batch;
}

std::unique_ptr<BatchStream> SimulatedSource::Train(int64_t first, int64_t end) {
  return std::make_unique<OrderedBatches>(OrderedBatches::Range{first, end}, WorkerCount(),
                                          [this](int64_t step) { return MakeTrainingBatch(step); });
}

std::unique_ptr<BatchStream> SimulatedSource::Validation() {
  if (validation_.empty()) {
    const int64_t size = config_.train.batch_size;
    const int64_t batches = (data_.share.Size(validation_records()) + size - 1) / size;
    OrderedBatches made({0, batches}, WorkerCount(),
                        [this](int64_t index) { return MakeValidationBatch(index); });
    while (auto batch = made.Next()) validation_.push_back(std::move(*batch));
  }
  return std::make_unique<StoredBatches>(validation_);
}

at::Tensor SimulatedSource::BalancedWeights() const {
  throw Error(ErrorCode::kUsage, "simulated labels cannot be counted", "train.pos_weight",
              "train.pos_weight=none");
}

OrderedJson SimulatedSource::Describe() const {
  const auto left_out = static_cast<size_t>(
      std::ranges::count_if(data_.world.texts, [](const auto& text) { return text.left_out; }));
  OrderedJson json;
  json["simulator"] = {{"seed", data_.seed},
                       {"questions", HashQuestions(data_.questions.questions)},
                       {"signs", sampler_.sign_count()},
                       {"texts", data_.world.texts.size() - left_out},
                       {"left_out_texts", left_out},
                       {"leave_out", config_.simulate.leave_out}};
  json["split"] = {{"description", "simulated"},
                   {"train_records", config_.simulate.epoch_records},
                   {"validation_records", config_.simulate.validation_records}};
  return json;
}

}  // namespace supreme
