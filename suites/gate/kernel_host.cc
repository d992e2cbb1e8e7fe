// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/kernel_host.h"

#include <dlfcn.h>
#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <ucontext.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <string_view>
#include <thread>
#include <vector>

#include "suites/gate/floating_point_environment.h"
#include "suites/gate/host_protocol.h"
#include "suites/gate/kernel_memory.h"
#include "suites/gate/process_state.h"
#include "suites/gate/stack_use.h"
#include "suites/gate/watched_call.h"

namespace swingproof {
namespace {

struct KernelFunctions {
  decltype(&swingproof_kernel_name) name = nullptr;
  decltype(&swingproof_kernel_create) create = nullptr;
  decltype(&swingproof_kernel_run) run = nullptr;
  decltype(&swingproof_kernel_destroy) destroy = nullptr;
};

// A signal handler has no other way to reach what it needs.
const std::int8_t* slots_for_fault_handler = nullptr;
std::atomic<bool> is_running = false;

// A kernel's leave to touch the planes.
class SlotAccess {
 public:
  explicit SlotAccess(std::int8_t* first_slot) : first_slot_(first_slot) {}

  void open() {
    if (!is_open_) let_touch_slots(first_slot_);
    is_open_ = true;
    is_running = true;
  }
  void end_run(bool keeps_open) {
    is_running = false;
    if (keeps_open) return;
    forbid_slots(first_slot_);
    is_open_ = false;
  }

 private:
  std::int8_t* first_slot_;
  bool is_open_ = false;
};

bool send_reply(const HostReply& reply) {
  return send(host_socket, &reply, sizeof reply, MSG_NOSIGNAL) == sizeof reply;
}

std::int32_t write_access([[maybe_unused]] const void* context) {
#if defined(__x86_64__)
  // Bit 1 of the page fault's error code (Intel SDM volume 3, section 4.7).
  const auto* user_context = static_cast<const ucontext_t*>(context);
  return (user_context->uc_mcontext.gregs[REG_ERR] & 2) != 0 ? 1 : 0;
#else
  return -1;
#endif
}

// Tells the gate where the access went, then lets it happen again without a handler.
void report_fault(int signal, siginfo_t* info, void* context) {
  std::signal(signal, SIG_DFL);
  const bool was_sent = info->si_code <= 0;  // by kill() or raise(): there is no address
  if (was_sent) {
    std::raise(signal);
    return;
  }
  HostReply reply;
  reply.answer = HostAnswer::fault;
  reply.fault = locate_fault(slots_for_fault_handler, info->si_addr);
  reply.fault.signal = signal;
  reply.fault.is_write = write_access(context);
  reply.fault.is_late = is_running ? 0 : 1;
  send_reply(reply);
}

// A kernel that overflows its stack needs another one for the handler. Per thread.
class FaultStack {
 public:
  FaultStack() : memory_(65536) {
    stack_t stack = {};
    stack.ss_sp = memory_.data();
    stack.ss_size = memory_.size();
    sigaltstack(&stack, nullptr);
  }
  ~FaultStack() {
    stack_t none = {};
    none.ss_flags = SS_DISABLE;
    sigaltstack(&none, nullptr);
  }
  FaultStack(const FaultStack&) = delete;
  FaultStack& operator=(const FaultStack&) = delete;

