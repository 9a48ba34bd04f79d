// supreme-open: reads one hostile file from standard input and answers with records. supreme starts
// it; it is of no use by hand.
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <new>

#include "core/error.h"
#include "formats/aecg.h"
#include "formats/dicom.h"
#include "formats/edf.h"
#include "formats/flac.h"
#include "formats/hdf5.h"
#include "formats/mat.h"
#include "formats/open_request.h"
#include "formats/philips.h"
#include "formats/record_answer.h"
#include "formats/sandbox.h"
#include "formats/scp.h"

namespace supreme::formats {
namespace {

constexpr uint64_t kWorkBytes = uint64_t{2} << 30;  // besides the file itself

using Bytes = std::span<const std::byte>;

// For formats that say everything themselves.
template <Record (*kRead)(Bytes, const std::string&)>
Record ReadUnasked(Bytes bytes, const std::string& source_path, const ReadOptions&) {
  return kRead(bytes, source_path);
}

// One line per format of one record; HDF5 may hold many and is treated apart.
struct FormatReader {
  Format format;
  Record (*read)(Bytes bytes, const std::string& source_path, const ReadOptions& options);
};
constexpr std::array kReaders = {
    FormatReader{Format::kDicom, ReadUnasked<ReadDicom>},
    FormatReader{Format::kScp, ReadUnasked<ReadScp>},
    FormatReader{Format::kAecg, ReadUnasked<ReadAecg>},
    FormatReader{Format::kPhilips, ReadUnasked<ReadPhilips>},
    FormatReader{Format::kEdf, ReadUnasked<ReadEdf>},
    FormatReader{Format::kFlac, ReadUnasked<ReadFlac>},
    FormatReader{Format::kMatlab, ReadMat},
};

RecordAnswer ReadRange(const Hdf5Records& records, const OpenRequest& request) {
  RecordAnswer answer{.total = records.size(), .records = {}};
  if (request.count == 0) {
    for (size_t i = 0; i < records.size(); ++i) answer.ids.push_back(records.Id(i));
    return answer;
  }
  const size_t first = request.read.record_index;
  answer.records.push_back(records.Read(first));  // an index beyond the end is an error
  const size_t count = std::min(request.count, records.size() - first);
  for (size_t i = 1; i < count; ++i) answer.records.push_back(records.Read(first + i));
  return answer;
}

RecordAnswer ReadAll(Bytes bytes, const OpenRequest& request) {
  if (request.format == Format::kHdf5) {
    return ReadRange(Hdf5Records(bytes, request.source_path, request.read), request);
  }
  for (const FormatReader& reader : kReaders) {
    if (reader.format == request.format) {
      return {1, {reader.read(bytes, request.source_path, request.read)}};
    }
  }
  throw Error(ErrorCode::kInvalidInput,
              std::string(FormatName(request.format)) + " files are not read by this program");
}

// The whole input; a file cut short meanwhile ends this process alone.
Bytes MapInput() {
  struct stat facts {};
  if (::fstat(STDIN_FILENO, &facts) != 0 || !S_ISREG(facts.st_mode) || facts.st_size == 0) {
    throw Error(ErrorCode::kCorruptData, "the file is empty", "", "get the file again");
  }
  const auto size = static_cast<size_t>(facts.st_size);
  void* data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
  if (data == MAP_FAILED) throw Error(ErrorCode::kUnavailable, "no memory to map the file");
  return {static_cast<const std::byte*>(data), size};
}

std::string Answer(const OpenRequest& request) {
  try {
    const Bytes bytes = MapInput();
    EnterSandbox({.address_space_bytes = bytes.size() + kWorkBytes});
    return EncodeAnswer(ReadAll(bytes, request));
  } catch (const Error& error) {
    return EncodeAnswer(error);
  } catch (const std::bad_alloc&) {
    return EncodeAnswer(Error(ErrorCode::kInvalidInput, "the file needs over 2 GiB of memory"));
  } catch (const std::exception& failure) {
    return EncodeAnswer(Error(ErrorCode::kCorruptData, failure.what()));
  }
}

bool WriteAll(const std::string& bytes) {
  for (size_t done = 0; done < bytes.size();) {
    const ssize_t count = ::write(STDOUT_FILENO, bytes.data() + done, bytes.size() - done);
    if (count <= 0) return false;
    done += static_cast<size_t>(count);
  }
  return true;
}

int Run(const char* request) {
  try {
    return WriteAll(Answer(ParseRequest(request))) ? 0 : 1;
  } catch (const Error& error) {
    std::fprintf(stderr, "supreme-open: %s\n", error.what());
    return ExitCode(error.code());
  }
}

}  // namespace
}  // namespace supreme::formats

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "supreme-open reads ECG files for supreme; run supreme inspect FILE\n");
    return 2;
  }
  // Without tidying up, which a locked-in process may not be able to do.
  ::_exit(supreme::formats::Run(argv[1]));
}
