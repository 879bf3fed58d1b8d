//! Which operation a path names, and the scopes it asks for. Read-only scopes stand for their
//! stronger ones too.

use super::answer::{Answer, Version};
use super::call::Call;
use super::gate::Caller;
use super::refusal::Refusal;
use super::{
    carts, catalog, coupons, customers, hooks, inventory, metafields, orders, payments,
    price_lists, refunds, store,
};
use crate::model::World;
use crate::model::commerce::PaymentState;

const INFORMATION: &[&str] = &["store_v2_information_read_only"];

/// Performs the operation a call names.
///
/// # Errors
/// As the operation; 404 when there is none.
pub fn operate(world: &mut World, call: &Call, caller: &Caller) -> Result<Answer, Refusal> {
    let path: Vec<&str> = call.path.iter().map(String::as_str).collect();
    match (call.version, path.as_slice()) {
        (Version::V2, ["store"]) => {
            caller.needs(INFORMATION)?;
            store::profile(world, call)
        }
        (Version::V2, ["time"]) => {
            caller.needs(INFORMATION)?;
            store::time(call)
        }
        (Version::V2, ["orders" | "order_statuses", ..]) => {
            orders::operate(world, call, caller, &path)
        }
        (Version::V3, ["hooks", rest @ ..]) => hooks::operate(world, call, caller, rest),
        (Version::V3, ["orders", order, "metafields", rest @ ..]) => {
            metafields::operate(world, call, caller, order, rest)
        }
        (Version::V3, ["orders", order, "transactions"]) => {
            payments::transactions(world, call, caller, order)
        }
        (Version::V3, ["orders", order, "payment_actions", "capture"]) => {
            payments::act(world, call, caller, order, PaymentState::CapturePending)
        }
        (Version::V3, ["orders", order, "payment_actions", "void"]) => {
            payments::act(world, call, caller, order, PaymentState::VoidPending)
        }
        (Version::V3, ["orders", rest @ ..]) => refunds::operate(world, call, caller, rest),
        (Version::V3, ["carts", rest @ ..]) => carts::operate(world, call, caller, rest),
        (Version::V3, ["catalog", rest @ ..]) => catalog::operate(world, call, caller, rest),
        (Version::V3, ["inventory", rest @ ..]) => inventory::operate(world, call, caller, rest),
        (Version::V3, ["pricelists", rest @ ..]) => price_lists::operate(world, call, caller, rest),
        (Version::V3, ["customers", rest @ ..]) => customers::operate(world, call, caller, rest),
        (Version::V2, ["customer_groups", rest @ ..]) => {
            customers::groups(world, call, caller, rest)
        }
        (Version::V2, ["coupons", rest @ ..]) => coupons::operate(world, call, caller, rest),
        (Version::V2 | Version::V3, _) => Err(Refusal::missing("Resource")),
    }
}
