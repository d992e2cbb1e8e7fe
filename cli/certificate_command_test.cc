// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/command_runner.h"
#include "suites/certify/stimulus.h"

namespace swingproof {
namespace {

using nlohmann::json;
using testing::HasSubstr;

// A folder with a deployment, its probe, what a board that computes what is declared gives for it,
// and a pair of keys.
class CertificateCommands : public testing::Test {
 protected:
  CertificateCommands() {
    folder.write("d.toml", "[deployment]\nmean = \"127.5\"\n");
    for (const char* line :
         {"probe d.toml -o probe.npy", "convert probe.npy d.toml -o codes.npy --with fixed",
          "keygen -o k", "certify d.toml --stimulus probe.npy --capture codes.npy -o c.json",
          "certify d.toml --stimulus probe.npy --capture codes.npy -o s.json --sign k.key"}) {
      const CommandResult result = run(line);
      EXPECT_EQ(result.exit_code, 0) << line << result.out << result.err;
    }
  }

  CommandResult run(const std::string& arguments) const { return run_command(folder, arguments); }

  CommandResult certify(const std::string& arguments) const {
    return run("certify d.toml --stimulus probe.npy --capture codes.npy " + arguments);
  }

  // Exit code 2, one line, no file changed.
  void expect_refused(const std::string& arguments) const {
    SCOPED_TRACE(arguments);
    const auto before = folder.snapshot();
    const CommandResult result = run(arguments);
    EXPECT_EQ(result.exit_code, 2) << result.out;
    EXPECT_EQ(result.out, "");
    EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
    EXPECT_EQ(folder.snapshot(), before);
  }

  const TemporaryFolder folder;
};

// By the library of in-toto's own tools. Debian 13's reads whole envelopes; Debian 12's only checks
// the signature, of what DSSE says is signed.
TEST_F(CertificateCommands, AreAcceptedByTheLibraryOfInToto) {
  folder.write("check.py", R"(
import base64, json, subprocess, sys
from securesystemslib.signer import Signature, SSlibKey
envelope = json.load(open(sys.argv[1]))
der = subprocess.check_output(["openssl", "pkey", "-pubin", "-in", "k.pub", "-outform", "DER"])
keyid, signature = envelope["signatures"][0]["keyid"], envelope["signatures"][0]["sig"]
key = SSlibKey(keyid, "ed25519", "ed25519", {"public": der[-32:].hex()})
payload = base64.b64decode(envelope["payload"])
try:
    from securesystemslib.dsse import Envelope
    Envelope.from_dict(envelope).verify([key], 1)
except ImportError:
    kind = envelope["payloadType"].encode()
    signed = b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)
    key.verify_signature(Signature(keyid, base64.b64decode(signature).hex()), signed)
statement = json.loads(payload)
print(statement["predicateType"], statement["subject"][0]["name"])
)");
  const CommandResult accepted = run_shell(folder, "/usr/bin/python3 check.py s.json");
  EXPECT_EQ(accepted.out, "https://swingproof.github.io/certificate/v1 codes.npy\n")
      << accepted.err;
  json forged = json::parse(folder.read("s.json"));
  forged["payload"] = "e30=";
  folder.write("forged.json", forged.dump());
  EXPECT_NE(run_shell(folder, "/usr/bin/python3 check.py forged.json").exit_code, 0);
}

TEST_F(CertificateCommands, AreVerifiedWithAndWithoutAKey) {
  const CommandResult result = run("verify c.json");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.out.rfind("verified: the verdict is certified", 0), 0U) << result.out;
  EXPECT_NE(result.out.find("none: who made the certificate is not known"), std::string::npos);
  const CommandResult is_signed = run("verify s.json --key k.pub");
  EXPECT_EQ(is_signed.exit_code, 0) << is_signed.err;
  EXPECT_NE(is_signed.out.find("valid, by the key with id "), std::string::npos) << is_signed.out;
  const json report = json::parse(run("verify s.json --key k.pub --json -").out);
  EXPECT_EQ(report.at("verified"), true);
  EXPECT_EQ(report.at("verdict"), "certified");
  EXPECT_EQ(report.at("signature").at("finding"), "valid");
  EXPECT_EQ(report.at("subjects").at(0).at("name"), "codes.npy");
  EXPECT_EQ(report.at("deployment").at("mean").at(0), "127.5");
}

