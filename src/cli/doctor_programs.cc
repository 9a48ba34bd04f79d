#include "cli/doctor_programs.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "cli/shipped_files.h"
#include "cli/text_encoder_folder.h"
#include "core/error.h"
#include "core/hash.h"
#include "core/version.h"
#include "engine/engine_version.h"
#include "predict/bundle.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr size_t kHashLetters = 12;
constexpr const char* kWhere = "supreme-train doctor";

std::string HashOf(const fs::path& file) {
  return "SHA-256 " + Sha256File(file).substr(0, kHashLetters) + "…";
}

// A check whose finding may fail with an error that says why.
Check Try(const std::string& name, const std::function<std::string()>& find) {
  try {
    return {name, CheckLevel::kGood, find(), ""};
  } catch (const Error& error) {
    return {name, CheckLevel::kBroken, error.what(), ""};
  }
}

Check CheckGpu(const Json& facts, bool has_driver) {
  const Json& cuda = JsonMember(facts, "cuda", kWhere);
  const uint64_t count = JsonCount(cuda, "count", kWhere);
  if (count > 0) {
    return {"GPU for training", CheckLevel::kGood,
            std::to_string(count) + (count == 1 ? " GPU" : " GPUs") + ", --device cuda", ""};
  }
  const std::string reason = cuda.contains("reason") ? JsonString(cuda, "reason", kWhere) : "none";
  return {"GPU for training", has_driver ? CheckLevel::kWarning : CheckLevel::kAbsent, reason, ""};
}

// Empty when no folder of `path` has a program of this name.
std::string FindProgram(const std::string& name, const std::string& path) {
  for (size_t start = 0; start <= path.size();) {
    const size_t end = std::min(path.find(':', start), path.size());
    const fs::path file = fs::path(path.substr(start, end - start)) / name;
    std::error_code error;
    if (end > start && fs::is_regular_file(file, error) && ::access(file.c_str(), X_OK) == 0) {
      return file.string();
    }
    start = end + 1;
  }
  return "";
}

Check CheckOptional(const std::string& name, const std::string& purpose, const std::string& path) {
  const std::string found = FindProgram(name, path);
  if (!found.empty()) return {name, CheckLevel::kGood, found, ""};
  return {name, CheckLevel::kAbsent, "not in PATH; only needed " + purpose, ""};
}

}  // namespace

std::vector<Check> CheckLibraries() {
  std::error_code ignored;
  const fs::path self = fs::read_symlink("/proc/self/exe", ignored);
  const EngineVersion engine = FindEngineVersion();
  return {{"supreme", CheckLevel::kGood,
           std::string(Version()) + " (" + std::string(GitCommit()) + ") at " + self.string(), ""},
          {"OpenVINO", CheckLevel::kGood, engine.version + " at " + engine.library.string(), ""}};
}

std::vector<Check> CheckTraining(const std::function<TrainProgramOutput()>& ask, bool has_driver) {
  try {
    const TrainProgramOutput output = ask();
    if (output.status != 0) {
      return {{"supreme-train", CheckLevel::kBroken,
               "ended with status " + std::to_string(output.status),
               "./dev setup and ./dev build"}};
    }
    const Json facts = ParseJson(output.text, kWhere);
    const Json& torch = JsonMember(facts, "torch", kWhere);
    return {{"LibTorch", CheckLevel::kGood,
             JsonString(torch, "version", kWhere) + " at " + JsonString(torch, "library", kWhere) +
                 "; " + JsonString(facts, "cpu_capability", kWhere) + " kernels, " +
                 std::to_string(JsonCount(facts, "threads", kWhere)) + " threads",
             ""},
            CheckGpu(facts, has_driver)};
  } catch (const Error& error) {
    const bool missing = error.code() == ErrorCode::kUnavailable;
    return {
        {"supreme-train", missing ? CheckLevel::kWarning : CheckLevel::kBroken, error.what(), ""}};
  }
}

std::vector<Check> CheckModels() {
  return {Try("text encoder",
              [] {
                const fs::path folder = TextEncoderFolder("");
                return folder.string() + ", " + HashOf(folder / "model.safetensors");
              }),
          Try("shipped model", [] {
            const fs::path folder = BundleFolder("");
            const Bundle bundle = ReadBundle(folder);
            return folder.string() + ", " + std::to_string(bundle.queries.queries.size()) +
                   " queries, " + HashOf(folder / "model.safetensors");
          })};
}

std::vector<Check> CheckOptionalPrograms(const std::string& path) {
  return {CheckOptional("mpirun", "to train on several machines", path),
          CheckOptional("llama-server", "to extract with a language model on this machine", path)};
}

}  // namespace supreme
