#include "vocab/encoder_texts.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_set>
#include <utility>

#include "core/csv.h"
#include "extract/statement.h"
#include "vocab/glossary.h"
#include "vocab/opposites.h"

namespace supreme {

std::string_view AbbreviationsCsv();  // vocab/abbreviations.csv, embedded at build time

namespace {

constexpr double kTermWeight = 1.0;
constexpr double kNegatedWeight = 0.25;
constexpr double kAbbreviationWeight = 0.3;
constexpr double kMeasurementWeight = 0.03;  // there are thousands of them
constexpr size_t kMaxVariants = 6;           // of one wording, by abbreviations

std::string Padded(const std::string& text) { return " " + text + " "; }

// Decides which texts may be trained on.
class Gate {
 public:
  Gate(const EncoderTextSources& sources, const EncoderTextOptions& options) {
    for (const std::string& text : options.never) never_.insert(NormalizeStatement(text));
    for (const Term& term : sources.terms) {
      if (!options.held_out.contains(term.text)) continue;
      for (const std::string& wording : term.wordings) Hold(wording);
    }
    for (const std::string& wording : options.held_out_wordings) Hold(wording);
  }

  bool IsHeldOut(const std::string& text) const {
    const std::string key = Padded(Glossary::BuiltIn().MatchKey(text));
    if (held_keys_.contains(key)) return true;
    return std::any_of(held_phrases_.begin(), held_phrases_.end(), [&](const std::string& phrase) {
      return key.find(phrase) != std::string::npos;
    });
  }
  bool MayTrain(const std::string& text) const {
    return !never_.contains(NormalizeStatement(text)) && !IsHeldOut(text);
  }

 private:
  void Hold(const std::string& wording) {
    const std::string key = Glossary::BuiltIn().MatchKey(wording);
    held_keys_.insert(Padded(key));
    if (key.find(' ') != std::string::npos) held_phrases_.push_back(Padded(key));
  }

  std::unordered_set<std::string> never_;
  std::unordered_set<std::string> held_keys_;
  std::vector<std::string> held_phrases_;
};

struct Abbreviation {
  std::string text;
  std::string expansion;
};

std::vector<Abbreviation> Abbreviations() {
  std::vector<Abbreviation> all;
  CsvReader reader{std::string(AbbreviationsCsv()), "vocab/abbreviations.csv"};
  while (reader.Next()) all.push_back({reader["abbreviation"], reader["expansion"]});
  return all;
}

// Concepts in the order they appear, texts without doubles.
class Collector {
 public:
  explicit Collector(const Gate& gate) : gate_(gate) {}

  void Add(const std::string& id, double weight, const std::string& text) {
    if (!gate_.MayTrain(text)) return;
    const auto [found, is_new] = places_.emplace(id, concepts_.size());
    if (is_new) concepts_.push_back({id, weight, {}});
    TrainingConcept& entry = concepts_[found->second];
    const auto same = [&](const TrainingText& other) { return other.text == text; };
    if (std::none_of(entry.texts.begin(), entry.texts.end(), same))
      entry.texts.push_back({text, {}});
  }

  std::vector<TrainingConcept> Finish() {
    std::erase_if(concepts_, [](const TrainingConcept& entry) { return entry.texts.size() < 2; });
    for (TrainingConcept& entry : concepts_) AddOpposites(entry);
    return std::move(concepts_);
  }

 private:
  void AddOpposites(TrainingConcept& entry) const {
    std::unordered_set<std::string> own;
    for (const TrainingText& text : entry.texts) {
      own.insert(Glossary::BuiltIn().MatchKey(text.text));
    }
    for (TrainingText& text : entry.texts) {
      for (std::string& opposite : OppositeWords::BuiltIn().Of(text.text)) {
        if (opposite.find(';') != std::string::npos || !gate_.MayTrain(opposite)) continue;
        if (own.contains(Glossary::BuiltIn().MatchKey(opposite))) continue;
        text.opposites.push_back(std::move(opposite));
      }
    }
  }

