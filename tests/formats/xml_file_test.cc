#include "formats/xml_file.h"

#include "tests/formats/made_files.h"

namespace supreme::formats {
namespace {

TEST(XmlFile, NeitherOpensExternalEntitiesNorExpandsOwnOnes) {
  const auto document = ParseXml(AsBytes(R"(<?xml version="1.0"?>
<!DOCTYPE a [<!ENTITY host SYSTEM "file:///etc/hostname"><!ENTITY ten "0123456789">
<!ENTITY many "&ten;&ten;">]><a><b>&host;&many;</b><c>&lt;&#65;</c></a>)"),
                                 "x.xml");
  EXPECT_EQ(Text(Descend(*document, {"a", "b"})), "&host;&many;");
  EXPECT_EQ(Text(Descend(*document, {"a", "c"})), "<A");
}

TEST(XmlFile, ReadsUtf16WithAByteOrderMark) {
  std::string text = "\xFF\xFE";
  for (const char letter : std::string("<a><b>7</b></a>")) text += {letter, '\0'};
  EXPECT_EQ(Text(Descend(*ParseXml(AsBytes(text), "x.xml"), {"a", "b"})), "7");
}

TEST(XmlFile, PassesOverNamespacePrefixes) {
  const auto document = ParseXml(AsBytes("<hl7:a><x:b n=' 1 '/><b n='2'/><c n='3'/></hl7:a>"), "x");
  const auto all = Children(Child(*document, "a"), "b");
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(Attribute(all[0], "n"), "1");
  EXPECT_EQ(Attribute(all[1], "n"), "2");
}

TEST(XmlFile, JoinsTextAroundComments) {
  const auto document = ParseXml(AsBytes("<a> 1 2<!-- between -->3<![CDATA[ 4]]> </a>"), "x");
  EXPECT_EQ(Text(Child(*document, "a")), "1 23 4");
}

TEST(XmlFile, NamesThePlaceOfABrokenTag) {
  ExpectError(ErrorCode::kCorruptData, "x.xml, byte",
              [] { ParseXml(AsBytes("<a><b></a>"), "x.xml"); });
  ExpectError(ErrorCode::kCorruptData, "not well-formed", [] { ParseXml(AsBytes(""), "x.xml"); });
}

TEST(XmlFile, RefusesAMillionTags) {
  std::string text = "<a>";
  for (int i = 0; i < 1'000'000; ++i) text += "<b/>";
  ExpectError(ErrorCode::kInvalidInput, "more than a million tags",
              [&] { ParseXml(AsBytes(text + "</a>"), "x.xml"); });
}

TEST(XmlFile, AMissingNodeHasNoChildrenAndNoText) {
  const auto document = ParseXml(AsBytes("<a/>"), "x.xml");
  EXPECT_FALSE(Descend(*document, {"a", "b", "c"}));
  EXPECT_EQ(Text(Descend(*document, {"a", "b", "c"})), "");
  EXPECT_EQ(Attribute(Descend(*document, {"a", "b"}), "n"), "");
}

}  // namespace
}  // namespace supreme::formats
