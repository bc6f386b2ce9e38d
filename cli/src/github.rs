//! Diagnostics as workflow commands of GitHub Actions, which shows each beside
//! its line: `::error file=…,line=…,col=…,title=…::message`.

use pgbindgen_codegen::diag::{Diagnostic, Severity, SourceMap, shown};
use std::fmt::Write as _;

/// One diagnostic as one command, without a line end. What the human report says
/// below the source line (notes, help, other places) is part of the message.
pub(crate) fn render(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some(label) = &diagnostic.primary {
        let file = sources.file(label.span.file);
        let from = file.position(label.span.start as usize);
        let to = file.position(label.span.end as usize);
        properties.push(("file", file.path().to_owned()));
        properties.push(("line", from.line.to_string()));
        // GitHub takes columns only of what lies on one line.
        if from.line == to.line {
            properties.push(("col", from.column.to_string()));
            properties.push(("endLine", to.line.to_string()));
            properties.push(("endColumn", to.column.to_string()));
        } else {
            properties.push(("endLine", to.line.to_string()));
        }
    }
    properties.push(("title", diagnostic.code.to_owned()));
    let properties: Vec<String> = properties
        .into_iter()
        .map(|(key, value)| format!("{key}={}", property(&value)))
        .collect();
    format!(
        "::{level} {}::{}",
        properties.join(","),
        data(&message(diagnostic, sources))
    )
}

/// An error that belongs to no place.
pub(crate) fn failure(text: &str) -> String {
    format!("::error title=pgbindgen::{}", data(text))
}

fn message(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let mut text = diagnostic.message.clone();
    if let Some(label) = diagnostic.primary.as_ref().filter(|l| !l.text.is_empty()) {
        let _ = write!(text, "\n{}", label.text);
    }
    for label in &diagnostic.secondary {
        let file = sources.file(label.span.file);
        let at = file.position(label.span.start as usize);
        let _ = write!(
            text,
            "\n{}:{}:{}: {}",
            file.path(),
            at.line,
            at.column,
            label.text
        );
    }
    for note in &diagnostic.notes {
        let _ = write!(text, "\nnote: {note}");
    }
    for help in &diagnostic.help {
        let _ = write!(text, "\nhelp: {help}");
    }
    text
}

/// A message, with signs for what a log would obey (colours, bidirectional overrides).
fn data(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' | '\r' | '\n' => out.push_str(&encoded(c)),
            c => shown(c, &mut out),
        }
    }
    out
}

/// A property: `:` and `,` would end it. A path stays as it is.
fn property(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '%' | '\r' | '\n' | ':' | ',' => encoded(c),
            c => c.to_string(),
        })
        .collect()
}

/// What a character is in a URL.
fn encoded(c: char) -> String {
    format!("%{:02X}", u32::from(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use pgbindgen_codegen::diag::Span;

    #[test]
    fn what_would_end_a_command_is_written_otherwise() {
        let mut sources = SourceMap::default();
        let file = sources.add("50%,a:b.sql", "şu x\r\nCREATE\n  TABLE\n");
        let diagnostic =
            Diagnostic::error("42P07", Span::new(file, 4..5), "100% of \"a::b\",\r\nx")
                .with_label("here, now")
                .with_secondary(Span::new(file, 7..13), "made: here")
                .with_note("first\nsecond")
                .with_help("rename it");
        assert_eq!(
            render(&diagnostic, &sources),
            "::error file=50%25%2Ca%3Ab.sql,line=1,col=4,endLine=1,endColumn=5,title=42P07::100%25 of \"a::b\",%0D%0Ax%0A\
             here, now%0A50%25,a:b.sql:2:1: made: here%0Anote: first%0Asecond%0Ahelp: rename it"
        );
        let several = Diagnostic::warning("x", Span::new(file, 7..21), "m");
        assert_eq!(
            render(&several, &sources),
            "::warning file=50%25%2Ca%3Ab.sql,line=2,endLine=3,title=x::m"
        );
        assert_eq!(
            render(&Diagnostic::error_nowhere("x", "m"), &sources),
            "::error title=x::m"
        );
        assert_eq!(failure("a\nb"), "::error title=pgbindgen::a%0Ab");
        assert_eq!(
            failure("\u{1b}[31m\u{202e}"),
            "::error title=pgbindgen::\u{241b}[31m\u{fffd}"
        );
    }
}
