// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/kernel_memory.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace swingproof {
namespace {

constexpr std::size_t memory_bytes = planes_per_image * slot_bytes;
constexpr std::size_t slot_distance = slot_bytes + guard_bytes;

[[noreturn]] void fail(const char* call) {
  throw std::system_error(errno, std::generic_category(), call);
}

int protection(std::size_t plane) {
  return plane < input_planes ? PROT_READ : PROT_READ | PROT_WRITE;
}

}  // namespace

KernelMemory::KernelMemory() {
  // Above the descriptors that a host is given.
  const Descriptor low(memfd_create("swingproof-planes", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (low.get() < 0) fail("memfd_create");
  descriptor_ = Descriptor(fcntl(low.get(), F_DUPFD_CLOEXEC, least_own_descriptor));
  if (descriptor_.get() < 0) fail("F_DUPFD_CLOEXEC");
  if (ftruncate(descriptor_.get(), memory_bytes) != 0) fail("ftruncate");
  if (fcntl(descriptor_.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0) {
    fail("F_ADD_SEALS");
  }
  void* mapped = mmap(nullptr, memory_bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE,
                      descriptor_.get(), 0);
  if (mapped == MAP_FAILED) fail("mmap");
  bytes_ = static_cast<std::int8_t*>(mapped);
}

KernelMemory::~KernelMemory() { munmap(bytes_, memory_bytes); }

void KernelMemory::forget() const {
  if (fallocate(descriptor_.get(), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, memory_bytes) !=
      0) {
    fail("fallocate");
  }
}

std::int8_t* map_guarded_slots(int descriptor) {
  const std::size_t reserved = guard_bytes + planes_per_image * slot_distance;
  void* base =
      mmap(nullptr, reserved, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (base == MAP_FAILED) fail("mmap");
  std::int8_t* first_slot = static_cast<std::int8_t*>(base) + guard_bytes;
  for (std::size_t plane = 0; plane < planes_per_image; ++plane) {
    const void* mapped = mmap(first_slot + plane * slot_distance, slot_bytes, protection(plane),
                              MAP_SHARED | MAP_FIXED | MAP_NORESERVE, descriptor,
                              static_cast<off_t>(plane * slot_bytes));
    if (mapped == MAP_FAILED) fail("mmap");
  }
  return first_slot;
}

void let_touch_slots(std::int8_t* first_slot) {
  for (std::size_t plane = 0; plane < planes_per_image; ++plane) {
    if (mprotect(first_slot + plane * slot_distance, slot_bytes, protection(plane)) != 0) {
      fail("mprotect");
    }
  }
}

void forbid_slots(std::int8_t* first_slot) {
  // With the pages between them, which nothing can touch anyway.
  const std::size_t bytes = planes_per_image * slot_distance - guard_bytes;
  // Pages that a large image used are unmapped, not lost: else each change of protection visits
  // them all, a thousand times a gate.
  if (madvise(first_slot, bytes, MADV_DONTNEED) != 0) fail("madvise");
  if (mprotect(first_slot, bytes, PROT_NONE) != 0) fail("mprotect");
}

FaultPlace locate_fault(const std::int8_t* first_slot, const void* address) {
  // Not a difference of pointers: the address may be any.
  const auto distance = static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(address) -
                                                  reinterpret_cast<std::uintptr_t>(first_slot));
  constexpr auto step = static_cast<std::int64_t>(slot_distance);
  constexpr auto guard = static_cast<std::int64_t>(guard_bytes);
  constexpr auto slots = static_cast<std::int64_t>(planes_per_image);
  FaultPlace place;
  if (distance < -guard || distance >= slots * step) return place;
  // Half of each gap belongs to the slot on either side.
  const std::int64_t plane = std::clamp<std::int64_t>((distance + guard / 2) / step, 0, slots - 1);
  place.plane = static_cast<std::int32_t>(plane);
  place.offset = distance - plane * step;
  return place;
}

}  // namespace swingproof
