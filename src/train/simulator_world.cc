#include "train/simulator_world.h"

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "core/numbers.h"
#include "synth/simulator.h"
#include "synth/truth/opposites.h"
#include "synth/truth/sign.h"

namespace supreme {
namespace {

constexpr uint64_t kMaxAttempts = 1000;   // at records without what is left out
constexpr uint64_t kTrialRecords = 3000;  // to find signs that only what is left out shows
constexpr auto kPresent = static_cast<uint8_t>(SignTruth::kPresent);
constexpr const char* kLeaveOutKey = "simulate.leave_out";

FindingSet ParseFindings(const std::string& codes) {
  FindingSet findings;
  for (size_t start = 0; start < codes.size();) {
    const size_t comma = std::min(codes.find(',', start), codes.size());
    const std::string code(Trim(std::string_view(codes).substr(start, comma - start)));
    const auto finding = FindingByCode(code);
    if (!finding) {
      throw Error(ErrorCode::kUsage, "no finding has the code \"" + code + "\"", kLeaveOutKey,
                  "supreme simulate --list");
    }
    findings.Add(*finding);
    start = comma + 1;
  }
  return findings;
}

bool ShowsAny(const Diagnosis& diagnosis, const FindingSet& findings) {
  return std::ranges::any_of(findings.List(),
                             [&](Finding finding) { return diagnosis.Has(finding); });
}

bool NamesAny(uint32_t sign, const FindingSet& findings) {
  return std::ranges::any_of(SignLibrary::BuiltIn().Names(sign),
                             [&](Finding finding) { return findings.Has(finding); });
}

bool IsLetter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

std::string Lowered(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

bool HoldsWords(std::string_view text, std::string_view words) {
  for (size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
    const size_t end = at + words.size();
    const bool starts = at == 0 || !IsLetter(text[at - 1]);
    if (starts && (end == text.size() || !IsLetter(text[end]))) return true;
  }
  return false;
}

// The catalogue's names and the wordings of signs that name nothing but what is left out.
std::vector<std::string> LeftOutNames(const FindingSet& left_out) {
  std::vector<std::string> names;
  for (const Finding finding : left_out.List()) names.emplace_back(Info(finding).name);
  const SignLibrary& library = SignLibrary::BuiltIn();
  for (const SignText& text : library.texts()) {
    const Sign& sign = library.signs()[text.sign];
    const bool is_name = sign.kind == SignKind::kFinding;
    if (is_name && NamesAny(text.sign, left_out)) names.push_back(Lowered(text.text));
  }
  return names;
}

std::vector<AskableText> Texts(const FindingSet& left_out) {
  const SignLibrary& library = SignLibrary::BuiltIn();
  const std::vector<std::string> names = LeftOutNames(left_out);
  std::vector<AskableText> texts;
  for (const SignText& text : library.texts()) {
    if (library.signs()[text.sign].weight <= 0.0) continue;
    const std::string lowered = Lowered(text.text);
    const bool is_left_out =
        NamesAny(text.sign, left_out) ||
        std::ranges::any_of(names, [&](const auto& name) { return HoldsWords(lowered, name); });
    texts.push_back({text.text, text.sign, is_left_out});
  }
  return texts;
}

// Patient and diagnosis as the simulator would draw them, drawn again until nothing of what is
// left out is shown.
SimulatorOptions DrawCase(const Rng& rng, const FindingSet& left_out) {
  SimulatorOptions options;
  options.mix = CaseMix::kTraining;
  if (left_out.Count() == 0) return options;
  for (uint64_t attempt = 0; attempt < kMaxAttempts; ++attempt) {
    Rng draws = rng.Fork("case").Fork(attempt);
    options.patient = DrawPatient(draws);
    options.diagnosis = DrawDiagnosis(*options.patient, options.mix, draws);
    if (!ShowsAny(*options.diagnosis, left_out)) return options;
  }
  throw Error(ErrorCode::kInvalidInput, "hardly a record is without what is left out",
              kLeaveOutKey);
}

// A sign that no record shows any more would be taught as never there: its texts are left out too.
void LeaveOutNeverShown(SimulatedWorld& world) {
  std::vector<bool> is_shown(world.signs.size(), false);
  const Rng rng = Rng(0).Fork("never shown");
  for (uint64_t i = 0; i < kTrialRecords; ++i) {
    const SimulatedExample example = world.simulate(rng.Fork(i));
    for (uint32_t sign = 0; sign < is_shown.size(); ++sign) {
      if (!is_shown[sign]) is_shown[sign] = example.truth(sign) == kPresent;
    }
  }
  for (AskableText& text : world.texts) text.left_out = text.left_out || !is_shown[text.sign];
}

}  // namespace

SimulatedWorld MakeSimulatorWorld(const std::string& leave_out) {
  const FindingSet left_out = ParseFindings(leave_out);
  const SignLibrary& library = SignLibrary::BuiltIn();
  SimulatedWorld world;
  for (const Sign& sign : library.signs()) world.signs.push_back({sign.id, sign.weight});
  world.texts = Texts(left_out);
  world.simulate = [left_out, &library](const Rng& rng) {
    SimulatedSignal signal = SimulateSignal(rng, DrawCase(rng, left_out));
    const auto truth = std::make_shared<const Truth>(std::move(signal.truth));
    return SimulatedExample{std::move(signal.leads_uv), [truth, &library](uint32_t sign) {
                              return static_cast<uint8_t>(library.Evaluate(sign, *truth));
                            }};
  };
  world.opposites = OppositeSigns(library);
  if (left_out.Count() > 0) LeaveOutNeverShown(world);
  return world;
}

}  // namespace supreme
