//! Text of the database as Markdown for rustdoc.
//!
//! A comment may hold anything, and what rustdoc takes for a block of code it
//! compiles and runs as a test. So no line of a comment begins a block of code
//! but those that are fenced here, as `text`; and none begins HTML, in which a
//! fence would not be seen.

/// A text as inline code, on one line.
pub(crate) fn code(text: &str) -> String {
    let text = one_line(text);
    let longest = longest_run(&text, '`');
    if longest == 0 {
        return format!("`{text}`");
    }
    let ticks = "`".repeat(longest + 1);
    format!("{ticks} {text} {ticks}")
}

/// A text on one line, with what cannot be seen written as an escape.
pub(super) fn one_line(text: &str) -> String {
    let is_plain = |c: char| c == ' ' || !(c.is_whitespace() || is_unseen(c));
    if text.chars().all(is_plain) {
        return text.to_owned();
    }
    let seen: String = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect();
    show(&seen)
}

/// A comment as lines that hold no code to be tested.
pub(super) fn comment(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n");
    let breaks = [
        '\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}',
    ];
    let lines: Vec<&str> = text.split(breaks).collect();
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    // Whether what is indented belongs to the list that it stands under.
    let mut in_list = false;
    let mut listed = 0;
    while let Some(line) = lines.get(at) {
        for before in &lines[listed..at] {
            in_list =
                has_marker(before) || in_list && (before.trim().is_empty() || indent(before) > 0);
        }
        listed = at;
        at += 1;
        if let Some((mark, length)) = fence(line.trim_start_matches([' ', '\t'])) {
            let end = lines[at..]
                .iter()
                .position(|line| closes(line, mark, length))
                .map_or(lines.len(), |found| at + found);
            block(&lines[at..end], &mut out);
            at = end + 1;
        } else if indent(line) >= 4 && !in_list && out.last().is_none_or(String::is_empty) {
            let more = lines[at..]
                .iter()
                .take_while(|line| indent(line) >= 4)
                .count();
            block(&lines[at - 1..at + more], &mut out);
            at += more;
        } else {
            out.push(prose(line));
        }
    }
    let first = out
        .iter()
        .position(|line| !line.is_empty())
        .unwrap_or(out.len());
    out.drain(..first);
    while out.last().is_some_and(String::is_empty) {
        out.pop();
    }
    out
}

/// Lines of code, fenced and without the indentation that they share.
fn block(lines: &[&str], out: &mut Vec<String>) {
    let lines: Vec<String> = lines
        .iter()
        .map(|line| show(&line.replace('\t', "    ")))
        .collect();
    let shared = lines
        .iter()
        .filter(|line| !line.trim().is_empty())
        .map(|line| indent(line))
        .min();
    let Some(shared) = shared else { return };
    let longest = lines.iter().map(|line| longest_run(line, '`')).max();
    let ticks = "`".repeat(longest.unwrap_or(0).max(2) + 1);
    out.push(format!("{ticks}text"));
    out.extend(
        lines
            .iter()
            .map(|line| line.get(shared..).unwrap_or_default().trim_end().to_owned()),
    );
    out.push(ticks);
}

fn has_marker(line: &str) -> bool {
    marker(line.trim_start_matches([' ', '\t'])).is_some()
}

/// A line outside of code: indented by three columns at most, at its begin and
/// behind each mark of a list and the like; without a fence and without HTML.
fn prose(line: &str) -> String {
    let line = show(line.trim_end_matches([' ', '\t']));
    let mut rest = line.trim_start_matches([' ', '\t']);
    let mut out = " ".repeat(indent(&line).min(3));
    loop {
        if let Some(length) = marker(rest) {
            let (mark, behind) = rest.split_at(length);
            out.push_str(mark);
            rest = behind.trim_start_matches([' ', '\t']);
            if rest.len() < behind.len() {
                out.push(' ');
            }
        } else if let Some((mark, _)) = fence(rest) {
            // Its code is read as what stands around it.
            rest = rest
                .trim_start_matches(mark)
                .trim_start_matches([' ', '\t']);
        } else {
            break;
        }
    }
    let mut open: Option<usize> = None;
    let mut last = ' ';
    for (at, c) in rest.char_indices() {
        let behind = &rest[at..];
        if c == '`' && last != '`' {
            let run = behind.len() - behind.trim_start_matches('`').len();
            open = match open {
                Some(length) if length == run => None,
                None if closes_span(&behind[run..], run) => Some(run),
                other => other,
            };
        }
        if c == '<' && open.is_none() && is_html(&behind[1..]) {
            out.push_str("&lt;");
        } else {
            out.push(c);
        }
        last = c;
    }
    out.trim_end().to_owned()
}

/// Whether a run of so many backticks follows.
fn closes_span(text: &str, length: usize) -> bool {
    text.split(|c| c != '`').any(|run| run.len() == length)
}

