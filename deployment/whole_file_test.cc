// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "deployment/whole_file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "deployment/folder_fixture.h"
#include "deployment/input_error.h"

namespace swingproof {
namespace {

namespace fs = std::filesystem;

using Names = std::set<std::string>;

constexpr uid_t nobody = 65534;

// what() of the InputError that the action throws; empty if it throws none.
std::string message_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::string content_of(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void make_file(const std::string& path, std::string_view text, mode_t mode = 0644) {
  std::ofstream(path, std::ios::binary) << text;
  ASSERT_EQ(::chmod(path.c_str(), mode), 0);
}

struct stat status_of(const std::string& path) {
  struct stat status {};
  EXPECT_EQ(::lstat(path.c_str(), &status), 0) << path;
  return status;
}

// A descriptor that is closed with the test, and the path that names it.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) { EXPECT_GE(number, 0); }
  ~Descriptor() { ::close(number_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }
  std::string path() const { return "/dev/fd/" + std::to_string(number_); }

 private:
  int number_;
};

// Root may do anything, so tests of permissions become nobody for a while.
class AsNobody {
 public:
  AsNobody() { EXPECT_TRUE(original_ != 0 || ::seteuid(nobody) == 0); }
  ~AsNobody() { EXPECT_TRUE(original_ != 0 || ::seteuid(0) == 0); }
  AsNobody(const AsNobody&) = delete;
  AsNobody& operator=(const AsNobody&) = delete;

 private:
  uid_t original_ = ::geteuid();
};

// A folder of its own for each test.
class WholeFileTest : public testing::Test {
 protected:
  void TearDown() override {
    if (fs::exists(in_folder("closed"))) fs::permissions(in_folder("closed"), fs::perms::all);
  }

  std::string in_folder(const std::string& name) const { return folder_.path_of(name); }
  Names names() const { return folder_.names(); }
  const std::string& folder() const { return folder_.path(); }

  // Whether the file system has files without a name, so that no temporary one shows.
  bool has_nameless_files() const {
    const int descriptor = ::open(folder().c_str(), O_WRONLY | O_TMPFILE, 0666);
    if (descriptor < 0) return false;
    ::close(descriptor);
    return true;
  }

 private:
  TemporaryFolder folder_;
};

// What the action does in a process of its own: its exit status, or 1000 and the signal.
int status_of_process(const std::function<void()>& action) {
  const pid_t process = ::fork();
  if (process == 0) {
    action();
    ::_exit(0);
  }
  int status = 0;
  EXPECT_EQ(::waitpid(process, &status, 0), process);
  return WIFSIGNALED(status) ? 1000 + WTERMSIG(status) : WEXITSTATUS(status);
}

TEST_F(WholeFileTest, TargetChangesOnlyAtCommit) {
  const std::string path = in_folder("a");
  make_file(path, "before");
  WholeFile file(path);
  file.write("af");
  file.write(std::as_bytes(std::span("ter", 3)));
  file.flush();
  EXPECT_EQ(content_of(path), "before");
  file.commit();
  EXPECT_EQ(content_of(path), "after");
  EXPECT_EQ(names(), Names{"a"});
}

TEST_F(WholeFileTest, NothingIsLeftWithoutCommit) {
  const std::string old_path = in_folder("old");
  make_file(old_path, "before");
  {
    WholeFile replaced(old_path);
    WholeFile made(in_folder("new"));
    replaced.write("after");
    made.write("after");
    made.flush();
  }
  EXPECT_EQ(names(), Names{"old"});
  EXPECT_EQ(content_of(old_path), "before");
}

TEST_F(WholeFileTest, NothingIsLeftWhenTheProgramIsKilled) {
  if (!has_nameless_files()) GTEST_SKIP() << "this file system has no files without a name";
  const int status = status_of_process([&] {
    WholeFile file(in_folder("new"));
    file.write("after");
    file.flush();
    std::raise(SIGKILL);
  });
  EXPECT_EQ(status, 1000 + SIGKILL);
  EXPECT_EQ(names(), Names{});
}

// Without /proc a nameless file could not get its name.
TEST_F(WholeFileTest, WorksWithoutNamelessFiles) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can leave /proc behind";
  make_file(in_folder("old"), "before", 0640);
  const int status = status_of_process([&] {
    if (::chroot(folder().c_str()) != 0) ::_exit(1);
    WholeFile unfinished("/unfinished");
    WholeFile replaced("/old");
    replaced.write("after");
    write_whole_file("/new", "made");
    const auto is_temporary = [](const std::string& name) {
      return name.starts_with(".swingproof-");
    };
    std::size_t temporaries = 0;
    for (const auto& entry : fs::directory_iterator("/")) {
      temporaries += is_temporary(entry.path().filename()) ? 1U : 0U;
    }
    if (temporaries != 2) ::_exit(2);
    replaced.commit();
  });
  EXPECT_EQ(status, 0);
  EXPECT_EQ(content_of(in_folder("old")), "after");
  EXPECT_EQ(content_of(in_folder("new")), "made");
  EXPECT_EQ(status_of(in_folder("old")).st_mode & 07777U, 0640U);
  EXPECT_EQ(names(), (Names{"new", "old"}));
}

TEST_F(WholeFileTest, AHyphenIsStdout) {
  make_file(in_folder("log"), "before ");
  const auto write_to_log = [&](int flags) {
    return status_of_process([&] {
      const int log = ::open(in_folder("log").c_str(), flags);
      ::dup2(log, STDOUT_FILENO);
      if (::chdir(folder().c_str()) != 0) ::_exit(1);
      const std::string message = message_of([] { write_whole_file("-", "after"); });
      if (contains(message, "stdout: is not a descriptor open for writing")) ::_exit(2);
    });
  };
  EXPECT_EQ(write_to_log(O_WRONLY | O_APPEND), 0);
  EXPECT_EQ(write_to_log(O_RDONLY), 2);
  EXPECT_EQ(content_of(in_folder("log")), "before after");
  EXPECT_EQ(names(), Names{"log"});
}

TEST_F(WholeFileTest, PiecesOfAllSizesKeepTheirOrder) {
  const std::string path = in_folder("a");
  std::string expected;
  WholeFile file(path);
  for (const std::size_t size : {0, 1, 65535, 1, 65536, 65537, 3, 200000, 7, 65530, 6, 1}) {
    const std::string piece(size, static_cast<char>('a' + size % 26));
    file.write(piece);
    expected += piece;
  }
  file.commit();
  EXPECT_TRUE(content_of(path) == expected);
}

TEST_F(WholeFileTest, PermissionBits) {
  const mode_t umask_before = ::umask(027);
  for (const mode_t mode : {0600U, 0640U, 0666U, 0755U}) {
    const std::string path = in_folder("kept");
    make_file(path, "before", mode);
    write_whole_file(path, "after");
    EXPECT_EQ(status_of(path).st_mode & 07777U, mode);
  }
  write_whole_file(in_folder("new"), "");
  EXPECT_EQ(status_of(in_folder("new")).st_mode & 07777U, 0640U);
  ::umask(umask_before);
}

TEST_F(WholeFileTest, OwnerIsKept) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give files away";
  const std::string path = in_folder("a");
  make_file(path, "before");
  ASSERT_EQ(::chown(path.c_str(), nobody, nobody), 0);
  write_whole_file(path, "after");
  EXPECT_TRUE(status_of(path).st_uid == nobody && status_of(path).st_gid == nobody);
}

TEST_F(WholeFileTest, SymbolicLinksStayAndTheirTargetsAreReplaced) {
  fs::create_directory(in_folder("sub"));
  make_file(in_folder("sub/file"), "before");
  fs::create_symlink("../link2", in_folder("sub/link1"));
  fs::create_symlink("sub/file", in_folder("link2"));
  fs::create_symlink("sub/new", in_folder("dangling"));
  write_whole_file(in_folder("sub/link1"), "after");
  write_whole_file(in_folder("dangling"), "made");
  EXPECT_EQ(content_of(in_folder("sub/file")), "after");
  EXPECT_EQ(content_of(in_folder("sub/new")), "made");
  EXPECT_TRUE(fs::is_symlink(in_folder("sub/link1")));
  EXPECT_TRUE(fs::is_symlink(in_folder("dangling")));
  EXPECT_EQ(names(), (Names{"dangling", "link2", "sub"}));
}

TEST_F(WholeFileTest, DevicesAndPipesAreWrittenDirectly) {
  write_whole_file("/dev/null", "gone");
  EXPECT_TRUE(S_ISCHR(status_of("/dev/null").st_mode));

  const std::string path = in_folder("pipe");
  ASSERT_EQ(::mkfifo(path.c_str(), 0666), 0);
  const Descriptor reader(::open(path.c_str(), O_RDWR | O_NONBLOCK));
  write_whole_file(path, "text");
  std::array<char, 10> got{};
  EXPECT_EQ(::read(reader.number(), got.data(), got.size()), 4);
  EXPECT_STREQ(got.data(), "text");
}

TEST_F(WholeFileTest, OpenDescriptorsAreWrittenDirectly) {
  const std::string path = in_folder("log");
  make_file(path, "before ");
  const Descriptor log(::open(path.c_str(), O_WRONLY | O_APPEND));
  const ino_t inode = status_of(path).st_ino;
  fs::create_symlink(log.path(), in_folder("link"));
  write_whole_file(log.path(), "after ");
  write_whole_file(in_folder("link"), "link");
  EXPECT_EQ(content_of(path), "before after link");
  EXPECT_EQ(status_of(path).st_ino, inode);

  std::array<int, 2> sockets{};
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, sockets.data()), 0);
  const Descriptor near(sockets[0]);
  const Descriptor far(sockets[1]);
  write_whole_file(near.path(), "text");
  std::array<std::byte, 4> got{};
  EXPECT_EQ(InputFile(far.path()).read(got), 4U);
  EXPECT_EQ(std::memcmp(got.data(), "text", 4), 0);
}

