// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// The main function of every test program: GoogleTest's, and
//
//   --file=suites/certify/verdict_test.cc   only the tests of this source file
//   --check-files=a_test.cc:b_test.cc       no test, but that each of these files has tests and
//                                           every test of the program is in one of them
//   --times                                 each test's processor time, its children's included
//
// CTest runs a file in one process, so that what is expensive to build is built once for its tests.
// Exit code 77: all that ran passed, and some skipped themselves, which CTest lists.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using testing::TestInfo;

std::vector<const TestInfo*> all_tests() {
  std::vector<const TestInfo*> tests;
  const testing::UnitTest& program = *testing::UnitTest::GetInstance();
  for (int s = 0; s < program.total_test_suite_count(); ++s) {
    const testing::TestSuite& suite = *program.GetTestSuite(s);
    for (int t = 0; t < suite.total_test_count(); ++t) tests.push_back(suite.GetTestInfo(t));
  }
  return tests;
}

std::string full_name(const TestInfo& test) {
  return std::string(test.test_suite_name()) + "." + test.name();
}

// Compilers are given absolute paths, perhaps with a prefix mapped away; files are named from the
// repository's folder.
bool is_in(const TestInfo& test, std::string_view file) {
  const std::string_view path = test.file();
  return path == file || path.ends_with("/" + std::string(file));
}

// GoogleTest's filter for the tests of a file; empty if it has none.
std::string filter_of(std::string_view file) {
  std::string filter;
  for (const TestInfo* test : all_tests()) {
    if (is_in(*test, file)) filter += (filter.empty() ? "" : ":") + full_name(*test);
  }
  return filter;
}

int check_files(const std::string& list) {
  std::vector<std::string> files;
  std::istringstream stream(list);
  for (std::string file; std::getline(stream, file, ':');) files.push_back(file);
  int wrong = 0;
  for (const std::string& file : files) {
    if (!filter_of(file).empty()) continue;
    std::fprintf(stderr, "%s has no test\n", file.c_str());
    ++wrong;
  }
  for (const TestInfo* test : all_tests()) {
    const auto has_test = [&](const std::string& file) { return is_in(*test, file); };
    if (std::any_of(files.begin(), files.end(), has_test)) continue;
    std::fprintf(stderr, "CTest does not run %s of %s\n", full_name(*test).c_str(), test->file());
    ++wrong;
  }
  return wrong == 0 ? 0 : 1;
}

// The value of an option "--name=value"; nullptr where it is not the option.
const char* value_of(const char* argument, const char* option) {
  const std::size_t length = std::strlen(option);
  return std::strncmp(argument, option, length) == 0 ? argument + length : nullptr;
}

double processor_seconds() {
  double seconds = 0;
  for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage usage = {};
    getrusage(who, &usage);
    for (const timeval& time : {usage.ru_utime, usage.ru_stime}) {
      seconds += static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
    }
  }
  return seconds;
}

class PrintTimes : public testing::EmptyTestEventListener {
 public:
  void OnTestStart(const TestInfo&) override { begin_ = processor_seconds(); }
  void OnTestEnd(const TestInfo& test) override {
    std::printf("%8.2f s  %s\n", processor_seconds() - begin_, full_name(test).c_str());
    std::fflush(stdout);
  }

 private:
  double begin_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleMock(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    if (const char* files = value_of(argv[i], "--check-files=")) return check_files(files);
    if (std::strcmp(argv[i], "--times") == 0) {
      testing::UnitTest::GetInstance()->listeners().Append(new PrintTimes);  // which owns it
      continue;
    }
    const char* file = value_of(argv[i], "--file=");
    const std::string filter = file != nullptr ? filter_of(file) : "";
    if (filter.empty()) {
      std::fprintf(stderr, "%s: %s: no test is in it, or there is no such option\n", argv[0],
                   argv[i]);
      return 2;
    }
    GTEST_FLAG_SET(filter, filter);
  }
  const int exit_code = RUN_ALL_TESTS();
  const bool has_skipped = testing::UnitTest::GetInstance()->skipped_test_count() > 0;
  return exit_code == 0 && has_skipped ? 77 : exit_code;
}
