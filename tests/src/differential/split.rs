//! Splits SQL at its semicolons. The harness has a splitter of its own, small
//! and plain, so that a fault of the one under test cannot hide itself.

use std::ops::Range;

/// The byte ranges of the statements, without the semicolons and the blanks
/// and comments before them.
pub fn statements(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    // The first byte of the statement being read, and the last one after it.
    let mut start = None;
    let mut end = 0;
    let mut depth = 0_usize;
    // The words so far of the statement, which tell BEGIN ATOMIC and CASE.
    let mut atomic = 0_usize;
    let mut last_word = String::new();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &text[at..];
        let length = if rest.starts_with("--") {
            at += rest.find('\n').unwrap_or(rest.len());
            continue;
        } else if rest.starts_with("/*") {
            at += block_comment(rest);
            continue;
        } else if bytes[at].is_ascii_whitespace() {
            at += 1;
            continue;
        } else if bytes[at] == b';' && depth == 0 && atomic == 0 {
            if let Some(start) = start.take() {
                found.push(start..end);
            }
            last_word.clear();
            at += 1;
            continue;
        } else if bytes[at] == b'\'' {
            let is_escape = text[..at].ends_with(['e', 'E'])
                && !text[..at - 1].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            quoted(rest, '\'', is_escape)
        } else if bytes[at] == b'"' {
            quoted(rest, '"', false)
        } else if bytes[at] == b'$' {
            dollar(rest)
        } else if bytes[at].is_ascii_alphabetic() || bytes[at] == b'_' || bytes[at] >= 0x80 {
            let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
            let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            let word = rest[..length].to_ascii_uppercase();
            match word.as_str() {
                "ATOMIC" if last_word == "BEGIN" => atomic = 1,
                "CASE" if atomic > 0 => atomic += 1,
                "END" if atomic > 0 => atomic -= 1,
                _ => {}
            }
            last_word = word;
            length
        } else {
            match bytes[at] {
                b'(' => depth += 1,
                b')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            1
        };
        start.get_or_insert(at);
        at += length.max(1);
        end = at;
    }
    if let Some(start) = start {
        found.push(start..end);
    }
    found
}

fn block_comment(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// The length of a literal or quoted name; a doubled quote is two in a row.
fn quoted(text: &str, quote: char, is_escape: bool) -> usize {
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        if is_escape && c == '\\' {
            chars.next();
        } else if c == quote {
            return at + 1;
        }
    }
    text.len()
}

/// The length of a dollar-quoted string, or of the dollar sign alone.
fn dollar(text: &str) -> usize {
    let is_tag = |c: char| c.is_alphanumeric() || c == '_';
    let Some(close) = text[1..].find('$') else {
        return 1;
    };
    let tag = &text[..close + 2];
    let inner = &tag[1..tag.len() - 1];
    if !inner.chars().all(is_tag) || inner.starts_with(|c: char| c.is_ascii_digit()) {
        return 1;
    }
    let body = &text[tag.len()..];
    body.find(tag)
        .map_or(text.len(), |end| tag.len() + end + tag.len())
}

#[cfg(test)]
mod tests {
    use super::statements;

    fn split(text: &str) -> Vec<&str> {
        statements(text).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn at_semicolons_only() {
        assert_eq!(split("a; b\n;;-- c;\n/* ; /* ; */ */ d"), ["a", "b", "d"]);
        assert_eq!(
            split("'a;''b'; E'\\';'; \"x;\"\"y\""),
            ["'a;''b'", "E'\\';'", "\"x;\"\"y\""]
        );
        assert_eq!(
            split("$$ ; $$; $t$ ; $$ ; $t$; $1"),
            ["$$ ; $$", "$t$ ; $$ ; $t$", "$1"]
        );
        assert_eq!(
            split(
                "CREATE FUNCTION f() BEGIN ATOMIC SELECT CASE WHEN a THEN b END; SELECT 1; END; x"
            ),
            [
                "CREATE FUNCTION f() BEGIN ATOMIC SELECT CASE WHEN a THEN b END; SELECT 1; END",
                "x"
            ]
        );
        assert_eq!(
            split("CREATE RULE r AS DO (a; b); c"),
            ["CREATE RULE r AS DO (a; b)", "c"]
        );
    }
}
