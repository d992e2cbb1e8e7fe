// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/stack_use.h"

#include <pthread.h>
#include <sys/mman.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <system_error>

namespace swingproof {
namespace {

constexpr std::uint64_t pattern = 0x5357494E4750524FU;
constexpr std::size_t guard = 65536;

// Pages for a stack, with pages below it that fault.
class StackMemory {
 public:
  StackMemory() {
    void* mapped = mmap(nullptr, guard + measured_stack_bytes, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
    if (mapped == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "mmap");
    base_ = static_cast<char*>(mapped);
    mprotect(base_, guard, PROT_NONE);
    std::fill(words(), words() + word_count, pattern);
  }
  ~StackMemory() { munmap(base_, guard + measured_stack_bytes); }
  StackMemory(const StackMemory&) = delete;
  StackMemory& operator=(const StackMemory&) = delete;

  std::uint64_t* words() const { return reinterpret_cast<std::uint64_t*>(base_ + guard); }

  static constexpr std::size_t word_count = measured_stack_bytes / sizeof(std::uint64_t);

 private:
  char* base_ = nullptr;
};

struct MeasuredCall {
  const std::function<const void*()>& call;
  const void* frame = nullptr;
};

void* make_call(void* measured) {
  auto* call = static_cast<MeasuredCall*>(measured);
  call->frame = call->call();
  return nullptr;
}

void check(int error, const char* function) {
  if (error != 0) throw std::system_error(error, std::generic_category(), function);
}

}  // namespace

std::size_t stack_use(const std::function<const void*()>& call) {
  const StackMemory stack;
  MeasuredCall measured{call};
  pthread_attr_t attributes;
  check(pthread_attr_init(&attributes), "pthread_attr_init");
  check(pthread_attr_setstack(&attributes, stack.words(), measured_stack_bytes),
        "pthread_attr_setstack");
  pthread_t thread;
  check(pthread_create(&thread, &attributes, make_call, &measured), "pthread_create");
  check(pthread_join(thread, nullptr), "pthread_join");
  pthread_attr_destroy(&attributes);
  const std::uint64_t* lowest = std::find_if(stack.words(), stack.words() + StackMemory::word_count,
                                             [](std::uint64_t word) { return word != pattern; });
  const auto* frame = static_cast<const char*>(measured.frame);
  const auto* end = reinterpret_cast<const char*>(lowest);
  return frame > end ? static_cast<std::size_t>(frame - end) : 0;
}

}  // namespace swingproof
