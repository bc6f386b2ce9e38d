use core::fmt;
use core::str::FromStr;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::decode::fixed;
use super::encode::{Encode, Kind, Param};
use super::{Decode, DecodeError};
use crate::pg;

/// An `inet` or `cidr`: an address and how many of its bits are the network's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Inet {
    addr: IpAddr,
    prefix: u8,
}

impl Inet {
    /// An address with its network's length; `None` when it is longer than the address.
    pub const fn new(addr: IpAddr, prefix: u8) -> Option<Self> {
        if prefix > longest(addr) {
            None
        } else {
            Some(Self { addr, prefix })
        }
    }

    /// The address.
    pub const fn addr(self) -> IpAddr {
        self.addr
    }

    /// How many bits are the network's: 32 or 128 for a single host.
    pub const fn prefix(self) -> u8 {
        self.prefix
    }
}

const fn longest(addr: IpAddr) -> u8 {
    if addr.is_ipv4() { 32 } else { 128 }
}

impl From<IpAddr> for Inet {
    fn from(addr: IpAddr) -> Self {
        Self {
            addr,
            prefix: longest(addr),
        }
    }
}

impl fmt::Display for Inet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.addr)?;
        if self.prefix == longest(self.addr) {
            Ok(())
        } else {
            write!(f, "/{}", self.prefix)
        }
    }
}

impl FromStr for Inet {
    type Err = DecodeError;
    fn from_str(s: &str) -> Result<Self, DecodeError> {
        const BAD: DecodeError = DecodeError::of("not an address with an optional network length");
        let (addr, prefix) = match s.split_once('/') {
            Some((addr, n)) => (addr, Some(n.parse().map_err(|_| BAD)?)),
            None => (s, None),
        };
        let addr: IpAddr = addr.parse().map_err(|_| BAD)?;
        Self::new(addr, prefix.unwrap_or(longest(addr))).ok_or(BAD)
    }
}

fn decode(b: &[u8]) -> Result<Inet, DecodeError> {
    const BAD: DecodeError = DecodeError::of("not a network address");
    let ([_, prefix, _, _], rest) = b.split_first_chunk::<4>().ok_or(BAD)?;
    let addr = if rest.len() == 4 {
        IpAddr::V4(Ipv4Addr::from(fixed::<4>(rest)?))
    } else {
        IpAddr::V6(Ipv6Addr::from(fixed::<16>(rest)?))
    };
    Inet::new(addr, *prefix).ok_or(BAD)
}

macro_rules! networks {
    ($($s:ident $cidr:literal),*) => { $(
        impl Decode<pg::$s> for Inet {
            fn decode(b: &[u8]) -> Result<Self, DecodeError> {
                decode(b)
            }
        }
        impl Encode<pg::$s> for Inet {
            fn encode(&self) -> Param<'_> {
                Param(Kind::Inet(*self, $cidr))
            }
        }
    )* };
}
networks!(Inet false, Cidr true);

impl Decode<pg::Inet> for IpAddr {
    fn decode(b: &[u8]) -> Result<Self, DecodeError> {
        let v = decode(b)?;
        if v.prefix == longest(v.addr) {
            Ok(v.addr)
        } else {
            Err(DecodeError::of(
                "a network where the bindings expect a single address",
            ))
        }
    }
}
impl Encode<pg::Inet> for IpAddr {
    fn encode(&self) -> Param<'_> {
        Param(Kind::Inet(Inet::from(*self), false))
    }
}

macro_rules! macs {
    ($($(#[$doc:meta])* $name:ident $len:literal),*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $len]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                for (i, b) in self.0.iter().enumerate() {
                    write!(f, "{}{b:02x}", if i == 0 { "" } else { ":" })?;
                }
                Ok(())
            }
        }
        impl Decode<pg::$name> for $name {
            fn decode(b: &[u8]) -> Result<Self, DecodeError> {
                fixed(b).map(Self)
            }
        }
        impl Encode<pg::$name> for $name {
            fn encode(&self) -> Param<'_> {
                let mut b = [0; 8];
                b[..$len].copy_from_slice(&self.0);
                Param(Kind::Mac(b, $len))
            }
        }
    )* };
}
macs! {
    /// A `macaddr`.
    MacAddr 6,
    /// A `macaddr8`.
    MacAddr8 8
}
