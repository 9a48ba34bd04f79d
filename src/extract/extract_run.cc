#include "extract/extract_run.h"

#include <algorithm>
#include <set>

#include "core/error.h"
#include "core/interrupt.h"
#include "extract/continuation.h"
#include "extract/statement.h"

namespace supreme {
namespace {

constexpr size_t kBatchSize = 2000;  // statements or records in one transaction
constexpr size_t kNotUnderstoodShown = 5;

uint64_t& CountOf(CertaintyCounts& counts, Certainty certainty) {
  switch (certainty) {
    case Certainty::kNormal:
      return counts.normal;
    case Certainty::kAbnormal:
      return counts.abnormal;
    case Certainty::kUncertain:
      return counts.uncertain;
  }
  throw Error(ErrorCode::kInternal, "unknown certainty");
}

}  // namespace

std::vector<RecordStatements> StatementsOfReports(const std::map<std::string, std::string>& reports,
                                                  const std::string& unit) {
  std::vector<RecordStatements> records;
  for (const auto& [record_id, report] : reports) {
    RecordStatements record{record_id, SplitStatements(report)};
    if (record.statements.empty()) continue;
    if (unit == "term") {
      record.statements = {NormalizeStatement(report)};
    } else if (unit == "report") {
      std::string whole;
      for (const std::string& statement : record.statements) {
        whole += (whole.empty() ? "" : "\n") + statement;
      }
      record.statements = {whole};
    } else {
      record.statements = JoinContinuations(std::move(record.statements));
    }
    records.push_back(std::move(record));
  }
  return records;
}

std::vector<RecordStatements> StatementsOfCodes(
    const std::map<std::string, std::vector<std::string>>& codes) {
  std::vector<RecordStatements> records;
  for (const auto& [record_id, record_codes] : codes) {
    if (!record_codes.empty()) records.push_back({record_id, record_codes});
  }
  return records;
}

void AddToStore(EntityStore& store, const std::vector<RecordStatements>& records) {
  for (size_t start = 0; start < records.size(); start += kBatchSize) {
    ThrowIfInterrupted();
    const auto first = records.begin() + static_cast<std::ptrdiff_t>(start);
    const size_t count = std::min(kBatchSize, records.size() - start);
    store.AddRecords({first, first + static_cast<std::ptrdiff_t>(count)});
  }
}

void FillStore(EntityStore& store, const std::vector<RecordStatements>& records,
               const Extractor& extractor, const StoreProgress& progress) {
  SUPREME_CHECK(extractor.name() == store.source().extractor);
  AddToStore(store, records);
  const StoreCounts counts = store.Counts();
  uint64_t done = counts.extracted;
  for (;;) {
    if (progress) progress(done, counts.distinct_statements);
    ThrowIfInterrupted();
    const std::vector<StoredStatement> pending = store.Pending(kBatchSize);
    if (pending.empty()) return;
    std::vector<std::pair<std::string, Extraction>> results;
    results.reserve(pending.size());
    for (const StoredStatement& statement : pending) {
      results.emplace_back(statement.hash, extractor.Extract(statement.text));
    }
    store.SaveExtractions(results);
    done += results.size();
  }
}

StoreSummary Summarize(EntityStore& store) {
  StoreSummary summary;
  summary.counts = store.Counts();
  std::set<std::pair<Certainty, std::string>> distinct;
  store.VisitExtractions(
      [&](const StoredStatement& statement, uint64_t record_count, const Extraction& extraction) {
        for (const Entity& entity : extraction.entities) {
          CountOf(summary.entities, entity.certainty) += record_count;
          distinct.emplace(entity.certainty, entity.text);
        }
        if (!extraction.entities.empty()) return;
        ++summary.distinct_without_entity;
        summary.statements_without_entity += record_count;
        summary.not_understood.emplace_back(statement.text, record_count);
      });
  for (const auto& [certainty, text] : distinct) ++CountOf(summary.distinct_entities, certainty);
  auto& rest = summary.not_understood;
  std::sort(rest.begin(), rest.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  rest.resize(std::min(rest.size(), kNotUnderstoodShown));
  return summary;
}

}  // namespace supreme
