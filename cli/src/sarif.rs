//! Diagnostics as a SARIF log, version 2.1.0: one run, one document.
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use pgbindgen_codegen::check::{Level, RULES};
use pgbindgen_codegen::diag::codes::{CODES, SQLSTATES};
use pgbindgen_codegen::diag::{Diagnostic, Fix, Safety, Severity, SourceMap, Span};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// What the URIs of a log are relative to.
const ROOT: &str = "%SRCROOT%";

/// Where the pages are published.
const PAGES: &str = "https://github.com/pgbindgen/pgbindgen/blob/main/docs";

/// A log while a command runs.
#[derive(Debug, Default)]
pub(crate) struct Log {
    results: Vec<Value>,
    /// What was wrong with the environment.
    notifications: Vec<Value>,
}

impl Log {
    /// Adds a diagnostic.
    pub(crate) fn add(&mut self, diagnostic: &Diagnostic, sources: &SourceMap) {
        self.results.push(result(diagnostic, sources));
    }

    /// Adds an error that belongs to no place.
    pub(crate) fn fail(&mut self, text: &str) {
        self.notifications.push(json!({
            "level": "error",
            "message": { "text": text },
        }));
    }

    /// The document. `root` is the folder that its paths are relative to.
    pub(crate) fn finish(mut self, root: &Path) -> String {
        let mut rules: BTreeMap<String, Value> = BTreeMap::new();
        for result in &self.results {
            if let Some(id) = result["ruleId"].as_str() {
                rules.entry(id.to_owned()).or_insert_with(|| rule(id));
            }
        }
        let places: BTreeMap<&str, usize> = rules
            .keys()
            .enumerate()
            .map(|(place, id)| (id.as_str(), place))
            .collect();
        for result in &mut self.results {
            let place = result["ruleId"].as_str().and_then(|id| places.get(id));
            if let Some(place) = place.copied() {
                result["ruleIndex"] = json!(place);
            }
        }
        let mut invocation = json!({ "executionSuccessful": self.notifications.is_empty() });
        if !self.notifications.is_empty() {
            invocation["toolExecutionNotifications"] = Value::Array(self.notifications);
        }
        let log = json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": "pgbindgen",
                    "version": env!("CARGO_PKG_VERSION"),
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "informationUri": env!("CARGO_PKG_REPOSITORY"),
                    "rules": rules.into_values().collect::<Vec<_>>(),
                }},
                "invocations": [invocation],
                // As Rust counts letters, and our other faces columns.
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": { ROOT: {
                    "uri": file_uri(root),
                    "description": { "text": "The root of the repository, or the current folder outside of one." },
                }},
                "results": self.results,
            }],
        });
        format!("{log:#}\n")
    }
}

/// What is known of a code.
fn rule(id: &str) -> Value {
    let described = |text: &str, page: &str| {
        json!({
            "id": id,
            "shortDescription": { "text": plain(text) },
            "fullDescription": { "text": plain(text), "markdown": text },
            "helpUri": page,
        })
    };
    if let Some(rule) = RULES.iter().find(|rule| rule.name == id) {
        let page = format!("{PAGES}/rules/{id}.md");
        let mut known = described(rule.summary, &page);
        known["name"] = json!(pascal(id));
        known["help"] = json!({ "text": rule.page, "markdown": rule.page });
        known["defaultConfiguration"] = json!({
            "enabled": rule.level != Level::Allow,
            "level": if rule.level == Level::Deny { "error" } else { "warning" },
        });
        return known;
    }
    if let Some(code) = CODES.iter().find(|code| code.code == id) {
        let mut known = described(code.about, &format!("{PAGES}/errors.md"));
        known["name"] = json!(pascal(id));
        let help = if code.mend.is_empty() {
            code.about
        } else {
            code.mend
        };
        known["help"] = json!({ "text": plain(help), "markdown": help });
        return known;
    }
    let name = SQLSTATES.iter().find(|(state, _)| *state == id);
    let text = match name {
        Some((_, name)) => format!("PostgreSQL refuses the statement: `{name}`."),
        None => "PostgreSQL refuses the statement.".to_owned(),
    };
    let page = "https://www.postgresql.org/docs/current/errcodes-appendix.html";
    let mut known = described(&text, page);
    if let Some((_, name)) = name {
        known["name"] = json!(pascal(name));
    }
    known
}

