// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// swingproof gate and swingproof stimulus as their users run them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/command_runner.h"
#include "cli/gate_command_fixture.h"
#include "cli/mutant_fixture.h"

namespace swingproof {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

// gate_command_slow_test.cc has both on all golden deployments.
TEST(GateCommandTest, RightKernelsPassOnGoldenDeployments) {
  const TemporaryFolder folder;
  const std::vector<std::string> deployments = golden_deployments(folder);
  expect_right(folder, "scalar", {deployments.at(1)});
  expect_right(folder, "vector", {deployments.at(2)});
}

TEST(GateCommandTest, PythonKernelPasses) { expect_python_kernel_passes(""); }

TEST(GateCommandTest, RecordedResultsPassUntilOneCodeIsWrong) {
  const TemporaryFolder folder;
  ASSERT_EQ(run_command(folder, "stimulus --full -o s.npy").exit_code, 0);
  ASSERT_EQ(run_command(folder, "convert s.npy -o r.npy --with fixed").exit_code, 0);
  EXPECT_EQ(run_command(folder, "gate --stimulus s.npy --result r.npy").exit_code, 0);
  std::string result = folder.read("r.npy");
  const std::size_t pixel = (std::size_t{1} << 16 | std::size_t{2} << 8 | 3) * 3;
  result[128 + pixel] = static_cast<char>(result[128 + pixel] ^ 1);
  folder.write("r.npy", result);
  const CommandResult failed =
      run_command(folder, "gate --stimulus s.npy --result r.npy --json o.json");
  EXPECT_EQ(failed.exit_code, 1);
  const json deployment = read_json(folder, "o.json")["deployments"][0];
  EXPECT_EQ(deployment["mismatches"], 1);
  EXPECT_EQ(deployment["max_code_difference"], 1);
  const json& finding = deployment["findings"][0];
  EXPECT_EQ(finding["kind"], "value");
  EXPECT_TRUE(finding["diagnosis"].is_null());
  ASSERT_EQ(finding["counterexamples"].size(), 3U);
  for (const json& example : finding["counterexamples"]) {
    EXPECT_EQ(example["yuv"], json({-127, -126, -125}));
    EXPECT_EQ(example["trace"].size(), 3U);
  }
}

TEST(GateCommandTest, RecordedImagesAreComparedPixelByPixel) {
  const TemporaryFolder folder;
  ASSERT_EQ(run_command(folder, "stimulus --size 37x5 -o s.npy").exit_code, 0);
  ASSERT_EQ(run_command(folder, "convert s.npy -o r.npy --with fixed").exit_code, 0);
  const CommandResult passed =
      run_command(folder, "gate --stimulus s.npy --result r.npy --json o.json");
  EXPECT_EQ(passed.exit_code, 0) << passed.err;
  EXPECT_EQ(read_json(folder, "o.json")["deployments"][0]["inputs"], 185);
  // Another deployment's codes.
  EXPECT_EQ(run_command(folder, "gate --stimulus s.npy --result r.npy --q-scale 1/64").exit_code,
            1);
  // A budget needs figures of the whole cube.
  folder.write("b.toml", "[budget]\nmax_code_difference = 255\n");
  const CommandResult refused =
      run_command(folder, "gate --stimulus s.npy --result r.npy --budget b.toml");
  EXPECT_EQ(refused.exit_code, 2);
}

TEST(GateCommandTest, EveryWayAProgramCanEndIsAFinding) {
  const TemporaryFolder folder;
  const auto kind = [&](const std::string& command, const std::string& options = "") {
    const CommandResult result =
        run_command(folder, "gate --exec '" + command + "' --json o.json " + options);
    EXPECT_EQ(result.exit_code, 1) << command << result.err;
    const json deployment = read_json(folder, "o.json")["deployments"][0];
    return deployment["findings"].empty() ? deployment["status"]
                                          : deployment["findings"][0]["kind"];
  };
  EXPECT_EQ(kind("true"), "exit");
  EXPECT_EQ(kind("exit 4"), "exit");
  EXPECT_EQ(kind("exit 77"), "skipped");
  EXPECT_EQ(kind("kill -SEGV $$"), "crash");
  EXPECT_EQ(kind("cat"), "value");
  EXPECT_EQ(kind("echo no array; cat >/dev/null"), "exit");
  EXPECT_EQ(kind("exec <&-; yes"), "exit");
  // An array of another type, shape or order, and more than one array.
  folder.write("other.py",
               "import io, sys, numpy\n"
               "codes = numpy.load(sys.stdin.buffer)\n"
               "change = {'u1': lambda a: a.view(numpy.uint8),\n"
               "          'flat': lambda a: a.reshape(-1, 3),\n"
               "          'fortran': numpy.asfortranarray,\n"
               "          'planes': lambda a: numpy.moveaxis(a, -1, 0).copy(),\n"
               "          'twice': lambda a: a}[sys.argv[1]]\n"
               "for _ in range(2 if sys.argv[1] == 'twice' else 1):\n"
               "    result = io.BytesIO()\n"
               "    numpy.save(result, change(codes))\n"
               "    sys.stdout.buffer.write(result.getvalue())\n");
  for (const std::string change : {"u1", "flat", "fortran", "planes", "twice"}) {
    EXPECT_EQ(kind(debian_python + "other.py " + change), "exit") << change;
  }
  EXPECT_EQ(kind("exec <&- >&-; sleep 60", "--timeout 0.05"), "timeout");
  EXPECT_EQ(kind("cat >/dev/null; sleep 60", "--timeout 0.05"), "timeout");
}

// Right codes, but not made of what the gate said.
TEST(GateCommandTest, ACommandThatDoesNotReadItsStimulusFails) {
  const TemporaryFolder folder;
  ASSERT_EQ(run_command(folder, "dump fixed -o codes.npy").exit_code, 0);
  const std::string gate = "gate --json o.json --exec ";
  EXPECT_EQ(run_command(folder, gate + "'cat codes.npy'").exit_code, 1);
  const json finding = read_json(folder, "o.json")["deployments"][0]["findings"][0];
  EXPECT_EQ(finding["kind"], "exit");
  EXPECT_NE(finding["message"].get<std::string>().find("did not read the stimulus"),
            std::string::npos);
  EXPECT_EQ(run_command(folder, gate + "'cat >/dev/null; cat codes.npy'").exit_code, 0);
}

TEST(GateCommandTest, SkippedIsNeverPassed) {
  const TemporaryFolder folder;
  folder.write("bgr.toml", "[deployment]\nop = \"centered_yuv2bgr\"\n");
  folder.write("rgb.toml", "[deployment]\n");
  const CommandResult none =
      run_command(folder, "gate " + mutant_option(93) + "--deployment bgr.toml");
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_THAT(none.out, HasSubstr("skipped"));
  const std::string both =
      "gate " + mutant_option(93) + "--deployment bgr.toml --deployment rgb.toml ";
  EXPECT_EQ(run_command(folder, both + "--require-all --json o.json").exit_code, 1);
  const json verdict = read_json(folder, "o.json");
  EXPECT_TRUE(verdict["deployment"].is_null());
  EXPECT_EQ(verdict["deployments"][0]["status"], "skipped");
  EXPECT_EQ(verdict["deployments"][1]["status"], "passed");
}

TEST(GateCommandTest, PrintsOfAKernelStayOutOfTheResult) {
  const TemporaryFolder folder;
  const CommandResult result = run_command(folder, "gate " + mutant_option(94) + "--json -");
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(json::parse(result.out)["verdict"], "pass");
  EXPECT_THAT(result.err, HasSubstr("hello"));
}

TEST(GateCommandTest, AnImageWithoutPixelsComparesNothingAndSaysSo) {
  const TemporaryFolder folder;
  for (const std::string size : {"0x0", "5x0"}) {
    const CommandResult result = run_command(folder, "gate " + mutant_option(0) + "--size " + size);
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_THAT(result.out, HasSubstr("no code was compared: the image has no pixels"));
  }
  const CommandResult one = run_command(folder, "gate " + mutant_option(0) + "--size 1x1");
  EXPECT_THAT(one.out, Not(HasSubstr("no code was compared")));
}

TEST(GateCommandTest, TheReproductionReproduces) {
  for (const int number : {70, 71}) expect_reproduction(number);
}

TEST(GateCommandTest, BudgetsAreExact) {
  const TemporaryFolder folder;
  const auto gate = [&](const std::string& budget) {
    folder.write("b.toml", budget);
    return run_command(folder, "gate " + scalar_kernel() + "--budget b.toml --json o.json");
  };
  // The figures of the golden file: max |error| of G is 328213/146750 = 2.23654514480408858603...
  // One limit is held against nothing.
  const CommandResult kept = gate(
      "[budget]\nmax_abs_error = \"2.2365451448040885861\"\n"
      "[budget.all_inputs.G]\nmax_abs_error = \"328213/146750\"\n"
      "[budget.in_gamut]\nmax_rms_error = \"0.5538449\"\n"
      "[budget.legal]\nmax_abs_error = 0\n");
  EXPECT_EQ(kept.exit_code, 0) << kept.out;
  EXPECT_THAT(kept.out, HasSubstr("not judged: legal max_abs_error 0: full swing has no legal"));
  EXPECT_EQ(read_json(folder, "o.json")["deployments"][0]["not_judged"].size(), 1U);
  EXPECT_EQ(gate("[budget]\nmax_abs_error = \"2.2365451448040885860\"\n"
                 "[budget.all_inputs.R]\nmax_abs_error = \"1.2499\"\n"
                 "[budget.in_gamut]\nmax_rms_error = \"0.5538448\"\n")
                .exit_code,
            1);
  const json findings = read_json(folder, "o.json")["deployments"][0]["findings"];
  EXPECT_EQ(findings.size(), 3U) << findings;
  for (const json& finding : findings) EXPECT_EQ(finding["kind"], "budget");
  // A budget that asks for nothing, and mistakes in it.
  EXPECT_EQ(gate("[budget]\nbit_exact = false\n").exit_code, 2);
  EXPECT_EQ(gate("[budget]\nbit_exact = false\n[budget.legal]\nmax_abs_error = 9\n").exit_code, 2);
  EXPECT_EQ(gate("[budget]\nbit_exact = false\n[budget.in_gamut.G]\nmax_abs_error = 9\n").exit_code,
            2);
  EXPECT_EQ(gate("[budget]\nmax_abs_eror = 1\n").exit_code, 2);
  EXPECT_EQ(gate("[budget]\nmax_abs_error = 1.5\n").exit_code, 2);
  EXPECT_EQ(gate("[budget]\nmax_abs_error = -1\n").exit_code, 2);
  EXPECT_EQ(gate("[deployment]\n").exit_code, 2);
}

// Of codes that round otherwise, by one at most.
TEST(GateCommandTest, BudgetsMayGiveBitExactnessUpButNotSilently) {
  const TemporaryFolder folder;
  ASSERT_EQ(run_command(folder, "stimulus --full -o s.npy").exit_code, 0);
  ASSERT_EQ(run_command(folder,
                        "convert s.npy -o r.npy --with fixed "
                        "--arithmetic bayes:post_rounding=floor")
                .exit_code,
            0);
  folder.write("loose.toml", "[budget]\nbit_exact = false\nmax_code_difference = 1\n");
  folder.write("silent.toml", "[budget]\nmax_code_difference = 1\n");
  const std::string gate = "gate --stimulus s.npy --result r.npy --budget ";
  EXPECT_EQ(run_command(folder, gate + "loose.toml").exit_code, 0);
  EXPECT_EQ(run_command(folder, gate + "silent.toml").exit_code, 1);
}

// Of a kernel that crashes at once.
TEST(GateCommandTest, TheDeploymentIsAFileWithOrWithoutAnOption) {
  const TemporaryFolder folder;
  folder.write("d.toml", "[deployment]\nq_scale = \"1/64\"\n");
  for (const std::string file : {"d.toml", "--deployment d.toml"}) {
    ASSERT_EQ(run_command(folder, "gate " + mutant_option(50) + file + " --json o.json").exit_code,
              1);
    const json document = read_json(folder, "o.json");
    ASSERT_EQ(document["deployments"].size(), 1U);
    EXPECT_EQ(document["deployments"][0]["deployment"]["q_scale"], "1/64");
  }
}

TEST(GateCommandTest, BadInputIsOneLineAndExitCode2) {
  const TemporaryFolder folder;
  folder.write("text.so", "no library");
  for (const std::string& arguments :
       {std::string("gate"),
        "gate " + scalar_kernel() + "--exec true",
        std::string("gate --stimulus s.npy"),
        std::string("gate --kernel missing.so"),
        std::string("gate --kernel text.so"),
        "gate " + mutant_option(95),
        "gate " + scalar_kernel() + "--pixel=0,0,0",
        "gate " + scalar_kernel() + "--size 7 --pixel=0,0,0",
        "gate " + scalar_kernel() + "--size 1x1 --pixel=0,0",
        "gate " + scalar_kernel() + "--size 65535x65535",
        "gate " + scalar_kernel() + "--timeout 0",
        "gate " + scalar_kernel() + "--timeout nan",
        "gate " + scalar_kernel() + "--timeout 86401",
        "gate " + scalar_kernel() + "d.toml --deployment d.toml",
        "gate " + scalar_kernel() + "--update-baseline",
        "gate " + scalar_kernel() + "--min-speed-ratio 2",
        "gate " + scalar_kernel() + "--compare-speed text.so --json text.so",
        "gate " + scalar_kernel() + "--deployment missing.toml",
        "gate " + scalar_kernel() + "--budget missing.toml",
        "gate " + scalar_kernel() + "--json o.json --junit o.json",
        std::string("gate --exec true --size 1x1"),
        std::string("stimulus -o s.npy"),
        std::string("stimulus --size 0x0 -o s.npy"),
        std::string("stimulus --full --size 1x1 -o s.npy")}) {
    const CommandResult result = run_command(folder, arguments);
    EXPECT_EQ(result.exit_code, 2) << arguments << result.out << result.err;
    EXPECT_EQ(result.err.find('\n'), result.err.size() - 1) << result.err;
  }
  EXPECT_EQ(folder.read("text.so"), "no library");
}

// glibc says only what is wrong.
TEST(GateCommandTest, ALibraryThatCannotBeLoadedGetsARemedy) {
  const TemporaryFolder folder;
  folder.write("text.so", "no library");
  folder.write("needs.c", "int missing(void);\nint call(void) { return missing(); }\n");
  ASSERT_EQ(run_shell(folder, "${CC:-cc} -shared -fPIC needs.c -o needs.so").exit_code, 0);
  const std::vector<std::pair<std::string, std::string>> table = {
      {"text.so", "build it as a shared library that exports the functions of swingproof/kernel.h"},
      {"needs.so", "undefined symbol: missing; link it with the library that has this function"},
      {"missing.so", "check that the file and the libraries it needs (ldd lists them) are here"}};
  for (const auto& [library, remedy] : table) {
    const CommandResult result = run_command(folder, "gate --kernel " + library);
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_THAT(result.err, HasSubstr(remedy));
  }
}

// As the portable tarball does (packaging/launcher.sh), and as qemu-user without binfmt_misc ends.
TEST(GateCommandTest, AHostThatDoesNotStartIsNotTheKernelsFault) {
  const TemporaryFolder folder;
  folder.write("launcher", "#!/bin/sh\nexec " SWINGPROOF_COMMAND " \"$@\"\n");
  folder.write("exit_127", "#!/bin/sh\nexit 127\n");
  const std::string gate = "exec $swingproof gate " + scalar_kernel() + "--size 8x2";
  const std::string line = "chmod 755 launcher exit_127; SWINGPROOF_HOST=./";
  EXPECT_EQ(run_shell(folder, line + "launcher " + gate).exit_code, 0);
  const CommandResult failed = run_shell(folder, line + "exit_127 " + gate);
  EXPECT_EQ(failed.exit_code, 2);
  EXPECT_THAT(failed.err,
              HasSubstr("./exit_127: could not be started as the process that a kernel runs in: it "
                        "ended its process with exit code 127; under qemu-user"));
}

TEST(GateCommandTest, SpeedIsARatio) {
  const TemporaryFolder folder;
  const std::string gate = "gate " + scalar_kernel() + "--json o.json --compare-speed ";
  EXPECT_EQ(run_command(folder, gate + "memcpy --min-speed-ratio 1000000").exit_code, 1);
  EXPECT_EQ(read_json(folder, "o.json")["deployments"][0]["findings"][0]["kind"], "speed");
}

}  // namespace
}  // namespace swingproof
