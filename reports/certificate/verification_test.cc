// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/certificate/verification.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "deployment/input_error.h"
#include "deployment/sha256.h"
#include "reports/certificate/changed_certificate_fixture.h"
#include "reports/certificate/dsse_envelope.h"

namespace swingproof {
namespace {

TEST_F(Certificates, AreVerified) {
  const Verification verification = verify(statement);
  EXPECT_TRUE(is_verified(verification));
  EXPECT_EQ(verification.verdict, "certified");
  EXPECT_EQ(verification.signature, SignatureFinding::none);
  EXPECT_EQ(statement, computed_statement(files.paths(), subject_names(files.paths()), {}));
}

// "swing studio, chroma_order swapped"
Hypothesis hypothesis_of(const Hypothesis& declared, std::string_view text) {
  Hypothesis hypothesis = declared;
  while (!text.empty()) {
    const std::string_view each = text.substr(0, text.find(", "));
    const std::size_t space = each.find(' ');
    set_value(hypothesis, parse_name<Axis>(each.substr(0, space), "axis"), each.substr(space + 1),
              "value");
    text.remove_prefix(std::min(text.size(), each.size() + 2));
  }
  return hypothesis;
}

// Each hypothesis is named once, and where it is said to be excluded, a board that computes it
// gives other codes than were captured, for the last time that is tolerated and once more.
TEST_F(Certificates, SayHowEachHypothesisIsExcluded) {
  const Deployment deployment = named_deployments()[1].deployment;
  const Hypothesis declared = declared_hypothesis(deployment, "bayes", "arithmetic");
  const YuvPlanes pixels = read_stimulus(files.folder.path_of("probe.npy"), {}).pixels;
  const CaptureCodes captured = SimulatedBoard(deployment, declared).capture(pixels);
  std::map<std::string, SimulatedBoard> boards;
  for (const int tolerated : {0, 2}) {
    CheckParameters parameters;
    parameters.tolerate = std::to_string(tolerated);
    const Json predicate = Json::parse(
        computed_statement(files.paths(), subject_names(files.paths()), parameters))["predicate"];
    std::set<std::string> refuted;
    for (const Json& at : predicate["refuted"]["decided_at"]) {
      for (const Json& each : at["hypotheses"]) {
        const std::string text = each.get<std::string>();
        EXPECT_TRUE(refuted.insert(text).second) << text;
        if (!boards.contains(text)) {
          boards.emplace(text, SimulatedBoard(deployment, hypothesis_of(declared, text)));
        }
        const SimulatedBoard& board = boards.at(text);
        int differing = 0;
        bool differs = false;
        for (std::size_t i = 0; i <= at["index"]; ++i) {
          differs = board.codes(pixels[i]) !=
                    std::array{captured.planes[0][i], captured.planes[1][i], captured.planes[2][i]};
          differing += differs ? 1 : 0;
        }
        ASSERT_EQ(differing, tolerated + 1) << text;
        ASSERT_TRUE(differs) << text;
      }
    }
    EXPECT_EQ(refuted.size(), predicate["refuted"]["hypotheses"]);
    std::size_t others = predicate["not_computable"].size();
    for (const Json& each : predicate["explained_by"]) others += each.size();
    EXPECT_EQ(refuted.size() + others, 1440U);
  }
}

// Every byte of what is least repetitive: the beginning, and the parameters; of the others every
// 211th. changed_certificate_slow_test.cc changes every byte of a smaller one.
std::vector<std::size_t> places_in(const std::string& text) {
  const std::size_t parameters = text.find("\"parameters\"");
  std::vector<std::size_t> places;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool is_dense = at < 250 || (at >= parameters && at < parameters + 150);
    if (is_dense || at % 211 == 0 || at + 20 > text.size()) places.push_back(at);
  }
  return places;
}

TEST_F(Certificates, AChangedByteIsRefused) {
  EXPECT_EQ(accepted_changes(statement, {}, places_in(statement)), 0U);
}

TEST_F(Certificates, AChangedByteOfAnEnvelopeIsRefused) {
  const SigningKey key = SigningKey::generate();
  const std::string envelope = envelope_text(signed_envelope(statement, key));
  const SignatureRules rules{key.public_key(), false};
  EXPECT_TRUE(is_verified(verify(envelope, rules)));
  std::vector<std::size_t> places;
  for (std::size_t at = 0; at < envelope.size(); ++at) {
    if (at % 331 == 0 || at + 150 > envelope.size()) places.push_back(at);
  }
  EXPECT_EQ(accepted_changes(envelope, rules, places), 0U);
}

// Every byte of each file: its digest differs before anything is computed.
TEST_F(Certificates, AnyChangedByteOfAFileIsRefused) {
  for (const std::string name : {"codes.npy", "probe.npy", "d.toml"}) {
    const std::string content = files.folder.read(name);
    EXPECT_EQ(accepted_changes_of_file(name, [](std::size_t at) { return at % 8; }), 0U) << name;
    files.folder.write(name, content + '\n');
    EXPECT_FALSE(is_verified(verify(statement))) << name;
    files.folder.write(name, content.substr(1));
    EXPECT_FALSE(is_verified(verify(statement))) << name;
    files.folder.write(name, content);
  }
  EXPECT_TRUE(is_verified(verify(statement)));
}

// The same values in another form are not the same certificate.
TEST_F(Certificates, TheFormIsPartOfIt) {
  const Json document = Json::parse(statement);
  const nlohmann::json sorted = nlohmann::json::parse(statement);
  for (const std::string& other : {document.dump(), document.dump(2), statement + "\n",
                                   sorted.dump(2) + "\n", "\xEF\xBB\xBF" + statement}) {
    EXPECT_TRUE(is_refused(other)) << other.substr(0, 80);
  }
  ASSERT_EQ(verify(document.dump()).differences.size(), 1U);
  EXPECT_EQ(verify(document.dump()).differences[0].where, "bytes");
}

TEST_F(Certificates, WhatDiffersIsNamed) {
  Json document = Json::parse(statement);
  document["predicate"]["verdict"] = "refuted";
  document["predicate"]["stimulus"]["inputs"] = 1;
  document["predicate"]["added"] = true;
  const auto differences = verify(json_text(document)).differences;
  ASSERT_EQ(differences.size(), 3U);
  EXPECT_EQ(differences[0].where, "predicate.verdict");
  EXPECT_EQ(differences[0].certificate, "refuted");
  EXPECT_EQ(differences[0].found, "certified");
  EXPECT_EQ(differences[1].where, "predicate.stimulus.inputs");
  EXPECT_EQ(differences[2].where, "predicate.added");
}

// Another parameter gives another certificate, each right for itself, neither for the other.
TEST_F(Certificates, ParametersArePartOfIt) {
  const SubjectNames names = subject_names(files.paths());
  CheckParameters parameters;
  parameters.tolerate = "1";
  const std::string tolerant = computed_statement(files.paths(), names, parameters);
  EXPECT_TRUE(is_verified(verify(tolerant)));
  EXPECT_NE(tolerant, statement);
  Json mixed = Json::parse(statement);
  mixed["predicate"]["parameters"]["tolerate"] = "1";
  EXPECT_TRUE(is_refused(json_text(mixed)));
  mixed["predicate"]["parameters"]["tolerate"] = "-1";
  EXPECT_TRUE(is_refused(json_text(mixed)));
}

TEST(CertificateOfAnotherBoard, SaysRefutedAndIsVerified) {
  const CertifiedFiles files(ChromaOrder::swapped);
  const SubjectNames names = subject_names(files.paths());
  const std::string statement = computed_statement(files.paths(), names, {});
  const Verification verification = verify_certificate(
      statement, "c.json", {}, [&](const Subjects&) { return files.paths(); },
      [&](const SubjectPaths& paths, const StatementBasis& basis) {
        return computed_statement(paths, names_of(basis.subjects), basis.parameters);
      });
  EXPECT_TRUE(is_verified(verification));
  EXPECT_EQ(verification.verdict, "refuted");
  EXPECT_NE(verification_text(verification).find("verified, but the verdict is refuted"),
            std::string::npos);
}

// A certificate that names other bytes than it was made of, and a file that is other bytes whenever
// its digest is taken: what is judged has to be what the certificate names.
TEST_F(Certificates, AFileThatIsAnotherOneWhileItIsJudgedIsNoticed) {
  const std::string right = files.folder.read("codes.npy");
  std::string wrong = right;
  wrong.back() = static_cast<char>(wrong.back() ^ 1);
  files.folder.write("codes.npy", wrong);
  Json lie = Json::parse(statement);
  lie["subject"][0]["digest"]["sha256"] = sha256_of_file(files.paths()[0]);
  const Verification verification = verify_certificate(
      json_text(lie), "c.json", {}, [&](const Subjects& subjects) { return locate(subjects); },
      [&](const SubjectPaths& paths, const StatementBasis& basis) {
        files.folder.write("codes.npy", right);
        std::string computed =
            computed_statement(paths, names_of(basis.subjects), basis.parameters);
        files.folder.write("codes.npy", wrong);
        return computed;
      });
  EXPECT_FALSE(is_verified(verification));
  ASSERT_EQ(verification.differences.size(), 1U);
  EXPECT_EQ(verification.differences[0].where, "subject.0.digest.sha256");
  EXPECT_EQ(verification.differences[0].found, sha256_hex(right));
}

TEST_F(Certificates, ASignatureIsAskedForOrDoneWithoutInWords) {
  const SigningKey key = SigningKey::generate();
  const PublicKey other = SigningKey::generate().public_key();
  const std::string envelope = envelope_text(signed_envelope(statement, key));
  EXPECT_THROW(verify(envelope), InputError);
  const Verification unchecked = verify(envelope, {{}, true});
  EXPECT_EQ(unchecked.signature, SignatureFinding::not_checked);
  EXPECT_TRUE(is_verified(unchecked));
  EXPECT_NE(verification_text(unchecked).find("NOT CHECKED"), std::string::npos);
  EXPECT_EQ(verify(envelope, {key.public_key(), false}).signature, SignatureFinding::valid);
  EXPECT_EQ(verify(envelope, {other, false}).signature, SignatureFinding::wrong);
  EXPECT_EQ(verify(statement, {key.public_key(), false}).signature, SignatureFinding::wrong);
}

// A signature over other words is as good as none, however well made.
TEST_F(Certificates, ASignedLieIsRefused) {
  const SigningKey key = SigningKey::generate();
  std::string lie = statement;
  const std::size_t at = lie.find("\"verdict\": \"certified\"");
  ASSERT_NE(at, std::string::npos);
  lie.replace(at, 22, "\"verdict\": \"undecided\"");
  const Verification verification =
      verify(envelope_text(signed_envelope(lie, key)), {key.public_key(), false});
  EXPECT_EQ(verification.signature, SignatureFinding::valid);
  EXPECT_FALSE(is_verified(verification));
}

TEST_F(Certificates, HostileOnesAreInputErrors) {
  const auto with = [&](const std::string& old, const std::string& changed) {
    std::string text = statement;
    const std::size_t at = text.find(old);
    EXPECT_NE(at, std::string::npos) << old;
    return text.replace(at, old.size(), changed);
  };
  const std::vector<std::string> hostile = {
      "",
      "{}",
      "null",
      "[]",
      "\"text\"",
      "{\"payloadType\": 1}",
      "{\"payloadType\": \"application/vnd.in-toto+json\", \"payload\": \"AA=\"}",
      "{\"payloadType\": \"application/vnd.in-toto+json\", \"payload\": \"\", \"signatures\": []}",
      std::string(1 << 20, '['),
      std::string(1 << 20, '{'),
      "{\"a\": " + std::string(100, '[') + std::string(100, ']') + "}",
      "{\"a\": 1e999999}",
      statement.substr(0, statement.size() / 2),
      with("\"_type\"", "\"_type\": \"https://in-toto.io/Statement/v1\", \"_type\""),
      with("Statement/v1", "Statement/v0.1"),
      with("swingproof.certify/1", "swingproof.certify/2"),
      with("swingproof.certify/1", "swingproof.certify-source/1"),
      with("certificate/v1", "certificate/v2"),
      with("https://swingproof.github.io/certificate/v1", "urn:swingproof:certificate:1"),
      with("\"version\": \"" SWINGPROOF_VERSION, "\"version\": \"9" SWINGPROOF_VERSION),
      with("\"codes.npy\"", "\"../codes.npy\""),
      with("\"codes.npy\"", "\"/dev/zero\""),
      with("\"codes.npy\"", "\"\""),
      with("\"codes.npy\"", "7"),
      with("\"codes.npy\"", "\"a\\u0000b\""),
      with("\"role\": \"capture\"", "\"role\": \"stimulus\""),
      with("\"tolerate\": \"0\"", "\"tolerate\": 0"),
      with("\"tolerate\": \"0\"", "\"tolerate\": \"18446744073709551616\""),
      with("\"check\": \"op\"", "\"check\": \"source\"")};
  for (const std::string& text : hostile) {
    EXPECT_THROW(verify(text), InputError) << text.substr(0, 200);
  }
}

TEST_F(Certificates, FilesOfOneNameOrOfNoneAreRefused) {
  const auto [capture, stimulus, deployment] = files.paths();
  EXPECT_THROW(subject_names({capture, capture, deployment}), InputError);
  EXPECT_THROW(subject_names({capture, "/dev/null", deployment}), InputError);
  files.folder.write("bad\xFFname", "x");
  EXPECT_THROW(subject_names({capture, files.folder.path_of("bad\xFFname"), deployment}),
               InputError);
}

}  // namespace
}  // namespace swingproof
