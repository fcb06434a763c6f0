//! Which addresses may be connected to.
//!
//! The ranges are those of IANA's special-purpose registries for IPv4 and IPv6 (RFC 6890 and its
//! updates), and the addresses at which clouds hand out secrets.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// Networks of IPv4 that are not the public internet, as address and length of prefix.
const SPECIAL_V4: [([u8; 4], u32); 17] = [
    ([0, 0, 0, 0], 8),        // this network
    ([10, 0, 0, 0], 8),       // private
    ([100, 64, 0, 0], 10),    // carriers' own; metadata of one cloud
    ([127, 0, 0, 0], 8),      // loopback
    ([168, 63, 129, 16], 32), // the host of one cloud's machines
    ([169, 254, 0, 0], 16),   // link-local; metadata of most clouds
    ([172, 16, 0, 0], 12),    // private
    ([192, 0, 0, 0], 24),     // protocol assignments
    ([192, 0, 2, 0], 24),     // documentation
    ([192, 88, 99, 0], 24),   // 6to4 relays, given up
    ([192, 168, 0, 0], 16),   // private
    ([198, 18, 0, 0], 15),    // measurements
    ([198, 51, 100, 0], 24),  // documentation
    ([203, 0, 113, 0], 24),   // documentation
    ([224, 0, 0, 0], 4),      // multicast
    ([240, 0, 0, 0], 4),      // reserved
    ([255, 255, 255, 255], 32),
];

/// Networks inside 2000::/3, all that is given out of IPv6, that are not the public internet.
const SPECIAL_V6: [(u128, u32); 4] = [
    (0x2001 << 112, 23),          // protocol assignments, Teredo among them
    (0x2001_0db8 << 96, 32),      // documentation
    (0x3fff << 112, 20),          // documentation
    (0x2620_004f_8000 << 80, 48), // AS 112's sink
];

/// Whether an address belongs to the public internet. IPv6 addresses that carry one of IPv4
/// (mapped, NAT64, 6to4) are judged by it.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let bits = address.to_bits();
    !SPECIAL_V4.iter().any(|(network, length)| {
        let shift = 32 - length;
        bits >> shift == u32::from_be_bytes(*network) >> shift
    })
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let bits = address.to_bits();
    let within = |network: u128, length: u32| bits >> (128 - length) == network >> (128 - length);
    let low = Ipv4Addr::from_bits((bits & u128::from(u32::MAX)) as u32);
    if within(0xffff << 32, 96) || within(0x0064_ff9b << 96, 96) {
        return is_public_v4(low);
    }
    if within(0x2002 << 112, 16) {
        return is_public_v4(Ipv4Addr::from_bits(((bits >> 80) & u128::from(u32::MAX)) as u32));
    }
    within(0x2 << 124, 3) && !SPECIAL_V6.iter().any(|(network, length)| within(*network, *length))
}

/// Hosts and networks that may be asked although they are not public, each named by the user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allow {
    hosts: Vec<String>,
    networks: Vec<(IpAddr, u32)>,
}

impl Allow {
    /// Nothing but the public internet.
    pub fn nothing() -> Self {
        Self::default()
    }

    /// Adds an address (`10.1.2.3`, `fd00::1`), a network (`10.0.0.0/8`) or a host name.
    ///
    /// # Errors
    /// What is wrong with the text, in words.
    pub fn add(&mut self, text: &str) -> Result<(), String> {
        if let Ok(address) = IpAddr::from_str(text) {
            self.networks.push((address, if address.is_ipv4() { 32 } else { 128 }));
            return Ok(());
        }
        if let Some((network, length)) = text.split_once('/') {
            let network = IpAddr::from_str(network);
            let network = network.map_err(|error| format!("{text}: before the /: {error}"))?;
            let most = if network.is_ipv4() { 32 } else { 128 };
            let length = length.parse().ok().filter(|length| *length <= most);
            let length = length.ok_or_else(|| format!("{text}: not a length from 0 to {most}"))?;
            self.networks.push((network, length));
            return Ok(());
        }
        let host = url::Host::parse(text).map_err(|error| format!("{text}: {error}"))?;
        self.hosts.push(host.to_string());
        Ok(())
    }

    /// Whether `address`, to which `host` was resolved, may be connected to.
    pub fn permits(&self, host: &str, address: IpAddr) -> bool {
        is_public(address)
            || self.hosts.iter().any(|allowed| allowed == host)
            || self.networks.iter().any(|(network, length)| holds(*network, *length, address))
    }
}

fn holds(network: IpAddr, length: u32, address: IpAddr) -> bool {
    match (network, address) {
        (IpAddr::V4(network), IpAddr::V4(address)) => {
            let difference = network.to_bits() ^ address.to_bits();
            difference.checked_shr(32 - length).unwrap_or(0) == 0
        }
        (IpAddr::V6(network), IpAddr::V6(address)) => {
            let difference = network.to_bits() ^ address.to_bits();
            difference.checked_shr(128 - length).unwrap_or(0) == 0
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_pass() {
        let check = |text: &str, public| {
            assert_eq!(is_public(text.parse().unwrap()), public, "{text}");
        };
        for text in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.100.100.200",
            "127.0.0.1",
            "127.255.255.255",
            "168.63.129.16",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.192",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.9",
            "203.0.113.7",
            "224.0.0.1",
            "239.1.1.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:169.254.169.254",
            "::127.0.0.1",
            "::8.8.8.8",
            "64:ff9b::10.0.0.1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:10::1",
            "2001:db8::1",
            "2002:7f00:1::1",
            "2002:a9fe:a9fe::1",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "febf::1",
            "fec0::1",
            "ff02::1",
            "4000::1",
        ] {
            check(text, false);
        }
        for text in [
            "1.1.1.1",
            "8.8.8.8",
            "100.63.255.255",
            "100.128.0.0",
            "128.0.0.1",
            "169.253.0.1",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.1",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "2606:4700::1111",
            "2001:4860:4860::8888",
            "2a00:1450::1",
            "::ffff:8.8.8.8",
            "64:ff9b::8.8.8.8",
            "2002:808:808::1",
        ] {
            check(text, true);
        }
    }

    #[test]
    fn what_is_named_is_allowed() {
        let mut allow = Allow::nothing();
        for text in ["127.0.0.1", "10.1.0.0/16", "fd00::/8", "Wiki.Intranet", "192.168.0.0/0"] {
            allow.add(text).unwrap();
        }
        let check = |host: &str, address: &str, permitted| {
            assert_eq!(allow.permits(host, address.parse().unwrap()), permitted, "{address}");
        };
        check("a", "127.0.0.1", true);
        check("a", "10.1.255.1", true);
        check("a", "fd12::1", true);
        check("wiki.intranet", "fe80::1", true);
        check("other.intranet", "fe80::1", false);
        check("a", "192.168.9.9", true);
        check("a", "::1", false);
        for text in ["10.0.0.0/33", "x/8", "a b", "::/129", ""] {
            assert!(Allow::nothing().add(text).is_err(), "{text}");
        }
    }
}
