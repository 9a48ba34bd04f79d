// A full set of report data, and hostile text to put into it.
#pragma once

#include <cmath>
#include <limits>
#include <string>

#include "plot/theme.h"
#include "report/report_data.h"

namespace supreme {

inline constexpr char kHostile[] =
    "\"><script>alert(1)</script><img src=http://evil.example onerror=x> & '\x01\xFF";

inline EcgWindow WaveWindow() {
  EcgWindow window;
  window.samples_mv.resize(kLeadCount * kWindowSamples);
  for (size_t i = 0; i < window.samples_mv.size(); ++i) {
    window.samples_mv[i] = static_cast<float>(std::sin(static_cast<double>(i) * 0.02));
  }
  window.present.fill(1);
  return window;
}

// `name` stands wherever a text comes from data.
inline ReportData FullReport(const std::string& name) {
  const double none = std::numeric_limits<double>::quiet_NaN();
  ReportData data;
  data.run_name = name;
  data.facts = {{"Seed", "7"}, {"Pack", name}};
  data.settings = {{"config.train.seed", "7"}, {name, name}};
  data.vocabulary = {12, 34, 0.8, 0.75, name, {name}, {{name, 1234}}};
  data.results = {{name,
                   1234,
                   "95 % bootstrap interval",
                   {{name, name, true, {0.91, 0.85, 0.96}, 30, 1204},
                    {"RBBB", "right bundle branch block", false, {0.7, 0.6, 0.8}, 40, 1194},
                    {"NONE", "nothing", false, {none, none, none}, 0, 1234}},
                   {{"all", {0.805, 0.7, 0.9}, 2}, {"unseen", {0.7, 0.6, 0.8}, 1}},
                   {{"seed", "1"}, {"from", name}}}};
  data.training = {"step",
                   {{"Loss", {{"training", theme::kSeen, {{0, 1}, {10, 0.5}}}}},
                    {"AUC", {{"validation", theme::kSecond, {{5, 0.6}, {10, 0.8}}}}, true}}};
  Example example{name, name, WaveWindow(), name, {name}, true, {name}, {}};
  example.findings = {{name, 0.9, 0.4, true}, {"sinus rhythm", 0.2, std::nullopt, false}};
  data.examples.assign(4, example);
  data.example_choice = name;
  data.notes = {name};
  return data;
}

}  // namespace supreme
