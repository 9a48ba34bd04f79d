// What a reader asks of a measured ECG, and the table of what every finding must show.
#pragma once

#include <cmath>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "signal/measure.h"
#include "synth/simulator.h"

namespace supreme::criteria {

// Indices of the leads in canonical order.
enum LeadName : size_t { kI, kII, kIII, kAvr, kAvl, kAvf, kV1, kV2, kV3, kV4, kV5, kV6 };
using LeadList = std::initializer_list<size_t>;

inline constexpr LeadList kInferior = {kII, kIII, kAvf};
inline constexpr LeadList kLateral = {kI, kAvl, kV5, kV6};
inline constexpr LeadList kLimb = {kI, kII, kIII, kAvr, kAvl, kAvf};
inline constexpr LeadList kChest = {kV1, kV2, kV3, kV4, kV5, kV6};
inline constexpr LeadList kAll = {kI, kII, kIII, kAvr, kAvl, kAvf, kV1, kV2, kV3, kV4, kV5, kV6};

// Measured on the trace; `truth` only for what a trace does not show reliably (dropped P waves,
// pacing spikes) and for age and sex.
struct Reading {
  EcgMeasurements m;
  Truth truth;

  const LeadMeasurements& Lead(size_t index) const { return m.leads[index]; }
  bool HasP() const { return !std::isnan(m.pr_ms); }
  bool Male() const { return truth.patient.sex == Sex::kMale; }
};

using Holds = bool (*)(const Reading&);
using LeadHolds = bool (*)(const LeadMeasurements&);

// Leads of the list in which it holds.
size_t CountLeads(const Reading& reading, LeadList leads, LeadHolds holds);
// In two leads that look at neighbouring walls: aVL, I, II, aVF, III in this order, V1 … V6.
bool InNeighbours(const Reading& reading, LeadHolds holds);
bool InNeighbours(const Reading& reading, LeadHolds holds, LeadList among);

bool Within(double value, double low, double high);  // false for NaN
double RToS(const LeadMeasurements& lead);           // large where there is no S
double NetMv(const LeadMeasurements& lead);          // R less the deeper of Q and S

// Measuring adds a few ms and µV to what a finding just reaches at severity 0.
inline constexpr double kTimeMarginMs = 6.0;
inline constexpr double kVoltageMargin = 0.93;

inline constexpr double kUnchecked = 1.0;

struct Criterion {
  Finding finding;
  std::string_view signs;  // in words
  Holds holds;
  // Of normal ECGs that may meet it. More than the usual where as many of PTB-XL's normal ECGs
  // (folds 1-4) do; kUnchecked for signs that a normal ECG may well have.
  double normal_share = 0.05;
  double clean_share = 0.9;  // of records in which it must hold
  double noisy_share = 0.8;
};

std::span<const Criterion> RhythmCriteria();
std::span<const Criterion> ExtraBeatCriteria();
std::span<const Criterion> ConductionCriteria();
std::span<const Criterion> ChamberCriteria();
std::span<const Criterion> AxisCriteria();
std::span<const Criterion> InfarctCriteria();
std::span<const Criterion> StCriteria();
std::span<const Criterion> RepolarisationCriteria();

}  // namespace supreme::criteria
