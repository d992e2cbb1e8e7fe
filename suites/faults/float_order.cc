// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/faults/float_order.h"

namespace swingproof {
namespace {

bool has_constants(NormalisationOrder order) {
  return order != NormalisationOrder::divided_twice && order != NormalisationOrder::unit_divided;
}

// The ways to write settings and the constants that are made of them.
std::vector<FloatOrder> with_settings(const FloatOrder& order, bool is_float32) {
  std::vector<FloatOrder> orders = {order};
  FloatOrder other = order;
  if (is_float32) {
    // A quotient by 255 is a constant as well.
    if (!has_constants(order.normalisation) &&
        order.normalisation != NormalisationOrder::unit_divided) {
      return orders;
    }
    other.double_constants = true;
    orders.push_back(other);
    other.float32_settings = true;
  } else {
    other.float32_settings = true;
  }
  orders.push_back(other);
  return orders;
}

template <typename Member, typename Value>
std::vector<FloatOrder> times(const std::vector<FloatOrder>& orders, Member member,
                              const std::vector<Value>& values) {
  std::vector<FloatOrder> product;
  for (const Value& value : values) {
    for (FloatOrder order : orders) {
      order.*member = value;
      product.push_back(order);
    }
  }
  return product;
}

std::vector<FloatOrder> normalisations(bool is_float32) {
  std::vector<FloatOrder> orders;
  for (int i = 0; i < normalisation_orders; ++i) {
    FloatOrder order;
    order.normalisation = static_cast<NormalisationOrder>(i);
    for (const FloatOrder& each : with_settings(order, is_float32)) orders.push_back(each);
  }
  return orders;
}

}  // namespace

std::vector<FloatOrder> float_orders(Swing swing, bool is_float32) {
  using enum FloatRounding;
  std::vector<FloatOrder> orders = normalisations(is_float32);
  orders = times(orders, &FloatOrder::rounding, std::vector{half_even, half_up, half_away});
  orders = times(orders, &FloatOrder::green,
                 std::vector{GreenOrder::u_then_v, GreenOrder::v_then_u, GreenOrder::both_at_once});
  std::vector<Decimals> decimals = {Decimals::six, Decimals::all};
  // In float32 the last bit of a double is lost.
  if (!is_float32) decimals.push_back(Decimals::computed);
  if (swing == Swing::full) {
    decimals.insert(decimals.end(), {Decimals::five, Decimals::four, Decimals::three});
    orders = times(orders, &FloatOrder::offset_last, std::vector<bool>{false, true});
    return times(orders, &FloatOrder::decimals, decimals);
  }
  orders = times(orders, &FloatOrder::studio,
                 std::vector{StudioOrder::quotient, StudioOrder::factor, StudioOrder::six_decimals,
                             StudioOrder::three_decimals});
  return times(orders, &FloatOrder::decimals, decimals);
}

std::vector<FloatOrder> main_float_orders(Swing swing, bool is_float32) {
  std::vector<FloatOrder> orders;
  for (const FloatOrder& order : float_orders(swing, is_float32)) {
    if (order.green == GreenOrder::u_then_v && !order.offset_last &&
        order.decimals == Decimals::six && order.studio == StudioOrder::quotient &&
        !order.double_constants) {
      orders.push_back(order);
    }
  }
  return orders;
}

}  // namespace swingproof
