// The labels of a data set of MIMIC-IV-ECG's size (771,500 records × 295 queries, paper §3): time,
// memory and disk from an entity store to labels.safetensors and back.
//   label_matrix_bench [RECORDS [COUNTS.csv]]
// The store is generated: statements of each record are drawn by the frequencies of COUNTS.csv
// (columns scope, statement, count; the scope any_report_line), or by Zipf's law without it.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <set>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "core/numbers.h"
#include "core/rng.h"
#include "extract/entity_store.h"
#include "vocab/record_labels.h"

namespace supreme {
namespace {

constexpr size_t kQueries = 295;
constexpr size_t kEntities = 1168;          // the paper's unique entities
constexpr size_t kStatementsPerRecord = 5;  // MIMIC-IV-ECG has up to 18 lines a report
constexpr size_t kRecordsPerBatch = 20000;

// Wall and CPU time of a step, and the most memory that the process has held so far.
class Timer {
 public:
  explicit Timer(const char* what) : what_(what) {}
  ~Timer() {
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start_;
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("%-40s %8.2f s, CPU %8.2f s, peak so far %7.1f MB\n", what_, seconds.count(),
                CpuSeconds() - cpu_start_, static_cast<double>(usage.ru_maxrss) / 1024.0);
    std::fflush(stdout);
  }

 private:
  static double CpuSeconds() {
    return static_cast<double>(std::clock()) / static_cast<double>(CLOCKS_PER_SEC);
  }

  const char* what_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  double cpu_start_ = CpuSeconds();
};

// Weight of each statement, the given ones first.
std::vector<double> StatementWeights(const char* counts_csv) {
  std::vector<double> weights;
  if (counts_csv != nullptr) {
    CsvReader csv = CsvReader::Open(counts_csv);
    while (csv.Next()) {
      if (csv["scope"] == "any_report_line") weights.push_back(*ParseDouble(csv["count"]));
    }
  }
  const double next = weights.empty() ? 100000.0 : weights.back();
  for (size_t rank = 1; weights.size() < kEntities; ++rank) {
    weights.push_back(next / static_cast<double>(rank + 1));
  }
  return weights;
}

// One statement and one entity per text: "statement 17".
void GenerateStore(EntityStore& store, size_t records, const std::vector<double>& weights) {
  std::vector<double> cumulative;
  for (const double weight : weights) {
    cumulative.push_back((cumulative.empty() ? 0.0 : cumulative.back()) + weight);
  }
  Rng rng(1);
  std::vector<RecordStatements> batch;
  for (size_t record = 0; record < records; ++record) {
    RecordStatements one{std::to_string(40000000 + record), {}};
    for (size_t i = 0; i < kStatementsPerRecord; ++i) {
      const auto drawn = std::lower_bound(cumulative.begin(), cumulative.end(),
                                          rng.Uniform(0.0, cumulative.back()));
      one.statements.push_back("statement " + std::to_string(drawn - cumulative.begin()));
    }
    batch.push_back(std::move(one));
    if (batch.size() == kRecordsPerBatch || record + 1 == records) {
      store.AddRecords(batch);
      batch.clear();
    }
  }
  std::vector<std::pair<std::string, Extraction>> results;
  for (const StoredStatement& statement : store.Pending(2 * kEntities)) {
    // One of sixteen entities is uncertain, as in the paper's Table 2.
    const bool is_uncertain = results.size() % 16 == 15;
    results.push_back(
        {statement.hash,
         {{{statement.text, is_uncertain ? Certainty::kUncertain : Certainty::kAbnormal}}}});
  }
  store.SaveExtractions(results);
}

EntityTable ReadTable(EntityStore& store) {
  std::set<std::string> known;
  store.VisitRecords([&](const std::string& id, const std::string&) { known.insert(id); });
  const std::vector<std::string> ids(known.begin(), known.end());
  known.clear();
  return CollectEntities(store, ids);
}

void ReadAtRandom(const LabelMatrix& labels) {
  constexpr int kReads = 1000000;
  Rng rng(2);
  std::vector<uint8_t> row(labels.query_count());
  size_t sum = 0;
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < kReads; ++i) {
    labels.ReadRow(rng.Index(labels.row_count()), row);
    sum += row[i % row.size()];
  }
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  std::printf("%-40s %8.0f ns each (sum %zu)\n", "random rows", seconds.count() / kReads * 1e9,
              sum);
}

void Run(size_t records, const char* counts_csv) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / "supreme_label_matrix_bench";
  std::filesystem::remove_all(folder);
  MakeFolder(folder);
  {
    EntityStore store(folder / "store.sqlite", {"bench", "bench-1", "statement"});
    {
      const Timer timer("generate the store (not counted)");
      GenerateStore(store, records, StatementWeights(counts_csv));
    }
    LabelMatrix labels;
    {
      const Timer timer("store → entities → labels → disk");
      const EntityTable table = ReadTable(store);
      QueryOfEntity query_of(table.entities.size());
      for (uint32_t i = 0; i < query_of.size(); ++i) query_of[i] = i % kQueries;
      labels = LabelRecords(table, query_of, kQueries);
      labels.set_pack_id("bench");
      WriteLabels(labels, folder);
    }
    std::printf("%-40s %zu × %zu, %zu labels\n", "matrix", labels.row_count(), labels.query_count(),
                labels.label_count());
    std::printf("%-40s %8.2f MB\n", "matrix in memory",
                static_cast<double>(labels.ByteCount()) / 1e6);
    std::printf("%-40s %8.2f MB\n", "labels.safetensors",
                static_cast<double>(std::filesystem::file_size(folder / kLabelsFile)) / 1e6);
  }
  LabelMatrix labels;
  {
    const Timer timer("read labels.safetensors");
    labels = ReadLabels(folder);
  }
  ReadAtRandom(labels);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace supreme

int main(int argc, char** argv) {
  const auto records = argc > 1 ? supreme::ParseInt(argv[1]) : 771500;
  if (!records || *records < 1) {
    std::fputs("usage: label_matrix_bench [RECORDS [COUNTS.csv]]\n", stderr);
    return 2;
  }
  try {
    supreme::Run(static_cast<size_t>(*records), argc > 2 ? argv[2] : nullptr);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "label_matrix_bench: %s\n", error.what());
    return 1;
  }
}
