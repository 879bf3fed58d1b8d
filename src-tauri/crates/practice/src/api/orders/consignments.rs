//! What goes where of an order, which lists and single orders can include.

use serde_json::{Value, json};

use super::view;
use crate::api::call::Call;
use crate::api::refusal::Refusal;
use crate::model::Order;

/// What is to be included in an order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Include {
    consignments: bool,
    line_items: bool,
    as_object: bool,
}

impl Include {
    /// What a call asks for.
    ///
    /// # Errors
    /// 422 for a word that is not documented.
    pub fn of(call: &Call) -> Result<Self, Refusal> {
        let mut include = Self::default();
        for word in call.listed::<String>("include")?.unwrap_or_default() {
            match word.as_str() {
                "consignments" => include.consignments = true,
                "consignments.line_items" => {
                    include.consignments = true;
                    include.line_items = true;
                }
                "fees" => {}
                _ => return Err(Refusal::field("include", "error.value.")),
            }
        }
        match call.param("consignment_structure") {
            None => {}
            Some("object") => include.as_object = true,
            Some(_) => return Err(Refusal::field("consignment_structure", "error.value.")),
        }
        Ok(include)
    }

    /// `consignments` of an order, or absent when it stays a link.
    pub fn consignments(self, order: &Order, call: &Call) -> Option<Value> {
        let shown = self
            .consignments
            .then(|| consignments(order, call, self.line_items))?;
        Some(if self.as_object {
            shown
        } else {
            json!([shown])
        })
    }
}

/// The consignments of an order.
pub fn consignments(order: &Order, call: &Call, with_lines: bool) -> Value {
    let shipping = order.shipping_addresses.iter().map(|to| {
        let lines = order
            .products
            .iter()
            .filter(|line| line.order_address_id == to.id);
        let lines = lines.map(|line| {
            if with_lines {
                view::product(order, line)
            } else {
                view::link(order, call, &format!("products/{}", line.id))
            }
        });
        let mut shown = view::address(order, to);
        shown["line_items"] = lines.collect();
        shown
    });
    json!({
        "pickups": [], "shipping": shipping.collect::<Vec<_>>(), "downloads": [],
        "email": {"gift_certificates": []},
    })
}
