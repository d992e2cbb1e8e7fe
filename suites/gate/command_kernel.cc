// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <ctime>
#include <span>
#include <utility>

#include "deployment/input_error.h"
#include "suites/gate/cube_array.h"
#include "suites/gate/kernel_source.h"
#include "suites/npy/npy_file.h"
#include "suites/process/spawned_process.h"

namespace swingproof {
namespace {

constexpr std::array<std::size_t, 4> cube_shape = {256, 256, 256, 3};
constexpr std::size_t cube_array_bytes = 256 * slice_bytes;
// A header of numpy.save has 128 bytes; a program may write a longer one.
constexpr std::size_t largest_result = cube_array_bytes + 65536;
constexpr int allowed_blocks = 16;

// Writing to a program that has closed its stdin must not end us, nor change the process's signals.
class BlockedBrokenPipe {
 public:
  BlockedBrokenPipe() {
    sigemptyset(&signal_);
    sigaddset(&signal_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &signal_, &before_);
  }
  ~BlockedBrokenPipe() {
    if (sigismember(&before_, SIGPIPE) == 0) {
      const timespec at_once = {};
      sigtimedwait(&signal_, nullptr, &at_once);
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  BlockedBrokenPipe(const BlockedBrokenPipe&) = delete;
  BlockedBrokenPipe& operator=(const BlockedBrokenPipe&) = delete;

 private:
  sigset_t signal_ = {};
  sigset_t before_ = {};
};

// The stimulus as a stream: header, then the slices, made as they are needed.
class StimulusStream {
 public:
  StimulusStream() {
    const std::string header = npy_header(NpyType::int8, cube_shape);
    pending_.assign(header.begin(), header.end());
  }

  bool is_done() const { return at_ == pending_.size() && next_y_ == 128; }

  // Writes what the pipe takes now. false: the reader is gone.
  bool write_some(int descriptor) {
    if (at_ == pending_.size()) {
      pending_.resize(slice_bytes);
      fill_stimulus_slice(next_y_++, std::span<std::uint8_t, slice_bytes>(pending_));
      at_ = 0;
    }
    const ssize_t written = write(descriptor, pending_.data() + at_, pending_.size() - at_);
    if (written < 0) return errno == EAGAIN || errno == EINTR;
    at_ += static_cast<std::size_t>(written);
    return true;
  }

  double fraction() const { return (next_y_ + 128) / 256.0; }

 private:
  std::vector<std::uint8_t> pending_;
  std::size_t at_ = 0;
  int next_y_ = -128;
};

struct ProgramRun {
  int status = 0;
  bool timed_out = false;
  bool was_fed = false;              // the whole stimulus went into its stdin
  std::vector<std::uint8_t> output;  // at most one byte more than is accepted
};

class ProgramPipes {
 public:
  // environment: assignments that are added to ours.
  ProgramPipes(const CommandKernel& kernel, const std::vector<std::string>& environment)
      : ProgramPipes(kernel, environment, pipe_pair(), pipe_pair()) {}

  ProgramRun run(std::chrono::steady_clock::time_point deadline, const Progress& progress) {
    const BlockedBrokenPipe blocked;
    ProgramRun run;
    // The program has said everything once nobody holds its stdout any more.
    while (output_.get() >= 0) {
      std::array<pollfd, 2> events = {
          {{output_.get(), POLLIN, 0}, {input_.get(), POLLOUT, 0}}};  // -1 is ignored
      if (!wait_for(events, deadline)) {
        run.timed_out = true;
        process_.end();
        return run;
      }
      if (events[1].revents != 0) feed();
      if (events[0].revents != 0) drain(run.output);
      progress((stimulus_.fraction() + static_cast<double>(run.output.size()) / cube_array_bytes) /
               2);
    }
    input_.reset();
    run.was_fed = stimulus_.is_done();
    std::array<pollfd, 2> end = {{{process_.descriptor(), POLLIN, 0}, {-1, 0, 0}}};
    run.timed_out = run.output.size() <= largest_result && !wait_for(end, deadline);
    if (run.timed_out || run.output.size() > largest_result) {
      process_.end();
    } else {
      run.status = process_.wait();
    }
    return run;
  }

 private:
  // A pipe's ends: to read from, to write to.
  using Pipe = std::pair<Descriptor, Descriptor>;

  // The program's ends of its pipes are closed here once it has them.
  ProgramPipes(const CommandKernel& kernel, const std::vector<std::string>& environment,
               Pipe to_program, Pipe from_program)
      : input_(std::move(to_program.second)), output_(std::move(from_program.first)) {
    const Descriptor their_input = std::move(to_program.first);
    const Descriptor their_output = std::move(from_program.second);
    set_nonblocking(input_);
    set_nonblocking(output_);
    process_.start({"/bin/sh", "-c", kernel.command}, environment,
                   {{their_input.get(), STDIN_FILENO}, {their_output.get(), STDOUT_FILENO}});
  }

  static bool wait_for(std::array<pollfd, 2>& events,
                       std::chrono::steady_clock::time_point deadline) {
    for (;;) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
          deadline - std::chrono::steady_clock::now());
      if (left.count() <= 0) return false;
      const int ready = poll(events.data(), events.size(), static_cast<int>(left.count()));
      if (ready > 0) return true;
      if (ready == 0 || errno != EINTR) return false;
    }
  }

