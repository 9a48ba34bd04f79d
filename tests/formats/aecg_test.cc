#include "formats/aecg.h"

#include <cmath>

#include "tests/formats/made_files.h"

namespace supreme::formats {
namespace {

std::string Sequence(const std::string& lead, const std::string& digits) {
  return R"(<component><sequence><code code="MDC_ECG_LEAD_)" + lead +
         R"("/><value><origin value="0" unit="uV"/><scale value="5" unit="uV"/><digits>)" + digits +
         "</digits></value></sequence></component>";
}

const std::string kTime =
    R"(<component><sequence><code code="TIME_RELATIVE"/><value><head value="0" unit="s"/>)"
    R"(<increment value="2" unit="ms"/></value></sequence></component>)";

std::string Series(const std::string& sequences, const std::string& code = "RHYTHM") {
  return "<component><series><code code=\"" + code + "\"/><component><sequenceSet>" + sequences +
         "</sequenceSet></component></series></component>";
}

std::string Aecg(const std::string& content) {
  return R"(<?xml version="1.0"?><AnnotatedECG xmlns="urn:hl7-org:v3">)" + content +
         "</AnnotatedECG>";
}

const std::string kTwoLeads =
    Aecg(Series(kTime + Sequence("V6", "1 -2 3") + Sequence("AVR", "4 5 6")));

Record Read(const std::string& text) { return ReadAecg(AsBytes(text), "folder/x.xml"); }

TEST(Aecg, ReadsLeadsInTheOrderOfTheFile) {
  const Record record = Read(kTwoLeads);
  EXPECT_EQ(record.record_id, "x");
  EXPECT_EQ(record.lead_names, (std::vector<std::string>{"V6", "aVR"}));
  EXPECT_EQ(record.sample_rate_hz, 500);
  ASSERT_EQ(record.sample_count, 3u);
  EXPECT_FLOAT_EQ(record.Lead(0)[1], -0.01F);
  EXPECT_FLOAT_EQ(record.Lead(1)[2], 0.03F);
  EXPECT_TRUE(record.warnings.empty());
}

TEST(Aecg, UsesOriginScaleAndTheirUnits) {
  std::string text =
      Replaced(kTwoLeads, R"(<origin value="0" unit="uV"/><scale value="5" unit="uV"/>)",
               R"(<origin value="0.001" unit="V"/><scale value="0.5" unit="mV"/>)");
  const Record record = Read(text);
  EXPECT_FLOAT_EQ(record.Lead(0)[1], 0.0F);
  EXPECT_FLOAT_EQ(record.Lead(0)[2], 2.5F);
  EXPECT_FLOAT_EQ(record.Lead(1)[0], 0.02F);
}

TEST(Aecg, ReadsMissingValuesAsNaN) {
  const Record digits =
      Read(Aecg(Series(kTime + Sequence("I", "1 NI 3") + Sequence("V1", "1 NaN 3"))));
  EXPECT_TRUE(std::isnan(digits.Lead(0)[1]) && std::isnan(digits.Lead(1)[1]));
  EXPECT_FALSE(std::isnan(digits.Lead(0)[2]));
  const Record lead =
      Read(Replaced(kTwoLeads, "<value><origin", R"(<value nullFlavor="NA"><origin)"));
  EXPECT_TRUE(std::isnan(lead.Lead(0)[0]));
  EXPECT_EQ(lead.warnings, std::vector<std::string>{"lead V6 has 0 of 3 samples"});
}

TEST(Aecg, LeavesMedianBeatsAlone) {
  const std::string beats =
      "<derivation><derivedSeries><code code=\"REPRESENTATIVE_BEAT\"/><component><sequenceSet>" +
      kTime + Sequence("I", "7 7 7 7") + "</sequenceSet></component></derivedSeries></derivation>";
  const Record record = Read(Replaced(kTwoLeads, "</series>", beats + "</series>"));
  EXPECT_EQ(record.lead_names.size(), 2u);
  EXPECT_EQ(record.sample_count, 3u);
  ExpectError(ErrorCode::kCorruptData, "no ECG samples",
              [&] { Read(Aecg(Series(kTime + Sequence("I", "1 2"), "REPRESENTATIVE_BEAT"))); });
}