TEST_F(WholeFileTest, FailedWritesLeaveTheTargetAndNothingElse) {
  EXPECT_TRUE(contains(message_of([] { write_whole_file("/dev/full", "text"); }),
                       "/dev/full: cannot be written whole: No space left on device; make room"));

  const std::string path = in_folder("a");
  make_file(path, "before");
  struct rlimit before {};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  const struct rlimit small { 100000, before.rlim_max };
  const auto handler_before = std::signal(SIGXFSZ, SIG_IGN);
  WholeFile file(path);
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  const std::string message = message_of([&] { file.write(std::string(100001, 'x')); });
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
  std::signal(SIGXFSZ, handler_before);
  EXPECT_EQ(message, path +
                         ": cannot be written whole: File too large; make room on the disk or give "
                         "a file name on another one");
  EXPECT_EQ(names(), Names{"a"});
  EXPECT_EQ(content_of(path), "before");
  EXPECT_THROW(file.write("more"), std::logic_error);
  EXPECT_THROW(file.commit(), std::logic_error);
}

TEST_F(WholeFileTest, AfterCommitItIsOver) {
  WholeFile file(in_folder("a"));
  file.commit();
  EXPECT_THROW(file.write("more"), std::logic_error);
  EXPECT_THROW(file.commit(), std::logic_error);
}

