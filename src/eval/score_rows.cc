#include "eval/score_rows.h"

#include <algorithm>
#include <vector>

#include "core/error.h"
#include "core/interrupt.h"
#include "core/progress.h"

namespace supreme {

Scores ScoreRows(Predictor& predictor, const Pack& pack, std::span<const size_t> rows,
                 size_t batch_size) {
  Progress progress("evaluate", rows.size(), "records");
  Scores all =
      ScoreRows(predictor, pack, rows, batch_size, [&](size_t count) { progress.Update(count); });
  progress.Finish();
  return all;
}

Scores ScoreRows(Predictor& predictor, const Pack& pack, std::span<const size_t> rows,
                 size_t batch_size, const std::function<void(size_t)>& done) {
  const auto preferred = static_cast<size_t>(std::max<int64_t>(1, predictor.info().batch_size));
  const size_t step = batch_size > 0 ? batch_size : preferred;
  Scores all;
  std::vector<EcgWindow> windows;
  for (size_t begin = 0; begin < rows.size(); begin += step) {
    ThrowIfInterrupted();
    windows.clear();
    const auto batch = rows.subspan(begin, std::min(step, rows.size() - begin));
    for (const size_t row : batch) windows.push_back(pack.ReadWindow(row));
    const Scores scores = predictor.Predict(windows);
    SUPREME_CHECK(scores.record_count == batch.size() &&
                  scores.values.size() == scores.record_count * scores.query_count);
    all.query_count = scores.query_count;
    all.record_count += scores.record_count;
    all.values.insert(all.values.end(), scores.values.begin(), scores.values.end());
    done(all.record_count);
  }
  return all;
}

}  // namespace supreme
