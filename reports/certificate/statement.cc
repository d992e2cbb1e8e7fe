// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/certificate/statement.h"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "deployment/deployment_file.h"
#include "deployment/deployment_toml.h"
#include "deployment/input_error.h"
#include "deployment/sha256.h"
#include "reports/certificate/refuted.h"
#include "reports/certify/certify_report.h"
#include "reports/certify/source_report.h"

namespace swingproof {
namespace {

constexpr std::string_view statement_type = "https://in-toto.io/Statement/v1";
constexpr std::string_view predicate_type = "https://swingproof.github.io/certificate/v1";

constexpr std::string_view op_schema = "swingproof.certify/1";
constexpr std::string_view source_schema = "swingproof.certify-source/1";

// A name that is one file in the folder of the certificate, whatever system reads it.
bool is_file_name(const std::string& name) {
  constexpr std::size_t longest_name = 255;
  if (name.empty() || name.size() > longest_name || name == "." || name == "..") return false;
  const bool is_plain = std::none_of(name.begin(), name.end(), [](char each) {
    return static_cast<unsigned char>(each) < ' ' || each == '\x7F' || each == '/' || each == '\\';
  });
  if (!is_plain) return false;
  try {
    return !Json(name).dump().empty();
  } catch (const Json::exception&) {  // not UTF-8
    return false;
  }
}

// The parameters that are texts, by name, in their order; others are of no effect on the check.
template <typename Parameters, typename Visit>
void for_each_text(Parameters& parameters, const Visit& visit) {
  for (const DumpOption& each : dump_options) {
    std::string key = each.name;
    std::replace(key.begin(), key.end(), '-', '_');
    visit(key, parameters.dump.*each.text);
  }
  if (parameters.is_source) {
    visit("tolerance", parameters.tolerance);
    visit("margin", parameters.margin);
    visit("against", parameters.against);
  } else {
    visit("arithmetic", parameters.arithmetic);
    visit("stimulus_layout", parameters.stimulus_layout);
    visit("tolerate", parameters.tolerate);
  }
}

void add_text(Json& json, const std::string& key, const std::string& text) { json[key] = text; }
void add_text(Json& json, const std::string& key, const std::optional<std::string>& text) {
  if (text) json[key] = *text;
}

Json parameters_json(const CheckParameters& parameters) {
  Json json = {{"check", parameters.is_source ? "source" : "op"}};
  for_each_text(parameters,
                [&](const std::string& key, const auto& text) { add_text(json, key, text); });
  return json;
}

std::string text_of(const SubjectNames& names, const FileDigests& digests,
                    const std::string& deployment_sha256, Json predicate,
                    const CheckParameters& parameters, const Json& refuted) {
  const Subjects subjects = {Subject{names[0], digests.capture},
                             Subject{names[1], digests.stimulus},
                             Subject{names[2], deployment_sha256}};
  predicate["parameters"] = parameters_json(parameters);
  predicate["refuted"] = refuted;
  Json files = Json::array();
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    files.push_back({{"name", subjects[i].name},
                     {"digest", {{"sha256", subjects[i].sha256}}},
                     {"annotations", {{"role", subject_roles[i]}}}});
  }
  return json_text(Json{{"_type", statement_type},
                        {"subject", files},
                        {"predicateType", predicate_type},
                        {"predicate", predicate}});
}

class StatementReader {
 public:
  explicit StatementReader(std::string_view name) : name_(name) {}

  [[noreturn]] void refuse(std::string_view field, const std::string& problem) const {
    throw InputError(std::string(name_) + ": " + std::string(field), problem,
                     "give a certificate that swingproof certify has written");
  }

  const Json& member(const Json& object, std::string_view key) const {
    const auto found = object.find(key);
    if (found == object.end()) refuse(key, "is missing");
    return *found;
  }

  const std::string& text(const Json& object, std::string_view key) const {
    const Json& value = member(object, key);
    if (!value.is_string()) refuse(key, "is not a text");
    return value.get_ref<const std::string&>();
  }

  void require(const Json& object, std::string_view key, std::string_view value) const {
    const std::string& found = text(object, key);
    if (found != value) refuse(key, "is " + quoted(found) + ", not " + std::string(value));
  }