TEST(Aecg, JoinsSequenceSetsOfOneTimeAndWarnsOfOthers) {
  const std::string next = "</sequenceSet></component><component><sequenceSet>";
  const Record same =
      Read(Aecg(Series(kTime + Sequence("V1", "1 2") + next + kTime + Sequence("V2", "3 4"))));
  EXPECT_EQ(same.lead_names, (std::vector<std::string>{"V1", "V2"}));
  const std::string later = Replaced(kTime, "head value=\"0\"", "head value=\"10\"");
  const Record other =
      Read(Aecg(Series(kTime + Sequence("V1", "1 2") + next + later + Sequence("V1", "3 4"))));
  EXPECT_EQ(other.lead_names, std::vector<std::string>{"V1"});
  ASSERT_EQ(other.warnings.size(), 1u);
  EXPECT_NE(other.warnings[0].find("another time"), std::string::npos);
}

TEST(Aecg, ReadsTheFirstOfSeveralRhythms) {
  const Record record =
      Read(Aecg(Series(kTime + Sequence("V1", "1 2")) + Series(kTime + Sequence("V1", "3 4"))));
  EXPECT_FLOAT_EQ(record.Lead(0)[0], 0.005F);
  EXPECT_EQ(record.warnings, std::vector<std::string>{"a further rhythm series is left out"});
}

TEST(Aecg, ReadsPatientAndStatements) {
  const std::string patient = R"(<effectiveTime><center value="20021122091000"/></effectiveTime>
<componentOf><timepointEvent><componentOf><subjectAssignment><subject><trialSubject>
<subjectDemographicPerson><administrativeGenderCode code="F"/><birthTime value="19530508"/>
</subjectDemographicPerson></trialSubject></subject></subjectAssignment></componentOf>
</timepointEvent></componentOf>)";
  const std::string statement =
      R"(<subjectOf><annotationSet><component><annotation><code code="MDC_ECG_INTERPRETATION"/>
<component><annotation><code code="MDC_ECG_INTERPRETATION_STATEMENT"/><value>Sinus rhythm</value>
</annotation></component></annotation></component></annotationSet></subjectOf>)";
  const Record record = Read(Replaced(Replaced(kTwoLeads, "<component>", patient + "<component>"),
                                      "</series>", statement + "</series>"));
  EXPECT_EQ(record.age_years, 49);
  EXPECT_EQ(record.sex, Sex::kFemale);
  EXPECT_EQ(record.comments, std::vector<std::string>{"Sinus rhythm"});
}

TEST(Aecg, NamesWhatIsWrong) {
  ExpectError(ErrorCode::kCorruptData, "no root element AnnotatedECG",
              [] { Read("<restingecgdata/>"); });
  ExpectError(ErrorCode::kCorruptData, "sample 2 is \"2x\", no number",
              [] { Read(Aecg(Series(kTime + Sequence("I", "1 2x 3")))); });
  ExpectError(ErrorCode::kCorruptData, "leads without a time sequence",
              [] { Read(Aecg(Series(Sequence("I", "1 2 3")))); });
  ExpectError(ErrorCode::kInvalidInput, "\"mmHg\" is no unit of voltage",
              [] { Read(Replaced(kTwoLeads, "unit=\"uV\"", "unit=\"mmHg\"")); });
  ExpectError(ErrorCode::kCorruptData, "not given in s, ms or us",
              [] { Read(Replaced(kTwoLeads, "unit=\"ms\"", "unit=\"h\"")); });
  ExpectError(ErrorCode::kInvalidInput, "not between 1 us and 1 s",
              [] { Read(Replaced(kTwoLeads, "value=\"2\"", "value=\"0\"")); });
  ExpectError(ErrorCode::kCorruptData, "lead \"aVR\" stands there twice",
              [] { Read(Replaced(kTwoLeads, "V6", "aVR")); });
}

}  // namespace
}  // namespace supreme::formats
