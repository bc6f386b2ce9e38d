//! The hashes by which tools chain their migrations.

use std::fmt::Write as _;

/// The SHA-1 of some bytes, as hexadecimal digits (RFC 3174). It guards against
/// slips, not against attackers, as it does in the tools that use it.
pub(super) fn sha1(bytes: &[u8]) -> String {
    let mut state: [u32; 5] = [
        0x6745_2301,
        0xEFCD_AB89,
        0x98BA_DCFE,
        0x1032_5476,
        0xC3D2_E1F0,
    ];
    let mut message = bytes.to_vec();
    let bits = (bytes.len() as u64).wrapping_mul(8);
    message.push(0x80);
    while message.len() % 64 != 56 {
        message.push(0);
    }
    message.extend(bits.to_be_bytes());
    for block in message.chunks_exact(64) {
        let mut words: Vec<u32> = block
            .chunks_exact(4)
            .map(|four| {
                four.iter()
                    .fold(0, |word, byte| word << 8 | u32::from(*byte))
            })
            .collect();
        for at in 16..80 {
            let mixed = words[at - 3] ^ words[at - 8] ^ words[at - 14] ^ words[at - 16];
            words.push(mixed.rotate_left(1));
        }
        let mut now = state;
        for (round, word) in words.iter().enumerate() {
            let [first, left, middle, right, last] = now;
            let (mix, constant) = match round / 20 {
                0 => ((left & middle) | (!left & right), 0x5A82_7999),
                1 => (left ^ middle ^ right, 0x6ED9_EBA1),
                2 => (
                    (left & middle) | (left & right) | (middle & right),
                    0x8F1B_BCDC,
                ),
                _ => (left ^ middle ^ right, 0xCA62_C1D6_u32),
            };
            let next = first
                .rotate_left(5)
                .wrapping_add(mix)
                .wrapping_add(last)
                .wrapping_add(constant)
                .wrapping_add(*word);
            now = [next, first, left.rotate_left(30), middle, right];
        }
        for (sum, part) in state.iter_mut().zip(now) {
            *sum = sum.wrapping_add(part);
        }
    }
    let mut digits = String::new();
    for word in state {
        let _ = write!(digits, "{word:08x}");
    }
    digits
}

/// Base 64 with padding (RFC 4648).
pub(super) fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let word = three
            .iter()
            .chain([&0, &0])
            .take(3)
            .fold(0_usize, |word, byte| word << 8 | usize::from(*byte));
        for at in 0..4 {
            if at <= three.len() {
                out.push(char::from(SIGNS[word >> (18 - 6 * at) & 63]));
            } else {
                out.push('=');
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_hashes() {
        assert_eq!(sha1(b""), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
        assert_eq!(sha1(b"abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
        assert_eq!(
            sha1(&[b'a'; 1000]),
            "291e9a6c66994949b57ba5e650361e98fc36b1ba"
        );
    }

    #[test]
    fn known_texts() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
