#include "../kernels/hash/blake2b.hpp"

#include <string>
#include <vector>

#include "test.hpp"

using namespace sonde;
using namespace sonde_test;

namespace {

std::string hex_of(const std::vector<std::uint8_t>& bytes, std::size_t piece, int digest_size) {
  Blake2b state;
  blake2b_reset(&state, digest_size);
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    blake2b_update(&state, bytes.data() + at, bytes.size() - at < piece ? bytes.size() - at : piece);
  }
  std::uint8_t digest[kBlake2bLongest];
  blake2b_digest(&state, digest);
  std::string text;
  for (int i = 0; i < digest_size; ++i) {
    text += "0123456789abcdef"[digest[i] >> 4];
    text += "0123456789abcdef"[digest[i] & 15];
  }
  return text;
}

}  // namespace

int main() {
  test("abc has the digest of RFC 7693, appendix A", [] {
    EXPECT(hex_of({'a', 'b', 'c'}, 8, 64) ==
           "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
           "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
  });

  test("the cut into pieces does not matter, at block borders least of all", [] {
    for (const std::size_t n : {0u, 1u, 127u, 128u, 129u, 255u, 256u, 257u, 1000u}) {
      std::vector<std::uint8_t> bytes(n);
      for (std::size_t i = 0; i < n; ++i) bytes[i] = static_cast<std::uint8_t>(31 * i);
      const std::string whole = hex_of(bytes, n + 1, 30);
      for (const std::size_t piece : {1u, 2u, 127u, 128u, 129u, 200u}) EXPECT(hex_of(bytes, piece, 30) == whole);
    }
  });

  return report();
}