 private:
  std::vector<char> memory_;
};

void install_fault_handler() {
  struct sigaction action = {};
  action.sa_sigaction = report_fault;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  for (const int signal : {SIGSEGV, SIGBUS}) sigaction(signal, &action, nullptr);
  // Sanitizers handle these by ending with a code of their own; the gate wants to see the signal.
  for (const int signal : {SIGABRT, SIGFPE, SIGILL, SIGTRAP}) std::signal(signal, SIG_DFL);
}

template <typename Function>
void find_function(void* library, const char* symbol, Function& function) {
  // POSIX guarantees that the pointer can be converted.
  function = reinterpret_cast<Function>(dlsym(library, symbol));
  if (function == nullptr) {
    throw std::runtime_error(fmt::format("does not export {}", symbol));
  }
}

KernelFunctions load_kernel(const std::string& path) {
  // Without a slash dlopen would search the system's folders.
  const std::string name = path.find('/') == std::string::npos ? "./" + path : path;
  void* library = dlopen(name.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) throw std::runtime_error(fmt::format("cannot be loaded: {}", dlerror()));
  KernelFunctions kernel;
  find_function(library, "swingproof_kernel_name", kernel.name);
  find_function(library, "swingproof_kernel_create", kernel.create);
  find_function(library, "swingproof_kernel_run", kernel.run);
  find_function(library, "swingproof_kernel_destroy", kernel.destroy);
  return kernel;
}

void put_text(std::string_view text, HostReply& reply) {
  text = text.substr(0, reply.text.size() - 1);
  std::copy(text.begin(), text.end(), reply.text.begin());
}

// Whether a call left something changed.
bool left_changed(const HostReply& reply) { return reply.environment != 0 || reply.registers != 0; }

swingproof_image place_image(std::int8_t* first_slot, const PlacedImage& placed) {
  std::array<std::int8_t*, planes_per_image> plane = {};
  for (std::size_t i = 0; i < planes_per_image; ++i) {
    plane[i] = first_slot + i * (slot_bytes + guard_bytes) + placed.offset[i];
  }
  return swingproof_image{plane[0],         plane[1],         plane[2],     plane[3],
                          plane[4],         plane[5],         placed.width, placed.height,
                          placed.in_stride, placed.out_stride};
}

class KernelHost {
 public:
  KernelHost(const KernelFunctions& kernel, std::int8_t* first_slot, const ProcessState& state)
      : kernel_(kernel),
        first_slot_(first_slot),
        access_(first_slot),
        process_(getpid()),
        state_before_(state) {}

  HostReply answer(const HostRequest& request) {
    switch (request.task) {
      case HostTask::create:
        return create(request);
      case HostTask::destroy:
        return destroy(request);
      case HostTask::inspect:
        return inspect();
      default:
        access_.open();
        const HostReply reply = answer_with_planes(request);
        access_.end_run(request.keeps_open != 0);
        return reply;
    }
  }

 private:
  HostReply answer_with_planes(const HostRequest& request) {
    switch (request.task) {
      case HostTask::run_together:
        return run_together(request);
      case HostTask::run_often:
        return often(request, [&] { return run(request, 0); });
      case HostTask::live_often:
        return often(request, [&] { return live(request); });
      case HostTask::measure_stack:
        return measure_stack(request);
      default:
        return run(request, 0);
    }
  }

  // Calls into the kernel and looks at what it left behind.
  template <typename Function>
  HostReply watched(Function function, const void* first, const void* second,
                    std::uint64_t& returned) {
    HostReply reply;
    const FloatingPointEnvironment before = floating_point_environment();
    const auto start = std::chrono::steady_clock::now();
    const WatchedCall done = watched_call(reinterpret_cast<void*>(function), first, second);
    const auto end = std::chrono::steady_clock::now();
    returned = done.returned;
    reply.registers = done.changed;
    reply.environment = changes(before, floating_point_environment());
    if (reply.environment != 0) restore(before);
    reply.nanoseconds = static_cast<std::uint64_t>((end - start) / std::chrono::nanoseconds(1));
    if (getpid() != process_) {
      reply.answer = HostAnswer::forked;
      send_reply(reply);
      _exit(0);
    }
    return reply;
  }

  HostReply create(const HostRequest& request) {
    // A copy that ends with the call: an instance must not keep the pointer.
    swingproof_config config = request.config;
    std::uint64_t instance = 0;
    HostReply reply = watched(kernel_.create, &config, nullptr, instance);
    std::memset(&config, 0xA5, sizeof config);
    instances_[request.instance[0]] = reinterpret_cast<void*>(instance);
    if (instance == 0) reply.answer = HostAnswer::unsupported;
    return reply;
  }

  HostReply run(const HostRequest& request, std::size_t which) {
    const swingproof_image image = place_image(first_slot_, request.image[which]);
    std::uint64_t returned = 0;
    HostReply reply = watched(kernel_.run, instances_[request.instance[which]], &image, returned);
    reply.returned = static_cast<std::int32_t>(returned);
    if (reply.returned != 0) reply.answer = HostAnswer::failed;
    return reply;
  }

  HostReply live(const HostRequest& request) {
    const HostReply created = create(request);
    if (created.answer != HostAnswer::done) return created;
    const HostReply ran = run(request, 0);
    const HostReply destroyed = destroy(request);
    return ran.answer != HostAnswer::done ? ran : destroyed;
  }

