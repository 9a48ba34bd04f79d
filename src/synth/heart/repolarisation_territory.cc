#include "synth/heart/repolarisation_territory.h"

#include <algorithm>

namespace supreme {
namespace {

using enum Finding;

// Which rows of a finding a recording shows.
enum Variant : uint8_t { kStOnly = 1, kTOnly = 2, kBoth = 4, kAlways = 7 };
constexpr uint8_t kWithSt = kStOnly | kBoth;
constexpr uint8_t kWithT = kTOnly | kBoth;

// "At least `count` of `leads` reach mild … marked mV"; the sign of the limits says the way.
struct Row {
  Finding finding;
  uint8_t variants;
  Quantity quantity;
  LeadMask leads;
  size_t count;
  double mild_mv;
  double marked_mv;
  LeadPattern wall;
  double fade;  // of the normal T over the wall
};

constexpr LeadMask kAnteriorLeads = kInV2 | kInV3 | kInV4;
constexpr LeadMask kSeptalLeads = kInV1 | kInV2 | kInV3 | kInV4;
constexpr LeadMask kApicalLeads = kInV3 | kInV4 | kInV5 | kInV6;
constexpr LeadMask kLowLateralLeads = kInV5 | kInV6;

using enum Quantity;
constexpr Row kRows[] = {
    {kInferiorStElevation, kAlways, kJ, kInferiorLeads, 2, 0.112, 0.32, kInferiorWall, 0.2},
    {kLateralStElevation, kAlways, kJ, kLateralLeads, 2, 0.112, 0.28, kLateralWall, 0.2},
    {kAnteroseptalInjury, kAlways, kSt60, kSeptalLeads, 3, -0.112, -0.30, kAnteroseptalWall, 0.5},
    {kAnterolateralInjury, kAlways, kSt60, kApicalLeads, 3, -0.112, -0.32, kAnterolateralWall, 0.6},
    {kInferiorInjury, kAlways, kSt60, kInferiorLeads, 3, -0.112, -0.25, kInferiorWall, 0.6},
    {kLateralInjury, kAlways, kSt60, kLateralLeads, 3, -0.112, -0.28, kLateralWall, 0.6},
    {kInferolateralInjury, kAlways, kSt60, kInferiorLeads, 2, -0.112, -0.25, kInferolateralWall,
     0.6},
    {kInferolateralInjury, kAlways, kSt60, kLowLateralLeads, 2, -0.112, -0.28, kLateralWall, 0.5},
    {kNonspecificIschaemia, kWithSt, kSt60, kLowLateralLeads, 2, -0.058, -0.15, kSubendocardium,
     0.6},
    {kNonspecificIschaemia, kWithT, kT, kLowLateralLeads, 2, -0.11, -0.32, kSubendocardium, 0.9},
    {kAnterolateralIschaemia, kWithSt, kSt60, kApicalLeads, 3, -0.058, -0.18, kAnterolateralWall,
     0.5},
    {kAnterolateralIschaemia, kWithT, kT, kApicalLeads, 4, -0.11, -0.50, kAnterolateralWall, 0.9},
    {kInferiorIschaemia, kWithSt, kSt60, kInferiorLeads, 2, -0.058, -0.15, kInferiorWall, 0.5},
    {kInferiorIschaemia, kWithT, kT, kInferiorLeads, 2, -0.11, -0.32, kInferiorWall, 0.9},
    {kInferolateralIschaemia, kWithSt, kSt60, kInferiorLeads, 2, -0.058, -0.15, kInferolateralWall,
     0.5},
    {kInferolateralIschaemia, kWithSt, kSt60, kLowLateralLeads, 2, -0.058, -0.18, kLateralWall,
     0.4},
    {kInferolateralIschaemia, kWithT, kT, kInferiorLeads, 2, -0.11, -0.30, kInferolateralWall, 0.9},
    {kInferolateralIschaemia, kWithT, kT, kLowLateralLeads, 2, -0.11, -0.35, kLateralWall, 0.7},
    {kAnteroseptalIschaemia, kWithSt, kSt60, kSeptalLeads, 3, -0.058, -0.16, kAnteroseptalWall,
     0.5},
    {kAnteroseptalIschaemia, kWithT, kT, kSeptalLeads, 4, -0.11, -0.50, kAnteroseptalWall, 0.9},
    {kLateralIschaemia, kWithSt, kSt60, kLateralLeads, 3, -0.058, -0.17, kLateralWall, 0.5},
    {kLateralIschaemia, kWithT, kT, kLateralLeads, 3, -0.11, -0.38, kLateralWall, 0.9},
    {kAnteriorIschaemia, kWithSt, kSt60, kAnteriorLeads, 3, -0.058, -0.18, kAnteriorWall, 0.5},
    {kAnteriorIschaemia, kWithT, kT, kAnteriorLeads, 3, -0.11, -0.60, kAnteriorWall, 0.9},
    {kLvhStrain, kAlways, kSt60, kLateralLeads, 2, -0.056, -0.18, kSubendocardium, 0.7},
    {kLvhStrain, kAlways, kT, kLateralLeads, 3, -0.106, -0.30, kSubendocardium, 0.9},
    {kVentricularAneurysm, kAlways, kJ, kSeptalLeads, 3, 0.112, 0.32, kAnteroseptalWall, 0.6},
};

// One of several walls, as the name of the finding leaves it open.
struct Choice {
  Finding finding;
  double share;  // of the recordings with the finding; the shares of a finding sum to 1
  Row row;
};
constexpr Choice kChoices[] = {
    {kStDepression,
     0.45,
     {kStDepression, kAlways, kSt60, kLowLateralLeads, 2, -0.056, -0.17, kSubendocardium, 0.5}},
    {kStDepression,
     0.2,
     {kStDepression, kAlways, kSt60, kApicalLeads, 3, -0.056, -0.20, kAnterolateralWall, 0.4}},
    {kStDepression,
     0.2,
     {kStDepression, kAlways, kSt60, kInferiorLeads | kLowLateralLeads, 3, -0.056, -0.14,
      kInferolateralWall, 0.4}},
    {kStDepression,
     0.15,
     {kStDepression, kAlways, kSt60, kInferiorLeads, 2, -0.056, -0.15, kInferiorWall, 0.3}},
    {kStElevation,
     0.35,
     {kStElevation, kAlways, kJ, kInferiorLeads, 2, 0.112, 0.28, kInferiorWall, 0.2}},
    {kStElevation,
     0.35,
     {kStElevation, kAlways, kJ, kLateralLeads, 2, 0.112, 0.25, kLateralWall, 0.2}},
    {kStElevation,
     0.30,
     {kStElevation, kAlways, kJ, kAnteriorLeads, 3, 0.215, 0.40, kAnteriorWall, 0.2}},
    {kNonspecificSt,
     0.5,
     {kNonspecificSt, kAlways, kSt60, kLateralLeads, 2, -0.036, -0.075, kSubendocardium, 0.4}},
    {kNonspecificSt,
     0.25,
     {kNonspecificSt, kAlways, kSt60, kInferiorLeads, 2, -0.036, -0.07, kInferiorWall, 0.3}},
    {kNonspecificSt,
     0.25,
     {kNonspecificSt, kAlways, kSt60, kApicalLeads, 3, -0.036, -0.075, kAnterolateralWall, 0.3}},
    {kTInversion,
     0.4,
     {kTInversion, kAlways, kT, kLateralLeads & ~kInAvl, 3, -0.112, -0.45, kSubendocardium, 0.9}},
    {kTInversion,
     0.25,
     {kTInversion, kAlways, kT, kAnteriorLeads, 2, -0.112, -0.60, kAnteriorWall, 0.9}},
    {kTInversion,
     0.2,
     {kTInversion, kAlways, kT, kApicalLeads, 3, -0.112, -0.60, kAnterolateralWall, 0.9}},
    {kTInversion,
     0.15,
     {kTInversion, kAlways, kT, kInI | kInAvl, 2, -0.112, -0.25, kLateralWall, 0.9}},
    {kNonspecificT,
     0.4,
     {kNonspecificT, kAlways, kT, kLateralLeads, 3, 0.05, -0.07, kLateralWall, 0.5}},
    {kNonspecificT,
     0.3,
     {kNonspecificT, kAlways, kT, kInferiorLeads, 2, 0.03, -0.09, kInferiorWall, 0.5}},
    {kNonspecificT,
     0.3,
     {kNonspecificT, kAlways, kT, kApicalLeads, 3, 0.06, -0.07, kAnterolateralWall, 0.5}},
};

// Walls of the infarctions.
struct Infarct {
  Finding finding;
  LeadMask leads;
  size_t count;
  LeadPattern wall;
  bool back_wall;
};
constexpr Infarct kInfarcts[] = {
    {kInferiorMi, kInferiorLeads, 2, kInferiorWall, false},
    {kAnteroseptalMi, kInV1 | kInV2 | kInV3, 2, kAnteroseptalWall, false},
    {kAnteriorMi, kAnteriorLeads, 2, kAnteriorWall, false},
    {kAnterolateralMi, kApicalLeads, 3, kAnterolateralWall, false},
    {kLateralMi, kLateralLeads, 2, kLateralWall, false},
    {kInferolateralMi, kInferiorLeads | kLowLateralLeads, 4, kInferolateralWall, false},
    {kInferoposteriorMi, kInferiorLeads, 2, kInferiorWall, true},
    {kInferoposterolateralMi, kInferiorLeads | kLowLateralLeads, 4, kInferolateralWall, true},
    {kPosteriorMi, kInV1 | kInV2 | kInV3, 2, kPosteriorWall, true},
};

double Between(double mild, double marked, double severity) {
  return mild + (marked - mild) * severity;
}

LeadPattern Negative(LeadPattern pattern) {
  for (double& value : pattern) value = -value;
  return pattern;
}

// ST changes live at J, T changes in the T wave.
Part PartOf(Quantity quantity) {
  if (quantity == kJ || quantity == kSt60) return Part::kInjury;
  return Part::kLesionT;
}

// What a heart's findings ask for, kept until all are in: one may undo another's work.
struct Workshop {
  const StTMeter& meter;
  Rng& state;
  Repolarisation& r;
  std::vector<Requirement> requirements;
};

void ApplyRow(const Row& row, double severity, Workshop& work) {
  Rng& state = work.state;
  // A flat T is a T that is less lowered than an inverted one.
  const bool upwards = row.marked_mv > 0.0;
  const double limit = Between(row.mild_mv, row.marked_mv, severity) *
                       (row.mild_mv * row.marked_mv > 0.0 ? state.Uniform(1.0, 1.2) : 1.0);
  const LeadPattern wall = Varied(row.wall, state);
  FadeT(row.wall, row.fade * state.Uniform(0.7, 1.0), work.r);
  work.requirements.push_back({row.quantity, row.leads, row.count, upwards, limit,
                               PartOf(row.quantity), upwards ? wall : Negative(wall)});
  Fulfil(work.requirements.back(), work.meter, work.r);
}

Variant DrawVariant(Rng& state) {
  const double draw = state.Uniform();
  return draw < 0.35 ? kStOnly : draw < 0.6 ? kTOnly : kBoth;
}

void AddListedRows(const Diagnosis& diagnosis, Workshop& work) {
  Rng& state = work.state;
  const Variant variant = DrawVariant(state);
  for (const Row& row : kRows) {
    if (!diagnosis.Has(row.finding) || (row.variants & variant) == 0) continue;
    ApplyRow(row, diagnosis.Severity(row.finding), work);
  }
  double draw = state.Uniform();
  Finding previous = kNormalEcg;
  for (const Choice& choice : kChoices) {
    if (!diagnosis.Has(choice.finding)) continue;
    if (choice.finding != previous) draw = state.Uniform();
    previous = choice.finding;
    const bool chosen = draw >= 0.0 && draw < choice.share;
    draw -= choice.share;
    if (chosen) ApplyRow(choice.row, diagnosis.Severity(choice.finding), work);
  }
}

// Fourth universal definition of MI 2018: J in V2 and V3 by sex and age.
double AnteriorLimitMv(const Patient& patient) {
  if (patient.sex == Sex::kFemale) return 0.15;
  return patient.age_years < 40 ? 0.25 : 0.20;
}

void AddAnteriorElevation(const RepolarisationInput& input, Workshop& work) {
  if (!input.diagnosis.Has(kAnteriorStElevation)) return;
  const double severity = input.diagnosis.Severity(kAnteriorStElevation);
  const double limit = 1.09 * AnteriorLimitMv(input.patient) + Between(0.0, 0.25, severity);
  ApplyRow({kAnteriorStElevation, kAlways, kJ, kInV2 | kInV3, 2, limit, limit, kAnteriorWall, 0.2},
           0.0, work);
}

void AddAcuteInfarct(const Infarct& infarct, double severity, Workshop& work) {
  Rng& state = work.state;
  Repolarisation& r = work.r;
  const bool anterior = (infarct.leads & (kInV2 | kInV3)) != 0;
  if (infarct.finding == kPosteriorMi) {
    ApplyRow({kPosteriorMi, kAlways, kSt60, infarct.leads, 2, -0.06, -0.22,
              Negative(kPosteriorWall), 0.0},
             severity, work);
    return;
  }
  ApplyRow({infarct.finding, kAlways, kJ, infarct.leads, infarct.count, anterior ? 0.18 : 0.11,
            anterior ? 0.50 : 0.38, infarct.wall, 0.1},
           severity, work);
  if (infarct.back_wall) {
    AddScaled(Between(0.05, 0.18, severity), Varied(kPosteriorWall, state),
              r.Pattern(Part::kInjury));
  }
  // The early T is high, the later one goes down while ST is still up.
  const double follow = state.Uniform(-0.9, 1.1);
  AddScaled(follow, r.Pattern(Part::kInjury), r.Pattern(Part::kLesionT));
}

void AddLaterInfarct(const Infarct& infarct, InfarctAge age, double severity, Workshop& work) {
  Rng& state = work.state;
  Repolarisation& r = work.r;
  const LeadPattern wall = Varied(infarct.wall, state);
  if (infarct.back_wall) {
    // The back wall's inverted T is upright in front.
    AddScaled(-Between(0.1, 0.35, severity) * state.Uniform(0.5, 1.2), kPosteriorWall,
              r.Pattern(Part::kLesionT));
    if (infarct.finding == kPosteriorMi) return;
  }
  if (age == InfarctAge::kRecent) {
    AddScaled(state.Uniform(0.0, 0.07), wall, r.Pattern(Part::kInjury));
    ApplyRow({infarct.finding, kAlways, kT, infarct.leads, infarct.count, -0.11, -0.5, infarct.wall,
              0.8},
             severity, work);
    return;
  }
  FadeT(infarct.wall, state.Uniform(0.0, 0.7), r);
  const bool residual = state.Bernoulli(0.4);
  if (residual) AddScaled(-state.Uniform(0.02, 0.22), wall, r.Pattern(Part::kLesionT));
  // Front walls keep some ST elevation for good.
  const bool front = infarct.wall[3] > 0.5;
  AddScaled(front ? state.Uniform(0.0, 0.085) : state.Normal(0.01, 0.02), wall,
            r.Pattern(Part::kInjury));
}

void AddInfarcts(const Diagnosis& diagnosis, Workshop& work) {
  for (const Infarct& infarct : kInfarcts) {
    if (!diagnosis.Has(infarct.finding)) continue;
    const double severity = diagnosis.Severity(infarct.finding);
    const bool aneurysm = diagnosis.Has(kVentricularAneurysm);
    if (diagnosis.infarct_age == InfarctAge::kAcute && !aneurysm) {
      AddAcuteInfarct(infarct, severity, work);
    } else {
      AddLaterInfarct(infarct, aneurysm ? InfarctAge::kOld : diagnosis.infarct_age, severity, work);
    }
  }
}

bool LateralFinding(const FindingSet& findings) {
  return findings.HasAny({kNonspecificIschaemia, kStDepression, kLateralIschaemia,
                          kAnterolateralIschaemia, kLateralInjury, kAnterolateralInjury,
                          kTInversion});
}

constexpr size_t kPatternV2 = 3;
constexpr size_t kPatternV3 = 4;

// Thick muscle repolarises from outside to inside less and less: from a lower T to strain. PTB-XL
// folds 1–4: lateral T negative and V1–V3 T positive in most hypertrophy and ischaemia.
void AddHypertrophy(const Diagnosis& diagnosis, Rng& state, Repolarisation& r) {
  if (diagnosis.findings.HasAny({kLvh, kLvhVoltage, kLvhStrain})) {
    const double keep = state.Uniform(0.45, 0.95);
    for (const size_t lead : {kPatternV2, kPatternV3}) r.Pattern(Part::kT)[lead] *= keep;
  }
  if (diagnosis.Has(kLvh) && !diagnosis.Has(kLvhStrain)) {
    double amount = std::max(0.0, state.Uniform(-0.25, 0.8) + 0.4 * diagnosis.Severity(kLvh));
    if (LateralFinding(diagnosis.findings)) amount *= 0.35;
    const LeadPattern wall = Varied(kSubendocardium, state);
    FadeT(kSubendocardium, std::min(0.85, amount), r);
    AddScaled(-0.13 * amount, wall, r.Pattern(Part::kInjury));
    AddScaled(-0.20 * amount * state.Uniform(0.2, 1.6), wall, r.Pattern(Part::kLesionT));
  }
  if (diagnosis.Has(kRvh)) {
    const double amount = diagnosis.Severity(kRvh) * state.Uniform(0.3, 1.2);
    constexpr LeadPattern kRightWall = {-0.1, 0.2, 1.0, 0.9, 0.5, 0.1, 0.0, 0.0};
    AddScaled(-0.08 * amount, kRightWall, r.Pattern(Part::kInjury));
    AddScaled(-0.30 * amount, kRightWall, r.Pattern(Part::kLesionT));
  }
}

}  // namespace

LeadPattern Varied(const LeadPattern& pattern, Rng& rng) {
  LeadPattern varied = pattern;
  for (double& value : varied) value = value * rng.Uniform(0.8, 1.2) + rng.Uniform(-0.07, 0.07);
  return varied;
}

void FadeT(const LeadPattern& wall, double share, Repolarisation& r) {
  LeadPattern& t = r.Pattern(Part::kT);
  for (size_t lead = 0; lead < kIndependentLeadCount; ++lead) {
    const double facing = std::clamp(1.3 * wall[lead], 0.0, 1.0);
    t[lead] *= 1.0 - share * facing;
  }
}

void AddTerritories(const RepolarisationInput& input, const StTMeter& meter, Rng& state,
                    Repolarisation& r) {
  AddHypertrophy(input.diagnosis, state, r);
  Workshop work{meter, state, r, {}};
  AddInfarcts(input.diagnosis, work);
  AddListedRows(input.diagnosis, work);
  AddAnteriorElevation(input, work);
  constexpr int kRounds = 2;
  for (int round = 0; round < kRounds; ++round) {
    for (const Requirement& requirement : work.requirements) Fulfil(requirement, meter, r);
  }
}

}  // namespace supreme
