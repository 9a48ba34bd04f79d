#include "formats/open_request.h"

#include "core/error.h"
#include "core/json.h"

namespace supreme::formats {

std::string EncodeRequest(const OpenRequest& request) {
  Json json;
  json["format"] = FormatName(request.format);
  json["source_path"] = request.source_path;
  json["sample_rate_hz"] = request.read.sample_rate_hz;
  json["unit"] = request.read.unit;
  json["lead_names"] = request.read.lead_names;
  json["first"] = request.read.record_index;
  json["count"] = request.count;
  return DumpJson(json);
}

OpenRequest ParseRequest(std::string_view text) {
  try {
    const Json json = ParseJson(text, "request");
    OpenRequest request;
    request.format = FormatOfName(json.at("format").get<std::string>());
    request.source_path = json.at("source_path").get<std::string>();
    request.read.sample_rate_hz = json.at("sample_rate_hz").get<double>();
    request.read.unit = json.at("unit").get<std::string>();
    request.read.lead_names = json.at("lead_names").get<std::vector<std::string>>();
    request.read.record_index = json.at("first").get<size_t>();
    request.count = json.at("count").get<size_t>();
    return request;
  } catch (const Json::exception&) {
    throw Error(ErrorCode::kUsage, "not a request", "supreme-open");
  }
}

}  // namespace supreme::formats
