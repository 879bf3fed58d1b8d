//! Speaks BigCommerce: token exchange, signed payloads, webhook signatures, REST and hooks.
