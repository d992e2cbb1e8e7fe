// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// swingproof gate and swingproof stimulus as their users run them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "cli/command_runner.h"
#include "cli/mutant_fixture.h"

namespace swingproof {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

const std::string kernels = SWINGPROOF_KERNELS;
const std::string scalar = "--kernel " + kernels + "/scalar.so ";

// A Python of Debian's, which has Debian's NumPy.
const std::string python = "/usr/bin/python3 ";

json read_json(const TemporaryFolder& folder, const std::string& name) {
  return json::parse(folder.read(name));
}

std::string toml_strings(const json& values) { return values.dump(); }

// Writes the deployments of the golden file; returns the options that name them.
std::string golden_deployments(const TemporaryFolder& folder) {
  std::ifstream file(SWINGPROOF_SOURCE_DIR "/suites/testdata/golden.json");
  std::string options;
  int number = 0;
  const json golden = json::parse(file);
  for (const json& entry : golden["op"]) {
    const json& setting = entry["setting"];
    const std::string name = "golden" + std::to_string(number++) + ".toml";
    folder.write(name, "[deployment]\nop = " + setting["op"].dump() + "\nswing = " +
                           setting["swing"].dump() + "\nmean = " + toml_strings(setting["mean"]) +
                           "\nstd = " + toml_strings(setting["std"]) +
                           "\nq_scale = " + setting["q_scale"].dump() + "\n");
    options += "--deployment " + name + " ";
  }
  return options;
}

TEST(GateCommandTest, RightKernelsPassOnAllGoldenDeployments) {
  const TemporaryFolder folder;
  const std::string deployments = golden_deployments(folder);
  for (const std::string& name : {std::string("scalar"), std::string("vector")}) {
    std::string arguments = "gate --kernel " + kernels + "/";
    arguments.append(name).append(".so ").append(deployments).append("--json o.json");
    const CommandResult result = run_command(folder, arguments);
    EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
    const json verdict = read_json(folder, "o.json");
    EXPECT_EQ(verdict["verdict"], "pass");
    ASSERT_EQ(verdict["deployments"].size(), 10U);
    for (const json& deployment : verdict["deployments"]) {
      EXPECT_EQ(deployment["status"], "passed");
      EXPECT_EQ(deployment["inputs"], 16777216);
      EXPECT_EQ(deployment["mismatches"], 0);
      EXPECT_TRUE(deployment["findings"].empty());
    }
  }
}

TEST(GateCommandTest, PythonKernelPasses) {
  const TemporaryFolder folder;
  const std::string kernel =
      "--exec '" + python + SWINGPROOF_SOURCE_DIR "/examples/kernels/numpy_kernel.py' ";
  for (const char* deployment :
       {"", "--op centered_yuv2bgr --mean 103.53,116.28,123.675 --std 57.375 --q-scale 0x1p-6",
        "--swing studio"}) {
    const CommandResult result = run_command(folder, "gate " + kernel + deployment);
    EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  }
}

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
               "import sys, numpy\n"
               "codes = numpy.load(sys.stdin.buffer)\n"
               "change = {'u1': lambda a: a.view(numpy.uint8),\n"
               "          'flat': lambda a: a.reshape(-1, 3),\n"
               "          'fortran': numpy.asfortranarray,\n"
               "          'planes': lambda a: numpy.moveaxis(a, -1, 0).copy(),\n"
               "          'twice': lambda a: a}[sys.argv[1]]\n"
               "for _ in range(2 if sys.argv[1] == 'twice' else 1):\n"
               "    numpy.save(sys.stdout.buffer, change(codes))\n");
  for (const std::string change : {"u1", "flat", "fortran", "planes", "twice"}) {
    EXPECT_EQ(kind(python + "other.py " + change), "exit") << change;
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
  EXPECT_EQ(run_command(folder, both + "--json o.json").exit_code, 0);
  const json verdict = read_json(folder, "o.json");
  EXPECT_TRUE(verdict["deployment"].is_null());
  EXPECT_EQ(verdict["deployments"][0]["status"], "skipped");
  EXPECT_EQ(verdict["deployments"][1]["status"], "passed");
  EXPECT_EQ(run_command(folder, both + "--require-all").exit_code, 1);
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
  const TemporaryFolder folder;
  for (const int number : {12, 47, 70, 71, 75}) {
    ASSERT_EQ(run_command(folder, "gate " + mutant_option(number) + "--json o.json").exit_code, 1);
    const json verdict = read_json(folder, "o.json");
    std::string line = verdict["deployments"][0]["findings"][0]["reproduce"];
    EXPECT_THAT(line, HasSubstr("--size")) << number;
    ASSERT_EQ(line.find("swingproof "), 0U);
    line = line.substr(std::string("swingproof ").size());
    EXPECT_EQ(run_command(folder, line).exit_code, 1) << line;
    // The same line passes for a kernel that is right.
    line.replace(line.find("mutant_" + std::to_string(number)),
                 ("mutant_" + std::to_string(number)).size(), "mutant_0");
    EXPECT_EQ(run_command(folder, line).exit_code, 0) << line;
  }
}

