#include "formats/dicom_patient.h"

#include <cstring>
#include <optional>

#include "core/numbers.h"

namespace supreme::formats {
namespace {

constexpr uint32_t kBirthDate = DicomTag(0x0010, 0x0030);
constexpr uint32_t kSex = DicomTag(0x0010, 0x0040);
constexpr uint32_t kAge = DicomTag(0x0010, 0x1010);
constexpr uint32_t kAcquisition = DicomTag(0x0008, 0x002A);
constexpr uint32_t kStudyDate = DicomTag(0x0008, 0x0020);
constexpr uint32_t kAnnotations = DicomTag(0x0040, 0xB020);
constexpr uint32_t kConcept = DicomTag(0x0040, 0xA043);
constexpr uint32_t kNumericValue = DicomTag(0x0040, 0xA30A);
constexpr uint32_t kMeasurementUnits = DicomTag(0x0040, 0x08EA);
constexpr uint32_t kReferencedChannels = DicomTag(0x0040, 0xA0B0);
constexpr uint32_t kTemporalRange = DicomTag(0x0040, 0xA130);
constexpr uint32_t kText = DicomTag(0x0070, 0x0006);
constexpr uint32_t kCodeValue = DicomTag(0x0008, 0x0100);
constexpr uint32_t kCodeMeaning = DicomTag(0x0008, 0x0104);

constexpr double kMaxAgeYears = 150;
constexpr size_t kMaxComments = 200;

// "042Y", "018M", "003W", "005D" in years.
std::optional<double> StatedAge(const std::string& text) {
  if (text.size() < 2) return std::nullopt;
  const auto count = ParseInt(std::string_view(text).substr(0, text.size() - 1));
  if (!count || *count < 0) return std::nullopt;
  const auto value = static_cast<double>(*count);
  switch (text.back()) {
    case 'Y':
      return value;
    case 'M':
      return value / 12;
    case 'W':
      return value * 7 / 365.25;
    case 'D':
      return value / 365.25;
    default:
      return std::nullopt;
  }
}

// YYYYMMDD as a number that orders like the date.
std::optional<int64_t> Date(const std::string& text) {
  return text.size() < 8 ? std::nullopt : ParseInt(std::string_view(text).substr(0, 8));
}

std::optional<double> AgeFromDates(const DicomDataset& dataset) {
  const auto birth = Date(dataset.Text(kBirthDate));
  auto study = Date(dataset.Text(kAcquisition));
  if (!study) study = Date(dataset.Text(kStudyDate));
  if (!birth || !study || *birth <= 0 || *study < *birth) return std::nullopt;
  return static_cast<double>((*study - *birth) / 10'000);
}

// A measurement of the whole record refers to all channels of a group: group, 0.
bool IsOfWholeRecord(const DicomDataset& annotation) {
  const DicomElement* channels = annotation.Find(kReferencedChannels);
  if (channels == nullptr || annotation.Find(kTemporalRange) != nullptr) return false;
  uint16_t pair[2] = {};
  if (channels->value.size() != sizeof(pair)) return false;
  std::memcpy(pair, channels->value.data(), sizeof(pair));
  return pair[1] == 0;
}

std::string Measurement(const DicomDataset& annotation) {
  const auto concepts = annotation.Items(kConcept);
  const std::string value = annotation.Text(kNumericValue);
  if (concepts.empty() || value.empty() || !IsOfWholeRecord(annotation)) return {};
  const auto units = annotation.Items(kMeasurementUnits);
  const std::string unit = units.empty() ? "" : units[0].Text(kCodeValue);
  return concepts[0].Text(kCodeMeaning) + ": " + value + (unit.empty() ? "" : " " + unit);
}

void AddComment(const std::string& text, Record& record) {
  if (!text.empty() && record.comments.size() < kMaxComments) record.comments.push_back(text);
}

}  // namespace

void ReadDicomPatient(const DicomDataset& dataset, Record& record) {
  auto age = StatedAge(dataset.Text(kAge));
  if (!age) age = AgeFromDates(dataset);
  if (age && *age <= kMaxAgeYears) record.age_years = *age;
  const std::string sex = dataset.Text(kSex);
  if (sex == "M") record.sex = Sex::kMale;
  if (sex == "F") record.sex = Sex::kFemale;
  const auto annotations = dataset.Items(kAnnotations);
  for (const DicomDataset& annotation : annotations) AddComment(annotation.Text(kText), record);
  for (const DicomDataset& annotation : annotations) AddComment(Measurement(annotation), record);
}

}  // namespace supreme::formats
