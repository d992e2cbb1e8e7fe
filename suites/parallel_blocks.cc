// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/parallel_blocks.h"

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#ifdef SWINGPROOF_SANITIZE_THREAD
#include <sanitizer/tsan_interface.h>
#endif

namespace swingproof {
namespace {

// A point in time: what a thread did before reaching it is visible to whoever is past it. oneTBB
// guarantees two such points; this tells ThreadSanitizer, which cannot see inside its library.
class TimePoint {
 public:
#ifdef SWINGPROOF_SANITIZE_THREAD
  void reach() { __tsan_release(this); }
  void pass() { __tsan_acquire(this); }
#else
  void reach() {}
  void pass() {}
#endif
};

// Acts when its scope is left, by returning or by throwing.
template <typename Action>
class AtScopeEnd {
 public:
  explicit AtScopeEnd(Action action) : action_(action) {}
  AtScopeEnd(const AtScopeEnd&) = delete;
  AtScopeEnd& operator=(const AtScopeEnd&) = delete;
  ~AtScopeEnd() { action_(); }

 private:
  Action action_;
};

}  // namespace

void for_each_block(std::size_t blocks, const std::function<void(std::size_t)>& body) {
  // Two points, so that no block is ordered before another: races between blocks are still found.
  TimePoint begin;
  TimePoint end;
  begin.reach();
  const AtScopeEnd pass_end([&] { end.pass(); });
  tbb::parallel_for(std::size_t{0}, blocks, [&](std::size_t i) {
    begin.pass();
    const AtScopeEnd reach_end([&] { end.reach(); });
    body(i);
  });
}

void run_on_threads(std::size_t threads, const std::function<void()>& work) {
  // The control lets oneTBB have more threads than processors; the arena uses them.
  const tbb::global_control control(tbb::global_control::max_allowed_parallelism, threads);
  tbb::task_arena arena(static_cast<int>(threads));
  arena.execute(work);
}

std::size_t available_threads() {
  return static_cast<std::size_t>(tbb::this_task_arena::max_concurrency());
}

void on_one_thread(const std::function<void()>& action) {
  tbb::task_arena arena(1);
  arena.execute(action);
}

}  // namespace swingproof
