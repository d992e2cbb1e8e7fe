// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_HOST_PROTOCOL_H_
#define SWINGPROOF_SUITES_GATE_HOST_PROTOCOL_H_

#include <swingproof/kernel.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "suites/gate/process_state.h"

namespace swingproof {

// The messages between the gate and the process that holds a kernel (the kernel host): one request,
// one reply, as plain bytes in packets of a local socket. Both ends are one program file.
//
// Pixels are not in the messages. They lie in memory that both map: six slots, one for each plane
// of an image, with pages between them that the host cannot touch (kernel_memory.h).

// y, u, v, c0, c1, c2.
inline constexpr std::size_t planes_per_image = 6;
inline constexpr std::size_t input_planes = 3;
// Sparse: memory only where it was touched. Room for rows that begin more than 2^32 bytes behind
// the first one.
inline constexpr std::size_t slot_bytes = (std::size_t{1} << 32) + (std::size_t{1} << 26);
// Between two slots in the host's address space: a kernel has to miss by this much to hit another.
inline constexpr std::size_t guard_bytes = std::size_t{64} << 20;

// The host finds these descriptors open when it starts.
inline constexpr int host_socket = 3;
inline constexpr int host_memory = 4;

// The host ends with this code if it cannot talk to the gate any more.
inline constexpr int host_lost_gate = 121;

// Where an image lies: the first byte of each plane, counted from the beginning of its slot.
struct PlacedImage {
  std::uint64_t width = 0;
  std::uint64_t height = 0;
  std::int64_t in_stride = 0;
  std::int64_t out_stride = 0;
  std::array<std::uint64_t, planes_per_image> offset = {};

  friend bool operator==(const PlacedImage&, const PlacedImage&) = default;
};

inline constexpr std::size_t host_instances = 2;

enum class HostTask : std::uint32_t {
  create,         // makes instance[0] for config
  run,            // runs image[0] on instance[0]
  run_together,   // runs image[i] on instance[i], each in a thread of its own, at the same time
  destroy,        // ends instance[0]
  run_often,      // runs image[0] on instance[0], count times
  live_often,     // makes instance[0] for config, runs image[0] on it and ends it, count times
  measure_stack,  // runs image[0] on instance[0] in a thread of its own
  inspect,        // says in text what the kernel has changed of its process
};

struct HostRequest {
  HostTask task = HostTask::create;
  std::array<std::uint32_t, host_instances> instance = {};  // < host_instances
  swingproof_config config = {};
  std::array<PlacedImage, host_instances> image = {};
  std::uint32_t keeps_open = 0;  // 1: the planes can still be touched after run
  std::uint32_t count = 1;
};

enum class HostAnswer : std::uint32_t {
  started,      // the first message, before anything of the kernel's runs
  loaded,       // the second message; text is the kernel's name
  cannot_load,  // the second message; text is the reason
  done,         // the task is done
  unsupported,  // create returned NULL
  failed,       // run returned something else than 0, in returned
  fault,        // SIGSEGV or SIGBUS: the host's last message, place in fault
  forked,       // a second process returned from the call: sent by that process
};

// A bad access. Outside of all slots and the pages between them plane is no_plane.
struct FaultPlace {
  static constexpr std::int32_t no_plane = -1;
  std::int32_t signal = 0;
  std::int32_t plane = no_plane;  // the nearest one
  std::int64_t offset = 0;        // from the beginning of its slot
  std::int32_t is_write = -1;     // 1: a write, 0: a read, -1: the processor does not say
  std::int32_t is_late = 0;       // 1: no run was under way
};

// What a call left changed in the floating-point environment: bits of HostReply.
enum EnvironmentChange : std::uint32_t {
  rounding_mode = 1,
  subnormals_flushed = 2,
  exception_masks = 4,
  x87_control = 8,
  mmx_state = 16,
};

struct HostReply {
  HostAnswer answer = HostAnswer::done;
  std::int32_t returned = 0;
  std::uint32_t environment = 0;                  // EnvironmentChange bits
  std::uint32_t registers = 0;                    // bits of describe_registers (watched_call.h)
  std::uint64_t nanoseconds = 0;                  // of the kernel's own run
  std::uint64_t stack_bytes = 0;                  // measure_stack
  std::array<std::int64_t, resources> held = {};  // after run_often and live_often
  FaultPlace fault = {};
  std::array<char, 512> text = {};
};

static_assert(std::is_trivially_copyable_v<HostRequest>);
static_assert(std::is_trivially_copyable_v<HostReply>);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_HOST_PROTOCOL_H_
