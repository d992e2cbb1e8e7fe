// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_KERNEL_MEMORY_H_
#define SWINGPROOF_SUITES_GATE_KERNEL_MEMORY_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "suites/gate/host_protocol.h"
#include "suites/process/spawned_process.h"

namespace swingproof {

// The slots that the gate shares with a kernel host, as the gate sees them: all readable and
// writable, side by side. The size is sealed, so that a kernel cannot pull the pages away.
class KernelMemory {
 public:
  KernelMemory();
  ~KernelMemory();
  KernelMemory(const KernelMemory&) = delete;
  KernelMemory& operator=(const KernelMemory&) = delete;

  int descriptor() const { return descriptor_.get(); }

  // plane < planes_per_image.
  std::span<std::int8_t, slot_bytes> slot(std::size_t plane) const {
    return std::span<std::int8_t, slot_bytes>(bytes_ + plane * slot_bytes, slot_bytes);
  }

  // Gives the memory of all slots back; they hold zeros then.
  void forget() const;

 private:
  Descriptor descriptor_;
  std::int8_t* bytes_ = nullptr;
};

// The slots as the host maps them: each alone between pages that fault, the inputs read-only.
// Returns the address of the first slot; slot i begins (slot_bytes + guard_bytes) * i behind it.
// Called in the host. Throws std::system_error.
std::int8_t* map_guarded_slots(int descriptor);

// Whether the host can touch the slots, as mapped above. A kernel may only while it runs: what
// touches a plane after run has returned, such as a thread that is late, faults. Called in the
// host.
void let_touch_slots(std::int8_t* first_slot);
void forbid_slots(std::int8_t* first_slot);

// Which slot an address of the host is in or nearest to; no_plane if it is not near any.
FaultPlace locate_fault(const std::int8_t* first_slot, const void* address);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_KERNEL_MEMORY_H_
