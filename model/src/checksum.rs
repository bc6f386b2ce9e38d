//! Checksums of migration files.

use std::fmt;
use std::str::FromStr;

/// The SHA-256 of a migration's text, independent of how the file came to the
/// machine: a byte order mark is dropped and CRLF counts as LF.
///
/// # Examples
///
/// ```
/// use pgbindgen_model::checksum;
///
/// let unix = checksum("SELECT 1;\nSELECT 2;\n");
/// let windows = checksum("\u{feff}SELECT 1;\r\nSELECT 2;\r\n");
/// assert_eq!(unix, windows);
/// assert_eq!(unix.to_string().parse(), Ok(unix));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Checksum([u8; 32]);

/// The checksum of a text, see [`Checksum`].
pub fn checksum(text: &str) -> Checksum {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut hash = hmac_sha256::Hash::new();
    let mut rest = text;
    // A lone CR is content; only the pair is a line ending that git may write.
    while let Some(at) = rest.find("\r\n") {
        hash.update(&rest.as_bytes()[..at]);
        rest = &rest[at + 1..];
    }
    hash.update(rest.as_bytes());
    Checksum(hash.finalize())
}

impl Checksum {
    /// The 32 bytes of the hash.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in self.0 {
            write!(f, "{byte:02x}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Checksum({self})")
    }
}

/// A text is no checksum: not 64 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseChecksumError(());

impl fmt::Display for ParseChecksumError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a checksum has 64 lower-case hexadecimal digits")
    }
}

impl std::error::Error for ParseChecksumError {}

impl FromStr for Checksum {
    type Err = ParseChecksumError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        fn digit(byte: u8) -> Result<u8, ParseChecksumError> {
            match byte {
                b'0'..=b'9' => Ok(byte - b'0'),
                b'a'..=b'f' => Ok(byte - b'a' + 10),
                _ => Err(ParseChecksumError(())),
            }
        }
        let bytes = text.as_bytes();
        if bytes.len() != 64 {
            return Err(ParseChecksumError(()));
        }
        let mut out = [0; 32];
        for (to, pair) in out.iter_mut().zip(bytes.chunks_exact(2)) {
            *to = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Ok(Checksum(out))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_value() {
        // The SHA-256 of the empty text and of "abc" (FIPS 180-2).
        assert_eq!(
            checksum("").to_string(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
        assert_eq!(
            checksum("abc").to_string(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn lone_carriage_returns_count() {
        assert_ne!(checksum("a\rb"), checksum("a\nb"));
        assert_eq!(
            checksum("a\r\r\nb"),
            checksum("a\r\nb".replace("\r\n", "\r\r\n").as_str())
        );
        assert_eq!(checksum("\r\n\r\n"), checksum("\n\n"));
    }

    #[test]
    fn refuses_other_texts() {
        assert!("abc".parse::<Checksum>().is_err());
        assert!("g".repeat(64).parse::<Checksum>().is_err());
        assert!("A".repeat(64).parse::<Checksum>().is_err());
        assert!("é".repeat(32).parse::<Checksum>().is_err());
    }
}
