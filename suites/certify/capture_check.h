// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_CAPTURE_CHECK_H_
#define SWINGPROOF_SUITES_CERTIFY_CAPTURE_CHECK_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "suites/certify/capture.h"
#include "suites/certify/hypothesis_classes.h"
#include "suites/certify/source_verdict.h"
#include "suites/certify/stimulus.h"
#include "suites/certify/verdict.h"

namespace swingproof {

// A check from files to verdict. A verdict depends on files, parameters and deployment alone, so
// anybody who has them computes the same one: that makes a certificate verifiable.

struct CheckFiles {
  std::string stimulus;
  std::vector<std::string> captures;  // the files of one capture: one, or Y and chroma
  bool wants_digests = false;
  // Of the op's stimulus, where it has no header and its probe.json says what it is.
  std::optional<DumpOptions> stimulus_form = {};
};

// SHA-256 of the very bytes that were judged: they are digested while they are read. Empty if not
// wanted.
struct FileDigests {
  std::string stimulus;
  std::string capture;
};

// Texts as the user wrote them, named as the options of certify are.
struct CheckParameters {
  bool is_source = false;
  DumpOptions dump;  // of the capture
  // Of the op's check.
  std::string arithmetic = "bayes";  // a name; of effect in op_declaration() alone
  std::optional<std::string> stimulus_layout;
  std::string tolerate = "0";
  // Of the source's check.
  std::string tolerance = "0";
  std::optional<std::string> margin;  // none: that of SourceRules
  std::optional<std::string> against;

  friend bool operator==(const CheckParameters&, const CheckParameters&) = default;
};

// The declared op.
struct OpDeclaration {
  Deployment deployment;
  Hypothesis hypothesis;
  Arithmetic arithmetic;  // hypothesis_classes()
  std::string place;      // where the deployment comes from, for messages about its settings
};

// With the named arithmetic of the parameters, never an own one. Throws InputError if there is no
// such name.
OpDeclaration op_declaration(const Deployment& deployment, const CheckParameters& parameters,
                             const std::string& place);

struct OpCheck {
  HypothesisClasses classes;
  Stimulus stimulus;
  CaptureCodes capture;
  Verdict verdict;
  NextPixels next;
  FileDigests digests;
};

struct SourceCheck {
  Deployment declared;
  SourceRules rules;
  RgbStimulus stimulus;
  CaptureCodes capture;
  SourceVerdict verdict;
  FileDigests digests;
};

// Both throw InputError for parameters and files that cannot be used, with the option or the file
// as place.
OpCheck check_op(const CheckFiles& files, const CheckParameters& parameters,
                 const OpDeclaration& declaration);
SourceCheck check_source(const CheckFiles& files, const CheckParameters& parameters,
                         const Deployment& deployment);

// Several captures of one stimulus, each judged as alone; what they share is computed once, and the
// memory of a capture is given back before the next one is read.
struct CaptureResult {
  std::string capture;
  Judgement judgement = Judgement::undecided;
};

struct OpCapture : CaptureResult {
  Verdict verdict;
  NextPixels next;
};
struct OpChecks {
  HypothesisClasses classes;
  Stimulus stimulus;
  std::vector<OpCapture> captures;
};
// Of files, each in captures is a capture of its own here. Each is shown with its codes once it is
// judged, before it is added to the checks so far.
using ShowOpCapture =
    std::function<void(const OpChecks& so_far, const OpCapture& judged, const CaptureCodes& codes)>;
OpChecks check_ops(const CheckFiles& files, const CheckParameters& parameters,
                   const OpDeclaration& declaration, const ShowOpCapture& show);

struct SourceCapture : CaptureResult {
  SourceVerdict verdict;
};
struct SourceChecks {
  SourceRules rules;
  std::vector<SourceCapture> captures;
};
// The codes of those that are not refuted are left out.
using ShowSourceCapture =
    std::function<void(const SourceChecks& so_far, const SourceCapture& judged,
                       const RgbStimulus& stimulus, const CaptureCodes& codes)>;
SourceChecks check_sources(const CheckFiles& files, const CheckParameters& parameters,
                           const Deployment& deployment, const ShowSourceCapture& show);

// The files of a folder, but hidden ones, by name: each is a capture. Throws InputError if there is
// none.
std::vector<std::string> captures_in(const std::string& folder);

// What errors name.
struct EvidencePlaces {
  std::string stimulus;
  std::string tolerated;
};

// At least one captured pixel must be right for any hypothesis to explain the capture. Call this
// before judge(). Throws InputError if there are no pixels, or none but tolerated ones.
void require_evidence(const EvidencePlaces& places, const Stimulus& stimulus,
                      std::uint64_t tolerated);

// Throws what the check throws for its parameters alone, before any file is read.
void require_parameters(const CheckParameters& parameters);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_CAPTURE_CHECK_H_