TEST_F(CertificateCommands, ASignatureIsNeverTakenForGranted) {
  expect_refused("verify s.json");
  const CommandResult content = run("verify s.json --unauthenticated");
  EXPECT_EQ(content.exit_code, 0);
  EXPECT_NE(content.out.find("NOT CHECKED"), std::string::npos);
  EXPECT_EQ(run("verify c.json --key k.pub").exit_code, 1);
  EXPECT_EQ(run("keygen -o other").exit_code, 0);
  const CommandResult other = run("verify s.json --key other.pub");
  EXPECT_EQ(other.exit_code, 1);
  EXPECT_EQ(other.out.rfind("not verified: ", 0), 0U) << other.out;
  expect_refused("verify s.json --key k.key");
  expect_refused("verify s.json --key k.pub --unauthenticated");
}

TEST_F(CertificateCommands, ThePredicateIsTheVerdictAndWhatItRestsOn) {
  EXPECT_EQ(certify("--json v.json").exit_code, 0);
  json verdict = json::parse(folder.read("v.json"));
  json predicate = json::parse(folder.read("c.json")).at("predicate");
  // They explain a verdict and are not part of what is certified.
  EXPECT_EQ(verdict.erase("faults"), 1U);
  EXPECT_EQ(verdict.erase("fit"), 1U);
  EXPECT_EQ(predicate.at("parameters").at("tolerate"), "0");
  EXPECT_GT(predicate.at("refuted").at("hypotheses"), 1000);
  predicate.erase("parameters");
  predicate.erase("refuted");
  EXPECT_EQ(predicate, verdict);
  EXPECT_EQ(certify("-o -").out, folder.read("c.json"));
}

TEST_F(CertificateCommands, FilesMayLieElsewhere) {
  const std::string move =
      "mkdir other && mv codes.npy other/x && mv d.toml other/d2 && mv "
      "probe.npy other/probe.npy";
  ASSERT_EQ(run_shell(folder, move).exit_code, 0);
  expect_refused("verify c.json");
  EXPECT_EQ(run("verify c.json --capture other/x --stimulus other/probe.npy --deployment other/d2")
                .exit_code,
            0);
  const CommandResult wrong =
      run("verify c.json --capture other/probe.npy --stimulus other/x --deployment other/d2");
  EXPECT_EQ(wrong.exit_code, 1);
  EXPECT_THAT(wrong.out, testing::HasSubstr("other/probe.npy\", certificate's SHA-256 "));
  ASSERT_EQ(run_shell(folder,
                      "cp c.json other && cp other/x other/codes.npy && mv other/d2 "
                      "other/d.toml && cp c.json codes.npy")
                .exit_code,
            0);
  EXPECT_EQ(run("verify other/c.json").exit_code, 0);
}

// A sample; every byte is verification_test.cc's.
TEST_F(CertificateCommands, AChangedByteIsRefused) {
  for (const std::string name : {"codes.npy", "probe.npy", "d.toml", "c.json", "s.json"}) {
    const std::string content = folder.read(name);
    const std::string command = name == "s.json" ? "verify s.json --key k.pub" : "verify c.json";
    for (const std::size_t at : {std::size_t{0}, content.size() / 2, content.size() - 1}) {
      std::string changed = content;
      changed[at] = static_cast<char>(changed[at] ^ 1);
      folder.write(name, changed);
      const int code = run(command).exit_code;
      EXPECT_TRUE(code == 1 || code == 2) << name << ' ' << at;
    }
    folder.write(name, content);
  }
  EXPECT_EQ(run("verify c.json").exit_code, 0);
}

TEST_F(CertificateCommands, RefutedAndUndecidedOnesSaySo) {
  ASSERT_EQ(run_shell(folder, "cp probe.npy wrong.npy").exit_code, 0);
  EXPECT_EQ(run("certify d.toml --stimulus probe.npy --capture wrong.npy -o r.json").exit_code, 1);
  const CommandResult refuted = run("verify r.json");
  EXPECT_EQ(refuted.exit_code, 1);
  EXPECT_EQ(refuted.out.rfind("verified, but the verdict is refuted", 0), 0U) << refuted.out;

  EXPECT_EQ(run("probe d.toml --against swing -o few.npy").exit_code, 0);
  EXPECT_EQ(run("convert few.npy d.toml -o few_codes.npy --with fixed").exit_code, 0);
  EXPECT_EQ(run("certify d.toml --stimulus few.npy --capture few_codes.npy -o u.json").exit_code,
            1);
  const CommandResult undecided = run("verify u.json");
  EXPECT_EQ(undecided.exit_code, 1);
  EXPECT_EQ(undecided.out.rfind("verified, but the verdict is undecided", 0), 0U) << undecided.out;
}

