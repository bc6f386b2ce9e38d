//! The form in which rustc prints diagnostics with `--error-format json`, so
//! that an editor that reads cargo's output shows ours in the SQL file.

use super::{Color, Diagnostic, Label, Safety, Severity, SourceMap, Span, human::render};
use std::fmt::Write as _;

/// A text as a JSON string, quotes included.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if u32::from(c) < 0x20 => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// One diagnostic as one line of JSON, without a line end.
pub fn render_json(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let mut spans: Vec<String> = Vec::new();
    if let Some(primary) = &diagnostic.primary {
        spans.push(span(primary, sources, Place::Primary, None));
    }
    for secondary in &diagnostic.secondary {
        spans.push(span(secondary, sources, Place::Secondary, None));
    }
    let mut children: Vec<String> = Vec::new();
    for note in &diagnostic.notes {
        children.push(child("note", note, &[]));
    }
    for help in &diagnostic.help {
        children.push(child("help", help, &[]));
    }
    if let Some(fix) = &diagnostic.fix {
        let edits: Vec<String> = fix
            .edits
            .iter()
            .map(|edit| {
                let label = Label {
                    span: edit.span,
                    text: String::new(),
                };
                span(
                    &label,
                    sources,
                    Place::Primary,
                    Some((&edit.text, fix.safety)),
                )
            })
            .collect();
        children.push(child("help", &fix.title, &edits));
    }
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    format!(
        "{{\"$message_type\":\"diagnostic\",\"message\":{},\"code\":{{\"code\":{},\"explanation\":null}},\
         \"level\":\"{level}\",\"spans\":[{}],\"children\":[{}],\"rendered\":{}}}",
        escape(&diagnostic.message),
        escape(diagnostic.code),
        spans.join(","),
        children.join(","),
        escape(&render(diagnostic, sources, Color::Never)),
    )
}

fn child(level: &str, message: &str, spans: &[String]) -> String {
    format!(
        "{{\"message\":{},\"code\":null,\"level\":\"{level}\",\"spans\":[{}],\"children\":[],\"rendered\":null}}",
        escape(message),
        spans.join(","),
    )
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Primary,
    Secondary,
}

fn span(
    label: &Label,
    sources: &SourceMap,
    place: Place,
    replacement: Option<(&str, Safety)>,
) -> String {
    let Span { file, start, end } = label.span;
    let file = sources.file(file);
    let from = file.position(start as usize);
    let to = file.position(end as usize);
    let mut text = Vec::new();
    for line in from.line..=to.line {
        let content = file.line(line);
        let highlight_start = if line == from.line { from.column } else { 1 };
        let highlight_end = if line == to.line {
            to.column
        } else {
            u32::try_from(content.chars().count() + 1).unwrap_or(u32::MAX)
        };
        text.push(format!(
            "{{\"text\":{},\"highlight_start\":{highlight_start},\"highlight_end\":{highlight_end}}}",
            escape(content)
        ));
    }
    let (replacement, applicability) = match replacement {
        None => ("null".to_owned(), "null"),
        Some((text, Safety::Safe)) => (escape(text), "\"MachineApplicable\""),
        Some((text, Safety::Suggestion)) => (escape(text), "\"MaybeIncorrect\""),
    };
    let words = if label.text.is_empty() {
        "null".to_owned()
    } else {
        escape(&label.text)
    };
    format!(
        "{{\"file_name\":{},\"byte_start\":{start},\"byte_end\":{end},\"line_start\":{},\"line_end\":{},\
         \"column_start\":{},\"column_end\":{},\"is_primary\":{},\"text\":[{}],\"label\":{words},\
         \"suggested_replacement\":{replacement},\"suggestion_applicability\":{applicability},\"expansion\":null}}",
        escape(file.path()),
        from.line,
        to.line,
        from.column,
        to.column,
        place == Place::Primary,
        text.join(","),
    )
}
