#include "formats/dicom_dataset.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "core/error.h"
#include "core/numbers.h"
#include "formats/byte_reader.h"
#include "formats/plain_text.h"

namespace supreme::formats {
namespace {

constexpr size_t kPreambleBytes = 128;
constexpr uint32_t kUndefinedLength = 0xFFFFFFFF;
constexpr uint32_t kItem = DicomTag(0xFFFE, 0xE000);
constexpr uint32_t kItemEnd = DicomTag(0xFFFE, 0xE00D);
constexpr uint32_t kSequenceEnd = DicomTag(0xFFFE, 0xE0DD);
constexpr uint32_t kTransferSyntax = DicomTag(0x0002, 0x0010);
constexpr uint32_t kPixelData = DicomTag(0x7FE0, 0x0010);
constexpr int kMaxDepth = 16;
constexpr size_t kMaxElements = 500'000;

constexpr std::string_view kImplicitLittle = "1.2.840.10008.1.2";
constexpr std::string_view kExplicitLittle = "1.2.840.10008.1.2.1";

// Implicit files do not say what is a sequence; these hold what a waveform reader needs.
constexpr std::array kSequences = {
    DicomTag(0x5400, 0x0100), DicomTag(0x003A, 0x0200), DicomTag(0x003A, 0x0208),
    DicomTag(0x003A, 0x0211), DicomTag(0x0040, 0xB020), DicomTag(0x0040, 0xA043),
    DicomTag(0x0040, 0x08EA),
};

struct ElementHead {
  uint32_t tag = 0;
  std::string_view vr;  // empty when implicit
  uint32_t length = 0;
};

class DatasetParser {
 public:
  explicit DatasetParser(std::string_view where) : where_(where) {}

  // Elements up to the end of `reader`, or up to `end_tag`. `last_group` stops before a later one.
  DicomDataset Parse(ByteReader& reader, bool is_explicit, uint32_t end_tag, int depth) {
    if (depth > kMaxDepth) Refuse("sequences are nested more than 16 deep");
    DicomDataset dataset;
    while (!reader.AtEnd()) {
      const ElementHead head = ReadHead(reader, is_explicit);
      if (head.tag == end_tag || head.tag == kPixelData) return dataset;
      if (++element_count_ > kMaxElements) Refuse("the file has over 500,000 elements");
      dataset.elements.push_back(ReadElement(reader, head, is_explicit, depth));
    }
    if (end_tag != 0) Refuse("an item has no end");
    return dataset;
  }

  ElementHead ReadHead(ByteReader& reader, bool is_explicit) {
    ElementHead head;
    const uint32_t group = reader.Read<uint16_t>();
    head.tag = DicomTag(group, reader.Read<uint16_t>());
    if (!is_explicit || group == 0xFFFE) {
      head.length = reader.Read<uint32_t>();
      return head;
    }
    head.vr = reader.TakeText(2);
    constexpr std::array<std::string_view, 13> kLong = {"OB", "OD", "OF", "OL", "OV", "OW", "SQ",
                                                        "SV", "UC", "UN", "UR", "UT", "UV"};
    if (std::find(kLong.begin(), kLong.end(), head.vr) != kLong.end()) {
      reader.Take(2);
      head.length = reader.Read<uint32_t>();
    } else {
      head.length = reader.Read<uint16_t>();
    }
    return head;
  }

 private:
  DicomElement ReadElement(ByteReader& reader, const ElementHead& head, bool is_explicit,
                           int depth) {
    DicomElement element;
    element.tag = head.tag;
    const bool is_undefined = head.length == kUndefinedLength;
    if (is_undefined && head.vr.starts_with('O')) Refuse("an element holds encapsulated data");
    const bool named =
        std::find(kSequences.begin(), kSequences.end(), head.tag) != kSequences.end();
    if (head.vr == "SQ" || is_undefined || (head.vr.empty() && named)) {
      // An unknown value of undefined length is a sequence in implicit form (PS3.5, 6.2.2).
      const bool items_explicit = is_explicit && head.vr != "UN";
      if (is_undefined) {
        ReadItems(reader, items_explicit, element.items, {.is_open = true, .depth = depth});
      } else {
        ByteReader inside(reader.Take(head.length), where_);
        ReadItems(inside, items_explicit, element.items, {.is_open = false, .depth = depth});
      }
      return element;
    }
    element.value = reader.Take(head.length);
    return element;
  }

  struct SequencePlace {
    bool is_open;  // ended by a mark, not by its length
    int depth;
  };