TEST_F(CertificateCommands, EveryOptionOfTheVerdictIsRecorded) {
  ASSERT_EQ(run_shell(folder, "tail -c +129 codes.npy > raw && wc -c < raw").exit_code, 0);
  const auto bytes = folder.read("raw").size();
  const std::string shape = std::to_string(bytes / 3) + ",3";
  EXPECT_EQ(run("certify d.toml --stimulus probe.npy --stimulus-layout nhwc --capture raw --layout "
                "nhwc --shape " +
                shape + " --stride " + std::to_string(bytes) +
                " --tolerate 0 --arithmetic bayes:post_rounding=floor -o o.json")
                .exit_code,
            1);
  const json parameters = json::parse(folder.read("o.json")).at("predicate").at("parameters");
  EXPECT_EQ(parameters.at("arithmetic"), "bayes:post_rounding=floor");
  EXPECT_EQ(parameters.at("shape"), shape);
  EXPECT_EQ(parameters.at("stimulus_layout"), "nhwc");
  EXPECT_EQ(run("verify o.json").out.rfind("verified, but", 0), 0U);
}

TEST_F(CertificateCommands, OfTheSource) {
  EXPECT_EQ(run("probe --source -o patches.npy").exit_code, 0);
  EXPECT_EQ(run("convert patches.npy d.toml -o yuv.npy --with training").exit_code, 0);
  const std::string certify_source =
      "certify d.toml --source --stimulus patches.npy --capture yuv.npy ";
  EXPECT_EQ(run(certify_source + "-o source.json --sign k.key").exit_code, 0);
  EXPECT_EQ(run("verify source.json --key k.pub").exit_code, 0);
  // The chart is RGB, also where the op's output is BGR (docs/bring-up.md).
  folder.write("bgr.toml", "[deployment]\nop = \"centered_yuv2bgr\"\n");
  run("convert patches.npy bgr.toml --op centered_yuv2rgb -o bgr.npy --with training");
  EXPECT_EQ(run("certify bgr.toml --source --stimulus patches.npy --capture bgr.npy").exit_code, 0);
  EXPECT_EQ(run(certify_source + "--tolerance 1/2 --against swing -o t.json").exit_code, 0);
  EXPECT_EQ(run("verify t.json").exit_code, 0);
  const json predicate = json::parse(folder.read("t.json")).at("predicate");
  EXPECT_EQ(predicate.at("parameters").at("tolerance"), "1/2");
  EXPECT_EQ(predicate.at("explained_by").size() + predicate.at("within_margin").size() +
                predicate.at("refuted").size(),
            56U);
  ASSERT_EQ(run_shell(folder, "sed -i s/certified/undecided/ t.json").exit_code, 0);
  EXPECT_EQ(run("verify t.json").exit_code, 1);
}

