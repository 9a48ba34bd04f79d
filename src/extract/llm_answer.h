// What a language model answered, checked: nothing that fails a rule becomes an extraction.
#pragma once

#include <string_view>

#include "extract/extraction.h"
#include "extract/llm_failure.h"

namespace supreme {

// `content` is the text of the answer, any bytes; `report` the text it is about (normalised, lines
// joined by '\n'). Throws AnswerFault with a kind and a sentence that can be quoted to the model:
//   kNotJson      anything but one JSON object: fences, prose, doubled keys, depth over 64, NaN,
//                 invalid UTF-8
//   kSchema       not schemas/extraction.json
//   kClasses      the three classes are not a partition of "global"
//   kNotInReport  IsInReport is false for an entity, or it is made of modifiers alone
//   kNoEntity     no entity, where RuleExtractor understands every word of a line and finds one:
//                 small models give empty lists for anything
// Entities come back in lower case with single blanks. Thread-safe.
Extraction ParseAnswer(std::string_view content, std::string_view report);

// The answer about a dictionary term, {"is_ecg_term": true}: the term itself as an entity, or none.
// Throws AnswerFault kNotJson or kSchema. Thread-safe.
Extraction ParseTermAnswer(std::string_view content, std::string_view term);

// True when the words of `entity` stand in one line of `report`, in this order. Words are compared
// without plural endings, British "ae", "1st" for "first", and "-ly" of adverbs. Between two words
// others may be left out only beside a sign or word that joins a list ('/', ',', '&', "and", "or"
// and the German and Swedish words for them): "lateral st changes" is in "inferior/lateral st
// changes" and in "lateral and inferior st changes"; "left bundle branch block" is not in "left
// axis deviation, right bundle branch block".
bool IsInReport(std::string_view entity, std::string_view report);

}  // namespace supreme
