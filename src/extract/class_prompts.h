// Texts for the classes of a task, written by a language model (Table 1(g) of the paper has some by
// GPT-4o): the question, and what of the answer is taken.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "extract/extraction.h"
#include "extract/llm_failure.h"

namespace supreme {

inline constexpr size_t kMaxClassPrompts = 16;       // of one class
inline constexpr size_t kMaxClassPromptBytes = 400;  // of one text

struct ClassPromptRequest {
  std::string name;  // "non-specific st depression"
  std::string code;  // "STD"
  std::string dataset;
  std::string style;  // "short" or "sentence"
  size_t count = 1;
};

// The request as the text that stands in an entity store and is sent (prompts/class_prompts.md).
std::string ClassPromptText(const ClassPromptRequest& request);

// The answer {"prompts": […]} to such a text; each prompt as an entity, with single blanks.
// Throws AnswerFault with a sentence that can be quoted to the model:
//   kNotJson  anything but one JSON object
//   kSchema   another form; another number of prompts than asked; a prompt that is empty, over
//             kMaxClassPromptBytes, has two lines, or stands twice
// Any bytes. Thread-safe.
Extraction ParseClassPrompts(std::string_view content, std::string_view text);

}  // namespace supreme
