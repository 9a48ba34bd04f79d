// A finished check of explanations with made-up figures.
#pragma once

#include "eval/explanation_check.h"

namespace supreme {

inline ExplanationCheck MadeUpCheck() {
  ExplanationCheck check;
  check.bundle_name = "made-up";
  check.bundle_id = "id";
  check.cases.grid = {50, 10.0};
  EcgWindow window;
  window.samples_mv.assign(kLeadCount * kWindowSamples, 0.1F);
  window.present.fill(1);
  for (const size_t finding : {size_t{0}, size_t{4}}) {
    PlacedCase one;
    one.finding = finding;
    one.place.assign(check.cases.grid.cell_count(), 0);
    one.place[7] = 1;
    one.probability = 0.5;
    check.cases.examples.push_back({check.cases.cases.size(), window});
    check.cases.cases.push_back(one);
  }
  MethodResult method;
  method.method = "occlusion";
  FamilyResult events;
  events.game = {20, 0.75, 0.1, 0.2, 0.001, 0.001, 0.5, 0.3, 0.01};
  events.p = 0.001;
  events.p_corrected = 0.002;
  events.is_better = true;
  FamilyResult territories;
  territories.family = PlaceFamily::kTerritories;
  territories.game = {20, 0.1, 0.12, 0.11, 0.6, 0.7, 0.1, 0.1, 0.5};
  method.families = {events, territories};
  method.findings = {{0, 20, 0.9, 0.75, 0.1}, {4, 20, 0.3, 0.1, 0.12}};
  method.deletion.probabilities = {0.9, 0.2, 0.1};
  method.deletion.random_probabilities = {0.9, 0.6, 0.1};
  method.deletion.area = 0.35;
  method.deletion.random_area = 0.6;
  method.deletion.difference = MeanDifference{-0.25, {-0.3, -0.2, 1000}, 0.001};
  method.deletion.p = 0.001;
  method.insertion.probabilities = {0.1, 0.8, 0.9};
  method.insertion.random_probabilities = {0.1, 0.4, 0.9};
  method.shuffled.record_count = 5;
  for (int i = 0; i < 2; ++i) {
    ImportanceMap map;
    map.columns = 50;
    map.column_s = 0.2;
    map.is_signed = true;
    map.values.assign(600, 0.0);
    map.values[7] = 1.0;
    method.examples.push_back(map);
  }
  check.methods = {method};
  check.left_out = {{"gradient", "no program"}};
  return check;
}

}  // namespace supreme
