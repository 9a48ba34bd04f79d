// Beats and pauses on top of a rhythm.
#include "tests/synth/criteria/reading.h"

namespace supreme::criteria {
namespace {

using enum Finding;

bool Premature(const Reading& r, double count) { return r.m.premature_beat_count >= count; }
bool WideBeats(const Reading& r, double count) { return r.m.wide_beat_count >= count; }

bool EarlyNarrow(const Reading& r) {
  return r.truth.counts.atrial_premature >= 1 && r.m.shortest_rr_ms < 0.87 * r.m.longest_rr_ms;
}
bool EarlyWide(const Reading& r) { return WideBeats(r, 1); }
bool EarlyJunctional(const Reading& r) { return r.m.shortest_rr_ms < 0.87 * r.m.longest_rr_ms; }
bool EveryOtherEarly(const Reading& r) {
  return Premature(r, 0.3 * r.m.beat_count) && r.m.wide_beat_count < 0.3 * r.m.beat_count;
}
bool EveryOtherWide(const Reading& r) { return WideBeats(r, 0.3 * r.m.beat_count); }
bool EveryThirdWide(const Reading& r) { return WideBeats(r, 0.2 * r.m.beat_count); }
bool TwoWideInARow(const Reading& r) {
  return WideBeats(r, 2) && r.truth.counts.longest_ectopic_run == 2;
}
bool FastRun(const Reading& r) {
  return r.m.shortest_rr_ms < 470.0 && r.m.longest_rr_ms > 1.2 * r.m.shortest_rr_ms;
}
bool WideRun(const Reading& r) {
  return WideBeats(r, 3) && r.truth.counts.longest_ectopic_run >= 3;
}
bool Pause(const Reading& r) { return r.m.longest_rr_ms >= 1970.0; }
bool LateNarrow(const Reading& r) {
  return r.m.longest_rr_ms > 1.15 * r.m.mean_rr_ms && !WideBeats(r, 1);
}
bool LateWide(const Reading& r) {
  return r.m.longest_rr_ms > 1.15 * r.m.mean_rr_ms && WideBeats(r, 1);
}

constexpr Criterion kCriteria[] = {
    {kPac, "an early beat", EarlyNarrow},
    {kPvc, "a wide beat unlike the others", EarlyWide},
    {kJunctionalPremature, "an early beat", EarlyJunctional, kUnchecked},
    {kAtrialBigeminy, "a third or more of the beats early, few wide", EveryOtherEarly},
    {kVentricularBigeminy, "a third or more of the beats wide", EveryOtherWide},
    {kVentricularTrigeminy, "a fifth or more of the beats wide", EveryThirdWide},
    {kVentricularCouplet, "two wide beats in a row", TwoWideInARow},
    {kParoxysmalSvt, "RR < 460 ms beside longer ones", FastRun},
    {kNonsustainedVt, "three wide beats in a row", WideRun},
    {kSinusPause, "RR >= 2 s", Pause},
    {kJunctionalEscape, "a long RR, no wide beat", LateNarrow, kUnchecked},
    {kVentricularEscape, "a long RR and a wide beat", LateWide},
};

}  // namespace

std::span<const Criterion> ExtraBeatCriteria() { return kCriteria; }

}  // namespace supreme::criteria
