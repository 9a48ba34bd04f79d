// Base rhythms.
#include "tests/synth/criteria/reading.h"

namespace supreme::criteria {
namespace {

using enum Finding;

bool UprightP(const Reading& r) { return r.HasP() && r.Lead(kII).p_mv > 0.0; }
bool Rate(const Reading& r, double low, double high) {
  return Within(r.m.ventricular_rate_bpm, low - 1.5, high + 2.0);
}
bool Narrow(const Reading& r) { return r.m.qrs_ms < 120.0 + kTimeMarginMs; }
bool Wide(const Reading& r) { return r.m.qrs_ms >= 120.0 - kTimeMarginMs; }
bool Regular(const Reading& r) { return r.m.rr_variation < 0.06; }

bool Normal(const Reading& r) {
  return UprightP(r) && Rate(r, 50, 100) && Within(r.m.pr_ms, 114, 208) && r.m.qrs_ms < 116.0 &&
         Within(r.m.qrs_axis_degrees, -33, 93);
}
bool Sinus(const Reading& r) { return UprightP(r) && Rate(r, 50, 100); }
bool SinusSlow(const Reading& r) { return UprightP(r) && r.m.ventricular_rate_bpm < 60.5; }
bool SinusFast(const Reading& r) {
  return r.m.ventricular_rate_bpm > 99.5 && Narrow(r) && Regular(r);
}
bool SinusIrregular(const Reading& r) {
  const double change = r.m.longest_rr_ms - r.m.shortest_rr_ms;
  return r.HasP() && (change > 110.0 || change > 0.1 * r.m.mean_rr_ms);
}
bool Fibrillation(const Reading& r) { return !r.HasP() && r.m.rr_variation > 0.07; }
bool Flutter(const Reading& r) { return Within(r.m.atrial_rate_bpm, 230, 360); }
bool AtrialTachycardia(const Reading& r) { return Rate(r, 110, 220) && Narrow(r) && Regular(r); }
bool HiddenP(const Reading& r) { return Rate(r, 140, 230) && Narrow(r) && Regular(r); }
bool NegativeP(const Reading& r) {
  return r.HasP() && Rate(r, 50, 100) && r.Lead(kII).p_mv < 0.0 && r.Lead(kAvf).p_mv < 0.0;
}
bool SlowNarrow(const Reading& r) { return r.m.ventricular_rate_bpm < 102.0 && Narrow(r); }
bool Junctional(const Reading& r) {
  const bool retrograde = r.HasP() && r.Lead(kAvf).p_mv < 0.0 && r.m.pr_ms < 126.0;
  return Rate(r, 35, 60) && Narrow(r) && (!r.HasP() || retrograde);
}
bool VentricularEscapes(const Reading& r) {
  return Rate(r, 20, 45) && Wide(r) && Regular(r) && !r.HasP();
}
bool Idioventricular(const Reading& r) { return Rate(r, 50, 110) && Wide(r) && Regular(r); }
bool VentricularTachycardia(const Reading& r) { return Rate(r, 110, 230) && Wide(r); }
bool AtrialPaced(const Reading& r) { return r.truth.counts.atrial_paced >= 2 && Narrow(r); }
bool VentricularPaced(const Reading& r) {
  return r.truth.counts.ventricular_paced >= 2 && r.m.qrs_ms >= 140.0 - kTimeMarginMs &&
         NetMv(r.Lead(kAvf)) < 0.0 && NetMv(r.Lead(kV1)) < 0.0;
}
bool DualPaced(const Reading& r) { return r.truth.counts.atrial_paced >= 2 && VentricularPaced(r); }

constexpr Criterion kCriteria[] = {
    {kNormalEcg, "upright P, 50-100/min, PR 120-200, QRS < 110, axis -30 to 90", Normal,
     kUnchecked},
    {kSinusRhythm, "upright P, 50-100/min", Sinus, kUnchecked},
    // A fifth of the normal ECGs of PTB-XL's folds 1-4 have sinus rhythm below 60/min.
    {kSinusBradycardia, "upright P, < 60/min", SinusSlow, 0.22},
    {kSinusTachycardia, "> 100/min, narrow, regular", SinusFast},
    {kSinusArrhythmia, "P, RR changes by > 120 ms or 10 %", SinusIrregular, kUnchecked},
    {kAtrialFibrillation, "no P, irregular RR", Fibrillation},
    {kAtrialFlutter, "atrial waves of 240-350/min", Flutter, 0.05, 0.7, 0.65},
    {kAtrialTachycardia, "110-220/min, narrow, regular", AtrialTachycardia},
    {kAvNodalReentry, "140-230/min, narrow, regular", HiddenP},
    {kAvReentry, "140-230/min, narrow, regular", HiddenP},
    {kEctopicAtrialRhythm, "P negative in II and aVF, 50-100/min", NegativeP},
    {kWanderingPacemaker, "< 100/min, narrow", SlowNarrow, kUnchecked},
    // A retrograde P close behind the QRS is read as its end.
    {kJunctionalRhythm, "35-60/min, narrow, no P or a negative one close to QRS", Junctional, 0.05,
     0.8, 0.75},
    {kVentricularEscapeRhythm, "20-45/min, wide, regular, no P", VentricularEscapes},
    {kIdioventricularRhythm, "50-110/min, wide, regular", Idioventricular},
    {kVentricularTachycardia, "110-230/min, wide", VentricularTachycardia},
    {kPacedAtrial, "atrial spikes, narrow QRS", AtrialPaced},
    {kPacedVentricular, "spikes, QRS >= 140, S in V1 and aVF", VentricularPaced, 0.05, 0.8, 0.75},
    {kPacedDual, "both spikes, QRS >= 140, S in V1 and aVF", DualPaced, 0.05, 0.8, 0.75},
};

}  // namespace

std::span<const Criterion> RhythmCriteria() { return kCriteria; }

}  // namespace supreme::criteria
