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
  Digest() : context_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) {
    SUPREME_CHECK(context_ && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
  }
  void Add(const void* data, size_t size) {
    SUPREME_CHECK(EVP_DigestUpdate(context_.get(), data, size) == 1);
  }
  std::string Hex() {
    std::array<unsigned char, 32> bytes{};
    SUPREME_CHECK(EVP_DigestFinal_ex(context_.get(), bytes.data(), nullptr) == 1);
    constexpr char kDigits[] = "0123456789abcdef";
    std::string hex;
    for (const unsigned char byte : bytes) {
      hex += kDigits[byte >> 4];
      hex += kDigits[byte & 15];
    }
    return hex;
  }

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

}  // namespace

std::string Sha256(std::string_view bytes) {
  Digest digest;
  digest.Add(bytes.data(), bytes.size());
  return digest.Hex();
}

std::string Sha256File(const std::filesystem::path& path) {
  RegularFile file(path);
  Digest digest;
  std::vector<char> block(size_t{1} << 20);
  while (const size_t count = file.Read(block)) digest.Add(block.data(), count);
  return digest.Hex();
}

}  // namespace supreme
