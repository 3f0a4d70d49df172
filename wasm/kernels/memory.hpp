/**
 * Owned memory without exceptions: an allocation that fails is an empty buffer, and whoever asked says so.
 */
#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>
#include <type_traits>

namespace sonde {

/** A default-constructed T, or nullptr: `new (std::nothrow)` aborts where the library is built without exceptions. */
template <class T>
T* create() {
  void* at = std::malloc(sizeof(T));
  return at == nullptr ? nullptr : new (at) T;
}

/** Ends what `create` began. Takes nullptr too. */
template <class T>
void destroy(T* object) {
  if (object == nullptr) return;
  object->~T();
  std::free(object);
}

/** A fixed number of zeroed plain values, freed with its owner; moves, never copies. */
template <class T>
class Buffer {
  static_assert(std::is_trivially_copyable_v<T>, "a Buffer holds plain values");

 public:
  Buffer() = default;
  ~Buffer() { std::free(data_); }
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;
  Buffer(Buffer&& other) noexcept : data_(other.data_), size_(other.size_) { other.forget(); }
  Buffer& operator=(Buffer&& other) noexcept {
    if (this != &other) {
      std::free(data_);
      data_ = other.data_;
      size_ = other.size_;
      other.forget();
    }
    return *this;
  }

  /**
   * Replaces the contents with `size` zeroes. False when there is no memory (the buffer is then empty); a size of 0
   * succeeds and owns nothing.
   */
  [[nodiscard]] bool allocate(std::size_t size) {
    std::free(data_);
    forget();
    if (size == 0) return true;
    data_ = static_cast<T*>(std::calloc(size, sizeof(T)));
    if (data_ == nullptr) return false;
    size_ = size;
    return true;
  }

  T* data() { return data_; }
  const T* data() const { return data_; }
  std::size_t size() const { return size_; }
  T& operator[](std::size_t i) { return data_[i]; }
  const T& operator[](std::size_t i) const { return data_[i]; }

 private:
  void forget() {
    data_ = nullptr;
    size_ = 0;
  }

  T* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace sonde