  void ReadItems(ByteReader& reader, bool is_explicit, std::vector<DicomDataset>& items,
                 const SequencePlace& place) {
    while (!reader.AtEnd()) {
      const ElementHead head = ReadHead(reader, is_explicit);
      if (head.tag == kSequenceEnd) return;
      if (head.tag != kItem) Refuse("a sequence holds something that is no item");
      if (++element_count_ > kMaxElements) Refuse("the file has over 500,000 elements");
      if (head.length == kUndefinedLength) {
        items.push_back(Parse(reader, is_explicit, kItemEnd, place.depth + 1));
      } else {
        ByteReader inside(reader.Take(head.length), where_);
        items.push_back(Parse(inside, is_explicit, 0, place.depth + 1));
      }
    }
    if (place.is_open) Refuse("a sequence has no end");
  }

  [[noreturn]] void Refuse(const std::string& what) const {
    throw Error(ErrorCode::kCorruptData, what, where_, "get the file again");
  }

  std::string_view where_;
  size_t element_count_ = 0;
};

bool HasPreamble(std::span<const std::byte> bytes) {
  return bytes.size() >= kPreambleBytes + 4 &&
         std::memcmp(bytes.data() + kPreambleBytes, "DICM", 4) == 0;
}

// Group 2 is always explicit; it ends where another group begins.
std::string ReadTransferSyntax(ByteReader& reader, std::span<const std::byte> bytes,
                               DatasetParser& parser) {
  std::string syntax;
  while (reader.remaining() >= 2) {
    uint16_t group = 0;
    std::memcpy(&group, bytes.data() + reader.position(), sizeof(group));
    if (group != 2) break;
    const ElementHead head = parser.ReadHead(reader, true);
    const std::string_view value = reader.TakeText(head.length);
    if (head.tag == kTransferSyntax) syntax = PlainText(value);
  }
  return syntax;
}

// A value representation is two capital letters; a length's upper bytes are not.
bool LooksExplicit(std::span<const std::byte> bytes) {
  const auto is_capital = [&](size_t i) {
    return bytes.size() > i && bytes[i] >= std::byte{'A'} && bytes[i] <= std::byte{'Z'};
  };
  return is_capital(4) && is_capital(5);
}

}  // namespace

const DicomElement* DicomDataset::Find(uint32_t tag) const {
  const auto found = std::find_if(elements.begin(), elements.end(),
                                  [&](const DicomElement& element) { return element.tag == tag; });
  return found == elements.end() ? nullptr : &*found;
}

std::span<const DicomDataset> DicomDataset::Items(uint32_t tag) const {
  const DicomElement* element = Find(tag);
  return element == nullptr ? std::span<const DicomDataset>{} : element->items;
}

std::string DicomDataset::Text(uint32_t tag) const {
  const DicomElement* element = Find(tag);
  if (element == nullptr) return {};
  return PlainText({reinterpret_cast<const char*>(element->value.data()), element->value.size()});
}

std::optional<double> DicomDataset::Decimal(uint32_t tag) const {
  const std::string text = Text(tag);
  return ParseDouble(std::string_view(text).substr(0, text.find('\\')));
}

std::optional<uint32_t> DicomDataset::Unsigned(uint32_t tag) const {
  const DicomElement* element = Find(tag);
  if (element == nullptr || element->value.size() < 2) return std::nullopt;
  uint32_t value = 0;
  std::memcpy(&value, element->value.data(), element->value.size() >= 4 ? 4 : 2);
  return value;
}

DicomFile ParseDicom(std::span<const std::byte> bytes, std::string_view where) {
  DicomFile file;
  DatasetParser parser(where);
  ByteReader reader(bytes, where);
  if (HasPreamble(bytes)) {
    reader.Take(kPreambleBytes + 4);
    file.transfer_syntax = ReadTransferSyntax(reader, bytes, parser);
  } else {
    file.transfer_syntax = LooksExplicit(bytes) ? kExplicitLittle : kImplicitLittle;
  }
  if (file.transfer_syntax != kImplicitLittle && file.transfer_syntax != kExplicitLittle) {
    throw Error(ErrorCode::kInvalidInput,
                "DICOM transfer syntax \"" + file.transfer_syntax + "\" is not read", where,
                "dcmconv +te IN OUT (DCMTK) writes explicit little-endian");
  }
  file.dataset = parser.Parse(reader, file.transfer_syntax == kExplicitLittle, 0, 0);
  return file;
}

}  // namespace supreme::formats
