// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/settle/evidence_statement.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "deployment/input_error.h"
#include "deployment/sha256.h"
#include "reports/certificate/dsse_envelope.h"
#include "reports/certificate/strict_json.h"
#include "reports/json/figure_reader.h"

namespace swingproof {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view in_toto_statement = "https://in-toto.io/Statement/v1";
constexpr std::string_view evidence_type = "https://swingproof.github.io/evidence/v1";
constexpr std::string_view remedy = "give evidence that swingproof settle judge has written";

Json statement_of(std::string_view text, std::string_view name) {
  Json document = parse_strict_json(text, name);
  if (!is_envelope(document)) return document;
  return parse_strict_json(read_envelope(document, name).payload, name);
}

bool has_evidence_type(const Json& document) {
  return document.is_object() && document.value("predicateType", Json()) == evidence_type;
}

// The predicate, after everything around it was found to be evidence of this version.
const Json& checked_predicate(const Json& document, std::string_view name) {
  const FigureReader reader(name, remedy);
  if (!has_evidence_type(document))
    reader.fail("predicateType", "is not " + std::string(evidence_type));
  if (reader.text(document, "_type") != in_toto_statement) {
    reader.fail("_type", "is not " + std::string(in_toto_statement));
  }
  const Json& predicate = reader.member(document, "predicate");
  if (reader.text(predicate, "schema") != "swingproof.settle/1") {
    reader.fail("schema", "is not swingproof.settle/1");
  }
  const std::string& version = reader.text(reader.member(predicate, "tool"), "version");
  if (version != SWINGPROOF_VERSION) {
    throw InputError(std::string(name) + ": tool",
                     "is swingproof " + quoted(version) + ", but this is " + SWINGPROOF_VERSION +
                         ", whose model may be another one",
                     "judge the captures again with this version");
  }
  return predicate;
}

std::vector<KitSubject> subjects_of(const Json& document, std::string_view name) {
  const FigureReader reader(name, remedy);
  std::vector<KitSubject> subjects;
  for (const Json& each : reader.array(document, "subject")) {
    const std::string& role = reader.text(reader.member(each, "annotations"), "role");
    const std::string& file = reader.text(each, "name");
    if (!is_kit_path(file)) reader.fail("name", quoted(file) + " is not a path in a folder");
    const std::string& digest = reader.text(reader.member(each, "digest"), "sha256");
    if (digest.size() != 64) reader.fail("sha256", "is not 64 hexadecimal digits");
    subjects.push_back({role, {file, digest}});
  }
  return subjects;
}

MeasuredSubject measured_subject(const Json& predicate, std::string_view name) {
  const FigureReader reader(name, remedy);
  MeasuredSubject subject{reader.text(predicate, "board"), {}};
  if (!reader.member(predicate, "plugin").is_null()) {
    subject.plugin = reader.text(predicate, "plugin");
  }
  return subject;
}

bool has_digest(const fs::path& file, const std::string& sha256) {
  std::error_code ignored;
  return fs::is_regular_file(file, ignored) && sha256_of_file(file.string()) == sha256;
}

// Where the plan that was judged lies: beside the evidence, or in a folder there.
std::string kit_beside(const std::string& evidence, const std::vector<KitSubject>& subjects) {
  const fs::path folder = fs::path(evidence).parent_path();
  const auto plan = std::ranges::find(subjects, "plan", &KitSubject::role);
  if (plan == subjects.end()) return folder.string();
  std::error_code error;
  if (has_digest(folder / kit_plan_file, plan->file.sha256)) return folder.string();
  std::vector<fs::path> folders;
  for (fs::directory_iterator each(folder.empty() ? "." : folder, error), end;
       !error && each != end; each.increment(error)) {
    if (has_digest(each->path() / kit_plan_file, plan->file.sha256))
      folders.push_back(each->path());
  }
  // Of several the first by name, so that every run takes the same.
  return folders.empty() ? folder.string() : std::ranges::min(folders).lexically_normal().string();
}

std::string evidence_words(const Json& predicate) {
  std::array<std::size_t, 3> counts = {};  // confirmed, refuted, open
  constexpr std::array<std::string_view, 3> standings = {"confirmed", "refuted", "open"};
  for (const Json& each : predicate.at("choices")) {
    for (std::size_t i = 0; i < counts.size(); ++i) {
      counts[i] += each.at("standing") == standings[i] ? 1 : 0;
    }
  }
  return fmt::format("{} choices confirmed, {} refuted, {} open on {}", counts[0], counts[1],
                     counts[2], quoted(predicate.at("board").get<std::string>()));
}

}  // namespace

std::string evidence_text(const SettleKit& kit, const SettleJudgement& judgement,
                          const MeasuredSubject& subject) {
  Json files = Json::array();
  for (const KitSubject& each : kit.subjects) {
    files.push_back({{"name", each.file.name},
                     {"digest", {{"sha256", each.file.sha256}}},
                     {"annotations", {{"role", each.role}}}});
  }
  return json_text(Json{{"_type", in_toto_statement},
                        {"subject", files},
                        {"predicateType", evidence_type},
                        {"predicate", settle_json(kit, judgement, subject)}});
}

std::string computed_evidence(const std::string& folder, const std::string& captures,
                              const MeasuredSubject& subject) {
  const SettleKit kit = read_settle_kit(folder, captures);
  return evidence_text(kit, judge(kit.results), subject);
}

bool is_evidence(std::string_view text, std::string_view name) {
  return has_evidence_type(statement_of(text, name));
}

EvidencePredicate evidence_predicate(std::string_view text, std::string_view name,
                                     const std::optional<PublicKey>& key) {
  const AuthenticStatement statement = authentic_statement(
      text, name, {key, !key}, [&](const Json& document) { checked_predicate(document, name); });
  if (statement.document.is_null()) {
    throw InputError(name, "is not signed by the key with id " + key_id(*key),
                     "give the public key of its signer, or evidence that this key has signed");
  }
  return {checked_predicate(statement.document, name), statement.verification.signature};
}

Verification verify_evidence(std::string_view text, const std::string& path,
                             const SignatureRules& rules, const std::string& kit,
                             const std::string& captures) {
  AuthenticStatement statement = authentic_statement(
      text, path, rules, [&](const Json& document) { checked_predicate(document, path); });
  Verification verification = std::move(statement.verification);
  if (statement.document.is_null()) return verification;
  const Json& predicate = checked_predicate(statement.document, path);
  const std::vector<KitSubject> subjects = subjects_of(statement.document, path);
  const std::string folder = kit.empty() ? kit_beside(path, subjects) : kit;
  for (const KitSubject& each : subjects) {
    const bool is_elsewhere = each.role == "capture" && !captures.empty();
    verification.subjects.push_back(
        {each.role, each.file,
         (fs::path(is_elsewhere ? captures : folder) / each.file.name).string()});
  }
  compare_subjects(verification);
  if (!verification.differences.empty()) return verification;
  try {
    const std::string computed =
        computed_evidence(folder, captures, measured_subject(predicate, path));
    compare_statements(statement.text, statement.document, computed, verification);
    verification.evidence = evidence_words(Json::parse(computed).at("predicate"));
  } catch (const InputError& error) {
    throw InputError(path, error.what(), "");
  }
  return verification;
}

}  // namespace swingproof
