//! The fifteen order statuses.

/// One of them.
#[derive(Debug, PartialEq, Eq)]
pub struct Status {
    /// `status_id`.
    pub id: u8,
    /// The name in the control panel, and in `status`.
    pub name: &'static str,
    /// Its place in the control panel's list.
    pub order: u8,
    /// What it says of an order.
    pub about: &'static str,
}

/// Every status, by id.
pub const STATUSES: [Status; 15] = [
    at(
        0,
        "Incomplete",
        0,
        "The shopper reached the payment page but did not pay.",
    ),
    at(
        1,
        "Pending",
        1,
        "The shopper began to pay and has not come back.",
    ),
    at(
        2,
        "Shipped",
        8,
        "Everything was sent; receipt is not confirmed.",
    ),
    at(3, "Partially Shipped", 6, "Some of the items were sent."),
    at(4, "Refunded", 11, "The whole amount was given back."),
    at(
        5,
        "Cancelled",
        9,
        "Called off by the merchant, or out of stock.",
    ),
    at(6, "Declined", 10, "Refused by the merchant."),
    at(7, "Awaiting Payment", 2, "Ordered, payment to follow."),
    at(
        8,
        "Awaiting Pickup",
        5,
        "Packed, to be fetched by the shopper.",
    ),
    at(
        9,
        "Awaiting Shipment",
        4,
        "Packed, to be fetched by the carrier.",
    ),
    at(
        10,
        "Completed",
        7,
        "Sent or fetched, and receipt confirmed.",
    ),
    at(11, "Awaiting Fulfillment", 3, "Paid, to be packed."),
    at(
        12,
        "Manual Verification Required",
        13,
        "On hold until somebody looks at it.",
    ),
    at(13, "Disputed", 12, "The shopper disputes the payment."),
    at(
        14,
        "Partially Refunded",
        14,
        "Some of the amount was given back.",
    ),
];

/// A status by id.
pub fn status(id: u8) -> Option<&'static Status> {
    STATUSES.get(usize::from(id))
}

const fn at(id: u8, name: &'static str, order: u8, about: &'static str) -> Status {
    Status {
        id,
        name,
        order,
        about,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stands_at_its_id() {
        for id in 0..15 {
            assert_eq!(status(id).unwrap().id, id);
        }
        assert_eq!(status(15), None);
    }
}