  // One thing count times, up to one that is not done; what is held afterwards.
  template <typename Once>
  HostReply often(const HostRequest& request, const Once& once) {
    HostReply reply;
    for (std::uint32_t i = 0; i < request.count && reply.answer == HostAnswer::done; ++i) {
      reply = once();
    }
    reply.held = held_resources();
    return reply;
  }

  // Calls nothing else at this depth of the stack, which would count as the kernel's.
  HostReply measure_stack(const HostRequest& request) {
    HostReply reply;
    const swingproof_image image = place_image(first_slot_, request.image[0]);
    reply.stack_bytes = stack_use([&]() -> const void* {
      const FaultStack stack;
      const WatchedCall done = watched_call(reinterpret_cast<void*>(kernel_.run),
                                            instances_[request.instance[0]], &image);
      reply.returned = static_cast<std::int32_t>(done.returned);
      return done.stack;
    });
    if (reply.returned != 0) reply.answer = HostAnswer::failed;
    return reply;
  }

  HostReply inspect() const {
    HostReply reply;
    put_text(describe_state_changes(state_before_, process_state()), reply);
    return reply;
  }

  HostReply run_together(const HostRequest& request) {
    std::array<HostReply, host_instances> replies;
    std::atomic<std::size_t> waiting = host_instances;
    const auto one_thread = [&](std::size_t which) {
      const FaultStack stack;
      --waiting;
      while (waiting.load() != 0) std::this_thread::yield();
      replies[which] = run(request, which);
    };
    std::thread other(one_thread, 1);
    one_thread(0);
    other.join();
    return replies[0].answer != HostAnswer::done || left_changed(replies[0]) ? replies[0]
                                                                             : replies[1];
  }

  HostReply destroy(const HostRequest& request) {
    std::uint64_t nothing = 0;
    HostReply reply = watched(kernel_.destroy, instances_[request.instance[0]], nullptr, nothing);
    instances_[request.instance[0]] = nullptr;
    return reply;
  }

  KernelFunctions kernel_;
  std::int8_t* first_slot_;
  SlotAccess access_;
  pid_t process_;
  std::array<void*, host_instances> instances_ = {};
  ProcessState state_before_;
};

// noexcept: a C++ exception that leaves a kernel ends the host as any other abort() does.
[[noreturn]] void answer_requests(const KernelFunctions& kernel, std::int8_t* first_slot,
                                  const ProcessState& state) noexcept {
  HostReply loaded;
  loaded.answer = HostAnswer::loaded;
  const char* name = kernel.name();
  if (name != nullptr) put_text(std::string_view(name, strnlen(name, loaded.text.size())), loaded);
  if (!send_reply(loaded)) _exit(host_lost_gate);
  KernelHost host(kernel, first_slot, state);
  HostRequest request;
  for (;;) {
    const ssize_t received = recv(host_socket, &request, sizeof request, 0);
    if (received == 0) _exit(0);
    if (received != sizeof request || !send_reply(host.answer(request))) _exit(host_lost_gate);
  }
}

}  // namespace

bool is_kernel_host(int argc, const char* const* argv) {
  if (argc != 3 || std::string_view(argv[1]) != kernel_host_argument) return false;
  int type = 0;
  socklen_t size = sizeof type;
  return getsockopt(host_socket, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_SEQPACKET;
}

int run_kernel_host(const std::string& library) {
  // The host must not outlive the gate, nor fill the disk with images of crashes.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const rlimit no_core = {0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  // What a kernel prints reaches the gate even if the kernel never returns.
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  const FaultStack stack;
  HostReply started;
  started.answer = HostAnswer::started;
  if (!send_reply(started)) return host_lost_gate;
  std::int8_t* first_slot = nullptr;
  KernelFunctions kernel;
  ProcessState state;
  try {
    first_slot = map_guarded_slots(host_memory);
    forbid_slots(first_slot);
    close(host_memory);
    slots_for_fault_handler = first_slot;
    install_fault_handler();
    state = process_state();
    kernel = load_kernel(library);
  } catch (const std::exception& error) {
    HostReply reply;
    reply.answer = HostAnswer::cannot_load;
    put_text(error.what(), reply);
    send_reply(reply);
    return host_lost_gate;
  }
  answer_requests(kernel, first_slot, state);
}

}  // namespace swingproof
