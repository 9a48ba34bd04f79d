#include "train/rank_place.h"

#include <gtest/gtest.h>

#include <map>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

using Variables = std::map<std::string, std::string>;

RankPlace Read(const Variables& variables) {
  return ReadRankPlace([&](const std::string& name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    return found != variables.end() ? std::optional(found->second) : std::nullopt;
  });
}

void ExpectRefused(const Variables& variables, const std::string& name) {
  ExpectError(ErrorCode::kUsage, name, [&] { Read(variables); });
}

TEST(RankPlace, IsAloneWithoutALauncher) {
  const RankPlace place = Read({{"HOME", "/"}});
  EXPECT_EQ(place.rank, 0);
  EXPECT_EQ(place.size, 1);
  EXPECT_EQ(place.launcher, "");
}

TEST(RankPlace, ComesFromMpirun) {
  const RankPlace place = Read({{"OMPI_COMM_WORLD_RANK", "5"},
                                {"OMPI_COMM_WORLD_SIZE", "8"},
                                {"OMPI_COMM_WORLD_LOCAL_RANK", "1"},
                                {"OMPI_COMM_WORLD_LOCAL_SIZE", "4"},
                                {"PMIX_NAMESPACE", "12345"}});
  EXPECT_EQ(place.launcher, "mpirun");
  EXPECT_EQ(place.rank, 5);
  EXPECT_EQ(place.size, 8);
  EXPECT_EQ(place.local_rank, 1);
  EXPECT_EQ(place.local_size, 4);
  EXPECT_EQ(place.job, "12345");
  EXPECT_EQ(place.master_address, "") << "rank 0 may be on another machine";
}

TEST(RankPlace, ComesFromSrunButNotFromItsBatchScript) {
  Variables variables = {{"SLURM_PROCID", "3"}, {"SLURM_NTASKS", "8"}, {"SLURM_LOCALID", "1"}};
  EXPECT_EQ(Read(variables).size, 1) << "the script itself is no rank";
  variables["SLURM_STEP_ID"] = "0";
  variables["SLURM_STEP_NUM_TASKS"] = "8";
  variables["SLURM_STEP_TASKS_PER_NODE"] = "2(x4)";
  const RankPlace place = Read(variables);
  EXPECT_EQ(place.launcher, "srun");
  EXPECT_EQ(place.rank, 3);
  EXPECT_EQ(place.size, 8);
  EXPECT_EQ(place.local_size, 2);
}

TEST(RankPlace, DoesNotComeFromSrunThatStartedTheLauncherItself) {
  Variables variables = {
      {"SLURM_STEP_ID", "0"}, {"SLURM_PROCID", "1"}, {"SLURM_STEP_NUM_TASKS", "2"}};
  variables["RANK"] = "11";
  variables["WORLD_SIZE"] = "16";
  EXPECT_EQ(Read(variables).rank, 11);
  EXPECT_EQ(Read(variables).launcher, "torchrun");
}

TEST(RankPlace, ComesFromTorchrun) {
  const RankPlace place = Read({{"RANK", "1"},
                                {"WORLD_SIZE", "2"},
                                {"LOCAL_RANK", "1"},
                                {"LOCAL_WORLD_SIZE", "2"},
                                {"MASTER_PORT", "31000"}});
  EXPECT_EQ(place.launcher, "torchrun");
  EXPECT_EQ(place.rank, 1);
  EXPECT_EQ(place.master_address, "127.0.0.1") << "all ranks are on this machine";
  EXPECT_EQ(place.master_port, 31000);
}

TEST(RankPlace, AcceptsTwoLaunchersThatAgree) {
  EXPECT_EQ(Read({{"OMPI_COMM_WORLD_RANK", "1"},
                  {"OMPI_COMM_WORLD_SIZE", "2"},
                  {"RANK", "1"},
                  {"WORLD_SIZE", "2"}})
                .launcher,
            "mpirun");
}

TEST(RankPlace, NamesTheVariableThatIsMissing) {
  ExpectRefused({{"RANK", "0"}}, "WORLD_SIZE");
  ExpectRefused({{"WORLD_SIZE", "2"}}, "RANK");
  ExpectRefused({{"OMPI_COMM_WORLD_SIZE", "2"}}, "OMPI_COMM_WORLD_RANK");
  ExpectRefused({{"SLURM_STEP_ID", "0"}, {"SLURM_PROCID", "1"}}, "SLURM_STEP_NUM_TASKS");
}

TEST(RankPlace, NamesTheVariableThatIsNoNumberOrOutOfRange) {
  ExpectRefused({{"RANK", "one"}, {"WORLD_SIZE", "2"}}, "RANK");
  ExpectRefused({{"RANK", "2"}, {"WORLD_SIZE", "2"}}, "RANK");
  ExpectRefused({{"RANK", "-1"}, {"WORLD_SIZE", "2"}}, "RANK");
  ExpectRefused({{"RANK", "0"}, {"WORLD_SIZE", "0"}}, "WORLD_SIZE");
  ExpectRefused({{"RANK", "0"}, {"WORLD_SIZE", "2"}, {"MASTER_PORT", "99999"}}, "MASTER_PORT");
  ExpectRefused(
      {{"RANK", "1"}, {"WORLD_SIZE", "2"}, {"LOCAL_RANK", "1"}, {"LOCAL_WORLD_SIZE", "1"}},
      "LOCAL_WORLD_SIZE");
}

TEST(RankPlace, NamesTheVariableThatContradictsAnother) {
  ExpectRefused({{"OMPI_COMM_WORLD_RANK", "0"},
                 {"OMPI_COMM_WORLD_SIZE", "2"},
                 {"RANK", "1"},
                 {"WORLD_SIZE", "2"}},
                "RANK");
  ExpectRefused({{"OMPI_COMM_WORLD_RANK", "1"},
                 {"OMPI_COMM_WORLD_SIZE", "2"},
                 {"RANK", "1"},
                 {"WORLD_SIZE", "4"}},
                "WORLD_SIZE");
}

}  // namespace
}  // namespace supreme
