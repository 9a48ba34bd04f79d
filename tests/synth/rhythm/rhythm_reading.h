// What a reader sees of a simulated rhythm, for tests.
#pragma once

#include <functional>
#include <vector>

#include "synth/rhythm/strip.h"

namespace supreme::testing {

struct Reading {
  Patient patient;
  Diagnosis diagnosis;
  RhythmStrip strip;
  double duration_s = 10.0;

  // QRS complexes inside the recording.
  std::vector<VentricularEvent> Beats() const;
  std::vector<double> Rr() const;  // between them
  double MeanRr() const;
  double Rate() const { return 60.0 / MeanRr(); }
  double RrRange() const;
  double RrVariation() const;  // standard deviation / mean
  // Where an event is seen as a whole.
  bool Visible(double time_s) const { return time_s >= 0.4 && time_s <= duration_s - 0.8; }
  // The last P at most `longest_s` before `qrs_s`, and after the QRS before; −1 when there is none.
  double PBefore(double qrs_s, double longest_s = 0.6) const;
  // PR of the beats inside the recording that have a P before them.
  std::vector<double> PrIntervals() const;
  int CountSeen(VentricularKind kind) const;  // fully seen
  // P waves fully seen without a QRS between them and the next P.
  int DroppedBeats() const;
};

Reading ReadRhythm(FindingSet findings, double severity, uint64_t seed, double duration_s = 10.0);

// Runs `check` on `seeds` readings at each of the severities 0, 0.5 and 1.
void ForSeverities(FindingSet findings, const std::function<void(const Reading&)>& check,
                   uint64_t seeds = 150);

bool IsEctopic(const VentricularEvent& beat);

std::vector<Finding> SinusBases();

// Longest row of fully seen beats for which `is` holds.
int LongestRow(const Reading& reading, const std::function<bool(const VentricularEvent&)>& is);

double Mean(const std::vector<double>& values);

}  // namespace supreme::testing
