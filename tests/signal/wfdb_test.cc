#include "signal/wfdb.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <chrono>
#include <cmath>
#include <functional>
#include <thread>

#include "core/atomic_file.h"
#include "core/error.h"
#include "tests/core/temp_folder.h"
#include "tests/signal/ecg_fixture.h"

namespace supreme {
namespace {

const WfdbOptions kStrict{.strict = true};

std::string Bytes16(const std::vector<int>& samples) {
  std::string bytes;
  for (const int sample : samples) {
    bytes += static_cast<char>(sample & 0xFF);
    bytes += static_cast<char>((sample >> 8) & 0xFF);
  }
  return bytes;
}

class WfdbFiles : public ::testing::Test {
 protected:
  void Put(const std::string& name, std::string_view content) {
    WriteFileAtomically(folder_.path() / name, content);
  }
  Record Read(const WfdbOptions& options = {}) { return ReadWfdb(Path("r.hea"), options); }
  std::filesystem::path Path(const std::string& name) const { return folder_.path() / name; }

  Error Failure(const WfdbOptions& options = {}) {
    try {
      Read(options);
    } catch (const Error& error) {
      return error;
    }
    ADD_FAILURE() << "the record was read";
    return Error(ErrorCode::kInternal, "no error");
  }

  TempFolder folder_;
};

TEST_F(WfdbFiles, SamplesAreInterleavedByTime) {
  Put("r.hea", "r 2 500 3\nr.dat 16 1000 16 0 1 6 0 I\nr.dat 16 100(10)/mV 16 0 10 60 0 II\n");
  Put("r.dat", Bytes16({1, 10, 2, 20, 3, 30}));
  const Record record = Read(kStrict);
  EXPECT_EQ(record.lead_names, (std::vector<std::string>{"I", "II"}));
  EXPECT_EQ(record.samples_mv, (std::vector<float>{0.001f, 0.002f, 0.003f, 0.0f, 0.1f, 0.2f}));
  EXPECT_EQ(record.record_id, "r");
  EXPECT_TRUE(record.warnings.empty());
}

TEST_F(WfdbFiles, ARecordIsFoundByHeaderSignalFileOrStem) {
  Put("r.hea", "r 1 500 2\nr.dat 16\n");
  Put("r.dat", Bytes16({7, 8}));
  for (const char* name : {"r.hea", "r.dat", "r"}) {
    EXPECT_EQ(ReadWfdb(Path(name)).sample_count, 2u) << name;
  }
  EXPECT_THROW(ReadWfdb(Path("s")), Error);
}

TEST_F(WfdbFiles, VoltagesAreConvertedToMillivolts) {
  Put("r.hea",
      "r 5 500 1\nr.dat 16 2/uV\nr.dat 16 2/µV\nr.dat 16 2000/V\nr.dat 16 2/MV\nr.dat 16 2/NU\n");
  Put("r.dat", Bytes16({500, 500, 500, 500, 500}));
  const Record record = Read();
  EXPECT_FLOAT_EQ(record.samples_mv[0], 0.25f);
  EXPECT_FLOAT_EQ(record.samples_mv[1], 0.25f);
  EXPECT_FLOAT_EQ(record.samples_mv[2], 250.0f);
  EXPECT_FLOAT_EQ(record.samples_mv[3], 250.0f);
  EXPECT_TRUE(std::isnan(record.samples_mv[4])) << "no voltage: never taken for mV";
  EXPECT_TRUE(Mentions(record.warnings, "\"NU\""));
}

TEST_F(WfdbFiles, InvalidSamplesBecomeNaN) {
  Put("r.hea", "r 1 500 3\nr.dat 16 1000\n");
  Put("r.dat", Bytes16({5, -32768, -32767}));
  const Record record = Read();
  EXPECT_FLOAT_EQ(record.samples_mv[0], 0.005f);
  EXPECT_TRUE(std::isnan(record.samples_mv[1]));
  EXPECT_FLOAT_EQ(record.samples_mv[2], -32.767f);
}

TEST_F(WfdbFiles, Format212HoldsTwoSamplesInThreeBytes) {
  Put("r.hea", "r 1 500 5\nr.dat 212 1000\n");
  // 1, −1, 2047, −2048 (no valid sample), −2047
  Put("r.dat", std::string_view("\x01\xF0\xFF\xFF\x87\x00\x01\x08", 8));
  const WfdbDigital digital = ReadWfdbDigital(Path("r.hea"), kStrict);
  EXPECT_EQ(digital.samples[0], (std::vector<int32_t>{1, -1, 2047, -2048, -2047}));
  const Record record = Read(kStrict);
  EXPECT_TRUE(std::isnan(record.samples_mv[3]));
  EXPECT_FLOAT_EQ(record.samples_mv[4], -2.047f);
}

TEST_F(WfdbFiles, SeveralSignalFilesMakeOneRecord) {
  Put("r.hea", "r 3 500 2\na.dat 16 1\na.dat 16 1\nb.dat 212 1\n");
  Put("a.dat", Bytes16({1, 2, 3, 4}));
  Put("b.dat", std::string_view("\x05\x00\x06", 3));
  EXPECT_EQ(Read(kStrict).samples_mv, (std::vector<float>{1, 3, 2, 4, 5, 6}));
}

TEST_F(WfdbFiles, SamplesOfAFrameAreAveraged) {
  Put("r.hea", "r 2 500 2\nr.dat 16x2 1 16 0 10 101\nr.dat 16 1 16 0 7 15\n");
  Put("r.dat", Bytes16({10, 20, 7, 30, 41, 8}));
  EXPECT_EQ(Read(kStrict).samples_mv, (std::vector<float>{15, 35.5f, 7, 8}));
  EXPECT_EQ(ReadWfdbDigital(Path("r.hea")).samples[0], (std::vector<int32_t>{10, 20, 30, 41}));
  Put("r.dat", Bytes16({10, 20, 7, -32768, 41, 8}));
  EXPECT_TRUE(std::isnan(Read().samples_mv[1]));
}

TEST_F(WfdbFiles, SkewMovesALeadToTheFront) {
  Put("r.hea", "r 2 500 3\nr.dat 16:1 1\nr.dat 16 1\n");
  Put("r.dat", Bytes16({1, 4, 2, 5, 3, 6}));
  const Record record = Read(kStrict);
  EXPECT_EQ(record.samples_mv[0], 2);
  EXPECT_EQ(record.samples_mv[1], 3);
  EXPECT_TRUE(std::isnan(record.samples_mv[2]));
  EXPECT_EQ(record.samples_mv[3], 4);
}

TEST_F(WfdbFiles, AMissingLengthComesFromTheFile) {
  Put("r.hea", "r 2 500\nr.dat 16\nr.dat 16\n");
  Put("r.dat", Bytes16({1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(Read(kStrict).sample_count, 3u);
  Put("r.dat", Bytes16({1}));
  EXPECT_EQ(Failure().code(), ErrorCode::kCorruptData);
}

TEST_F(WfdbFiles, PatientCommentsFillTheRecord) {
  Put("r.hea", "r 1 500 1\nr.dat 16\n#Age: 61\n#Sex: Female\n# Dx: 1,2,1\n");
  Put("r.dat", Bytes16({1}));
  const Record record = Read();
  EXPECT_EQ(record.age_years, 61);
  EXPECT_EQ(record.sex, Sex::kFemale);
  EXPECT_EQ(record.codes, (std::vector<std::string>{"1", "2"}));
  EXPECT_EQ(record.comments.size(), 3u);
}

TEST_F(WfdbFiles, ChecksumsAreComparedModulo65536) {
  Put("r.dat", Bytes16({-401, -401}));
  for (const char* checksum : {"64734", "-802"}) {
    Put("r.hea", "r 1 500 2\nr.dat 16 200 16 0 -401 " + std::string(checksum) + " 0 I\n");
    EXPECT_TRUE(Read(kStrict).warnings.empty()) << checksum;
  }
}

TEST_F(WfdbFiles, AWrongChecksumIsAnErrorInStrictModeAndElseAWarning) {
  Put("r.hea", "r 1 500 2\nr.dat 16 200 16 0 1 4 0 aVL\n");
  Put("r.dat", Bytes16({1, 2}));
  EXPECT_TRUE(Mentions(Read().warnings, "lead \"aVL\" has checksum 3, the header says 4"));
  const Error error = Failure(kStrict);
  EXPECT_EQ(error.code(), ErrorCode::kCorruptData);
  EXPECT_NE(std::string(error.what()).find("checksum 3"), std::string::npos);
}

TEST_F(WfdbFiles, AWrongInitialValueIsAnErrorInStrictModeAndElseAWarning) {
  Put("r.hea", "r 1 500 2\nr.dat 16 200 16 0 9 3 0 V1\n");
  Put("r.dat", Bytes16({1, 2}));
  EXPECT_TRUE(Mentions(Read().warnings, "starts with 1, the header says 9"));
  EXPECT_EQ(Failure(kStrict).code(), ErrorCode::kCorruptData);
}

TEST_F(WfdbFiles, ASignalFileCutAnywhereIsAnErrorWithBothLengths) {
  std::string header = "r 12 500 50\n";
  for (int lead = 0; lead < 12; ++lead) header += "r.dat 16\n";
  Put("r.hea", header);
  const std::string whole(12 * 50 * 2, '\x01');
  Put("r.dat", whole);
  for (size_t length = whole.size(); length-- > 0;) {
    std::filesystem::resize_file(Path("r.dat"), length);
    const Error error = Failure();
    ASSERT_EQ(error.code(), ErrorCode::kCorruptData) << length;
    ASSERT_NE(
        std::string(error.what()).find("1200 bytes expected, " + std::to_string(length) + " found"),
        std::string::npos)
        << error.what();
  }
  Put("r.dat", whole + "x");
  EXPECT_TRUE(Mentions(Read().warnings, "1 bytes after the last sample"));
  EXPECT_EQ(Failure(kStrict).code(), ErrorCode::kCorruptData);
}

TEST_F(WfdbFiles, HeadersCannotLeadOutOfTheirFolder) {
  Put("secret.dat", Bytes16({1, 2}));
  for (const char* name : {"../secret.dat", "/dev/zero", "/etc/passwd", "..", ".", "-", "~",
                           "a/../secret.dat", "..\\secret.dat"}) {
    Put("r.hea", "r 1 500 2\n" + std::string(name) + " 16\n");
    const Error error = Failure();
    EXPECT_EQ(error.code(), ErrorCode::kCorruptData) << name;
    EXPECT_NE(std::string(error.what()).find("is not allowed"), std::string::npos) << name;
  }
}

TEST_F(WfdbFiles, OnlyRegularFilesAreRead) {
  Put("r.hea", "r 1 500 2\nr.dat 16\n");
  const std::function<void()> makers[] = {
      [&] { ASSERT_EQ(::mkfifo(Path("r.dat").c_str(), 0600), 0); },
      [&] { std::filesystem::create_directory(Path("r.dat")); },
      [&] { std::filesystem::create_symlink("/dev/zero", Path("r.dat")); },
      [&] { std::filesystem::create_symlink("r.dat", Path("r.dat")); }, [&] {}};
  for (const auto& make : makers) {
    std::filesystem::remove(Path("r.dat"));
    make();
    const auto start = std::chrono::steady_clock::now();
    const ErrorCode code = Failure().code();
    EXPECT_TRUE(code == ErrorCode::kInvalidInput || code == ErrorCode::kIo ||
                code == ErrorCode::kNotFound);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
  }
}

TEST_F(WfdbFiles, AFileThatShrinksWhileItIsReadIsReadWholeOrRefused) {
  Put("r.hea", "r 1 500 400000\nr.dat 16 1\n");
  Put("r.dat", std::string(800'000, '\x01'));
  std::atomic<bool> stop{false};
  std::thread other([&] {
    while (!stop) {
      std::filesystem::resize_file(Path("r.dat"), 1000);
      std::filesystem::resize_file(Path("r.dat"), 800'000);
    }
  });
  size_t refused = 0;
  for (int i = 0; i < 300; ++i) {
    try {
      ASSERT_EQ(Read().sample_count, 400'000u);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kCorruptData) << error.what();
      ++refused;
    }
  }
  stop = true;
  other.join();
  EXPECT_GT(refused, 0u);
}

TEST_F(WfdbFiles, LengthsAreCheckedBeforeMemoryIsTaken) {
  Put("r.dat", Bytes16({1, 2}));
  for (const char* count : {"1099511627776", "9000000000000000", "19200001"}) {
    Put("r.hea", "r 1 500 " + std::string(count) + "\nr.dat 16\n");
    const Error error = Failure();
    EXPECT_EQ(error.code(), ErrorCode::kInvalidInput) << count;
    EXPECT_NE(std::string(error.what()).find("limit"), std::string::npos);
  }
  Put("r.hea", "r 1 500 2\nr.dat 16+9000000000000000\n");
  EXPECT_NE(std::string(Failure().what()).find("truncated"), std::string::npos);
}

TEST_F(WfdbFiles, OtherFormatsAreNamedInTheError) {
  Put("r.dat", Bytes16({1, 2}));
  Put("r.hea", "r 1 500 2\nr.dat 0\n");
  EXPECT_EQ(Failure().code(), ErrorCode::kInvalidInput);
  EXPECT_NE(std::string(Failure().what()).find("format 0 "), std::string::npos);
  for (const char* format : {"508", "516", "524"}) {
    Put("r.hea", "r 1 500 2\nr.dat " + std::string(format) + "\n");
    EXPECT_EQ(Failure().code(), ErrorCode::kInvalidInput);
    EXPECT_NE(std::string(Failure().what()).find("FLAC"), std::string::npos);
  }
  Put("r.hea", "r 2 500 1\nr.dat 16\nr.dat 212\n");
  EXPECT_EQ(Failure().code(), ErrorCode::kCorruptData);
}

std::string MatHeader(int type, int rows, int columns) {
  std::string bytes;
  for (const int field : {type, rows, columns, 0, 4}) {
    for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>((field >> shift) & 0xFF);
  }
  return bytes + std::string("val\0", 4);
}

TEST_F(WfdbFiles, MatFilesAreCheckedForTheirLevel) {
  Put("r.hea", "r 2 500 2\nr.mat 16+24 1\nr.mat 16+24 1\n");
  const std::string samples = Bytes16({1, 2, 3, 4});
  Put("r.mat", MatHeader(30, 2, 2) + samples);
  EXPECT_EQ(Read(kStrict).samples_mv, (std::vector<float>{1, 3, 2, 4}));
  Put("r.mat", "MATLAB 5.0 MAT-file, Platform: GLNXA64, Created on");
  EXPECT_NE(std::string(Failure().what()).find("-v4"), std::string::npos);
  Put("r.mat", "\x89HDF\r\n\x1a\n" + std::string(100, 'x'));
  EXPECT_NE(std::string(Failure().what()).find("-v4"), std::string::npos);
  for (const std::string& wrong : {MatHeader(1030, 2, 2), MatHeader(0, 2, 2), MatHeader(30, 3, 2),
                                   MatHeader(30, 1 << 30, 2)}) {
    Put("r.mat", wrong + samples);
    EXPECT_TRUE(Mentions(Read().warnings, "level 4"));
    EXPECT_EQ(Failure(kStrict).code(), ErrorCode::kCorruptData);
  }
}

}  // namespace
}  // namespace supreme
