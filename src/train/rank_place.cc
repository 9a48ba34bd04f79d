#include "train/rank_place.h"

#include <array>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/numbers.h"

namespace supreme {
namespace {

constexpr int64_t kMaxRanks = 65536;
constexpr int64_t kMaxPort = 65535;

// What a launcher calls its numbers.
struct Names {
  const char* launcher;
  const char* sign;  // set by this launcher only
  const char* rank;
  const char* size;
  const char* local_rank;
  const char* local_size;
  const char* job;
};

// Slurm sets its numbers for the batch script, too, which is no rank: only srun sets a step. mpirun
// and torchrun use srun to start their helpers, so its numbers count only where those have none.
constexpr std::array kLaunchers = {
    Names{"mpirun", "OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE",
          "OMPI_COMM_WORLD_LOCAL_RANK", "OMPI_COMM_WORLD_LOCAL_SIZE", "PMIX_NAMESPACE"},
    Names{"torchrun", "RANK", "RANK", "WORLD_SIZE", "LOCAL_RANK", "LOCAL_WORLD_SIZE",
          "TORCHELASTIC_RUN_ID"},
    Names{"srun", "SLURM_STEP_ID", "SLURM_PROCID", "SLURM_STEP_NUM_TASKS", "SLURM_LOCALID",
          "SLURM_STEP_TASKS_PER_NODE", "SLURM_STEP_ID"}};

[[noreturn]] void Refuse(const std::string& what, const std::string& name,
                         const std::string& hint) {
  throw Error(ErrorCode::kUsage, what, "environment variable " + name, hint);
}

int64_t Number(const Environment& environment, const std::string& name, int64_t least,
               int64_t most) {
  const auto text = environment(name);
  if (!text) {
    Refuse("is missing, though others tell of several ranks", name,
           "start all ranks with mpirun, srun, torchrun or supreme launch");
  }
  const auto value = ParseInt(*text);
  if (!value || *value < least || *value > most) {
    Refuse("\"" + *text + "\" is no number from " + std::to_string(least) + " to " +
               std::to_string(most),
           name, "unset it to train alone");
  }
  return *value;
}

int64_t NumberOr(const Environment& environment, const std::string& name, int64_t most,
                 int64_t otherwise) {
  return environment(name) ? Number(environment, name, 0, most) : otherwise;
}

RankPlace PlaceFrom(const Environment& environment, const Names& names) {
  RankPlace place;
  place.launcher = names.launcher;
  place.size = Number(environment, names.size, 1, kMaxRanks);
  place.rank = Number(environment, names.rank, 0, place.size - 1);
  place.local_rank = NumberOr(environment, names.local_rank, place.size - 1, 0);
  // srun's is a list, "4(x2)": the first number counts.
  if (const auto text = environment(names.local_size)) {
    const auto count = ParseInt(text->substr(0, text->find_first_of("(,")));
    if (!count || *count <= place.local_rank || *count > place.size) {
      Refuse("\"" + *text + "\" does not fit rank " + std::to_string(place.local_rank) +
                 " of this machine",
             names.local_size, "unset it to train alone");
    }
    place.local_size = *count;
  }
  place.job = environment(names.job).value_or("");
  return place;
}

// Numbers may be left over from another start.
void CheckAgree(const RankPlace& a, const RankPlace& b, const Names& names) {
  if (a.rank != b.rank) {
    Refuse("says rank " + std::to_string(b.rank) + ", " + a.launcher + "'s say " +
               std::to_string(a.rank),
           names.rank, "unset the variables of the launcher that did not start this process");
  }
  if (a.size != b.size) {
    Refuse("says " + std::to_string(b.size) + " ranks, " + a.launcher + "'s say " +
               std::to_string(a.size),
           names.size, "unset the variables of the launcher that did not start this process");
  }
}

}  // namespace

Environment ProcessEnvironment() {
  return [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    return value != nullptr ? std::optional<std::string>(value) : std::nullopt;
  };
}

RankPlace ReadRankPlace(const Environment& environment) {
  std::optional<RankPlace> place;
  for (const Names& names : kLaunchers) {
    const bool is_srun = std::string_view(names.launcher) == "srun";
    const bool has_size_only = !is_srun && environment(names.size);
    if ((is_srun && place) || (!environment(names.sign) && !has_size_only)) continue;
    const RankPlace found = PlaceFrom(environment, names);
    if (place) CheckAgree(*place, found, names);
    if (!place) place = found;
  }
  if (!place) place.emplace();
  place->master_address = environment("MASTER_ADDR").value_or("");
  if (environment("MASTER_PORT")) {
    place->master_port = Number(environment, "MASTER_PORT", 1, kMaxPort);
  }
  if (place->master_address.empty() && place->size == place->local_size) {
    place->master_address = "127.0.0.1";
  }
  return *place;
}

}  // namespace supreme
