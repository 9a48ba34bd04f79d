#include "synth/dataset/cohort.h"

#include <chrono>

#include "core/rng.h"

namespace supreme {
namespace {

std::string TwoDigits(unsigned value) { return (value < 10 ? "0" : "") + std::to_string(value); }

std::string FormatMinute(int64_t minutes_since_2020) {
  using namespace std::chrono;
  const auto minutes_in_day = static_cast<unsigned>(minutes_since_2020 % 1440);
  const year_month_day date{sys_days{year{2020} / January / 1} + days{minutes_since_2020 / 1440}};
  return std::to_string(static_cast<int>(date.year())) + "-" +
         TwoDigits(static_cast<unsigned>(date.month())) + "-" +
         TwoDigits(static_cast<unsigned>(date.day())) + " " + TwoDigits(minutes_in_day / 60) + ":" +
         TwoDigits(minutes_in_day % 60) + ":00";
}

uint64_t DrawVisitCount(Rng& rng) {
  if (!rng.Bernoulli(0.15)) return 1;
  return rng.Bernoulli(0.7) ? 2 : 3;
}

}  // namespace

std::vector<Visit> DrawCohort(uint64_t seed, uint64_t record_count, std::optional<CaseMix> mix) {
  const Rng patients = Rng(seed).Fork("patients");
  std::vector<Visit> cohort;
  cohort.reserve(record_count);
  for (uint64_t id = 1; cohort.size() < record_count; ++id) {
    Rng rng = patients.Fork(id);
    Visit visit;
    visit.patient_id = id;
    visit.fold = 1 + static_cast<int>(rng.Index(10));
    visit.patient = DrawPatient(rng);
    std::optional<Diagnosis> diagnosis;
    if (mix) diagnosis = DrawDiagnosis(visit.patient, *mix, rng);
    const uint64_t visit_count = DrawVisitCount(rng);
    auto minute = static_cast<int64_t>(rng.Index(4 * 365 * 1440));
    for (uint64_t i = 0; i < visit_count && cohort.size() < record_count; ++i) {
      visit.diagnosis.reset();
      if (i == 0 || rng.Bernoulli(0.7)) visit.diagnosis = diagnosis;
      visit.recorded_at = FormatMinute(minute);
      cohort.push_back(visit);
      minute += 1440 + static_cast<int64_t>(rng.Index(200 * 1440));
    }
  }
  return cohort;
}

}  // namespace supreme
