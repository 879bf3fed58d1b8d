//! The bodies of cart operations.

use serde::Deserialize;

use crate::api::refusal::Refusal;
use crate::commerce::{CartLine, money};

/// Whatever a cart operation may carry.
#[derive(Debug, Deserialize)]
pub struct Body {
    /// `customer_id`.
    pub customer_id: Option<u64>,
    /// The version the caller read, for the optimistic lock.
    pub version: Option<u64>,
    line_items: Option<Vec<Line>>,
    line_item: Option<Line>,
}

#[derive(Debug, Deserialize)]
struct Line {
    product_id: Option<u64>,
    quantity: u32,
    list_price: Option<f64>,
}

impl Body {
    /// The lines to put in.
    ///
    /// # Errors
    /// 422 when there is none, or one without a product or a quantity.
    pub fn lines(&self) -> Result<Vec<CartLine>, Refusal> {
        let lines = self.line_items.as_deref().unwrap_or_default();
        if lines.is_empty() {
            return Err(Refusal::field("line_items", "error.path.missing."));
        }
        lines.iter().map(Line::wanted).collect()
    }

    /// The line to change.
    ///
    /// # Errors
    /// 422 when it is missing.
    pub fn line(&self) -> Result<CartLine, Refusal> {
        let line = self.line_item.as_ref();
        let line = line.ok_or_else(|| Refusal::field("line_item", "error.path.missing."))?;
        let product_id = line.product_id.unwrap_or_default();
        Ok(CartLine {
            product_id,
            quantity: line.quantity,
            price: line.price(),
        })
    }
}

impl Line {
    fn wanted(&self) -> Result<CartLine, Refusal> {
        let product_id = self
            .product_id
            .ok_or_else(|| Refusal::field("product_id", "error.path.missing."))?;
        if self.quantity == 0 {
            return Err(Refusal::field("quantity", "error.min."));
        }
        Ok(CartLine {
            product_id,
            quantity: self.quantity,
            price: self.price(),
        })
    }

    fn price(&self) -> Option<i64> {
        self.list_price.map(money::from_units)
    }
}
