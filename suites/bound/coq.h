// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_BOUND_COQ_H_
#define SWINGPROOF_SUITES_BOUND_COQ_H_

#include <string>

namespace swingproof {

// Version of the Coq that is here, "8.16.1". Throws InputError, with the remedy, if there is no
// coqtop on PATH or it does not load Gappa's library (Debian packages coq and libcoq-gappa).
std::string coq_version();

// Whether Coq's kernel accepts the proof that Gappa writes of a script, within two minutes of
// processor time. The rewriting rules, which Gappa leaves as hypotheses, are proved there too, and
// Coq itself is asked what the result rests on: nothing but real variables and the axioms of its
// real numbers counts. The statement is Gappa's own reading of the script. Gappa 1.4 has no Coq
// proof of one theorem about rounding toward zero: claims of post_rounding=trunc are not accepted.
bool coq_accepts(const std::string& script);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_BOUND_COQ_H_
