#include "eval/text_list.h"

#include <algorithm>

#include "core/error.h"

namespace supreme {

std::vector<std::string> JsonTextList(const Json& object, const char* key,
                                      const std::string& where) {
  const Json& list = JsonMember(object, key, where);
  const auto is_text = [](const Json& item) {
    return item.is_string() && !item.get_ref<const std::string&>().empty();
  };
  if (!list.is_array() || !std::ranges::all_of(list, is_text)) {
    throw Error(ErrorCode::kCorruptData, "\"" + std::string(key) + "\" is no list of texts", where);
  }
  return list.get<std::vector<std::string>>();
}

}  // namespace supreme
