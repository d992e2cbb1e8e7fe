// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_PROCESS_SPAWNED_PROCESS_H_
#define SWINGPROOF_SUITES_PROCESS_SPAWNED_PROCESS_H_

#include <sys/types.h>

#include <string>
#include <utility>
#include <vector>

namespace swingproof {

// An open file descriptor, closed with its object; -1: none.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { reset(); }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    reset();
    number_ = std::exchange(other.number_, -1);
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int get() const { return number_; }
  void reset();

 private:
  int number_ = -1;
};

// Descriptors that are given to a new process have numbers below this one, ours are not below it,
// so that handing one over never overwrites another.
inline constexpr int least_own_descriptor = 16;

// Both ends close when another program is executed;
// their numbers are not below least_own_descriptor. Throw std::system_error.
std::pair<Descriptor, Descriptor> packet_socket_pair();
std::pair<Descriptor, Descriptor> pipe_pair();  // read end, write end

void set_nonblocking(const Descriptor& descriptor);

// A descriptor of ours and its number in the new process.
struct GivenDescriptor {
  int ours;
  int theirs;
};

// A process in a process group of its own, with default signals. It and whatever it started in its
// group end with the object at the latest.
class SpawnedProcess {
 public:
  SpawnedProcess() = default;
  ~SpawnedProcess() { end(); }
  SpawnedProcess(const SpawnedProcess&) = delete;
  SpawnedProcess& operator=(const SpawnedProcess&) = delete;

  // Runs arguments[0] with these arguments, environment assignments added to ours, and no other
  // descriptors than the given ones and /dev/null as stdin where none is given.
  // Throws InputError if it cannot be started, std::system_error if it cannot be watched.
  void start(const std::vector<std::string>& arguments,
             const std::vector<std::string>& added_environment,
             const std::vector<GivenDescriptor>& descriptors);

  // Readable, for poll(), once the process has ended.
  int descriptor() const { return descriptor_.get(); }

  // Waits for its end, which must have come or be coming; ends what is left of its group. The
  // status is waitpid's.
  int wait();

  // Kills the group and waits.
  void end();

 private:
  pid_t process_ = -1;
  Descriptor descriptor_;
};

// "SIGSEGV (signal 11)".
std::string signal_name(int signal);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_PROCESS_SPAWNED_PROCESS_H_
