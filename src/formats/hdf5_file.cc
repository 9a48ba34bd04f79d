#include "formats/hdf5_file.h"

#include <hdf5.h>
#include <hdf5_hl.h>

#include <functional>
#include <numeric>
#include <utility>

#include "core/error.h"
#include "formats/plain_text.h"

namespace supreme::formats {
namespace {

constexpr size_t kMaxNames = 20;
constexpr int kMaxDimensions = 4;

// An identifier that is closed.
class Handle {
 public:
  Handle(hid_t id, herr_t (*close)(hid_t)) : id_(id), close_(close) {}
  ~Handle() {
    if (id_ >= 0) close_(id_);
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  hid_t id() const { return id_; }
  bool IsOpen() const { return id_ >= 0; }

 private:
  hid_t id_;
  herr_t (*close_)(hid_t);
};

// Datasets with a value of their own kind must not be asked for numbers.
bool IsNumeric(hid_t dataset) {
  const Handle type(H5Dget_type(dataset), H5Tclose);
  if (!type.IsOpen()) return false;
  const H5T_class_t kind = H5Tget_class(type.id());
  return kind == H5T_FLOAT || kind == H5T_INTEGER;
}

herr_t CollectName(hid_t, const char* name, const H5L_info_t*, void* data) {
  auto& names = *static_cast<std::vector<std::string>*>(data);
  names.push_back(PlainText(name));
  return names.size() >= kMaxNames ? 1 : 0;
}

}  // namespace

class Hdf5File::Impl {
 public:
  Impl(std::span<const std::byte> bytes, std::string where)
      : where_(std::move(where)), file_(Open(bytes), H5Fclose) {
    if (!file_.IsOpen()) Refuse("not a readable HDF5 file");
  }

  bool Has(const std::string& name) const {
    return H5Lexists(file_.id(), name.c_str(), H5P_DEFAULT) > 0;
  }

  std::vector<std::string> Names() const {
    std::vector<std::string> names;
    H5Literate(file_.id(), H5_INDEX_NAME, H5_ITER_INC, nullptr, CollectName, &names);
    return names;
  }

  std::vector<uint64_t> Shape(const std::string& name) const {
    const Handle dataset(H5Dopen2(file_.id(), name.c_str(), H5P_DEFAULT), H5Dclose);
    if (!dataset.IsOpen() || !IsNumeric(dataset.id())) {
      throw Error(ErrorCode::kInvalidInput, "/" + name + " is no dataset of numbers", where_,
                  "see docs/formats.md for the layouts that are read");
    }
    const Handle space(H5Dget_space(dataset.id()), H5Sclose);
    const int dimensions = space.IsOpen() ? H5Sget_simple_extent_ndims(space.id()) : -1;
    if (dimensions < 1 || dimensions > kMaxDimensions) {
      throw Error(ErrorCode::kInvalidInput, "/" + name + " is no array", where_,
                  "see docs/formats.md for the layouts that are read");
    }
    std::vector<hsize_t> sizes(static_cast<size_t>(dimensions));
    if (H5Sget_simple_extent_dims(space.id(), sizes.data(), nullptr) < 0) Refuse("no dimensions");
    return {sizes.begin(), sizes.end()};
  }

  void Read(const std::string& name, const std::vector<uint64_t>& start,
            const std::vector<uint64_t>& count, hid_t type, void* target) const {
    const std::vector<hsize_t> from(start.begin(), start.end());
    const std::vector<hsize_t> sizes(count.begin(), count.end());
    const Handle dataset(H5Dopen2(file_.id(), name.c_str(), H5P_DEFAULT), H5Dclose);
    const Handle space(dataset.IsOpen() ? H5Dget_space(dataset.id()) : -1, H5Sclose);
    if (!space.IsOpen() || H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, from.data(), nullptr,
                                               sizes.data(), nullptr) < 0) {
      Refuse("cannot select a part of /" + name);
    }
    const Handle memory(H5Screate_simple(static_cast<int>(sizes.size()), sizes.data(), nullptr),
                        H5Sclose);
    if (!memory.IsOpen() ||
        H5Dread(dataset.id(), type, memory.id(), space.id(), H5P_DEFAULT, target) < 0) {
      Refuse("cannot read /" + name + ", its data are damaged or packed by an unknown filter");
    }
  }

 private:
  // No plug-ins, and errors come back as codes only.
  static hid_t Open(std::span<const std::byte> bytes) {
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
    H5PLset_loading_state(0);
    // Opened for reading and neither copied nor freed, so the bytes stay as they are.
    return H5LTopen_file_image(const_cast<std::byte*>(bytes.data()), bytes.size(),
                               H5LT_FILE_IMAGE_DONT_COPY | H5LT_FILE_IMAGE_DONT_RELEASE);
  }

  [[noreturn]] void Refuse(const std::string& what) const {
    throw Error(ErrorCode::kCorruptData, what, where_, "get the file again");
  }

  std::string where_;
  Handle file_;
};

Hdf5File::Hdf5File(std::span<const std::byte> bytes, std::string where)
    : impl_(std::make_unique<Impl>(bytes, std::move(where))) {}
Hdf5File::~Hdf5File() = default;

bool Hdf5File::Has(const std::string& dataset) const { return impl_->Has(dataset); }

std::vector<std::string> Hdf5File::Names() const { return impl_->Names(); }

std::vector<uint64_t> Hdf5File::Shape(const std::string& dataset) const {
  return impl_->Shape(dataset);
}

std::vector<float> Hdf5File::ReadFloats(const std::string& dataset,
                                        const std::vector<uint64_t>& start,
                                        const std::vector<uint64_t>& count) const {
  const uint64_t total =
      std::accumulate(count.begin(), count.end(), uint64_t{1}, std::multiplies<>());
  std::vector<float> values(total);
  impl_->Read(dataset, start, count, H5T_NATIVE_FLOAT, values.data());
  return values;
}

int64_t Hdf5File::ReadInteger(const std::string& dataset, uint64_t index) const {
  int64_t value = 0;
  impl_->Read(dataset, {index}, {1}, H5T_NATIVE_INT64, &value);
  return value;
}

}  // namespace supreme::formats
