//! Lets the internet reach this machine: a loopback listener, its limits, and the probe.
