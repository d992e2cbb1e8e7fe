// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/review/misconfiguration.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>

#include "deployment/input_error.h"
#include "fixedpoint/row_kernel.h"
#include "suites/certify/hypothesis_op.h"
#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

constexpr int chroma_step = 4;

using CodeRows = std::array<std::array<std::int8_t, 256>, 3>;

// The codes of all output planes for Y = -128..127 under a hypothesis.
void plane_rows(const LoweredOp& op, const Hypothesis& hypothesis, const InputTable& table, int u,
                int v, CodeRows& rows) {
  YuvRow yuv{};
  std::array<std::array<std::int8_t, 256>, 3> inputs;
  for (int y = -128; y < 128; ++y) {
    const CenteredYuv in = op_input(
        hypothesis, table,
        {static_cast<std::int8_t>(y), static_cast<std::int8_t>(u), static_cast<std::int8_t>(v)});
    const auto i = static_cast<std::size_t>(y + 128);
    inputs[0][i] = in.y;
    inputs[1][i] = in.u;
    inputs[2][i] = in.v;
  }
  yuv = {inputs[0].data(), inputs[1].data(), inputs[2].data()};
  CodePlanes planes{};
  for (std::size_t p = 0; p < 3; ++p) {
    planes[plane_channel(hypothesis.output_order, p)] = rows[p].data();
  }
  fixed_rows(op, yuv, 256, planes);
}

struct HypothesisOp {
  LoweredOp op;
  Hypothesis hypothesis;
  InputTable table;
};

HypothesisOp hypothesis_op(const Deployment& deployment, const Arithmetic& arithmetic,
                           const Hypothesis& hypothesis) {
  const Deployment changed =
      hypothesis_deployment(deployment, hypothesis.matrix, hypothesis.normalisation);
  return {lower(changed, for_matrix(arithmetic, changed.matrix)), hypothesis,
          input_table(hypothesis.input_centering, hypothesis.quant_stub, deployment.q_scale)};
}

void add_deviation(const CodeRows& got, const CodeRows& declared, LumaRun run,
                   Misconfiguration& result) {
  result.inputs += static_cast<std::uint64_t>(run.end - run.begin);
  for (std::size_t p = 0; p < 3; ++p) {
    PlaneDeviation& plane = result.planes[p];
    for (std::size_t i = run.begin; i < run.end; ++i) {
      const int deviation = std::abs(got[p][i] - declared[p][i]);
      plane.max_abs = std::max(plane.max_abs, deviation);
      plane.sum_of_squares += static_cast<std::uint64_t>(deviation * deviation);
      plane.changed += deviation != 0 ? 1 : 0;
    }
  }
}

void measure(const HypothesisOp& declared, const HypothesisOp& mistaken, const InputSet& gamut,
             Misconfiguration& result) {
  CodeRows wanted;
  CodeRows got;
  for (int u = -128; u < 128; u += chroma_step) {
    for (int v = -128; v < 128; v += chroma_step) {
      const LumaRun run = gamut[chroma_index(u, v)];
      if (run.begin >= run.end) continue;
      plane_rows(declared.op, declared.hypothesis, declared.table, u, v, wanted);
      plane_rows(mistaken.op, mistaken.hypothesis, mistaken.table, u, v, got);
      add_deviation(got, wanted, run, result);
      if (u != 0 || v != 0) continue;
      for (std::size_t p = 0; p < 3; ++p) {
        for (std::size_t i = run.begin; i < run.end; ++i) {
          result.grey_ramp_max_abs =
              std::max(result.grey_ramp_max_abs, std::abs(got[p][i] - wanted[p][i]));
        }
      }
    }
  }
}

std::vector<Misconfiguration> mistakes(const Hypothesis& declared) {
  std::vector<Misconfiguration> list;
  const auto add = [&](const std::vector<Axis>& axes, auto change) {
    Misconfiguration mistake;
    mistake.hypothesis = declared;
    mistake.axes = axes;
    change(mistake.hypothesis);
    list.push_back(mistake);
  };
  add({Axis::swing}, [](Hypothesis& h) {
    h.matrix.swing = h.matrix.swing == Swing::full ? Swing::studio : Swing::full;
  });
  add({Axis::output_order}, [](Hypothesis& h) { h.output_order = OutputOrder::reversed; });
  add({Axis::output_order, Axis::normalisation}, [](Hypothesis& h) {
    h.output_order = OutputOrder::reversed;
    h.normalisation = Normalisation::reversed;
  });
  add({Axis::chroma_order}, [](Hypothesis& h) { h.chroma_order = ChromaOrder::swapped; });
  add({Axis::input_centering},
      [](Hypothesis& h) { h.input_centering = InputCentering::uncentered; });
  add({Axis::quant_stub}, [](Hypothesis& h) { h.quant_stub = QuantStub::unreset; });
  add({Axis::normalisation}, [](Hypothesis& h) { h.normalisation = Normalisation::reversed; });
  add({Axis::normalisation}, [](Hypothesis& h) { h.normalisation = Normalisation::unit_range; });
  return list;
}

}  // namespace

std::vector<Misconfiguration> measure_misconfigurations(const Deployment& deployment,
                                                        const Arithmetic& arithmetic,
                                                        const InputSet& gamut) {
  Hypothesis as_declared;
  as_declared.matrix = deployment.matrix;
  const HypothesisOp declared = hypothesis_op(deployment, arithmetic, as_declared);
  std::vector<Misconfiguration> list = mistakes(as_declared);
  for_each_block(list.size(), [&](std::size_t i) {
    Misconfiguration& mistake = list[i];
    try {
      measure(declared, hypothesis_op(deployment, arithmetic, mistake.hypothesis), gamut, mistake);
    } catch (const InputError& error) {
      mistake.refused = error.what();
    }
  });
  return list;
}

}  // namespace swingproof
