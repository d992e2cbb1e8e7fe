// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_CERTIFICATE_CHANGED_CERTIFICATE_FIXTURE_H_
#define SWINGPROOF_REPORTS_CERTIFICATE_CHANGED_CERTIFICATE_FIXTURE_H_

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "deployment/input_error.h"
#include "reports/certificate/certified_files_fixture.h"
#include "reports/certificate/verification.h"
#include "suites/certify/source_chart.h"
#include "suites/certify/source_conversion.h"
#include "suites/certify/source_hypothesis.h"
#include "suites/parallel_blocks.h"

namespace swingproof {

// What each basis gives, computed once: the files of these tests do not change between two calls.
class Computed {
 public:
  std::string operator()(const SubjectPaths& paths, const StatementBasis& basis) {
    const std::lock_guard lock(mutex_);
    for (const auto& [known, text] : known_) {
      if (known == basis) return text;
    }
    known_.emplace_back(basis,
                        computed_statement(paths, names_of(basis.subjects), basis.parameters));
    return known_.back().second;
  }

 private:
  std::mutex mutex_;
  std::vector<std::pair<StatementBasis, std::string>> known_;
};

class Certificates : public testing::Test {
 protected:
  // Folders are not in it: the same for all tests.
  static std::string statement_of(const CertifiedFiles& files) {
    static const std::string text =
        computed_statement(files.paths(), subject_names(files.paths()), {});
    return text;
  }

  // Of the source, and with a small stimulus, so that every byte of it can be changed.
  std::string source_statement() const {
    const RgbStimulus chart = source_chart();
    const SourceFunction source = source_function(declared_source({}));
    RgbStimulus colours;
    YuvPlanes capture;
    for (std::size_t i = 0; i < chart.pixels.size(); i += patch_side * 101) {
      colours.pixels.push_back(chart.pixels[i]);
      capture.push_back(source(chart.pixels[i]));
    }
    colours.positions = {colours.pixels.size()};
    files.folder.write("colours.npy", chart_npy(colours));
    files.folder.write("yuv.npy", pixel_list_npy(capture));
    const SubjectPaths paths = {files.folder.path_of("yuv.npy"),
                                files.folder.path_of("colours.npy"),
                                files.folder.path_of("d.toml")};
    CheckParameters parameters;
    parameters.is_source = true;
    return computed_statement(paths, subject_names(paths), parameters);
  }

  SubjectPaths locate(const Subjects& subjects) const {
    SubjectPaths paths;
    for (std::size_t i = 0; i < paths.size(); ++i) {
      paths[i] = files.folder.path_of(subjects[i].name);
    }
    return paths;
  }

  Verification verify(std::string_view text, const SignatureRules& rules = {}) {
    return verify_certificate(
        text, "c.json", rules, [&](const Subjects& subjects) { return locate(subjects); },
        [&](const SubjectPaths& paths, const StatementBasis& basis) {
          return computed_(paths, basis);
        });
  }

  // Refused as different, or as no certificate at all.
  bool is_refused(std::string_view text, const SignatureRules& rules = {}) {
    try {
      return !is_verified(verify(text, rules));
    } catch (const InputError&) {
      return true;
    }
  }

  // How many of these bytes can be changed unnoticed, each in another bit than its neighbours.
  std::size_t accepted_changes(const std::string& text, const SignatureRules& rules,
                               const std::vector<std::size_t>& places) {
    std::atomic<std::size_t> accepted = 0;
    constexpr std::size_t block = 256;
    for_each_block((places.size() + block - 1) / block, [&](std::size_t i) {
      std::string changed = text;
      const std::size_t end = std::min(places.size(), (i + 1) * block);
      for (std::size_t j = i * block; j < end; ++j) {
        const std::size_t at = places[j];
        changed[at] = static_cast<char>(text[at] ^ (1 << (at % 8)));
        if (!is_refused(changed, rules)) ++accepted;
        changed[at] = text[at];
      }
    });
    return accepted;
  }

  // The same of a file's bytes, each in the bit that bit_at(place) says.
  template <typename BitAt>
  std::size_t accepted_changes_of_file(const std::string& name, const BitAt& bit_at) {
    const std::string content = files.folder.read(name);
    std::size_t accepted = 0;
    for (std::size_t at = 0; at < content.size(); ++at) {
      std::string changed = content;
      changed[at] = static_cast<char>(changed[at] ^ (1 << bit_at(at)));
      files.folder.write(name, changed);
      if (verify(statement).differences.empty()) ++accepted;
    }
    files.folder.write(name, content);
    return accepted;
  }

  const CertifiedFiles files;
  Computed computed_;
  const std::string statement = statement_of(files);
};

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_CERTIFICATE_CHANGED_CERTIFICATE_FIXTURE_H_
