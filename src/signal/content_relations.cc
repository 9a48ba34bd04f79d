#include "signal/content_relations.h"

#include <algorithm>
#include <utility>

#include "core/numbers.h"
#include "signal/lead_order.h"
#include "signal/lead_relations.h"
#include "signal/repair.h"

namespace supreme {
namespace {

constexpr double kMinDeviationMv = 0.03;  // quieter leads say nothing about their electrode
constexpr size_t kMinOtherLeads = 4;

class RelationCheck {
 public:
  RelationCheck(const Record& record, const LeadMap& leads, RecordQuality& quality)
      : rate_hz_(record.sample_rate_hz), leads_(leads), quality_(quality) {
    for (size_t lead = 0; lead < kLeadCount; ++lead) {
      if (!leads[lead]) continue;
      const LeadQuality& measured = quality.leads[*leads[lead]];
      if (measured.Empty() || measured.Flat()) continue;
      spans_[lead] = record.Lead(*leads[lead]);
      if (measured.invalid_samples == 0) continue;
      repaired_[lead].assign(spans_[lead].begin(), spans_[lead].end());
      RepairSamples(repaired_[lead]);
      spans_[lead] = repaired_[lead];
    }
    products_ = MultiplyLeads(spans_, rate_hz_);
  }

  void Run() {
    StoreResiduals();
    CheckIdentities();
    CheckElectrodes();
    CheckPlaces();
  }

 private:
  void Add(SignalProblem problem) { quality_.problems.push_back(std::move(problem)); }

  void StoreResiduals() {
    for (const LimbIdentity& identity : kLimbIdentities) {
      const auto residual = CheckIdentity(products_, identity);
      if (!residual) continue;
      quality_.identity_residuals_mv[*leads_[identity.target]] = residual->residual_mv;
    }
  }

  void CheckIdentities() {
    if (const auto mix_up = FindLimbMixUp(products_)) {
      Add({"lead_order",
           Severity::kError,
           std::string(kLeadNames[mix_up->a]),
           {},
           {},
           "limb leads contradict each other: " + Describe(*mix_up)});
      return;
    }
    for (const LimbIdentity& identity : kLimbIdentities) {
      const auto residual = CheckIdentity(products_, identity);
      if (!residual) continue;
      const auto broken = FindBrokenStretch(spans_, identity, limits::kBrokenMv);
      const auto samples = static_cast<double>(spans_[identity.target].size());
      const bool local =
          broken && static_cast<double>(broken->count) < limits::kLocalShare * samples;
      const std::string lead(kLeadNames[identity.target]);
      if (local) {
        Add({"limb_identity", Severity::kWarning, lead, broken->largest_mv, limits::kBrokenMv,
             std::string(identity.text) + " is broken by up to " +
                 FormatFixed(broken->largest_mv, 2) + " mV in samples " +
                 std::to_string(broken->first_sample) + "-" + std::to_string(broken->last_sample),
             static_cast<double>(broken->first_sample) / rate_hz_,
             static_cast<double>(broken->last_sample + 1) / rate_hz_});
      } else if (!residual->Holds()) {
        Add({"limb_identity", Severity::kError, lead, residual->residual_mv, residual->limit_mv,
             std::string(identity.text) + " is broken by " + FormatFixed(residual->residual_mv, 3) +
                 " mV rms"});
      }
    }
  }

  // A chest electrode is one lead's business; an arm or the leg takes two of I, II and III along.
  void CheckElectrodes() {
    const auto used = std::count(products_.used.begin(), products_.used.end(), uint8_t{1});
    for (size_t lead = 6; lead < kLeadCount; ++lead) {
      if (products_.used[lead] == 0 || static_cast<size_t>(used) <= kMinOtherLeads ||
          products_.DeviationMv(lead) < kMinDeviationMv) {
        continue;
      }
      const double share = ExplainedShare(products_, lead);
      if (share >= limits::kExplainedShare) continue;
      const std::string name(kLeadNames[lead]);
      Add({"electrode", Severity::kWarning, name, share, limits::kExplainedShare,
           "has nothing in common with the other leads: electrode " + name + " off?"});
    }
    const bool bad[] = {IsDisturbed("I"), IsDisturbed("II"), IsDisturbed("III")};
    if (bad[0] + bad[1] + bad[2] != 2 || !(products_.used[0] & products_.used[1])) return;
    const std::string electrode = !bad[2] ? "right arm" : !bad[1] ? "left arm" : "left leg";
    Add({"electrode",
         Severity::kWarning,
         "",
         {},
         {},
         "of the limb leads only " +
             std::string(!bad[2]   ? "III"
                         : !bad[1] ? "II"
                                   : "I") +
             " is undisturbed: electrode of the " + electrode + " loose?"});
  }

  bool IsDisturbed(std::string_view lead) const {
    return std::any_of(quality_.problems.begin(), quality_.problems.end(), [&](const auto& p) {
      return p.lead == lead &&
             (p.check == "noise" || p.check == "mains" || p.check == "wander" || p.check == "peak");
    });
  }

  void CheckPlaces() {
    if (const auto correlation = FindArmReversal(products_)) {
      Add({"arm_reversal", Severity::kWarning, "I", *correlation, kMaxReversalCorrelation,
           "lead I is opposite to V6 and aVR goes with it: arm electrodes exchanged?"});
    }
    if (const auto lead = FindEmptyLimbLead(products_)) {
      const std::string name(kLeadNames[*lead]);
      Add({"electrode",
           Severity::kWarning,
           name,
           products_.DeviationMv(*lead),
           {},
           "lead " + name + " shows next to nothing: an electrode exchanged with the right leg?"});
    }
    if (const auto chest = FindChestExchange(products_)) {
      Add({"chest_order", Severity::kWarning, std::string(kLeadNames[chest->mix_up.a]),
           chest->length_share, kMaxChestWayShare,
           "the chest leads would follow each other better the other way round: " +
               Describe(chest->mix_up)});
    }
  }

  double rate_hz_;
  const LeadMap& leads_;
  RecordQuality& quality_;
  LeadSpans spans_;
  std::array<std::vector<float>, kLeadCount> repaired_;
  LeadProducts products_;
};

}  // namespace

void CheckRelations(const Record& record, const LeadMap& leads, RecordQuality& quality) {
  RelationCheck(record, leads, quality).Run();
}

}  // namespace supreme