/// Whether what follows `<` makes it HTML. A link in angle brackets is none.
fn is_html(behind: &str) -> bool {
    let is_link = behind.starts_with("http://") || behind.starts_with("https://");
    !is_link
        && behind.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
}

/// The length of the mark of a list, a quotation, a task or a footnote that a
/// text begins with.
fn marker(text: &str) -> Option<usize> {
    let ends = |length: usize| {
        let behind = text.get(length..)?;
        (behind.is_empty() || behind.starts_with([' ', '\t'])).then_some(length)
    };
    match text.chars().next()? {
        '>' => Some(1),
        '-' | '+' | '*' => ends(1),
        // A task of a list, or a footnote.
        '[' if text.starts_with("[^") => text.find("]:").map(|at| at + 2),
        '[' => ["[ ]", "[x]", "[X]"]
            .iter()
            .any(|mark| text.starts_with(mark))
            .then(|| ends(3))
            .flatten(),
        '0'..='9' => {
            let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let delimited = text[digits..].starts_with(['.', ')']);
            (digits <= 9 && delimited)
                .then(|| ends(digits + 1))
                .flatten()
        }
        _ => None,
    }
}

/// The mark of a fence that a text begins with, and how long it is.
fn fence(text: &str) -> Option<(char, usize)> {
    let mark = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let info = text.trim_start_matches(mark);
    let length = text.len() - info.len();
    // Backticks behind it make it inline code.
    (length >= 3 && (mark == '~' || !info.contains('`'))).then_some((mark, length))
}

fn closes(line: &str, mark: char, length: usize) -> bool {
    let line = line.trim();
    line.len() >= length && line.chars().all(|c| c == mark)
}

/// The columns of white space that a line begins with.
fn indent(line: &str) -> usize {
    let mut columns = 0;
    for c in line.chars() {
        match c {
            ' ' => columns += 1,
            '\t' => columns += 4 - columns % 4,
            _ => return columns,
        }
    }
    // An empty line is not indented.
    0
}

fn longest_run(text: &str, c: char) -> usize {
    text.split(|other| other != c)
        .map(str::len)
        .max()
        .unwrap_or(0)
}

/// A line with what cannot be seen, or would turn it around, as an escape.
fn show(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        if is_unseen(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

/// Controls, and the marks that change the direction of text, which rustc
/// refuses in documentation.
fn is_unseen(c: char) -> bool {
    (c.is_control() && c != '\t')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(comment(text), expected, "{text:?}");
    }

    #[test]
    fn prose_stays_as_it_is() {
        check("Who buys.", &["Who buys."]);
        check(
            "A list:\n- one\n  - two\n\n| a | b |\n|---|---|",
            &["A list:", "- one", "  - two", "", "| a | b |", "|---|---|"],
        );
        check(
            "in `[TRY]`, a < b, <https://x.y>",
            &["in `[TRY]`, a < b, <https://x.y>"],
        );
        check(" \n\n \t", &[]);
        check("\n\n a \n\n", &[" a"]);
    }

    #[test]
    fn code_is_no_test() {
        check(
            "See:\n\n    let x;\n      y\nend",
            &["See:", "", "```text", "let x;", "  y", "```", "end"],
        );
        check("\tx\n", &["```text", "x", "```"]);
        check("a\n        b", &["a", "   b"]);
        check("```\nx\n```\ny", &["```text", "x", "```", "y"]);
        check(
            "~~~~rust\n```\n~~~\nx",
            &["````text", "```", "~~~", "x", "````"],
        );
        check("```not a fence``` x", &["```not a fence``` x"]);
        check(
            "- a\n\n      b\n\n-     c\n1.\t\td",
            &["- a", "", "   b", "", "- c", "1. d"],
        );
        check("> ```\n>     x\n> ```", &[">", "> x", ">"]);
        check("* ~~~ rust\n  x", &["* rust", "  x"]);
        check(
            "- [ ]     a\n[^ğ]: ``` ~~~ rust\n- [x",
            &["- [ ] a", "[^ğ]: rust", "- [x"],
        );
        check("```", &[]);
    }

    #[test]
    fn html_is_text() {
        check(
            "<!--\n\n    x -->\n    y",
            &["&lt;!--", "", "```text", "x -->", "y", "```"],
        );
        check(
            "Vec<T>, `Vec<T>`, </b>, ``<b>`<b>",
            &["Vec&lt;T>, `Vec<T>`, &lt;/b>, ``&lt;b>`&lt;b>"],
        );
    }

    #[test]
    fn what_cannot_be_seen_is_shown() {
        check(
            "a\r\nb\rc\u{2028}d\u{202e}e\u{0}",
            &["a", "b", "c", "d\\u{202e}e\\u{0}"],
        );
        assert_eq!(code("a\n\tb\u{202e}"), "`a  b\\u{202e}`");
        assert_eq!(code("a``b`"), "``` a``b` ```");
        assert_eq!(code(""), "``");
    }
}