TEST(GateCommandTest, BudgetsAreExact) {
  const TemporaryFolder folder;
  const auto gate = [&](const std::string& budget) {
    folder.write("b.toml", budget);
    return run_command(folder, "gate " + scalar + "--budget b.toml --json o.json");
  };
  // The figures of the golden file: max |error| of G is 328213/146750 = 2.23654514480408858603...
  EXPECT_EQ(gate("[budget]\nmax_abs_error = \"2.2365451448040885861\"\n").exit_code, 0);
  EXPECT_EQ(gate("[budget]\nmax_abs_error = \"2.2365451448040885860\"\n").exit_code, 1);
  EXPECT_EQ(gate("[budget.all_inputs.G]\nmax_abs_error = \"328213/146750\"\n").exit_code, 0);
  EXPECT_EQ(gate("[budget.all_inputs.R]\nmax_abs_error = \"1.2499\"\n").exit_code, 1);
  EXPECT_EQ(read_json(folder, "o.json")["deployments"][0]["findings"][0]["kind"], "budget");
  EXPECT_EQ(gate("[budget.in_gamut]\nmax_rms_error = \"0.5538449\"\n").exit_code, 0);
  EXPECT_EQ(gate("[budget.in_gamut]\nmax_rms_error = \"0.5538448\"\n").exit_code, 1);
  // A budget that asks for nothing, and mistakes in it.
  EXPECT_EQ(gate("[budget]\nbit_exact = false\n").exit_code, 2);
  EXPECT_EQ(gate("[budget]\nbit_exact = false\n[budget.legal]\nmax_abs_error = 9\n").exit_code, 2);
  EXPECT_EQ(gate("[budget]\nbit_exact = false\n[budget.in_gamut.G]\nmax_abs_error = 9\n").exit_code,
            2);
  // One that is held against nothing.
  const CommandResult partly =
      gate("[budget]\nmax_abs_error = 9\n[budget.legal]\nmax_abs_error = 0\n");
  EXPECT_EQ(partly.exit_code, 0);
  EXPECT_THAT(partly.out, HasSubstr("not judged: legal max_abs_error 0: full swing has no legal"));
  EXPECT_EQ(read_json(folder, "o.json")["deployments"][0]["not_judged"].size(), 1U);
  EXPECT_EQ(gate("[budget]\nmax_abs_eror = 1\n").exit_code, 2);
  EXPECT_EQ(gate("[budget]\nmax_abs_error = 1.5\n").exit_code, 2);
  EXPECT_EQ(gate("[budget]\nmax_abs_error = -1\n").exit_code, 2);
  EXPECT_EQ(gate("[deployment]\n").exit_code, 2);
}

TEST(GateCommandTest, BudgetsMayGiveBitExactnessUpButNotSilently) {
  const TemporaryFolder folder;
  folder.write("loose.toml", "[budget]\nbit_exact = false\nmax_code_difference = 1\n");
  folder.write("tight.toml", "[budget]\nbit_exact = false\nmax_code_difference = \"0.5\"\n");
  folder.write("silent.toml", "[budget]\nmax_code_difference = 1\n");
  const std::string gate = "gate " + mutant_option(32) + "--budget ";
  EXPECT_EQ(run_command(folder, gate + "loose.toml").exit_code, 0);
  EXPECT_EQ(run_command(folder, gate + "tight.toml").exit_code, 1);
  EXPECT_EQ(run_command(folder, gate + "silent.toml").exit_code, 1);
}

