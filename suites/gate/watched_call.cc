// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/watched_call.h"

#include <array>
#include <cstddef>
#include <string_view>

namespace swingproof {
namespace {

#if defined(__x86_64__)
constexpr std::array<std::string_view, 7> register_names = {
    "rbx", "rbp", "r12", "r13", "r14", "r15", "the direction flag"};
constexpr std::uint64_t direction_flag = 1U << 10;
#elif defined(__aarch64__)
constexpr std::array<std::string_view, 19> register_names = {
    "x19", "x20", "x21", "x22", "x23", "x24", "x25", "x26", "x27", "x28",
    "x29", "d8",  "d9",  "d10", "d11", "d12", "d13", "d14", "d15"};
#else
constexpr std::array<std::string_view, 0> register_names = {};
#endif

// Read and written by the assembly below, in the order of register_names; behind the registers
// found has the stack pointer at the call.
struct RegisterValues {
  std::array<std::uint64_t, 20> given;
  std::array<std::uint64_t, 20> found;
};

}  // namespace
}  // namespace swingproof

#if defined(__x86_64__)
// rdi: function, rsi and rdx: its arguments, rcx: RegisterValues, which lies on the stack during
// the call because no register is left to hold it.
__asm__(R"(
    .text
    .p2align 4
    .hidden swingproof_call_with_registers
    .globl swingproof_call_with_registers
    .type swingproof_call_with_registers, @function
swingproof_call_with_registers:
    pushq %rbx
    pushq %rbp
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    pushq %rcx
    movq %rdi, %rax
    movq %rsi, %rdi
    movq %rdx, %rsi
    movq 0(%rcx), %rbx
    movq 8(%rcx), %rbp
    movq 16(%rcx), %r12
    movq 24(%rcx), %r13
    movq 32(%rcx), %r14
    movq 40(%rcx), %r15
    movq %rsp, 216(%rcx)
    call *%rax
    popq %rcx
    movq %rbx, 160(%rcx)
    movq %rbp, 168(%rcx)
    movq %r12, 176(%rcx)
    movq %r13, 184(%rcx)
    movq %r14, 192(%rcx)
    movq %r15, 200(%rcx)
    pushfq
    popq %rdx
    movq %rdx, 208(%rcx)
    cld
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbp
    popq %rbx
    ret
    .size swingproof_call_with_registers, .-swingproof_call_with_registers
)");
#elif defined(__aarch64__)
// x0: function, x1 and x2: its arguments, x3: RegisterValues.
__asm__(R"(
    .text
    .p2align 4
    .hidden swingproof_call_with_registers
    .globl swingproof_call_with_registers
    .type swingproof_call_with_registers, %function
swingproof_call_with_registers:
    stp x29, x30, [sp, #-176]!
    stp x19, x20, [sp, #16]
    stp x21, x22, [sp, #32]
    stp x23, x24, [sp, #48]
    stp x25, x26, [sp, #64]
    stp x27, x28, [sp, #80]
    stp d8, d9, [sp, #96]
    stp d10, d11, [sp, #112]
    stp d12, d13, [sp, #128]
    stp d14, d15, [sp, #144]
    str x3, [sp, #160]
    mov x9, x0
    mov x0, x1
    mov x1, x2
    ldp x19, x20, [x3]
    ldp x21, x22, [x3, #16]
    ldp x23, x24, [x3, #32]
    ldp x25, x26, [x3, #48]
    ldp x27, x28, [x3, #64]
    ldr x29, [x3, #80]
    ldp d8, d9, [x3, #88]
    ldp d10, d11, [x3, #104]
    ldp d12, d13, [x3, #120]
    ldp d14, d15, [x3, #136]
    mov x10, sp
    str x10, [x3, #312]
    blr x9
    ldr x3, [sp, #160]
    stp x19, x20, [x3, #160]
    stp x21, x22, [x3, #176]
    stp x23, x24, [x3, #192]
    stp x25, x26, [x3, #208]
    stp x27, x28, [x3, #224]
    str x29, [x3, #240]
    stp d8, d9, [x3, #248]
    stp d10, d11, [x3, #264]
    stp d12, d13, [x3, #280]
    stp d14, d15, [x3, #296]
    ldp x19, x20, [sp, #16]
    ldp x21, x22, [sp, #32]
    ldp x23, x24, [sp, #48]
    ldp x25, x26, [sp, #64]
    ldp x27, x28, [sp, #80]
    ldp d8, d9, [sp, #96]
    ldp d10, d11, [sp, #112]
    ldp d12, d13, [sp, #128]
    ldp d14, d15, [sp, #144]
    ldp x29, x30, [sp], #176
    ret
    .size swingproof_call_with_registers, .-swingproof_call_with_registers
)");
#else
namespace {
extern "C" std::uint64_t swingproof_call_with_registers(void* function, const void* first,
                                                        const void* second,
                                                        void* /*register_values*/) {
  using Function = std::uint64_t (*)(const void*, const void*);
  return reinterpret_cast<Function>(function)(first, second);
}
}  // namespace
#endif

#if defined(__x86_64__) || defined(__aarch64__)
extern "C" std::uint64_t swingproof_call_with_registers(void* function, const void* first,
                                                        const void* second, void* register_values);
#endif

namespace swingproof {

WatchedCall watched_call(void* function, const void* first, const void* second) {
  RegisterValues values = {};
  // No number that a kernel would leave there by chance.
  for (std::size_t i = 0; i < values.given.size(); ++i) {
    values.given[i] = 0x5357494E47000000U + i;
  }
  values.found = values.given;
  WatchedCall call;
  call.returned = swingproof_call_with_registers(function, first, second, &values);
#if defined(__x86_64__)
  values.given[6] = 0;
  values.found[6] &= direction_flag;
#endif
  for (std::size_t i = 0; i < register_names.size(); ++i) {
    if (values.found[i] != values.given[i]) call.changed |= 1U << i;
  }
  call.stack = register_names.empty()
                   ? static_cast<const void*>(&values)
                   : reinterpret_cast<const void*>(values.found[register_names.size()]);
  return call;
}

std::string describe_registers(std::uint32_t changed) {
  std::string text;
  for (std::size_t i = 0; i < register_names.size(); ++i) {
    if ((changed & 1U << i) == 0) continue;
    if (!text.empty()) text += ", ";
    text += register_names[i];
  }
  return text;
}

}  // namespace swingproof
