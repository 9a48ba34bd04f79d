#include "data/aha_codes.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/error.h"
#include "core/numbers.h"

namespace supreme {
namespace {

struct Mapping {
  std::string_view statement;
  std::string_view snomed;
};

constexpr std::array<Mapping, 23> kMappings = {
    {{"82", "270492004"},     {"50", "164889003"},     {"50+346", "164889003"},
     {"50+347", "164889003"}, {"51", "164890007"},     {"105", "713426002"},
     {"101", "445118002"},    {"121", "39732003"},     {"104", "164909002"},
     {"125", "251146004"},    {"30", "284470004"},     {"30+308", "284470004"},
     {"30+310", "284470004"}, {"30+340", "284470004"}, {"30+341", "284470004"},
     {"30+349", "284470004"}, {"120", "47665007"},     {"106", "59118001"},
     {"23", "427393009"},     {"22", "426177001"},     {"21", "427084000"},
     {"147", "164934002"},    {"147+367", "59931005"}}};

bool IsStatement(std::string_view text) {
  const bool plain = std::all_of(text.begin(), text.end(),
                                 [](char c) { return (c >= '0' && c <= '9') || c == '+'; });
  return plain && !text.empty() && text.front() != '+' && text.back() != '+' &&
         text.find("++") == std::string_view::npos;
}

std::string CodeOf(std::string_view statement) {
  for (const Mapping& mapping : kMappings) {
    if (mapping.statement == statement) return std::string(mapping.snomed);
  }
  return "AHA:" + std::string(statement);
}

}  // namespace

std::vector<PackCode> ReadAhaStatements(std::string_view text, std::string_view where) {
  std::vector<PackCode> codes;
  for (size_t start = 0; start <= text.size();) {
    const size_t end = std::min(text.find(';', start), text.size());
    const std::string_view statement = Trim(text.substr(start, end - start));
    if (!IsStatement(statement)) {
      throw Error(ErrorCode::kCorruptData,
                  "AHA_Code \"" + std::string(text) + "\" is not understood", where,
                  "write statements like 22;50+346");
    }
    std::string code = CodeOf(statement);
    const bool known = std::any_of(codes.begin(), codes.end(),
                                   [&](const PackCode& other) { return other.code == code; });
    if (!known) codes.push_back({.code = std::move(code)});
    start = end + 1;
  }
  return codes;
}

}  // namespace supreme
