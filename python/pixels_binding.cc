// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "deployment/input_error.h"
#include "python/arguments.h"
#include "python/arrays.h"
#include "python/bindings.h"
#include "suites/certify/source_conversion.h"
#include "suites/parallel_blocks.h"
#include "suites/pixels/cube_dump.h"
#include "suites/pixels/image_batch.h"
#include "suites/pixels/shared_chroma.h"
#include "suites/pixels/training_codes.h"

namespace swingproof {
namespace {

namespace py = pybind11;

constexpr const char* input_name = "input";

// Centered YUV has negative values, so that uint8 can only be bytes that nobody centered.
void require_signed(const ImageBatch& batch) {
  if (batch.type != ElementType::uint8) return;
  throw py::type_error(
      "input: expected centered YUV (int8, -128..127), got dtype uint8; subtract 128 from the "
      "stored bytes: (input.astype(int) - 128).astype(numpy.int8)");
}

// A new array like another one, computed without the interpreter's lock.
template <typename Element, typename Compute>
py::array_t<Element> computed(const py::array& like, const Compute& compute) {
  py::array_t<Element> result(shape_of(like));
  Element* first = result.mutable_data();
  const py::gil_scoped_release released;
  compute(first);
  return result;
}

py::array convert(const py::object& input, const Deployment& deployment,
                  const std::string& computation_name, const py::object& arithmetic) {
  const ImageBatch batch = image_batch(input, input_name);
  const auto computation = parse_pixel_computation(computation_name, "computation");
  const Arithmetic named = arithmetic_argument(arithmetic, deployment);
  const bool is_training = takes_bytes(computation);
  if (!is_training) require_signed(batch);
  const auto range = is_training ? PixelRange::stored : PixelRange::centered;
  const auto compute = [&](const BatchOutput& output) {
    compute_batch(input_name, batch, range, pixel_operation(computation, deployment, named),
                  output);
  };
  const auto like = py::reinterpret_borrow<py::array>(input);
  // In training the op is one of floats among others.
  if (is_training && batch.type == ElementType::float32) {
    return computed<float>(like, [&](float* first) { compute(ScaledCodes<float>{first}); });
  }
  if (is_training && batch.type == ElementType::float64) {
    return computed<double>(like, [&](double* first) { compute(ScaledCodes<double>{first}); });
  }
  // NOLINTNEXTLINE(readability-non-const-parameter): what is computed is written there.
  return computed<std::int8_t>(like, [&](std::int8_t* first) { compute(first); });
}

py::array cube(const Deployment& deployment, const std::string& computation_name,
               const py::object& arithmetic) {
  const auto computation = parse_pixel_computation(computation_name, "computation");
  const Arithmetic named = arithmetic_argument(arithmetic, deployment);
  py::array_t<std::int8_t> result({256, 256, 256, 3});
  std::int8_t* to = result.mutable_data();
  const py::gil_scoped_release released;
  dump_cube(computation, pixel_operation(computation, deployment, named),
            [&](std::span<const std::uint8_t> bytes) {
              std::memcpy(to, bytes.data(), bytes.size());
              to += bytes.size();
            });
  return result;
}

// What the BPU's pyramid delivers of a batch of training pixels, before 4:2:0.
PixelOperation delivery(const Deployment& deployment, const std::string& conversion,
                        const std::string& swing) {
  const Matrix matrix = {deployment.matrix.standard, parse_name<Swing>(swing, "delivered_swing")};
  return conversion_operation(parse_name<Conversion>(conversion, "conversion"), matrix,
                              deployment.op);
}

PixelOperation one_after_the_other(const PixelOperation& first, const PixelOperation& second) {
  return [first, second](const InputPlanes& in, const OutputPlanes& out, std::size_t pixels) {
    std::array<std::vector<std::uint8_t>, 3> between;
    for (auto& plane : between) plane.resize(pixels);
    first(in, {between[0].data(), between[1].data(), between[2].data()}, pixels);
    second({between[0].data(), between[1].data(), between[2].data()}, out, pixels);
  };
}

// A batch of int8 in C order.
ImageBatch packed_batch(const std::int8_t* first, const std::array<std::size_t, 4>& shape) {
  const auto columns = static_cast<std::ptrdiff_t>(shape[3]);
  const auto plane = static_cast<std::ptrdiff_t>(shape[2]) * columns;
  return {reinterpret_cast<const std::byte*>(first),
          ElementType::int8,
          shape,
          {3 * plane, plane, columns, 1}};
}

void share_all_chroma(std::vector<std::int8_t>& yuv, const std::array<std::size_t, 4>& shape) {
  const ImageSize size{shape[3], shape[2]};
  const std::size_t plane = size.width * size.height;
  for_each_block(shape[0] * 2, [&](std::size_t i) {
    share_chroma(yuv.data() + (i / 2 * 3 + 1 + i % 2) * plane, size);
  });
}

py::array fallback_input(const py::object& input, const Deployment& deployment,
                         const py::object& arithmetic, const std::string& chroma,
                         const std::string& conversion, const std::string& delivered_swing) {
  const ImageBatch batch = image_batch(input, input_name);
  if (chroma != "444" && chroma != "420") {
    throw InputError("chroma", quoted(chroma) + " is not a subsampling", "write 444 or 420");
  }
  if (chroma == "420") require_even({batch.shape[3], batch.shape[2]}, input_name);
  const Arithmetic named = arithmetic_argument(arithmetic, deployment);
  const PixelOperation deliver = delivery(deployment, conversion, delivered_swing);
  const auto like = py::reinterpret_borrow<py::array>(input);
  // NOLINTNEXTLINE(readability-non-const-parameter): what is computed is written there.
  return computed<float>(like, [&](float* first) {
    const ScaledCodes<float> output{first, deployment.q_scale.binary32};
    const auto op = pixel_operation(PixelComputation::fixed, deployment, named);
    if (chroma == "444") {
      const PixelOperation both = one_after_the_other(deliver, op);
      return compute_batch(input_name, batch, PixelRange::stored, both, output);
    }
    std::vector<std::int8_t> yuv(batch.shape[0] * 3 * batch.shape[2] * batch.shape[3]);
    compute_batch(input_name, batch, PixelRange::stored, deliver, yuv.data());
    share_all_chroma(yuv, batch.shape);
    compute_batch(input_name, packed_batch(yuv.data(), batch.shape), PixelRange::centered, op,
                  output);
  });
}

py::array quantized_input(const py::object& input, const Deployment& deployment) {
  const ImageBatch batch = image_batch(input, input_name);
  const auto like = py::reinterpret_borrow<py::array>(input);
  return computed<float>(like, [&](float* first) {
    compute_batch(input_name, batch, PixelRange::stored, training_code_operation(deployment),
                  ScaledCodes<float>{first, deployment.q_scale.binary32});
  });
}

}  // namespace

void bind_pixels(py::module_& core) {
  core.def("convert", &convert, py::arg("input"), py::arg("deployment"), py::arg("computation"),
           py::arg("arithmetic") = py::none());
  core.def("cube", &cube, py::arg("deployment"), py::arg("computation"),
           py::arg("arithmetic") = py::none());
  core.def("fallback_input", &fallback_input, py::arg("input"), py::arg("deployment"),
           py::arg("arithmetic"), py::arg("chroma"), py::arg("conversion"),
           py::arg("delivered_swing"));
  core.def("quantized_input", &quantized_input, py::arg("input"), py::arg("deployment"));
}

}  // namespace swingproof