TEST_F(WholeFileTest, LongestNamePossible) {
  const std::string name(255, 'n');
  write_whole_file(in_folder(name), "text");
  EXPECT_EQ(content_of(in_folder(name)), "text");
}

TEST_F(WholeFileTest, RefusedTargets) {
  make_file(in_folder("file"), "text");
  fs::create_directory(in_folder("folder"));
  fs::create_directory(in_folder("a\nb"));
  fs::create_symlink("loop", in_folder("loop"));
  ASSERT_EQ(::mknod(in_folder("socket").c_str(), S_IFSOCK | 0600, 0), 0);
  const Descriptor read_only(::open("/dev/null", O_RDONLY));

  struct Case {
    std::string path, problem, remedy;
  };
  const std::vector<Case> cases = {
      {"", "file: the file name is empty", "give the name of a file"},
      {std::string("a\0b", 3), "a\\x00b: the file name contains a zero byte", "another file name"},
      {in_folder("folder"), "is a folder", "give the name of a file"},
      {in_folder("folder/"), "is a folder", "give the name of a file"},
      {in_folder("a\nb"), "/a\\x0ab: is a folder", "give the name of a file"},
      {in_folder("missing/"), "is a folder", "give the name of a file"},
      {in_folder("missing/a"), "there is no folder \"", "make the folder"},
      {in_folder("file/a"), "there is no folder \"", "make the folder"},
      {in_folder("loop"), "in circles", "remove the link"},
      {in_folder(std::string(256, 'n')), "File name too long", "give another file name"},
      {in_folder("socket"), "is a socket", "give the name of a file"},
      {read_only.path(), "is not a descriptor open for writing", "give a file name"},
      {"/dev/fd/987654", "is not a descriptor open for writing", "give a file name"},
      {"/dev/fd/01", "/dev/fd/01: there is no folder", "make the folder"},
  };
  const Names before = names();
  for (const Case& each : cases) {
    const std::string message = message_of([&] { write_whole_file(each.path, "text"); });
    EXPECT_TRUE(contains(message, each.problem)) << each.path << " -> " << message;
    EXPECT_TRUE(contains(message, "; ") && contains(message, each.remedy)) << message;
    EXPECT_EQ(names(), before);
  }
}

TEST_F(WholeFileTest, Permissions) {
  fs::create_directory(in_folder("closed"));  // opened again by TearDown
  make_file(in_folder("closed/file"), "before", 0666);
  make_file(in_folder("read_only"), "before", 0444);
  make_file(in_folder("secret"), "before", 0200);
  fs::permissions(in_folder("closed"), fs::perms(0555));
  const AsNobody as_nobody;
  for (const std::string name : {"closed/file", "closed/new", "read_only"}) {
    const std::string message = message_of([&] { write_whole_file(in_folder(name), "text"); });
    EXPECT_EQ(message, in_folder(name) +
                           ": may not be written: Permission denied; change the permissions of "
                           "the file and its folder, or give another name");
  }
  EXPECT_TRUE(contains(message_of([&] { read_whole_file(in_folder("secret"), 9); }),
                       "secret: may not be read: Permission denied; change the permissions"));
}

