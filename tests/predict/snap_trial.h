// Asks wordings of the simulator's sign library as if nobody had written them down.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/text_encoder.h"
#include "synth/truth/sign.h"
#include "vocab/lead_ins.h"
#include "vocab/query_set.h"
#include "vocab/resolver.h"

namespace supreme {

struct SnapCounts {
  size_t asked = 0;
  size_t right = 0;
  size_t wrong = 0;  // resolved to a query that asks something else
  std::vector<std::string> mistakes;
};

class SnapTrial {
 public:
  explicit SnapTrial(const TextEncoder& encoder) : encoder_(encoder) {
    const SignLibrary& library = SignLibrary::BuiltIn();
    std::map<uint32_t, size_t> queries;
    for (const SignText& text : library.texts()) {
      const SignKind kind = library.signs()[text.sign].kind;
      const bool is_asked = library.signs()[text.sign].weight > 0.0;
      if (!is_asked || (kind != SignKind::kFinding && kind != SignKind::kGroup)) continue;
      const auto [found, is_new] = queries.emplace(text.sign, texts_.size());
      if (is_new) texts_.push_back({text.sign, {}});
      texts_[found->second].wordings.push_back(text.text);
    }
  }

  // One in `parts` wordings of each finding is struck from the queries, then asked: it should be
  // resolved to its own query, or stay new.
  SnapCounts LeaveWordingsOut(size_t parts, double threshold) {
    SnapCounts counts;
    for (size_t part = 0; part < parts; ++part) {
      std::vector<std::string> asked;
      std::vector<std::string> expected;
      QuerySet set = EmptySet();
      for (const AskedSign& sign : texts_) {
        const std::vector<std::string> names = Names(sign);
        std::set<std::string> struck;
        for (size_t i = 1; i < names.size(); ++i) {
          if (i % parts == part) struck.insert(names[i]);
        }
        std::vector<std::string> kept;
        for (const std::string& text : sign.wordings) {
          if (!struck.contains(WithoutLeadIns(text))) kept.push_back(text);
        }
        if (kept.empty()) continue;
        AddQuery(set, kept);
        for (const std::string& text : struck) {
          asked.push_back(text);
          expected.push_back(kept.front());
        }
      }
      Ask(set, asked, expected, threshold, counts);
    }
    return counts;
  }

  // One in `parts` findings is struck with all that names it, then asked by its wordings: nothing
  // that is left means the same.
  SnapCounts LeaveFindingsOut(size_t parts, double threshold) {
    const SignLibrary& library = SignLibrary::BuiltIn();
    SnapCounts counts;
    for (size_t part = 0; part < parts; ++part) {
      const auto is_struck = [&](Finding finding) {
        return static_cast<size_t>(finding) % parts == part;
      };
      QuerySet set = EmptySet();
      std::vector<std::string> asked;
      for (const AskedSign& sign : texts_) {
        const std::vector<Finding> named = library.Names(sign.sign);
        if (!std::any_of(named.begin(), named.end(), is_struck)) {
          AddQuery(set, sign.wordings);
        } else if (library.signs()[sign.sign].kind == SignKind::kFinding) {
          for (const std::string& name : Names(sign)) asked.push_back(name);
        }
      }
      Ask(set, asked, std::vector<std::string>(asked.size()), threshold, counts);
    }
    return counts;
  }

 private:
  struct AskedSign {
    uint32_t sign = 0;
    std::vector<std::string> wordings;
  };

  // Without the words that the library puts around them; each once.
  static std::vector<std::string> Names(const AskedSign& sign) {
    std::vector<std::string> names;
    for (const std::string& text : sign.wordings) {
      std::string name = WithoutLeadIns(text);
      if (std::find(names.begin(), names.end(), name) == names.end()) {
        names.push_back(std::move(name));
      }
    }
    return names;
  }

  QuerySet EmptySet() const {
    QuerySet set;
    set.text_width = encoder_.width();
    return set;
  }

  void AddQuery(QuerySet& set, const std::vector<std::string>& wordings) {
    Query& query = set.queries.emplace_back();
    query.id = query.text = wordings.front();
    for (size_t i = 1; i < wordings.size(); ++i) query.members.push_back({wordings[i], 1.0, 0});
    const std::vector<float> row = Embed(std::span(&query.text, 1));
    set.embeddings.insert(set.embeddings.end(), row.begin(), row.end());
  }

  std::vector<float> Embed(std::span<const std::string> texts) {
    std::vector<float> rows;
    for (const std::string& text : texts) {
      std::vector<float>& row = known_[text];
      if (row.empty()) row = encoder_.Encode(std::span(&text, 1));
      rows.insert(rows.end(), row.begin(), row.end());
    }
    return rows;
  }

  void Ask(const QuerySet& set, const std::vector<std::string>& asked,
           const std::vector<std::string>& expected, double threshold, SnapCounts& counts) {
    const Resolver resolver(set, threshold);
    for (size_t i = 0; i < asked.size(); ++i) {
      const Resolution resolution = resolver.Resolve(
          asked[i], [&](std::span<const std::string> texts) { return Embed(texts); });
      if (resolution.similarity == 1.0) continue;  // the glossary or the terms know it
      ++counts.asked;
      if (resolution.kind == ResolutionKind::kNew) continue;
      if (resolution.matched_text == expected[i]) {
        ++counts.right;
        continue;
      }
      ++counts.wrong;
      counts.mistakes.push_back(asked[i] + " -> " + resolution.matched_text + " (" +
                                resolution.wording + ")");
    }
  }

  const TextEncoder& encoder_;
  std::vector<AskedSign> texts_;
  std::map<std::string, std::vector<float>> known_;
};

}  // namespace supreme