TEST(GateCommandTest, TheDeploymentIsAFileWithOrWithoutAnOption) {
  const TemporaryFolder folder;
  folder.write("d.toml", "[deployment]\nq_scale = \"1/64\"\n");
  for (const std::string file : {"d.toml", "--deployment d.toml"}) {
    ASSERT_EQ(run_command(folder, "gate " + scalar + file + " --json o.json").exit_code, 0);
    const json document = read_json(folder, "o.json");
    ASSERT_EQ(document["deployments"].size(), 1U);
    EXPECT_EQ(document["deployments"][0]["deployment"]["q_scale"], "1/64");
  }
}

TEST(GateCommandTest, BadInputIsOneLineAndExitCode2) {
  const TemporaryFolder folder;
  folder.write("text.so", "no library");
  for (const std::string& arguments : {std::string("gate"),
                                       "gate " + scalar + "--exec true",
                                       std::string("gate --stimulus s.npy"),
                                       std::string("gate --kernel missing.so"),
                                       std::string("gate --kernel text.so"),
                                       "gate " + mutant_option(95),
                                       "gate " + scalar + "--pixel=0,0,0",
                                       "gate " + scalar + "--size 7 --pixel=0,0,0",
                                       "gate " + scalar + "--size 1x1 --pixel=0,0",
                                       "gate " + scalar + "--size 65535x65535",
                                       "gate " + scalar + "--timeout 0",
                                       "gate " + scalar + "--timeout nan",
                                       "gate " + scalar + "--timeout 86401",
                                       "gate " + scalar + "d.toml --deployment d.toml",
                                       "gate " + scalar + "--update-baseline",
                                       "gate " + scalar + "--min-speed-ratio 2",
                                       "gate " + scalar + "--compare-speed text.so --json text.so",
                                       "gate " + scalar + "--deployment missing.toml",
                                       "gate " + scalar + "--budget missing.toml",
                                       "gate " + scalar + "--json o.json --junit o.json",
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

// Real libraries keep the contract; they only are no BPU. docs/peers.md has their figures.
TEST(GateCommandTest, RealLibrariesDifferInValuesOnly) {
  const TemporaryFolder folder;
  for (const std::string& name : {std::string("libyuv"), std::string("swscale"),
                                  std::string("zimg"), std::string("opencv")}) {
    const CommandResult result =
        run_command(folder, "gate --json o.json --kernel " SWINGPROOF_PEERS "/" + name + ".so");
    EXPECT_EQ(result.exit_code, 1) << result.err;
    const json deployment = read_json(folder, "o.json")["deployments"][0];
    ASSERT_EQ(deployment["findings"].size(), 1U) << name << deployment["findings"];
    EXPECT_EQ(deployment["findings"][0]["kind"], "value");
    EXPECT_TRUE(deployment["findings"][0]["diagnosis"].is_null());
    // Each is close to the exact op, which the model is up to 2.24 LSB away from.
    for (const json& channel : deployment["channels"]) {
      EXPECT_LT(std::stod(channel["all_inputs"]["max_abs_error"]["value"].get<std::string>()), 1.3);
    }
  }
}

TEST(GateCommandTest, SpeedIsARatio) {
  const TemporaryFolder folder;
  const std::string gate = "gate " + scalar + "--json o.json ";
  EXPECT_EQ(
      run_command(folder, gate + "--compare-speed memcpy --min-speed-ratio 1000000").exit_code, 1);
  EXPECT_EQ(read_json(folder, "o.json")["deployments"][0]["findings"][0]["kind"], "speed");
  EXPECT_EQ(run_command(folder, gate + "--compare-speed memcpy --min-speed-ratio 1e-9").exit_code,
            0);
  EXPECT_EQ(
      run_command(folder, gate + "--compare-speed " + kernels + "/vector.so --min-speed-ratio 1e-6")
          .exit_code,
      0);
}

}  // namespace
}  // namespace swingproof
