//! Customers and their address books: added and changed.

use super::event::{Event, tell};
use crate::model::commerce::CustomerAddress;
use crate::model::{Commerce, Customer, World, id};

/// Adds a customer with an address book; returns the number. Absent when there is no such store.
pub fn add_customer(
    world: &mut World,
    store: &str,
    mut customer: Customer,
    addresses: Vec<CustomerAddress>,
) -> Option<u64> {
    let now_ms = world.now_ms;
    let commerce = &mut world.store_mut(store)?.commerce;
    let customer_id = id::after(&commerce.customers);
    customer.id = customer_id;
    customer.created_ms = now_ms;
    customer.modified_ms = now_ms;
    if let Some(first) = addresses.first() {
        customer.address = first.address.clone();
    }
    commerce.customers.insert(customer_id, customer);
    tell(world, store, [Event::CustomerCreated(customer_id)]);
    for mut address in addresses {
        address.customer_id = customer_id;
        add_address(world, store, address);
    }
    Some(customer_id)
}

/// Changes a customer and dates the change; says whether there was such a one.
pub fn edit_customer(
    world: &mut World,
    store: &str,
    customer_id: u64,
    edit: impl FnOnce(&mut Customer),
) -> bool {
    let now_ms = world.now_ms;
    let customers = world
        .store_mut(store)
        .map(|shop| &mut shop.commerce.customers);
    let Some(customer) = customers.and_then(|all| all.get_mut(&customer_id)) else {
        return false;
    };
    edit(customer);
    customer.modified_ms = now_ms;
    tell(world, store, [Event::CustomerUpdated(customer_id)]);
    true
}

/// Adds to a customer's address book; returns the number. Absent when there is no such store, or
/// the book has that very address already.
pub fn add_address(world: &mut World, store: &str, mut address: CustomerAddress) -> Option<u64> {
    let commerce = &mut world.store_mut(store)?.commerce;
    if in_book(commerce, &address) {
        return None;
    }
    let (address_id, customer) = (id::after(&commerce.customer_addresses), address.customer_id);
    address.id = address_id;
    commerce.customer_addresses.insert(address_id, address);
    let event = Event::AddressCreated {
        address: address_id,
        customer,
    };
    tell(world, store, [event]);
    Some(address_id)
}

fn in_book(commerce: &Commerce, address: &CustomerAddress) -> bool {
    commerce.customer_addresses.values().any(|known| {
        let same = CustomerAddress {
            id: known.id,
            ..address.clone()
        };
        *known == same
    })
}
