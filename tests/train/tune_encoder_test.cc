#include "train/tune_encoder.h"
#include "tests/engine/cosine.h"

#include <gtest/gtest.h>

#include <fstream>

#include "core/atomic_file.h"
#include "core/json.h"
#include "core/progress.h"
#include "engine/text_encoder.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "vocab/training_texts.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

// Six concepts that differ in one word, each in three wordings.
TrainingTexts SmallTexts() {
  TrainingTexts texts;
  for (const char* side : {"left", "right", "upper", "lower", "inner", "outer"}) {
    const std::string word = side;
    const std::string other = word == "left" ? "right" : "left";
    texts.concepts.push_back({word,
                              1.0,
                              {{word + " block", {other + " block"}},
                               {"block on the " + word, {"block on the " + other}},
                               {"blocked " + word + " branch", {"blocked " + other + " branch"}}}});
  }
  texts.general = {"sinus rhythm", "normal ecg"};
  texts.held_out = {"sinus rhythm"};
  return texts;
}

class TuneEncoderTest : public testing::Test {
 protected:
  void SetUp() override {
    Progress::SetQuiet(true);
    WriteTrainingTexts(SmallTexts(), folder_ / "texts");
    request_.base = fs::path(SUPREME_SOURCE_DIR) / "testdata/engine/tiny_bert";
    request_.texts = folder_ / "texts";
    request_.output = folder_ / "run";
    request_.command = {"test"};
    request_.config.steps = 12;
    request_.config.batch_size = 4;
    request_.config.general_texts = 2;
    request_.config.warmup_steps = 2;
    request_.config.first_layer = 0;
    request_.config.learning_rate = 1e-2;
    request_.config.checkpoint_every_steps = 5;
    request_.config.log_every_steps = 1;
    request_.config.threads = 1;
    request_.config.max_tokens = 16;
  }
  void TearDown() override { Progress::SetQuiet(false); }

  std::string Weights(const std::string& run) const {
    return ReadFile(folder_ / run / "encoder" / "model.safetensors");
  }

  TempFolder folder_;
  TuneRequest request_;
};

TEST_F(TuneEncoderTest, DrawsWordingsTogetherAndOppositesApart) {
  request_.config.steps = 60;
  const fs::path encoder = TuneEncoder(request_);
  const std::vector<std::string> texts = {"left block", "block on the left", "right block"};
  const auto margin = [&](const fs::path& folder) {
    const std::vector<float> vectors = TextEncoder(folder).Encode(texts);
    const auto row = [&](size_t i) { return std::span(vectors).subspan(i * 32, 32); };
    return CosineSimilarity(row(0), row(1)) - CosineSimilarity(row(0), row(2));
  };
  EXPECT_GT(margin(encoder), margin(request_.base) + 0.2);
  EXPECT_EQ(ReadColumn(encoder / "held_out.csv", "term"), SmallTexts().held_out);
  const Json run = ReadJsonFile(request_.output / "run.json");
  EXPECT_EQ(run["result"]["steps"], 60);
  EXPECT_EQ(run["texts"]["texts"], 18);
}

TEST_F(TuneEncoderTest, AResumedRunEndsInTheSameBytes) {
  TuneEncoder(request_);
  const std::string whole = Weights("run");
  // As if it had been killed after the checkpoint of step 5: what came later is gone.
  TuneRequest second = request_;
  second.output = folder_ / "second";
  fs::copy(request_.output, second.output,
           fs::copy_options::recursive | fs::copy_options::copy_symlinks);
  fs::remove_all(second.output / "encoder");
  fs::remove_all(second.output / "checkpoints" / "step_000012");
  second.resume = true;
  TuneEncoder(second);
  EXPECT_EQ(Weights("second"), whole);
}

TEST_F(TuneEncoderTest, AFinishedRunIsLeftAsItIs) {
  TuneEncoder(request_);
  const auto written = fs::last_write_time(request_.output / "encoder" / "model.safetensors");
  request_.resume = true;
  TuneEncoder(request_);
  EXPECT_EQ(fs::last_write_time(request_.output / "encoder" / "model.safetensors"), written);
}

TEST_F(TuneEncoderTest, AStartedRunIsNotOverwrittenNorResumedWithOtherSettings) {
  TuneEncoder(request_);
  ExpectError(ErrorCode::kUsage, "started before", [&] { TuneEncoder(request_); });
  request_.resume = true;
  request_.config.temperature = 0.1;
  ExpectError(ErrorCode::kUsage, "other settings", [&] { TuneEncoder(request_); });
  request_.config.temperature = TuneConfig{}.temperature;
  TrainingTexts texts = SmallTexts();
  texts.concepts[0].texts[0].text = "another block";
  WriteTrainingTexts(texts, folder_ / "texts");
  ExpectError(ErrorCode::kUsage, "other texts", [&] { TuneEncoder(request_); });
}

TEST_F(TuneEncoderTest, ALayerThatIsNotThereTrainsNothing) {
  request_.config.first_layer = 100;
  ExpectError(ErrorCode::kUsage, "nothing is trained", [&] { TuneEncoder(request_); });
}

}  // namespace
}  // namespace supreme
