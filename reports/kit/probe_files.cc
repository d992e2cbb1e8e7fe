// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/kit/probe_files.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "deployment/input_error.h"
#include "deployment/sha256.h"
#include "deployment/whole_file.h"
#include "reports/json/figure_reader.h"

namespace swingproof {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view write_again = "write the probe again: probe -o, or kit";
constexpr std::string_view run_again = "run one of the kit's runners again";

[[noreturn]] void refuse_field(const std::string& name, std::string_view field,
                               const std::string& problem, std::string_view remedy) {
  throw InputError(name + ": " + std::string(field), problem, remedy);
}

std::string key_of(const DumpOption& option) {
  std::string key = option.name;
  std::replace(key.begin(), key.end(), '-', '_');
  return key;
}

// "1,3,64,64" as [1, 3, 64, 64], "320" as 320, names as they are: what programs read most easily.
Json form_json(const DumpOptions& form) {
  Json json = Json::object();
  for (const DumpOption& each : dump_options) {
    const auto& text = form.*each.text;
    if (!text) continue;
    const bool is_list = each.text == &DumpOptions::shape ||
                         each.text == &DumpOptions::aligned_shape ||
                         each.text == &DumpOptions::strides;
    json[key_of(each)] = is_list ? Json(parse_shape(*text, each.name)) : Json(*text);
  }
  return json;
}

std::string text_of_value(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

// The reverse, of whatever a runner writes: numbers, texts, lists of them.
DumpOptions form_of(const Json& json) {
  DumpOptions form;
  for (const DumpOption& each : dump_options) {
    const auto found = json.find(key_of(each));
    if (found == json.end() || found->is_null()) continue;
    std::string text;
    if (found->is_array()) {
      for (const Json& number : *found) text += (text.empty() ? "" : ",") + text_of_value(number);
    } else {
      text = text_of_value(*found);
    }
    form.*each.text = text;
  }
  return form;
}

// A form must say where every pixel is.
void require_form(const DumpOptions& form, const std::string& place) {
  try {
    if (parse_dump_options(form).is_headerless() && form.layout) return;
  } catch (const InputError& error) {
    throw InputError(place, error.what(), "");
  }
  throw InputError(place, "has no shape or no layout", write_again);
}

bool is_plain_name(const std::string& name) {
  return !name.empty() && name != "." && name != ".." && name.find('/') == std::string::npos &&
         name.find('\0') == std::string::npos;
}

std::string id_of(const Json& document) {
  return sha256_hex(Json{{"deployment", document.at("deployment")},
                         {"layout", document.at("layout")},
                         {"digests", document.at("digests")}}
                        .dump(-1, ' ', false, Json::error_handler_t::replace));
}

std::vector<std::string> texts_of(const Json& value) {
  std::vector<std::string> texts;
  if (!value.is_array()) return {text_of_value(value)};
  for (const Json& each : value) texts.push_back(text_of_value(each));
  return texts;
}

std::string joined(const std::string& folder, const std::string& name) {
  return (fs::path(folder) / name).string();
}

bool exists(const std::string& path) {
  std::error_code unreadable;
  return fs::exists(path, unreadable);
}

// The pixels that the probe's document speaks of, where they are there.
void check_pixels(const std::string& folder, ProbeKit& kit) {
  for (const ProbeFile& each : kit.probe.files) {
    const std::string path = joined(folder, each.name);
    if (!exists(path)) continue;
    kit.files.push_back(path);
    if (sha256_of_file(path) == each.sha256) continue;
    throw InputError(path, "belongs to another probe than probe.json, or was changed", write_again);
  }
}

const ProbeFile& stimulus_of(const std::string& folder, const ProbeKit& kit) {
  const auto is_there = [&](const ProbeFile& file) { return exists(joined(folder, file.name)); };
  const auto& files = kit.probe.files;
  const auto npy = std::find_if(files.begin(), files.end(), [&](const ProbeFile& file) {
    return file.name.ends_with(".npy") && is_there(file);
  });
  if (npy != files.end()) return *npy;
  const auto any = std::find_if(files.begin(), files.end(), is_there);
  if (any != files.end()) return *any;
  throw InputError(folder, "has none of the pixels that probe.json speaks of", write_again);
}

// The names in capture.json, or those that runners use.
std::vector<std::string> capture_names(const std::string& folder, const Json& document,
                                       const std::string& name) {
  const auto found = document.find("file");
  if (found == document.end()) {
    for (const char* usual : {"capture.npy", "capture.bin"}) {
      if (exists(joined(folder, usual))) return {usual};
    }
    refuse_field(name, "file", "is missing, and so is capture.npy", run_again);
  }
  std::vector<std::string> names = texts_of(*found);
  for (const std::string& each : names) {
    if (!is_plain_name(each)) {
      refuse_field(name, "file", quoted(each) + " is not the name of a file of this folder",
                   run_again);
    }
  }
  if (names.empty()) refuse_field(name, "file", "names none", run_again);
  return names;
}

void check_capture_digests(const std::string& folder, const Json& document,
                           const std::string& name) {
  const auto digests = document.find("digests");
  if (digests == document.end()) return;
  if (!digests->is_object()) refuse_field(name, "digests", "is no object", run_again);
  for (const auto& [file, digest] : digests->items()) {
    const std::string path = joined(folder, file);
    if (!is_plain_name(file) || !exists(path) || sha256_of_file(path) == text_of_value(digest)) {
      continue;
    }
    throw InputError(path, "belongs to another run than capture.json, or was changed", run_again);
  }
}

// As a list of pixels in the order of the stimulus: what a capture without a header is, if nothing
// is said of it.
void complete_form(const ProbeKit& kit, DumpOptions& form) {
  if (form.shape || kit.captures.front().ends_with(".npy")) return;
  const auto stimulus = std::find_if(
      kit.probe.files.begin(), kit.probe.files.end(),
      [&](const ProbeFile& file) { return fs::path(kit.stimulus).filename() == file.name; });
  form.shape = stimulus->form.shape;
  if (!form.layout) form.layout = stimulus->form.layout;
  std::uint64_t elements = 1;
  for (const std::size_t size : parse_shape(*form.shape, kit.stimulus)) elements *= size;
  std::error_code unreadable;
  if (!form.dtype && fs::file_size(kit.captures.front(), unreadable) == 4 * elements) {
    form.dtype = "float32";
  }
}

}  // namespace

void add_identity(Json& document, const std::vector<ProbeFile>& files) {
  document["layout"] = Json::object();
  document["digests"] = Json::object();
  for (const ProbeFile& each : files) {
    document["layout"][each.name] = form_json(each.form);
    document["digests"][each.name] = each.sha256;
  }
  document["id"] = id_of(document);
}

Json probe_identity_json(const Deployment& deployment, const std::vector<ProbeFile>& files) {
  Json document = json_document("swingproof.probe-files/1", deployment);
  add_identity(document, files);
  return document;
}

ProbeIdentity parse_probe_identity(std::string_view text, const std::string& name) {
  const FigureReader reader(name, write_again);
  const Json document = reader.parse(text);
  const Json& layout = reader.member(document, "layout");
  const Json& digests = reader.member(document, "digests");
  const Json& deployment = reader.member(document, "deployment");
  ProbeIdentity identity{reader.text(document, "id"), {}, {}};
  if (!layout.is_object() || !digests.is_object()) {
    refuse_field(name, "digests", "is no object", write_again);
  }
  if (identity.id != id_of(document)) {
    refuse_field(name, "id", "is not that of its content: it was changed", write_again);
  }
  identity.deployment = reader.deployment(deployment);
  for (const auto& [file, digest] : digests.items()) {
    const auto form = layout.find(file);
    if (!is_plain_name(file) || form == layout.end() || !form->is_object()) {
      refuse_field(name, "layout", "has not the files of digests", write_again);
    }
    identity.files.push_back({file, text_of_value(digest), form_of(*form)});
    require_form(identity.files.back().form, name + ": layout");
  }
  return identity;
}

std::optional<ProbeFile> probe_file_of(const std::string& path) {
  const fs::path file(path);
  const std::string document = (file.parent_path() / probe_json_name).string();
  std::error_code unreadable;
  if (!fs::is_regular_file(document, unreadable)) return {};
  const ProbeIdentity identity =
      parse_probe_identity(read_whole_file(document, largest_read_document), document);
  const auto found =
      std::find_if(identity.files.begin(), identity.files.end(),
                   [&](const ProbeFile& each) { return file.filename() == each.name; });
  if (found == identity.files.end()) return {};
  return *found;
}

ProbeKit read_probe_kit(const std::string& folder) {
  ProbeKit kit;
  const std::string probe_path = joined(folder, probe_json_name);
  kit.probe = parse_probe_identity(read_whole_file(probe_path, largest_read_document), probe_path);
  kit.files.push_back(probe_path);
  check_pixels(folder, kit);
  const ProbeFile& stimulus = stimulus_of(folder, kit);
  kit.stimulus = joined(folder, stimulus.name);
  if (!stimulus.name.ends_with(".npy")) kit.stimulus_form = stimulus.form;

  const std::string path = joined(folder, capture_json_name);
  if (!exists(path)) {
    throw InputError(path, "is not there: nothing was run yet", "run one of the kit's runners");
  }
  kit.files.push_back(path);
  const FigureReader reader(path, run_again);
  const Json document = reader.parse(read_whole_file(path, largest_read_document));
  const std::string id = reader.text(document, "id");
  if (id != kit.probe.id) {
    refuse_field(path, "id",
                 "is that of another probe: " + quoted(id) + ", not " + quoted(kit.probe.id),
                 run_again);
  }
  for (const std::string& name : capture_names(folder, document, path)) {
    kit.captures.push_back(joined(folder, name));
    kit.files.push_back(kit.captures.back());
  }
  check_capture_digests(folder, document, path);
  if (!kit.captures.front().ends_with(".npy")) kit.capture_form = form_of(document);
  complete_form(kit, kit.capture_form);
  return kit;
}

}  // namespace swingproof
