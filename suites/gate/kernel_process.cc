// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/kernel_process.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <utility>

#include "deployment/input_error.h"
#include "suites/gate/kernel_host.h"

namespace swingproof {
namespace {

constexpr std::array<const char*, planes_per_image> plane_names = {"y", "u", "v", "c0", "c1", "c2"};

Breakdown describe_fault(const FaultPlace& fault) {
  const std::string by = "and was ended by " + signal_name(fault.signal);
  if (fault.plane < 0 || fault.plane >= static_cast<int>(planes_per_image)) {
    return {FindingKind::crash, "touched memory that is not its own " + by};
  }
  const char* plane = plane_names.at(static_cast<std::size_t>(fault.plane));
  const bool inside = fault.offset >= 0 && fault.offset < static_cast<std::int64_t>(slot_bytes);
  if (inside && fault.is_late != 0) {
    return {FindingKind::nondeterministic,
            fmt::format("touched plane {} while run was not under way, {}", plane, by)};
  }
  if (inside) {
    return {FindingKind::input_written, fmt::format("wrote to its input plane {} {}", plane, by)};
  }
  const char* verb = fault.is_write < 0 ? "touched" : fault.is_write == 1 ? "wrote" : "read";
  const std::string where =
      fault.offset < 0 ? fmt::format("byte {} before the beginning", -fault.offset)
                       : fmt::format("byte {} behind the end",
                                     fault.offset - static_cast<std::int64_t>(slot_bytes) + 1);
  return {FindingKind::out_of_bounds,
          fmt::format("{} {} of the memory of plane {} {}", verb, where, plane, by)};
}

Breakdown describe_status(int status) {
  if (WIFSIGNALED(status)) {
    return {FindingKind::crash, "was ended by " + signal_name(WTERMSIG(status))};
  }
  if (WEXITSTATUS(status) == host_lost_gate) {
    return {FindingKind::exit, "closed or used descriptors that are not its own"};
  }
  return {FindingKind::exit,
          fmt::format("ended its process with exit code {}", WEXITSTATUS(status))};
}

// Of a host in which a kernel runs: nothing says that the text still ends.
std::string_view text_of(const HostReply& reply) {
  return {reply.text.data(), strnlen(reply.text.data(), reply.text.size())};
}

// What to do about a library that cannot be loaded, by the words of glibc's dlerror().
std::string_view loading_remedy(std::string_view problem) {
  struct Cause {
    std::string_view words;
    std::string_view remedy;
  };
  constexpr std::array causes = {
      Cause{
          "' not found (required by",
          "it was built with newer libraries than this machine has; build it here, or on an older "
          "release"},
      Cause{"undefined symbol", "link it with the library that has this function"},
      Cause{"wrong ELF class", "build it for this machine's architecture"},
      Cause{
          "cannot open shared object file",
          "check that the file and the libraries it needs (ldd lists them) are here and are built "
          "for this architecture"},
  };
  for (const Cause& cause : causes) {
    if (problem.find(cause.words) != std::string_view::npos) return cause.remedy;
  }
  return "build it as a shared library that exports the functions of swingproof/kernel.h";
}

}  // namespace

std::string own_program() {
  const char* host = std::getenv("SWINGPROOF_HOST");
  return host == nullptr || *host == '\0' ? "/proc/self/exe" : host;
}

std::string reply_text(const HostReply& reply) {
  const std::string printable = quoted(text_of(reply));
  return printable.substr(1, printable.size() - 2);
}

KernelProcess::KernelProcess(const HostProgram& program, const std::string& library,
                             const std::vector<std::string>& environment,
                             const KernelMemory& memory, std::chrono::milliseconds timeout)
    : timeout_(timeout) {
  start(program, library, environment, memory);
  require_started(program);
  const std::variant<HostReply, Breakdown> reply = answer();
  const auto* loaded = std::get_if<HostReply>(&reply);
  if (loaded == nullptr) return;
  if (loaded->answer != HostAnswer::loaded) {
    process_.end();
    const std::string_view problem = text_of(*loaded);
    throw InputError(library, problem, loading_remedy(problem));
  }
  kernel_name_ = reply_text(*loaded);
  if (kernel_name_.empty()) kernel_name_ = "unnamed kernel";
}

// What ends the host before it has loaded anything is not the kernel's doing.
void KernelProcess::require_started(const HostProgram& program) {
  const std::variant<HostReply, Breakdown> reply = answer();
  const auto* breakdown = std::get_if<Breakdown>(&reply);
  if (breakdown == nullptr) return;
  throw InputError(
      program.path,
      "could not be started as the process that a kernel runs in: it " + breakdown->message,
      "under qemu-user register qemu with binfmt_misc (Debian's qemu-user-binfmt does), else "
      "run the gate on such a machine itself");
}

void KernelProcess::start(const HostProgram& program, const std::string& library,
                          const std::vector<std::string>& environment, const KernelMemory& memory) {
  auto [ours, theirs] = packet_socket_pair();
  auto [output, printing] = pipe_pair();
  // A kernel that prints much loses text, not time.
  set_nonblocking(output);
  set_nonblocking(printing);
  process_.start({program.path, kernel_host_argument, library}, environment,
                 {{printing.get(), STDOUT_FILENO},
                  {printing.get(), STDERR_FILENO},
                  {theirs.get(), host_socket},
                  {memory.descriptor(), host_memory}});
  socket_ = std::move(ours);
  output_ = std::move(output);
}

void KernelProcess::ask(const HostRequest& request) {
  if (broken_) throw std::logic_error("KernelProcess: asked after its end");
  // A host that is gone shows in its answer.
  send(socket_.get(), &request, sizeof request, MSG_NOSIGNAL);
}

std::variant<HostReply, Breakdown> KernelProcess::answer() {
  const auto deadline = std::chrono::steady_clock::now() + timeout_;
  bool connected = true;
  for (;;) {
    // A host that closed its end may still run; then only its own end is waited for.
    std::array<pollfd, 2> events = {
        {{process_.descriptor(), POLLIN, 0}, {socket_.get(), POLLIN, 0}}};
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    const int ready = left.count() <= 0
                          ? 0
                          : poll(events.data(), connected ? 2 : 1, static_cast<int>(left.count()));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) {
      return give_up(FindingKind::timeout,
                     fmt::format("did not return within {} s", timeout_.count() / 1000.0));
    }
    if (connected && events[1].revents != 0) {
      HostReply reply;
      const ssize_t size = recv(socket_.get(), &reply, sizeof reply, MSG_DONTWAIT);
      if (size == sizeof reply && reply.answer == HostAnswer::fault) {
        fault_ = reply.fault;
      } else if (size == sizeof reply && reply.answer == HostAnswer::forked) {
        return give_up(FindingKind::exit, "forked: two processes returned from one call");
      } else if (size == sizeof reply) {
        return reply;
      } else if (size < 0 && errno == ECONNRESET) {
        // The host ended with tasks unread, which Linux tells before the host's last words.
      } else {
        connected = false;
      }
      continue;
    }
    if (events[0].revents != 0) return end_of_process();
  }
}

Breakdown KernelProcess::end_of_process() {
  const int status = process_.wait();
  broken_ = fault_ && WIFSIGNALED(status) ? describe_fault(*fault_) : describe_status(status);
  return *broken_;
}

Breakdown KernelProcess::give_up(FindingKind kind, std::string message) {
  process_.end();
  broken_ = Breakdown{kind, std::move(message)};
  return *broken_;
}

std::string KernelProcess::printed() {
  std::string text(std::size_t{64} * 1024, '\0');
  const ssize_t size = read(output_.get(), text.data(), text.size());
  text.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
  return text;
}

}  // namespace swingproof
