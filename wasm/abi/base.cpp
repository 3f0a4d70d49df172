#include <cstdlib>
#include <cstring>

#include "../kernels/check.hpp"
#include "message.hpp"
#include "sonde_base.h"

namespace {

/** The one mutable variable of the library: a trap leaves nobody to return a message to. */
char lastMessage[256];

void keep(const char* message) {
  std::strncpy(lastMessage, message, sizeof lastMessage - 1);
  lastMessage[sizeof lastMessage - 1] = '\0';
}

}  // namespace

void* sonde_alloc(size_t bytes) {
  void* memory = std::malloc(bytes == 0 ? 1 : bytes);
  if (memory == nullptr) keep("no memory");
  return memory;
}

void sonde_free(void* memory) { std::free(memory); }

const char* sonde_last_message(void) { return lastMessage; }

int32_t sonde_fail(int32_t status, const char* message) {
  keep(message);
  return status;
}

namespace sonde {

void fail_check(const char* message) {
  keep(message);
  __builtin_trap();
}

}  // namespace sonde
