#include "core/hash.h"

#include <openssl/evp.h>

#include <array>
#include <memory>
#include <vector>

#include "core/error.h"
#include "core/regular_file.h"

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
  RegularFile file(path);
  Digest digest(kind);
  std::vector<char> block(size_t{1} << 20);
  while (const size_t count = file.Read(block)) digest.Add(block.data(), count);
  return digest.Hex();
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