  const Gate& gate_;
  std::map<std::string, size_t> places_;
  std::vector<TrainingConcept> concepts_;
};

// How reports say that a finding is there, more or less; by turns, two for each wording.
std::vector<std::string> Framed(const std::string& wording, size_t turn) {
  constexpr std::array<std::string_view, 10> kFrames = {
      "possible {}",   "probable {}",      "consider {}",  "{} cannot be ruled out",
      "borderline {}", "marked {}",        "suspected {}", "{} is noted",
      "minor {}",      "cannot exclude {}"};
  std::vector<std::string> framed;
  for (const size_t place : {2 * turn, 2 * turn + 1}) {
    std::string text(kFrames.at(place % kFrames.size()));
    framed.push_back(text.replace(text.find("{}"), 2, wording));
  }
  return framed;
}

// "complete left bundle branch block" → "complete lbbb".
std::vector<std::string> Shortened(const std::string& wording,
                                   const std::vector<Abbreviation>& abbreviations) {
  std::vector<std::string> variants;
  for (const Abbreviation& abbreviation : abbreviations) {
    const std::string padded = Padded(wording);
    const size_t at = padded.find(Padded(abbreviation.expansion));
    if (at == std::string::npos || variants.size() == kMaxVariants) continue;
    std::string variant = wording;
    variants.push_back(variant.replace(at, abbreviation.expansion.size(), abbreviation.text));
  }
  return variants;
}

void AddTerms(const std::vector<Term>& terms, const std::set<std::string>& held_out,
              Collector& collector) {
  const std::vector<Abbreviation> abbreviations = Abbreviations();
  std::set<std::string> keys;
  size_t turn = 0;
  for (const Term& term : terms) {
    if (held_out.contains(term.text)) continue;
    for (const std::string& wording : term.wordings) {
      keys.insert(wording);
      collector.Add(term.text, kTermWeight, wording);
      for (const std::string& framed : Framed(wording, turn++)) {
        collector.Add(term.text, kTermWeight, framed);
      }
      for (const std::string& variant : Shortened(wording, abbreviations)) {
        collector.Add(term.text, kTermWeight, variant);
      }
    }
  }
  for (const Abbreviation& abbreviation : abbreviations) {
    if (keys.contains(abbreviation.expansion)) continue;
    const std::string id = "word:" + abbreviation.expansion;
    collector.Add(id, kAbbreviationWeight, abbreviation.expansion);
    collector.Add(id, kAbbreviationWeight, abbreviation.text);
  }
}

double WeightOf(const Sign& sign) {
  if (sign.kind != SignKind::kFinding && sign.kind != SignKind::kGroup) return kMeasurementWeight;
  return sign.id.starts_with("not:") ? kNegatedWeight : kTermWeight;
}

// A sign that goes by a term's wording is that term; its texts that name other terms are theirs.
void AddSigns(const EncoderTextSources& sources, const Gate& gate, Collector& collector) {
  std::map<std::string, std::string> term_of_key;
  for (const Term& term : sources.terms) {
    for (const std::string& wording : term.wordings) {
      term_of_key.emplace(Glossary::BuiltIn().MatchKey(wording), term.text);
    }
  }
  std::map<uint32_t, std::vector<std::string>> texts;
  for (const SignText& text : sources.signs.texts()) texts[text.sign].push_back(text.text);
  for (const auto& [index, wordings] : texts) {
    const Sign& sign = sources.signs.signs()[index];
    const bool names = sign.kind == SignKind::kFinding || sign.kind == SignKind::kGroup;
    const auto held = [&](const std::string& text) { return gate.IsHeldOut(text); };
    if (names && std::any_of(wordings.begin(), wordings.end(), held)) continue;
    const auto own = term_of_key.find(Glossary::BuiltIn().MatchKey(wordings.front()));
    const std::string id = own == term_of_key.end() ? sign.id : own->second;
    for (const std::string& wording : wordings) {
      const auto named = term_of_key.find(Glossary::BuiltIn().MatchKey(wording));
      if (named != term_of_key.end() && named->second != id) continue;
      collector.Add(id, WeightOf(sign), wording);
    }
  }
}

}  // namespace

TrainingTexts BuildTrainingTexts(const EncoderTextSources& sources,
                                 const EncoderTextOptions& options) {
  const Gate gate(sources, options);
  Collector collector(gate);
  AddTerms(sources.terms, options.held_out, collector);
  AddSigns(sources, gate, collector);
  TrainingTexts texts;
  texts.concepts = collector.Finish();
  texts.held_out.assign(options.held_out.begin(), options.held_out.end());
  return texts;
}

}  // namespace supreme
