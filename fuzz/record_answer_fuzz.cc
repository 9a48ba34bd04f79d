// The helper process's answer: what is accepted can be sent on and comes back the same.
#include <span>

#include "formats/record_answer.h"
#include "fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  return supreme::FuzzText(data, size, [](std::string_view text) {
    using supreme::formats::ParseAnswer;
    const auto answer = ParseAnswer(std::as_bytes(std::span(text.data(), text.size())), "fuzz");
    const std::string sent = supreme::formats::EncodeAnswer(answer);
    const auto again = ParseAnswer(std::as_bytes(std::span(sent)), "fuzz");
    supreme::FuzzExpect(again.records.size() == answer.records.size());
  });
}
