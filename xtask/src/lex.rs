//! The code of a Rust file, without its comments and the contents of its strings.

/// Blanks comments and the contents of string and character literals, line by line as they were.
pub(crate) fn code(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut code = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let end = skip(bytes, at);
        if end == at {
            code.push(bytes[at]);
            at += 1;
            // A name is taken whole, so that the `r` that ends one does not begin a raw string.
            if bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'_' {
                while at < bytes.len() && (bytes[at].is_ascii_alphanumeric() || bytes[at] == b'_') {
                    code.push(bytes[at]);
                    at += 1;
                }
            }
        } else {
            code.extend(
                bytes[at..end]
                    .iter()
                    .map(|byte| if *byte == b'\n' { b'\n' } else { b' ' }),
            );
            at = end;
        }
    }
    String::from_utf8_lossy(&code).into_owned()
}

/// The code before the first test module, which by this project's habit is the last item of a file.
pub(crate) fn without_tests(code: &str) -> &str {
    code.find("#[cfg(test)]").map_or(code, |at| &code[..at])
}

/// Where what begins at `at` ends if it is a comment or a literal, else `at`.
fn skip(bytes: &[u8], at: usize) -> usize {
    let rest = &bytes[at..];
    if rest.starts_with(b"//") {
        return find(bytes, at, b"\n");
    }
    if rest.starts_with(b"/*") {
        return block(bytes, at);
    }
    let prefix = [&b"br"[..], b"cr", b"b", b"c", b"r", b""]
        .into_iter()
        .find(|prefix| {
            rest.starts_with(prefix)
                && matches!(rest.get(prefix.len()), Some(b'"' | b'#'))
                && (rest[prefix.len()] == b'"' || prefix.ends_with(b"r"))
        });
    if let Some(prefix) = prefix {
        return string(bytes, at, prefix.len(), prefix.ends_with(b"r"));
    }
    if rest[0] == b'\'' {
        return character(bytes, at);
    }
    at
}

fn find(bytes: &[u8], from: usize, what: &[u8]) -> usize {
    bytes[from..]
        .windows(what.len())
        .position(|window| window == what)
        .map_or(bytes.len(), |offset| from + offset)
}

fn block(bytes: &[u8], at: usize) -> usize {
    let mut depth = 0;
    let mut at = at;
    while at < bytes.len() {
        if bytes[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if bytes[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    at
}

fn string(bytes: &[u8], at: usize, prefix: usize, raw: bool) -> usize {
    let mut at = at + prefix;
    if raw {
        let hashes = bytes[at..].iter().take_while(|byte| **byte == b'#').count();
        if bytes.get(at + hashes) != Some(&b'"') {
            // A raw identifier.
            return at - prefix;
        }
        let mut end = vec![b'"'];
        end.extend(std::iter::repeat_n(b'#', hashes));
        return (find(bytes, at + hashes + 1, &end) + end.len()).min(bytes.len());
    }
    at += 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// A character literal, unless it is a lifetime.
fn character(bytes: &[u8], at: usize) -> usize {
    if bytes.get(at + 1) == Some(&b'\\') {
        return (find(bytes, at + 3, b"'") + 1).min(bytes.len());
    }
    // One character of at most four bytes, then the closing quote.
    (at + 2..=at + 5)
        .find(|end| bytes.get(*end) == Some(&b'\''))
        .filter(|end| {
            std::str::from_utf8(&bytes[at + 1..*end]).is_ok_and(|text| text.chars().count() == 1)
        })
        .map_or(at, |end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_code_remains() {
        // `_` stands for a blank here.
        for (text, expected) in [
            ("a // syn::x\nb", "a__________\nb"),
            ("a /* x /* y */ z */ b", "a___________________b"),
            (r#"f("syn \" x", y)"#, "f(__________, y)"),
            (r##"r#"a " b"# + r#type"##, "___________+ r#type"),
            (
                r"let c = '\''; 'a: loop { 'b' }",
                "let c =_____; 'a: loop {_____}",
            ),
            ("x = 'é' + b'\"' + \"\"", "x =______+ b____+___"),
            ("for r in \"x\"", "for r in____"),
        ] {
            assert_eq!(code(text), expected.replace('_', " "), "{text}");
        }
    }

    #[test]
    fn lines_stay() {
        let text = "a\n\"x\ny\"\n/* \n */b";
        assert_eq!(code(text).lines().count(), text.lines().count());
    }
}
