// Every reader on cut and altered files: an answer or an Error, never anything else.
#include <functional>
#include <string>
#include <vector>

#include "core/rng.h"
#include "formats/aecg.h"
#include "formats/csv_record.h"
#include "formats/edf.h"
#include "formats/npy.h"
#include "formats/philips.h"
#include "formats/scp.h"
#include "tests/formats/made_files.h"
#include "tests/formats/philips_writer.h"
#include "tests/formats/scp_writer.h"

namespace supreme::formats {
namespace {

struct Case {
  std::string name;
  std::string content;
  std::function<Record(std::span<const std::byte>)> read;
};

// Reads and checks what every record must hold.
void Use(const Case& file, const std::string& content) {
  try {
    const Record record = file.read(AsBytes(content));
    ASSERT_EQ(record.samples_mv.size(), record.lead_names.size() * record.sample_count);
    ASSERT_GT(record.sample_rate_hz, 0);
  } catch (const Error& error) {
    ASSERT_NE(error.code(), ErrorCode::kInternal) << file.name << ": " << error.what();
  }
}

std::vector<Case> MadeCases() {
  ScpFile scp;
  scp.leads = {{1, {4, 8, -300, 7, 0, 1}}, {2, {10, 6, 5, 5, 5, 5}}};
  const ReadOptions options = Told(500, "uV");
  const std::string aecg =
      R"(<AnnotatedECG><component><series><code code="RHYTHM"/><component><sequenceSet><component>)"
      R"(<sequence><code code="TIME_RELATIVE"/><value><increment value="2" unit="ms"/></value>)"
      R"(</sequence></component><component><sequence><code code="MDC_ECG_LEAD_I"/><value>)"
      R"(<origin value="0" unit="uV"/><scale value="5" unit="uV"/><digits>1 2 -3</digits></value>)"
      R"(</sequence></component></sequenceSet></component></series></component></AnnotatedECG>)";
  return {
      {"aecg", aecg, [](auto bytes) { return ReadAecg(bytes, "x"); }},
      {"philips",
       PhilipsXml("I II III V1", {{3, -4, 9, 9}, {8, 5, -7, 7}, {0, 0, 1, 1}, {1, 1, 1, 1}}),
       [](auto bytes) { return ReadPhilips(bytes, "x"); }},
      {"scp", WriteScp(scp), [](auto bytes) { return ReadScp(bytes, "x"); }},
      {"edf", MadeFile("twelve_leads.edf"), [](auto bytes) { return ReadEdf(bytes, "x"); }},
      {"csv", "time;I [uV];V1\n0;1;2\n0.002;;4\n0.004;5;6\n",
       [options](auto bytes) { return ReadCsvRecord(bytes, "x", options); }},
      {"npy", MadeFile("i2_columns_big.npy"),
       [options](auto bytes) { return ReadNpy(bytes, "x", options); }},
  };
}

std::vector<Case> SharedCases() {
  const auto content = [](const char* name) { return ReadFile(SharedFormats() / name); };
  return {
      {"aecg", content("hl7_aecg/hl7aecg_example.xml"),
       [](auto bytes) { return ReadAecg(bytes, "x"); }},
      {"philips", content("philips/129DYPRG.XML"),
       [](auto bytes) { return ReadPhilips(bytes, "x"); }},
      {"philips 1.04", content("philips/2020-5-18_15-48-11.xml"),
       [](auto bytes) { return ReadPhilips(bytes, "x"); }},
      {"scp", content("scp/Example.scp"), [](auto bytes) { return ReadScp(bytes, "x"); }},
  };
}

TEST(HostileFiles, CutAtEveryLength) {
  for (const Case& file : MadeCases()) {
    for (size_t length = 0; length < file.content.size(); ++length) {
      Use(file, file.content.substr(0, length));
    }
  }
}

TEST(HostileFiles, EveryByteAltered) {
  for (const Case& file : MadeCases()) {
    for (size_t at = 0; at < file.content.size(); ++at) {
      for (const int flip : {0x01, 0x10, 0x80, 0xFF}) {
        std::string content = file.content;
        content[at] = static_cast<char>(content[at] ^ flip);
        Use(file, content);
      }
    }
  }
}

TEST(HostileFiles, DeviceFilesCutAndAltered) {
  if (!std::filesystem::exists(SharedFormats())) GTEST_SKIP() << "missing: " << SharedFormats();
  constexpr int kTrials = 100;
  Rng rng(20'260'101);
  for (const Case& file : SharedCases()) {
    ASSERT_NO_THROW(file.read(AsBytes(file.content))) << file.name;
    for (int trial = 0; trial < kTrials; ++trial) {
      Use(file, file.content.substr(0, rng.Index(file.content.size())));
      std::string altered = file.content;
      altered[rng.Index(altered.size())] = static_cast<char>(rng.Index(256));
      Use(file, altered);
    }
  }
}

// The checksums keep altered samples from the decoders; here they are made right again.
TEST(HostileFiles, ScpSamplesAlteredUnderRightChecksums) {
  Rng rng(20'260'102);
  for (int trial = 0; trial < 20'000; ++trial) {
    const auto any = [&](size_t size) {
      std::string bytes;
      for (size_t i = 0; i < size; ++i) bytes += static_cast<char>(rng.Index(256));
      return bytes;
    };
    const std::string leads = LittleEndian(2, 1) + LittleEndian(0x64, 1) + LittleEndian(1, 4) +
                              LittleEndian(static_cast<uint32_t>(rng.Index(40)), 4) + any(1) +
                              LittleEndian(static_cast<uint32_t>(rng.Index(9)), 4) +
                              LittleEndian(static_cast<uint32_t>(rng.Index(40)), 4) + any(1);
    const std::string rhythm = LittleEndian(2500, 2) + LittleEndian(2000, 2) +
                               LittleEndian(static_cast<uint32_t>(rng.Index(3)), 2) +
                               LittleEndian(static_cast<uint32_t>(rng.Index(50)), 2) +
                               LittleEndian(static_cast<uint32_t>(rng.Index(50)), 2) + any(100);
    const std::string huffman =
        trial % 2 == 0 ? LittleEndian(19999, 2)
                       : LittleEndian(1, 2) + LittleEndian(1, 2) +
                             LittleEndian(1 + static_cast<uint32_t>(rng.Index(3)), 1) + any(8);
    const Case file = {"scp", ScpBytes({{1, any(30)}, {2, huffman}, {3, leads}, {6, rhythm}}),
                       [](auto bytes) { return ReadScp(bytes, "x"); }};
    Use(file, file.content);
  }
}

}  // namespace
}  // namespace supreme::formats
