#include "core/hash.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>
#include <vector>

#include "core/error.h"

namespace supreme {
namespace {

class Digest {
 public:
  explicit Digest(const EVP_MD* kind) : context_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) {
    SUPREME_CHECK(context_ && EVP_DigestInit_ex(context_.get(), kind, nullptr) == 1);
  }
  void Add(const void* data, size_t size) {
    SUPREME_CHECK(EVP_DigestUpdate(context_.get(), data, size) == 1);
  }
  std::string Hex() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned count = 0;
    SUPREME_CHECK(EVP_DigestFinal_ex(context_.get(), bytes.data(), &count) == 1);
    constexpr char kDigits[] = "0123456789abcdef";
    std::string hex;
    for (unsigned i = 0; i < count; ++i) {
      hex += kDigits[bytes[i] >> 4];
      hex += kDigits[bytes[i] & 15];
    }
    return hex;
  }

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

std::string FileDigest(const std::filesystem::path& path, const EVP_MD* kind) {
  // O_NONBLOCK: opening a FIFO without a writer must not wait.
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) throw SystemError(errno, "cannot open", path.string());
  struct Closer {
    int descriptor;
    ~Closer() { ::close(descriptor); }
  } closer{descriptor};
  struct stat status {};
  if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
    throw Error(ErrorCode::kInvalidInput, "not a regular file", path.string(), "name a file");
  }
  Digest digest(kind);
  std::vector<char> block(size_t{1} << 20);
  for (;;) {
    const ssize_t count = ::read(descriptor, block.data(), block.size());
    if (count == 0) return digest.Hex();
    if (count > 0) {
      digest.Add(block.data(), static_cast<size_t>(count));
    } else if (errno != EINTR) {
      throw SystemError(errno, "cannot read", path.string());
    }
  }
}

}  // namespace

std::string Sha256(std::string_view bytes) {
  Digest digest(EVP_sha256());
  digest.Add(bytes.data(), bytes.size());
  return digest.Hex();
}

std::string Sha256File(const std::filesystem::path& path) {
  return FileDigest(path, EVP_sha256());
}

std::string Md5File(const std::filesystem::path& path) { return FileDigest(path, EVP_md5()); }

}  // namespace supreme