  void feed() {
    if (!stimulus_.write_some(input_.get()) || stimulus_.is_done()) input_.reset();
  }

  void drain(std::vector<std::uint8_t>& output) {
    std::array<std::uint8_t, 65536> piece;
    const ssize_t size = read(output_.get(), piece.data(), piece.size());
    if (size < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (size > 0) output.insert(output.end(), piece.begin(), piece.begin() + size);
    if (size <= 0 || output.size() > largest_result) output_.reset();
  }

  SpawnedProcess process_;
  Descriptor input_;
  Descriptor output_;
  StimulusStream stimulus_;
};

GateFinding no_result(FindingKind kind, const std::string& problem) {
  return {kind, "the program " + problem};
}

// Its end, if that is not a good one.
std::optional<GateFinding> judge_end(const ProgramRun& run, const CommandKernel& kernel) {
  if (run.timed_out) {
    return no_result(
        FindingKind::timeout,
        fmt::format("did not end within {} s",
                    static_cast<double>((kernel.timeout * allowed_blocks).count()) / 1000));
  }
  if (run.output.size() > largest_result) {
    return no_result(FindingKind::exit, "wrote more than one cube of codes");
  }
  if (WIFSIGNALED(run.status)) {
    return no_result(FindingKind::crash, "was ended by " + signal_name(WTERMSIG(run.status)));
  }
  if (WEXITSTATUS(run.status) > 128) {
    // A shell reports the signal of its command so.
    return no_result(FindingKind::crash,
                     fmt::format("ended with exit code {}: {}", WEXITSTATUS(run.status),
                                 signal_name(WEXITSTATUS(run.status) - 128)));
  }
  if (WEXITSTATUS(run.status) != 0) {
    return no_result(FindingKind::exit,
                     fmt::format("ended with exit code {}", WEXITSTATUS(run.status)));
  }
  if (!run.was_fed) {
    return no_result(FindingKind::exit,
                     "did not read the stimulus from its stdin: its codes are made of something "
                     "else, such as an older file");
  }
  return std::nullopt;
}

std::optional<GateFinding> judge_output(const ProgramRun& run, CubeJudge& judge) {
  try {
    const NpyArray result = parse_npy("stdout", run.output);
    const bool is_cube =
        std::equal(cube_shape.begin(), cube_shape.end(), result.shape.begin(), result.shape.end());
    if (result.type != NpyType::int8 || !is_cube) {
      return no_result(FindingKind::exit,
                       "wrote another array than int8 (256, 256, 256, 3), the stimulus's");
    }
    judge_cube_array(result.bytes, judge);
    return std::nullopt;
  } catch (const InputError& error) {
    return no_result(FindingKind::exit,
                     std::string("did not write its codes as NPY: ") + error.what());
  }
}

Examination examine(const CommandKernel& kernel, const ExaminedTask& examined,
                    const Progress& progress) {
  Examination examination;
  examination.kernel_name = kernel.command;
  std::vector<std::string> environment = examined.task.environment;
  environment.push_back("SWINGPROOF_DEPLOYMENT=" +
                        kernel.deployment_json(examined.task.deployment));
  ProgramPipes pipes(kernel, environment);
  const ProgramRun run =
      pipes.run(std::chrono::steady_clock::now() + kernel.timeout * allowed_blocks, progress);
  const bool exited = !run.timed_out && WIFEXITED(run.status);
  examination.is_supported = !exited || WEXITSTATUS(run.status) != command_exit_unsupported;
  if (!examination.is_supported) return examination;
  std::optional<GateFinding> finding = judge_end(run, kernel);
  auto judge = std::make_unique<CubeJudge>(examined.op);
  if (!finding) finding = judge_output(run, *judge);
  if (finding) {
    examination.findings.push_back(std::move(*finding));
    return examination;
  }
  examination.inputs = judge->inputs();
  examination.tally = judge->tally();
  examination.cube = std::move(judge);
  examination.layout = {{256, 256, 256}, true, true};
  return examination;
}

}  // namespace

KernelSource command_kernel(const CommandKernel& kernel) {
  KernelSource source;
  source.examine = [kernel](const ExaminedTask& examined, const Progress& progress) {
    return examine(kernel, examined, progress);
  };
  return source;
}

}  // namespace swingproof
