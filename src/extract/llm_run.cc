#include "extract/llm_run.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "core/interrupt.h"

namespace supreme {
namespace {

constexpr size_t kFetch = 1000;  // statements that are read from the store at a time
constexpr auto kReportPeriod = std::chrono::milliseconds(200);

class LlmRun {
 public:
  LlmRun(EntityStore& store, const LlmOptions& options, const RuleExtractor* rules)
      : store_(store),
        rules_(rules),
        caller_(options, [this] { return is_stopping_ || Interrupted(); }) {
    const StoreCounts counts = store.Counts();
    state_.total = counts.distinct_statements - counts.extracted - counts.failed;
  }

  LlmRunState Run(const std::function<void(const LlmRunState&)>& progress) {
    // Nothing that needs the model: no call at all.
    if (!Fetch()) return state_;
    HttpClient client = caller_.MakeClient();
    const LlmResult probe = caller_.Probe(client, [&] {
      LlmRunState state = state_;
      state.is_circuit_open = true;
      if (progress) progress(state);
    });
    store_.CheckAnswerModel(probe.model);
    Count(probe);
    const int64_t thread_count = caller_.options().concurrency;
    running_ = thread_count;
    {
      std::vector<std::jthread> threads;
      const StopOnExit stop{is_stopping_};
      for (int64_t i = 0; i < thread_count; ++i) {
        threads.emplace_back([this, i] { Work(static_cast<uint64_t>(i)); });
      }
      Report(progress);
    }
    ThrowIfInterrupted();
    if (error_) std::rethrow_exception(error_);
    return state_;
  }

 private:
  struct StopOnExit {
    std::atomic<bool>& is_stopping;
    ~StopOnExit() { is_stopping = true; }
  };

  // Waits for the threads, and says how far they are.
  void Report(const std::function<void(const LlmRunState&)>& progress) {
    std::unique_lock lock(mutex_);
    while (running_ > 0) {
      finished_.wait_for(lock, kReportPeriod, [&] { return running_ == 0; });
      LlmRunState state = state_;
      lock.unlock();
      state.is_circuit_open = caller_.is_circuit_open();
      if (progress) progress(state);
      lock.lock();
    }
  }

  void Work(uint64_t thread_index) {
    try {
      HttpClient client = caller_.MakeClient();
      Rng rng = Rng(std::random_device{}()).Fork(thread_index);
      StoredStatement statement;
      while (Take(statement)) Save(statement, caller_.Extract(client, statement.text, rng));
    } catch (...) {
      const std::lock_guard lock(mutex_);
      // Later ones are "stopped", the consequence of the first.
      if (!error_) error_ = std::current_exception();
      is_stopping_ = true;
    }
    const std::lock_guard lock(mutex_);
    if (--running_ == 0) finished_.notify_all();
  }

  bool Take(StoredStatement& statement) {
    const std::lock_guard lock(mutex_);
    if (is_stopping_ || Interrupted() || !Fetch()) return false;
    statement = std::move(queue_.front());
    queue_.pop_front();
    return true;
  }

  // Reads on until a statement needs the model; false when none is left. Under the mutex.
  bool Fetch() {
    while (queue_.empty()) {
      const std::vector<StoredStatement> pending = store_.Pending(kFetch, last_hash_);
      if (pending.empty()) return false;
      last_hash_ = pending.back().hash;
      std::vector<StatementResult> by_rules;
      for (const StoredStatement& statement : pending) {
        if (rules_ == nullptr || !rules_->AccountsForAll(statement.text)) {
          queue_.push_back(statement);
        } else {
          by_rules.push_back(
              {statement.hash, rules_->name(), "", rules_->Extract(statement.text), "", ""});
        }
      }
      store_.SaveResults(by_rules);
      state_.done += by_rules.size();
      state_.by_rules += by_rules.size();
    }
    return true;
  }

  void Save(const StoredStatement& statement, const LlmResult& result) {
    const std::lock_guard lock(mutex_);
    if (!result.model.empty()) store_.CheckAnswerModel(result.model);
    StatementResult row{statement.hash, kLlmExtractor, result.model, result.extraction, "", ""};
    if (!result.extraction) {
      row.failure = FailureName(result.failure);
      row.detail = result.detail;
      ++state_.failed;
    }
    row.tries = result.tries;
    row.prompt_tokens = result.prompt_tokens;
    row.completion_tokens = result.completion_tokens;
    store_.SaveResults({&row, 1});
    ++state_.done;
    Count(result);
  }

  void Count(const LlmResult& result) {
    state_.calls += result.tries;
    state_.prompt_tokens += result.prompt_tokens;
    state_.completion_tokens += result.completion_tokens;
  }

  EntityStore& store_;
  const RuleExtractor* rules_;
  std::atomic<bool> is_stopping_{false};
  LlmCaller caller_;
  std::mutex mutex_;  // of everything below, and of the store
  std::condition_variable finished_;
  LlmRunState state_;
  std::deque<StoredStatement> queue_;
  std::string last_hash_;
  int64_t running_ = 0;
  std::exception_ptr error_;
};

}  // namespace

std::string HybridExtractorName(const RuleExtractor& rules) {
  return "hybrid(" + rules.name() + "," + kLlmExtractor + ")";
}

LlmRunState FillStoreByLlm(EntityStore& store, const LlmOptions& options,
                           const RuleExtractor* rules,
                           const std::function<void(const LlmRunState&)>& progress) {
  return LlmRun(store, options, rules).Run(progress);
}

}  // namespace supreme
