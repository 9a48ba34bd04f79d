#include "synth/truth/sign_builder.h"

#include <utility>

#include "core/error.h"

namespace supreme {

uint32_t SignBuilder::Add(const NewSign& sign) {
  rules.push_back({book.Add(sign.present), book.Add(sign.unclear), false});
  signs.push_back({sign.kind, sign.id, sign.weight});
  return static_cast<uint32_t>(signs.size() - 1);
}

SignPair SignBuilder::AddPair(const NewSign& sign) {
  const uint32_t positive = Add(sign);
  SignRule negated = rules.back();
  negated.negated = true;
  rules.push_back(negated);
  signs.push_back({sign.kind, "not:" + sign.id, 0.0});
  return {positive, positive + 1};
}

void SignBuilder::Text(uint32_t sign, std::string text) {
  const auto [place, is_new] = sign_of_text_.try_emplace(text, sign);
  if (is_new) {
    texts.push_back({std::move(text), sign});
  } else if (place->second != sign) {
    throw Error(ErrorCode::kInternal, "a text of two signs: \"" + text + "\"",
                signs[place->second].id + " and " + signs[sign].id);
  }
}

void SignBuilder::TextIfFree(uint32_t sign, std::string text) {
  const auto [place, is_new] = sign_of_text_.try_emplace(text, sign);
  if (is_new) texts.push_back({std::move(text), sign});
}

std::string Fill(std::string_view frame, std::string_view words) {
  const size_t at = frame.find("{}");
  SUPREME_CHECK(at != std::string_view::npos);
  std::string text(frame.substr(0, at));
  text += words;
  text += frame.substr(at + 2);
  return text;
}

}  // namespace supreme