fn result(diagnostic: &Diagnostic, sources: &SourceMap) -> Value {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let mut text = diagnostic.message.clone();
    for (word, lines) in [("note", &diagnostic.notes), ("help", &diagnostic.help)] {
        for line in lines {
            let _ = write!(text, "\n{word}: {line}");
        }
    }
    let mut result = Map::new();
    result.insert("ruleId".into(), json!(diagnostic.code));
    result.insert("level".into(), json!(level));
    result.insert("message".into(), json!({ "text": text }));
    let place = |span: Span, words: &str| {
        let mut place = json!({ "physicalLocation": location(span, sources) });
        if !words.is_empty() {
            place["message"] = json!({ "text": words });
        }
        place
    };
    let places: Vec<Value> = diagnostic
        .primary
        .iter()
        .map(|label| place(label.span, &label.text))
        .collect();
    result.insert("locations".into(), Value::Array(places));
    if !diagnostic.secondary.is_empty() {
        let related: Vec<Value> = (0..)
            .zip(&diagnostic.secondary)
            .map(|(id, label): (u32, _)| {
                let mut place = place(label.span, &label.text);
                place["id"] = json!(id);
                place
            })
            .collect();
        result.insert("relatedLocations".into(), Value::Array(related));
    }
    if let Some(fix) = &diagnostic.fix {
        result.insert("fixes".into(), json!([fixed(fix, sources)]));
    }
    Value::Object(result)
}

/// A fix, file by file.
fn fixed(fix: &Fix, sources: &SourceMap) -> Value {
    let mut files: BTreeMap<_, Vec<Value>> = BTreeMap::new();
    let mut edits: Vec<_> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| edit.span);
    for edit in edits {
        files.entry(edit.span.file).or_default().push(json!({
            "deletedRegion": region(edit.span, sources),
            "insertedContent": { "text": edit.text },
        }));
    }
    let changes: Vec<Value> = files
        .into_iter()
        .map(|(file, replacements)| {
            json!({
                "artifactLocation": artifact(sources.file(file).path()),
                "replacements": replacements,
            })
        })
        .collect();
    json!({
        "description": { "text": fix.title },
        "artifactChanges": changes,
        "properties": { "applicability": match fix.safety {
            Safety::Safe => "MachineApplicable",
            Safety::Suggestion => "MaybeIncorrect",
        }},
    })
}

fn location(span: Span, sources: &SourceMap) -> Value {
    let file = sources.file(span.file);
    let mut location = json!({ "artifactLocation": artifact(file.path()) });
    // A directory and an empty file have no first line.
    if !file.text().is_empty() {
        location["region"] = region(span, sources);
    }
    location
}

/// Lines and columns from 1, the end column one past the last, in code points.
/// Offsets are left out: they would count from behind a byte order mark in one
/// reader and from the mark in another.
fn region(span: Span, sources: &SourceMap) -> Value {
    let file = sources.file(span.file);
    let from = file.position(span.start as usize);
    let to = file.position(span.end as usize);
    json!({
        "startLine": from.line,
        "startColumn": from.column,
        "endLine": to.line,
        "endColumn": to.column,
    })
}

/// A path as a URI. What lies outside of the root has an absolute path.
fn artifact(path: &str) -> Value {
    if path.starts_with('/') || path.get(1..3) == Some(":/") {
        json!({ "uri": file_uri(Path::new(path)).trim_end_matches('/') })
    } else {
        json!({ "uri": encoded(path), "uriBaseId": ROOT })
    }
}

/// A folder's URI, which ends with a slash.
fn file_uri(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let slash = if path.starts_with('/') { "" } else { "/" };
    format!("file://{slash}{}/", encoded(path.trim_end_matches('/')))
}

/// A path as a URI holds it: every byte that is not plain as `%XX`.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for (at, byte) in path.bytes().enumerate() {
        // A colon in the first segment would make a scheme of what is before it.
        let is_drive = byte == b':' && at == 1 && path.as_bytes().get(2) == Some(&b'/');
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte) || is_drive {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Words joined by `-` or `_` as a name in the form that SARIF suggests.
fn pascal(name: &str) -> String {
    name.split(['-', '_'])
        .map(|word| {
            let (first, rest) = word.split_at(word.len().min(1));
            first.to_ascii_uppercase() + rest
        })
        .collect()
}

/// Markdown of the tables as text.
fn plain(markdown: &str) -> String {
    markdown.replace('`', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_as_uris() {
        for (path, uri) in [
            ("migrations/a.sql", "migrations/a.sql"),
            ("my db/50% ş.sql", "my%20db/50%25%20%C5%9F.sql"),
            ("a:b?#.sql", "a%3Ab%3F%23.sql"),
        ] {
            assert_eq!(artifact(path), json!({ "uri": uri, "uriBaseId": ROOT }));
        }
        assert_eq!(
            artifact("/x y/a.sql"),
            json!({ "uri": "file:///x%20y/a.sql" })
        );
        assert_eq!(
            artifact("C:/x/a.sql"),
            json!({ "uri": "file:///C:/x/a.sql" })
        );
        assert_eq!(file_uri(Path::new("/x y")), "file:///x%20y/");
        assert_eq!(pascal("float-money"), "FloatMoney");
    }
}