TEST_F(WholeFileTest, ReadsWhatWasWritten) {
  const std::string path = in_folder("a");
  for (const std::size_t size : {0U, 1U, 16383U, 16384U, 16385U, 32768U, 100000U}) {
    std::string text(size, '\0');
    for (std::size_t i = 0; i < size; ++i) text[i] = static_cast<char>(i * i / 7);
    write_whole_file(path, text);
    EXPECT_TRUE(read_whole_file(path, size) == text) << size;
    EXPECT_TRUE(read_whole_file(path, SIZE_MAX) == text) << size;
    if (size == 0) continue;
    EXPECT_EQ(message_of([&] { read_whole_file(path, size - 1); }),
              path + ": is longer than " + std::to_string(size - 1) +
                  " bytes; give the right file: nothing this long is expected here");
  }
}

TEST_F(WholeFileTest, ReadsFilesWithoutSize) {
  EXPECT_TRUE(contains(read_whole_file("/proc/self/status", 100000), "Pid:"));
  EXPECT_TRUE(contains(message_of([] { read_whole_file("/proc/self/status", 10); }), "longer"));
  EXPECT_TRUE(contains(message_of([] { read_whole_file("/dev/zero", 1000000); }), "longer"));
  EXPECT_EQ(InputFile("/dev/null").remaining_size(), std::nullopt);

  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  const Descriptor out(ends[0]);
  {
    const Descriptor in(ends[1]);
    write_whole_file(in.path(), "0123456789");
  }
  std::array<std::byte, 2> start{};
  EXPECT_EQ(InputFile(out.path()).read(start), 2U);
  EXPECT_EQ(InputFile(out.path()).remaining_size(), std::nullopt);
  EXPECT_EQ(read_whole_file(out.path(), 8), "23456789");
}

TEST_F(WholeFileTest, ReadsDescriptorsFromTheirPosition) {
  make_file(in_folder("a"), "0123456789");
  const Descriptor file(::open(in_folder("a").c_str(), O_RDONLY));
  ASSERT_EQ(::lseek(file.number(), 4, SEEK_SET), 4);
  EXPECT_EQ(InputFile(file.path()).remaining_size(), 6U);
  EXPECT_EQ(read_whole_file(file.path(), 6), "456789");
  EXPECT_EQ(InputFile(file.path()).remaining_size(), 0U);
}

TEST_F(WholeFileTest, HugeFilesAreRefusedBeforeMemoryIsTaken) {
  make_file(in_folder("sparse"), "");
  ASSERT_EQ(::truncate(in_folder("sparse").c_str(), off_t{1} << 40), 0);
  EXPECT_TRUE(contains(message_of([&] { read_whole_file(in_folder("sparse"), 1 << 20); }),
                       "sparse: is longer than 1048576 bytes"));
}

TEST_F(WholeFileTest, RefusedInputs) {
  fs::create_directory(in_folder("folder"));
  make_file(in_folder("file"), "text");
  fs::create_symlink("loop", in_folder("loop"));
  const Descriptor write_only(::open("/dev/null", O_WRONLY));
  struct Case {
    std::string path, problem;
  };
  const std::vector<Case> cases = {
      {"", "file: the file name is empty; give the name of a file"},
      {std::string("a\0b", 3), "a\\x00b: the file name contains a zero byte; give another"},
      {in_folder("folder"), "folder: is a folder; give the name of a file"},
      {in_folder("missing"), "missing: there is no such file; check the name"},
      {in_folder("file/a"), "file/a: there is no such file; check the name"},
      {in_folder("loop"), "loop: is a symbolic link that leads nowhere, in circles; remove"},
      {in_folder(std::string(256, 'n')), "cannot be read: File name too long; give another file"},
      {write_only.path(), "may not be read: Permission denied; change the permissions"},
      {"/dev/fd/987654", "cannot be read: Bad file descriptor; give another file"},
      {"-", "-: there is no such file; check the name"},
  };
  for (const Case& each : cases) {
    const std::string message = message_of([&] { InputFile file(each.path); });
    EXPECT_TRUE(contains(message, each.problem)) << each.path << " -> " << message;
  }
  EXPECT_EQ(message_of([] { read_whole_file("/proc/self/mem", 100); }),
            "/proc/self/mem: cannot be read: Input/output error; give another file");
}

}  // namespace
}  // namespace swingproof