  Subjects subjects(const Json& statement) const {
    const Json& files = member(statement, "subject");
    if (!files.is_array() || files.size() != subject_roles.size()) {
      refuse("subject", "is not a list of capture, stimulus and deployment");
    }
    Subjects subjects;
    for (std::size_t i = 0; i < subjects.size(); ++i) {
      require(member(files[i], "annotations"), "role", subject_roles[i]);
      subjects[i].name = text(files[i], "name");
      if (!is_file_name(subjects[i].name)) {
        refuse("name", quoted(subjects[i].name) + " is not the name of a file without folders");
      }
      subjects[i].sha256 = text(member(files[i], "digest"), "sha256");
      if (subjects[i].sha256.size() != 64 ||
          subjects[i].sha256.find_first_not_of("0123456789abcdef") != std::string::npos) {
        refuse("sha256", "is not 64 lowercase hexadecimal digits");
      }
    }
    return subjects;
  }

  void require_this_type(const Json& statement) const {
    const std::string& type = text(statement, "predicateType");
    if (type.starts_with("urn:swingproof:")) {
      throw InputError(std::string(name_) + ": predicateType",
                       "is " + quoted(type) + ", the type of before 2026-12",
                       "make it again from the same files, with certify -o or settle judge -o");
    }
    require(statement, "predicateType", predicate_type);
  }

  void require_this_version(const Json& predicate) const {
    const std::string& version = text(member(predicate, "tool"), "version");
    if (version == SWINGPROOF_VERSION) return;
    throw InputError(std::string(name_) + ": tool",
                     "is swingproof " + quoted(version) + ", but this is " + SWINGPROOF_VERSION +
                         ", which may write other bytes",
                     "verify it with the version that made it");
  }

  CheckParameters parameters(const Json& predicate) const {
    const Json& json = member(predicate, "parameters");
    CheckParameters parameters;
    parameters.is_source = text(predicate, "schema") == source_schema;
    require(predicate, "schema", parameters.is_source ? source_schema : op_schema);
    require(json, "check", parameters.is_source ? "source" : "op");
    for_each_text(parameters, [&](const std::string& key, auto& value) {
      if (json.contains(key)) value = text(json, key);
    });
    return parameters;
  }

 private:
  std::string_view name_;
};

}  // namespace

SubjectNames subject_names(const SubjectPaths& paths) {
  SubjectNames names;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    require_digestible(paths[i]);
    names[i] = std::filesystem::path(paths[i]).filename().string();
    if (!is_file_name(names[i])) {
      throw InputError(paths[i], "has a name that a certificate cannot hold",
                       "use a name of printable characters in UTF-8");
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (names[j] != names[i]) continue;
      throw InputError(paths[i],
                       "has the name of the " + std::string(subject_roles[j]) +
                           ", but a certificate's files have to fit into one folder",
                       "rename one of them");
    }
  }
  return names;
}

SubjectNames names_of(const Subjects& subjects) {
  return {subjects[0].name, subjects[1].name, subjects[2].name};
}

std::string statement_text(const SubjectNames& names, const std::string& deployment_sha256,
                           const CheckParameters& parameters, const OpCheck& check) {
  return text_of(names, check.digests, deployment_sha256,
                 certify_json(check.classes, check.verdict, check.next), parameters,
                 refuted_json(check));
}

std::string statement_text(const SubjectNames& names, const std::string& deployment_sha256,
                           const CheckParameters& parameters, const SourceCheck& check) {
  return text_of(names, check.digests, deployment_sha256,
                 source_json(check.declared, check.verdict, check.rules), parameters,
                 refuted_json(check));
}

std::string computed_statement(const SubjectPaths& paths, const SubjectNames& names,
                               const CheckParameters& parameters) {
  const auto& [capture, stimulus, deployment_file] = paths;
  const DeploymentSource source = read_deployment_source(deployment_file);
  const Deployment& deployment = require_deployable(source);
  const CheckFiles files = {stimulus, {capture}, true};
  require_parameters(parameters);
  if (parameters.is_source) {
    return statement_text(names, source.sha256, parameters,
                          check_source(files, parameters, deployment));
  }
  const OpDeclaration declaration = op_declaration(deployment, parameters, deployment_file);
  return statement_text(names, source.sha256, parameters, check_op(files, parameters, declaration));
}

StatementBasis read_statement(const Json& document, std::string_view name) {
  const StatementReader reader(name);
  if (!document.is_object()) reader.refuse("_type", "is missing");
  reader.require(document, "_type", statement_type);
  reader.require_this_type(document);
  const Json& predicate = reader.member(document, "predicate");
  StatementBasis basis{reader.subjects(document), reader.parameters(predicate)};
  reader.require_this_version(predicate);
  return basis;
}

}  // namespace swingproof
