/**
 * What every area of the ABI stands on: statuses, memory, and the last message.
 */
#ifndef SONDE_BASE_H
#define SONDE_BASE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define SONDE_API extern "C" __attribute__((visibility("default")))
#else
#define SONDE_API __attribute__((visibility("default")))
#endif

/** What a call that can fail returns. Anything but SONDE_OK leaves a message for sonde_last_message. */
enum {
  /** Done. */
  SONDE_OK = 0,
  /** There was no memory; nothing was changed. */
  SONDE_NO_MEMORY = 1,
  /** An argument was out of its range: a defect of the caller. */
  SONDE_BAD_ARGUMENT = 2
};

/** Memory for `bytes` bytes, aligned for any type, contents undefined; null when there is none. Freed by the caller. */
SONDE_API void* sonde_alloc(size_t bytes);

/** Gives back what sonde_alloc gave. Takes null too. */
SONDE_API void sonde_free(void* memory);

/** Why the last call failed or trapped: ASCII, ended by a zero byte, empty if nothing has. Owned by the library. */
SONDE_API const char* sonde_last_message(void);

#endif
