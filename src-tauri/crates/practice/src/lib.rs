//! The practice BigCommerce: a strict stand-in on loopback.