TEST_F(CertificateCommands, KeysArePrivateAndNeverOverwritten) {
  struct stat status {};
  ASSERT_EQ(::stat(folder.path_of("k.key").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  expect_refused("keygen -o k");
  folder.write("half.pub", "mine");
  expect_refused("keygen -o half");
  expect_refused("keygen -o missing/k");
  expect_refused("keygen -o -");
  expect_refused("keygen -o ''");
  expect_refused("keygen -o ./");
  for (const std::string nowhere : {">&-", ">/dev/full"}) {
    EXPECT_EQ(run_shell(folder, "$swingproof keygen -o new " + nowhere).exit_code, 2);
    EXPECT_FALSE(folder.names().contains("new.key") || folder.names().contains("new.pub"));
  }
  expect_refused("keygen");
  ASSERT_EQ(run_shell(folder, "ln -s nowhere link.key").exit_code, 0);
  expect_refused("keygen -o link");
}

TEST_F(CertificateCommands, RefuseWhatTheyCannotUse) {
  folder.write("nested.json", std::string(1 << 20, '['));
  folder.write("cut.json", folder.read("c.json").substr(0, 300));
  folder.write("twice.json", R"({"_type": 1, "_type": 2})");
  folder.write("other.json", R"({"schema": "swingproof.gate/1"})");
  folder.write("key", "no key");
  folder.write("a.toml", "[arithmetic.constants]\noffset = \"128\"\n");
  folder.write("codes2.npy", folder.read("codes.npy"));
  for (const std::string bad :
       {"verify nested.json",
        "verify cut.json",
        "verify twice.json",
        "verify other.json",
        "verify missing.json",
        "verify codes.npy",
        "verify .",
        "verify",
        "verify c.json s.json",
        "verify c.json --capture missing.npy",
        "verify c.json --capture .",
        "verify c.json --json c.json",
        "verify c.json --json codes.npy",
        "verify s.json --key missing",
        "verify s.json --key key",
        "verify /dev/zero",
        "certify --stimulus probe.npy --capture codes.npy -o n.json",
        "certify d.toml --swing studio --stimulus probe.npy --capture codes.npy -o n.json",
        "certify d.toml --arithmetic a.toml --stimulus probe.npy --capture codes.npy -o n.json",
        "certify d.toml --stimulus probe.npy --capture codes.npy --sign k.key",
        "certify d.toml --stimulus probe.npy --capture codes.npy -o n.json --sign k.pub",
        "certify d.toml --stimulus probe.npy --capture codes.npy -o n.json --sign missing",
        "certify d.toml --stimulus probe.npy --capture codes.npy -o codes.npy",
        "certify d.toml --stimulus probe.npy --capture codes.npy -o k.key --sign k.key",
        "certify d.toml --stimulus probe.npy --capture codes.npy -o n.json --json n.json"}) {
    if (bad.find("studio") != std::string::npos) {
      EXPECT_EQ(run(bad).exit_code, 2);  // warns as well
      continue;
    }
    expect_refused(bad);
  }
  ASSERT_EQ(run_shell(folder, "truncate -s 100G huge.json").exit_code, 0);
  EXPECT_EQ(run("verify huge.json").exit_code, 2);
}

// Captures that are none: one line, nothing written, whatever is asked for.
TEST_F(CertificateCommands, CapturesOfOtherSizesAndTypesAreRefused) {
  const std::string codes = folder.read("codes.npy");
  folder.write("cut.npy", codes.substr(0, codes.size() - 1));
  folder.write("header.npy", codes.substr(0, 60));
  folder.write("long.npy", codes + "x");
  const auto with_header = [&](const std::string& dict) {
    std::string file("\x93NUMPY\x01\x00", 8);
    file += {static_cast<char>(dict.size() & 0xFFU), static_cast<char>(dict.size() >> 8U)};
    return file + dict;
  };
  const std::string i1 = "{'descr': '|i1', 'fortran_order': False, 'shape': ";
  folder.write("huge.npy", with_header(i1 + "(1099511627776, 3), }\n"));
  folder.write("wrap.npy", with_header(i1 + "(4294967296, 4294967296, 3), }\n"));
  folder.write("short.npy", with_header(i1 + "(1, 3), }\n") + "abc");
  folder.write("float.npy",
               with_header("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 3), }\n") +
                   std::string(12, '\0'));
  for (const std::string name : {"cut.npy", "header.npy", "long.npy", "huge.npy", "wrap.npy",
                                 "short.npy", "float.npy", "d.toml", "missing.npy"}) {
    expect_refused("certify d.toml --stimulus probe.npy --capture " + name +
                   " -o n.json --json v.json --next-probe n.npy");
    expect_refused("certify d.toml --stimulus " + name + " --capture codes.npy -o n.json");
  }
}

// Deployments whose hypotheses all saturate alike are one class, which any capture would fit that
// need not agree with it anywhere.
TEST_F(CertificateCommands, ACaptureThatCouldNotDisagreeIsRefused) {
  folder.write("one.toml", "[deployment]\nmean = \"1e6\"\nstd = 58\nq_scale = \"0.02\"\n");
  ASSERT_EQ(run("probe one.toml -o one.npy").exit_code, 0);
  ASSERT_EQ(run("convert one.npy one.toml -o one_codes.npy --with fixed").exit_code, 0);
  const std::string one = "certify one.toml --stimulus one.npy --capture one_codes.npy";
  EXPECT_THAT(run(one).out, HasSubstr("stimulus   1 pixel"));
  EXPECT_EQ(run(one).exit_code, 0);
  expect_refused(one + " --tolerate 1 -o n.json");
  folder.write("empty.npy", pixel_list_npy({}));
  expect_refused("certify one.toml --stimulus empty.npy --capture empty.npy -o n.json");
  EXPECT_THAT(run("certify one.toml --stimulus empty.npy --capture empty.npy").err,
              HasSubstr("empty.npy: has no pixels"));
  expect_refused("certify d.toml --stimulus probe.npy --capture codes.npy --tolerate 10000");
}

}  // namespace
}  // namespace swingproof
