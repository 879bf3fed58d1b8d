//! Goods, customers and a few past orders of each practice store. Amounts of yen are in
//! hundredths too, like every amount.

use std::collections::BTreeMap;

use super::people;
use crate::commerce::paid;
use crate::model::commerce::{
    Address, Commerce, Contact, Customer, NextIds, Order, OrderProduct, Origin, PaymentState,
    Product, ShippingAddress,
};
use crate::model::id;

type Goods = &'static [(&'static str, &'static str, i64, f64)];
type People = &'static [(
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
)];

const DAY_MS: i64 = 86_400_000;

const COFFEE: Goods = &[
    ("Harbour Blend 340 g", "HCR-BLEND-340", 1_650, 0.34),
    ("Single Origin Sidamo 340 g", "HCR-SIDAMO-340", 1_950, 0.34),
    ("Pour-over kettle", "HCR-KETTLE", 7_900, 1.2),
    ("Paper filters, 100", "HCR-FILTER-100", 890, 0.2),
    ("Enamel mug", "HCR-MUG", 1_400, 0.3),
];
const BICYCLES: Goods = &[
    ("Stadtrad „Inn“ 28″", "ALP-INN-28", 89_900, 14.8),
    ("Gravelbike Karwendel", "ALP-KARW-54", 219_900, 9.6),
    ("Helm Nordkette", "ALP-HELM-M", 7_995, 0.32),
    ("Kettenöl 100 ml", "ALP-OEL-100", 895, 0.1),
];
const STATIONERY: Goods = &[
    ("万年筆 F", "KRN-FP-F", 1_320_000, 0.05),
    ("ノート A5 罫線", "KRN-NB-A5", 88_000, 0.2),
    ("Washi tape, set of 6", "KRN-WASHI-6", 66_000, 0.1),
    ("Ink, 50 ml, Yoru", "KRN-INK-YORU", 198_000, 0.15),
];

const AMERICANS: People = &[
    ("Ada", "Brooks", "14 Elm Street", "Austin", "78702"),
    ("Luis", "Ortega", "9 Mission Ave", "San Antonio", "78205"),
    ("Priya", "Nair", "77 Lakeside Dr", "Dallas", "75201"),
];
const AUSTRIANS: People = &[
    (
        "Lukas",
        "Gruber",
        "Maria-Theresien-Straße 12",
        "Innsbruck",
        "6020",
    ),
    ("Zoë", "Müller", "Linzer Gasse 3", "Salzburg", "5020"),
];
const JAPANESE: People = &[
    ("花子", "鈴木", "1-2-3 Shibuya", "Tokyo", "150-0002"),
    ("Mia", "Tanaka", "4-5 Kitahama", "Osaka", "541-0041"),
    ("健", "高橋", "8-1 Sakae", "Nagoya", "460-0008"),
];

/// The trade of the store `hash` up to `now_ms`.
pub fn commerce(hash: &str, currency: &str, now_ms: i64) -> Commerce {
    let (goods, people, place, first_order) = match hash {
        "z4zn3wo" => (BICYCLES, AUSTRIANS, ("Tirol", "Austria", "AT"), 5_001),
        "q8tk1m2r" => (STATIONERY, JAPANESE, ("", "Japan", "JP"), 301),
        _ => (COFFEE, AMERICANS, ("Texas", "United States", "US"), 101),
    };
    let customers = customers(people, place, now_ms);
    let mut commerce = Commerce {
        products: products(goods),
        customer_addresses: people::addresses(&customers),
        customer_groups: people::groups(hash, now_ms),
        customers,
        next: NextIds {
            order: first_order,
            ..NextIds::default()
        },
        ..Commerce::default()
    };
    for back in (1..=3).rev() {
        past_order(&mut commerce, currency, now_ms - back * DAY_MS, back);
    }
    commerce
}

fn products(goods: Goods) -> BTreeMap<u64, Product> {
    let product = |(id, (name, sku, price, weight)): (u64, &(&str, &str, i64, f64))| {
        let (name, sku) = ((*name).to_owned(), (*sku).to_owned());
        (
            id,
            Product {
                id,
                name,
                sku,
                price: *price,
                weight: *weight,
            },
        )
    };
    (77..).zip(goods).map(product).collect()
}

fn customers(people: People, place: (&str, &str, &str), now_ms: i64) -> BTreeMap<u64, Customer> {
    let mut all = BTreeMap::new();
    for (id, (first, last, street, city, zip)) in (1..).zip(people) {
        let address = Address {
            street_1: (*street).to_owned(),
            street_2: String::new(),
            city: (*city).to_owned(),
            state: place.0.to_owned(),
            zip: (*zip).to_owned(),
            country: place.1.to_owned(),
            country_iso2: place.2.to_owned(),
        };
        let customer = Customer {
            id,
            first_name: (*first).to_owned(),
            last_name: (*last).to_owned(),
            email: format!("customer{id}@shopper.example"),
            company: String::new(),
            phone: format!("+1 555 01{id:02}"),
            address,
            created_ms: now_ms - 30 * DAY_MS,
            modified_ms: now_ms - 30 * DAY_MS,
            ..Customer::default()
        };
        all.insert(id, customer);
    }
    all
}

fn past_order(commerce: &mut Commerce, currency: &str, at_ms: i64, nth: i64) {
    let customers: Vec<_> = commerce.customers.values().cloned().collect();
    let products: Vec<_> = commerce.products.values().cloned().collect();
    let turn = usize::try_from(nth).unwrap_or_default();
    let (Some(customer), Some(product)) = (
        customers.get(turn % customers.len()),
        products.get(turn % products.len()),
    ) else {
        return;
    };
    let contact = contact(customer);
    let address = ShippingAddress {
        id: id::take(&mut commerce.next.order_address),
        contact: contact.clone(),
        shipping_method: "Standard shipping".to_owned(),
    };
    let line = OrderProduct {
        id: id::take(&mut commerce.next.order_product),
        product_id: product.id,
        variant_id: None,
        order_address_id: address.id,
        name: product.name.clone(),
        sku: product.sku.clone(),
        price: product.price,
        quantity: 2,
        quantity_shipped: 2,
        quantity_refunded: 0,
        weight: product.weight,
    };
    let order = Order {
        id: id::take(&mut commerce.next.order),
        customer_id: customer.id,
        status_id: 10,
        created_ms: at_ms,
        modified_ms: at_ms,
        shipped_ms: Some(at_ms),
        cart_id: None,
        currency: currency.to_owned(),
        billing: contact,
        products: vec![line],
        shipping_addresses: vec![address],
        shipments: Vec::new(),
        shipping: 500,
        tax_permille: 80,
        payment_method: "Test Payment Gateway".to_owned(),
        staff_notes: String::new(),
        customer_message: String::new(),
        is_deleted: false,
        origin: Origin::default(),
        payment: PaymentState::default(),
    };
    let paid = paid(commerce, &order, at_ms);
    commerce.transactions.extend(paid.map(|one| (one.id, one)));
    commerce.orders.insert(order.id, order);
}

fn contact(customer: &Customer) -> Contact {
    Contact {
        first_name: customer.first_name.clone(),
        last_name: customer.last_name.clone(),
        company: customer.company.clone(),
        email: customer.email.clone(),
        phone: customer.phone.clone(),
        address: customer.address.clone(),
    }
}
