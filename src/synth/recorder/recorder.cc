#include "synth/recorder/recorder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "core/error.h"
#include "signal/leads.h"
#include "signal/vectorised.h"
#include "synth/recorder/electrodes.h"
#include "synth/recorder/faults.h"
#include "synth/recorder/filters.h"
#include "synth/recorder/mains.h"
#include "synth/recorder/motion.h"
#include "synth/recorder/muscle.h"
#include "synth/recorder/storage.h"
#include "synth/recorder/wander.h"

namespace supreme {
namespace {

constexpr double kUvPerMv = 1000.0;
constexpr size_t kMostSamples = size_t{1} << 17;  // the noise bank serves no longer recordings
constexpr float kRangeUv = 32000.0F;              // a converter of 16 bits at 1 µV
constexpr float kLimbRangeUv = 16000.0F;          // III = II − I stays inside it too

void CheckLeads(const CleanLeads& clean, double sample_rate_hz) {
  const size_t samples = clean[0].size();
  const bool even = std::all_of(clean.begin(), clean.end(), [&](const std::vector<float>& row) {
    return row.size() == samples;
  });
  if (samples == 0 || samples > kMostSamples || !even) {
    throw Error(ErrorCode::kInvalidInput, "clean leads must have one length of 1 to 131072 samples",
                "recorder");
  }
  if (!(sample_rate_hz >= 100.0 && sample_rate_hz <= 1000.0)) {
    throw Error(ErrorCode::kInvalidInput, "the sample rate must be 100 to 1000 Hz", "recorder");
  }
}

constexpr size_t kBlock = 64;  // samples that stay in the first-level cache in both layouts

SUPREME_VECTOR_CLONES void SetHeart(const CleanLeads& clean, LeadSteps& steps) {
  steps.resize(clean[0].size());
  for (size_t start = 0; start < steps.size(); start += kBlock) {
    const size_t end = std::min(steps.size(), start + kBlock);
    for (size_t lead = 0; lead < kIndependentLeadCount; ++lead) {
      const float* in = clean[lead].data();
      for (size_t t = start; t < end; ++t) {
        steps[t].uv[lead] = in[t] * static_cast<float>(kUvPerMv);
      }
    }
  }
}

// Leads of electrode rows: limb leads are differences, chest leads stand against Wilson's terminal.
SUPREME_VECTOR_CLONES void FormLeads(const ElectrodeRows& rows, LeadSteps& steps) {
  steps.resize(rows[0].size());
  for (size_t t = 0; t < steps.size(); ++t) {
    const float right_arm = rows[kRightArm][t];
    const float left_arm = rows[kLeftArm][t];
    const float left_leg = rows[kLeftLeg][t];
    const float wilson = (right_arm + left_arm + left_leg) * (1.0F / 3.0F);
    LeadStep::Vector& uv = steps[t].uv;
    uv[0] = left_arm - right_arm;
    uv[1] = left_leg - right_arm;
    for (size_t chest = 0; chest < 6; ++chest) {
      uv[2 + chest] = rows[kFirstChest + chest][t] - wilson;
    }
  }
}

SUPREME_VECTOR_CLONES void AddSlow(const SlowGrid& grid, const LeadSteps& slow, LeadSteps& steps) {
  const float pace = 1.0F / static_cast<float>(grid.spacing);
  for (size_t point = 0; point * grid.spacing < steps.size(); ++point) {
    const size_t start = point * grid.spacing;
    const size_t count = std::min(grid.spacing, steps.size() - start);
    const LeadStep::Vector slope = (slow[point + 1].uv - slow[point].uv) * pace;
    LeadStep::Vector level = slow[point].uv;
    for (size_t i = 0; i < count; ++i) {
      steps[start + i].uv += level;
      level += slope;
    }
  }
}

SUPREME_VECTOR_CLONES void AddSteps(const LeadSteps& other, LeadSteps& steps) {
  for (size_t t = 0; t < steps.size(); ++t) steps[t].uv += other[t].uv;
}

double MeanMv(const IndependentLeads& deviations_uv) {
  double sum = 0.0;
  for (const double value : deviations_uv) sum += value;
  return sum / static_cast<double>(deviations_uv.size()) / kUvPerMv;
}

// Standard deviation of the wander that the high-pass lets through, mean over leads.
double WanderMv(const FilterSettings& filters, const SlowGrid& grid, double sample_rate_hz,
                LeadSteps slow) {
  HighPass(filters, sample_rate_hz / static_cast<double>(grid.spacing), slow);
  LeadStep sum{};
  LeadStep squares{};
  for (const LeadStep& step : slow) {
    sum.uv += step.uv;
    squares.uv += step.uv * step.uv;
  }
  const double count = static_cast<double>(slow.size());
  IndependentLeads deviations{};
  for (size_t lead = 0; lead < deviations.size(); ++lead) {
    const double mean = sum.uv[lead] / count;
    deviations[lead] = std::sqrt(std::max(0.0, squares.uv[lead] / count - mean * mean));
  }
  return MeanMv(deviations);
}

// Kept from recording to recording: fresh memory would cost more than the noise.
struct Workspace {
  ElectrodeRows rows;
  LeadSteps slow;
  LeadSteps noise;
  LeadSteps heart;
  LeadSteps coarse;
};

// Everything but the heart into `space.noise`, unfiltered. Returns the frequency of the mains.
double Disturb(double sample_rate_hz, double level, Rng& rng, RecordingFaults& faults,
               Workspace& space) {
  Rng wander_rng = rng.Fork("wander");
  Rng muscle_rng = rng.Fork("muscle");
  const size_t samples = space.heart.size();
  const SlowGrid grid = MakeSlowGrid(samples, sample_rate_hz);
  bool moved = false;
  FormLeads(MakeWander(grid, level, wander_rng, moved), space.slow);
  for (std::vector<float>& row : space.rows) row.assign(samples, 0.0F);
  faults.muscle_mv =
      MeanMv(LeadDeviations(AddMuscle(grid, sample_rate_hz, level, muscle_rng, space.rows)));
  const Mains mains = AddMains(sample_rate_hz, level, rng, space.rows);
  faults.mains_mv = MeanMv(LeadDeviations(mains.deviation_uv));
  faults.motion = AddPops(sample_rate_hz, level, rng, space.rows) || moved;
  if (faults.loose) AddContactLoss(sample_rate_hz, level, rng, space.rows);
  FormLeads(space.rows, space.noise);
  AddSlow(grid, space.slow, space.noise);
  return mains.frequency_hz;
}

// Filters and stores heart + noise into `space.heart`.
void Store(const FilterSettings& filters, double sample_rate_hz, Rng& rng, Workspace& space) {
  const StorageSettings storage = DrawStorage(sample_rate_hz, rng);
  if (storage.compressed) {
    RunFilters(filters, sample_rate_hz, space.heart);
    RunFilters(filters, sample_rate_hz, space.noise);
    Compress(storage, space.noise, space.coarse, space.heart);
    return;
  }
  AddSteps(space.noise, space.heart);
  RunFilters(filters, sample_rate_hz, space.heart);
  Quantise(storage, space.heart);
}

void NoteFilters(const FilterSettings& filters, double sample_rate_hz, const LeadSteps& slow,
                 RecordingFaults& faults) {
  const SlowGrid grid = MakeSlowGrid(1, sample_rate_hz);
  if (filters.notch_hz > 0.0) faults.mains_mv = 0.0;
  faults.high_pass_hz = filters.high_pass_hz;
  faults.low_pass_hz = filters.low_pass_hz;
  faults.wander_mv = WanderMv(filters, grid, sample_rate_hz, slow);
}

using LeadBlock = std::array<std::array<int32_t, kBlock>, kLeadCount>;

// Rows I, II and V1 … V6 of `block` from up to kBlock steps.
SUPREME_VECTOR_CLONES void RoundToUv(const LeadStep* steps, size_t count, LeadBlock& block) {
  std::array<std::array<float, kIndependentLeadCount>, kBlock> rounded{};
  for (size_t t = 0; t < count; ++t) {
    LeadStep::Vector uv = steps[t].uv;
    uv = (uv + kRounder) - kRounder;
    std::memcpy(rounded[t].data(), &uv, sizeof(uv));
  }
  for (size_t lead = 0; lead < kIndependentLeadCount; ++lead) {
    std::array<int32_t, kBlock>& row = block[lead < 2 ? lead : lead + 4];
    const float range = lead < 2 ? kLimbRangeUv : kRangeUv;
    for (size_t t = 0; t < kBlock; ++t) {
      row[t] = static_cast<int32_t>(std::clamp(rounded[t][lead], -range, range));
    }
  }
}

// Limb leads are whole numbers of µV before the others are formed from them, so that the identities
// hold to the rounding of a half.
SUPREME_VECTOR_CLONES void DeriveLimbLeads(LeadBlock& block) {
  for (size_t t = 0; t < kBlock; ++t) {
    const int32_t first = block[0][t];
    const int32_t second = block[1][t];
    block[2][t] = second - first;
    block[3][t] = -(first + second) / 2;
    block[4][t] = (2 * first - second) / 2;
    block[5][t] = (2 * second - first) / 2;
  }
}

void FormTwelve(const LeadSteps& steps, std::vector<int32_t>& leads_uv) {
  const size_t samples = steps.size();
  leads_uv.resize(kLeadCount * samples);
  LeadBlock block{};
  for (size_t start = 0; start < samples; start += kBlock) {
    const size_t count = std::min(samples - start, kBlock);
    RoundToUv(steps.data() + start, count, block);
    DeriveLimbLeads(block);
    for (size_t lead = 0; lead < kLeadCount; ++lead) {
      std::copy_n(block[lead].data(), count, leads_uv.data() + lead * samples + start);
    }
  }
}

}  // namespace

Recording RecordLeads(const CleanLeads& clean, double sample_rate_hz, const Diagnosis& diagnosis,
                      const RecorderOptions& options, Rng& rng) {
  CheckLeads(clean, sample_rate_hz);
  thread_local Workspace space;
  Rng own(rng.NextU64());
  Recording recording;
  RecordingFaults& faults = recording.faults;
  const ElectrodeOrder order = DrawElectrodeOrder(diagnosis, own);
  faults.electrodes = order;
  if (InOrder(order)) {
    SetHeart(clean, space.heart);
  } else {
    SetHeart(ExchangeElectrodes(clean, order), space.heart);
  }
  if (options.noise_level == 0.0) {
    faults.high_pass_hz = 0.0;
    faults.low_pass_hz = sample_rate_hz / 2.0;
    FormTwelve(space.heart, recording.leads_uv);
    return recording;
  }
  const bool faulty = own.Bernoulli(options.fault_share);
  const uint64_t fault = own.Index(3);
  faults.loose = faulty && fault == 0;
  const double mains_hz = Disturb(sample_rate_hz, options.noise_level, own, faults, space);
  const FilterSettings filters = DrawFilters(mains_hz, own);
  NoteFilters(filters, sample_rate_hz, space.slow, faults);
  Store(filters, sample_rate_hz, own, space);
  FormTwelve(space.heart, recording.leads_uv);
  if (faulty && fault == 1) FlattenLeads(own, recording);
  if (faulty && fault == 2) ClipLeads(own, recording);
  return recording;
}

}  // namespace supreme
