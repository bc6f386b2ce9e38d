//! Reading one table of the file: typed values with their places, and a
//! diagnostic for everything else.

use crate::diag::{Diagnostic, Edit, FileId, Fix, Safety, Span, Spanned, nearest};
use toml::Spanned as At;
use toml::de::{DeTable, DeValue};

const STRINGS: &str = "an array of strings";

/// One table of the file. Every `take`n key is known; [`Table::finish`] reports
/// the others.
pub(super) struct Table<'a> {
    /// As in messages: `[types.columns]`, or `the file` for the top.
    name: String,
    file: FileId,
    entries: Vec<(&'a str, Span, &'a At<DeValue<'a>>)>,
    known: Vec<&'static str>,
}

impl<'a> Table<'a> {
    pub(super) fn new(name: String, file: FileId, table: &'a DeTable<'a>) -> Self {
        let entries = table
            .iter()
            .map(|(key, value)| (key.get_ref().as_ref(), Span::new(file, key.span()), value))
            .collect();
        Self {
            name,
            file,
            entries,
            known: Vec::new(),
        }
    }

    fn take(&mut self, key: &'static str) -> Option<(Span, &'a At<DeValue<'a>>)> {
        self.known.push(key);
        let at = self.entries.iter().position(|(name, ..)| *name == key)?;
        let (_, span, value) = self.entries.remove(at);
        Some((span, value))
    }

    fn wrong(&self, key: &str, expected: &str, value: &At<DeValue<'_>>) -> Diagnostic {
        let place = match self.name.strip_prefix('[') {
            Some(_) => format!(" in {}", self.name),
            None => String::new(),
        };
        let span = Span::new(self.file, value.span());
        wrong_type(&format!("`{key}`{place}"), expected, value.get_ref(), span)
    }

    pub(super) fn string(
        &mut self,
        key: &'static str,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Spanned<String>> {
        let (_, value) = self.take(key)?;
        if let Some(text) = value.get_ref().as_str() {
            Some(Spanned::new(
                text.to_owned(),
                Span::new(self.file, value.span()),
            ))
        } else {
            out.push(self.wrong(key, "a string", value));
            None
        }
    }

    pub(super) fn boolean(
        &mut self,
        key: &'static str,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Spanned<bool>> {
        let (_, value) = self.take(key)?;
        if let Some(is) = value.get_ref().as_bool() {
            Some(Spanned::new(is, Span::new(self.file, value.span())))
        } else {
            out.push(self.wrong(key, "`true` or `false`", value));
            None
        }
    }

    pub(super) fn strings(
        &mut self,
        key: &'static str,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Spanned<Vec<Spanned<String>>>> {
        let (_, value) = self.take(key)?;
        let Some(array) = value.get_ref().as_array() else {
            out.push(self.wrong(key, STRINGS, value));
            return None;
        };
        let mut strings = Vec::new();
        let mut is_told = false;
        for item in array {
            let Some(text) = item.get_ref().as_str() else {
                // One report of the array, which shows how all of it is written.
                if std::mem::replace(&mut is_told, true) {
                    continue;
                }
                let mut wrong = self.wrong(key, STRINGS, item);
                let all: Option<Vec<String>> =
                    array.iter().map(|item| quoted(item.get_ref())).collect();
                if let Some(all) = all {
                    wrong.help = vec![format!("write `[{}]`", all.join(", "))];
                }
                out.push(wrong);
                continue;
            };
            strings.push(Spanned::new(
                text.to_owned(),
                Span::new(self.file, item.span()),
            ));
        }
        // What is left of such an array is not empty because somebody wrote it so.
        let is_known = !is_told || !strings.is_empty();
        is_known.then(|| Spanned::new(strings, Span::new(self.file, value.span())))
    }

    /// A string that is one of a few.
    pub(super) fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &[(&'static str, T)],
        out: &mut Vec<Diagnostic>,
    ) -> Option<Spanned<T>> {
        let text = self.string(key, out)?;
        one_of(key, &text, choices, out)
    }

    pub(super) fn table(
        &mut self,
        key: &'static str,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Table<'a>> {
        self.table_at(key, out).map(|(_, table)| table)
    }

    /// A table with the place of its key.
    pub(super) fn table_at(
        &mut self,
        key: &'static str,
        out: &mut Vec<Diagnostic>,
    ) -> Option<(Span, Table<'a>)> {
        let (span, value) = self.take(key)?;
        let name = self.child_name(key);
        if let Some(table) = value.get_ref().as_table() {
            Some((span, Table::new(name, self.file, table)))
        } else {
            out.push(self.wrong(key, "a table", value));
            None
        }
    }

    /// The keys of a table whose keys are the user's own, in their order in the
    /// file. Ends with it, so nothing is unknown.
    pub(super) fn all(self) -> Vec<(Spanned<String>, Value<'a>)> {
        let mut entries: Vec<_> = self
            .entries
            .iter()
            .map(|&(key, span, value)| {
                let name = self.child_name(key);
                let value = Value {
                    name,
                    file: self.file,
                    content: value,
                };
                (Spanned::new(key.to_owned(), span), value)
            })
            .collect();
        entries.sort_by_key(|(key, _)| key.span);
        entries
    }

    fn child_name(&self, key: &str) -> String {
        match self
            .name
            .strip_prefix('[')
            .and_then(|n| n.strip_suffix(']'))
        {
            Some(name) => format!("[{name}.{key}]"),
            None => format!("[{key}]"),
        }
    }

    /// Reports the keys that nobody took.
    pub(super) fn finish(self, out: &mut Vec<Diagnostic>) {
        for (key, span, _) in &self.entries {
            let mut diagnostic = Diagnostic::error(
                "config-unknown-key",
                *span,
                format!("unknown key `{key}` in {}", self.name),
            )
            .with_label("pgbindgen does not know this key");
            if let Some(near) = nearest(key, self.known.iter().copied()) {
                diagnostic = diagnostic
                    .with_help(format!("write `{near}`"))
                    .with_fix(Fix {
                        title: format!("rename the key to `{near}`"),
                        edits: vec![Edit {
                            span: *span,
                            text: near.to_owned(),
                        }],
                        safety: Safety::Suggestion,
                    });
            } else {
                let mut known = self.known.clone();
                known.sort_unstable();
                diagnostic = diagnostic.with_help(format!(
                    "remove it; the keys of {} are `{}`",
                    self.name,
                    known.join("`, `")
                ));
            }
            out.push(diagnostic);
        }
    }
}

/// A value under a key of the user's own.
pub(super) struct Value<'a> {
    /// As in messages: `[environments.prod]`.
    name: String,
    file: FileId,
    content: &'a At<DeValue<'a>>,
}

impl<'a> Value<'a> {
    pub(super) fn span(&self) -> Span {
        Span::new(self.file, self.content.span())
    }

    pub(super) fn as_string(&self) -> Option<Spanned<String>> {
        let text = self.content.get_ref().as_str()?;
        Some(Spanned::new(text.to_owned(), self.span()))
    }

    /// A string, number or boolean as text, as `SET` takes it.
    pub(super) fn as_scalar(&self) -> Option<Spanned<String>> {
        let text = match self.content.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) => number.to_string(),
            DeValue::Float(number) => number.to_string(),
            DeValue::Boolean(is) => if *is { "on" } else { "off" }.to_owned(),
            DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => return None,
        };
        Some(Spanned::new(text, self.span()))
    }

    pub(super) fn as_table(&self) -> Option<Table<'a>> {
        let table = self.content.get_ref().as_table()?;
        Some(Table::new(self.name.clone(), self.file, table))
    }

    pub(super) fn expected(&self, key: &str, expected: &str, out: &mut Vec<Diagnostic>) {
        let value = self.content.get_ref();
        out.push(wrong_type(
            &format!("`{key}`"),
            expected,
            value,
            self.span(),
        ));
    }
}

/// The choice that a text names, or a diagnostic that lists them.
pub(super) fn one_of<T: Copy>(
    key: &str,
    text: &Spanned<String>,
    choices: &[(&'static str, T)],
    out: &mut Vec<Diagnostic>,
) -> Option<Spanned<T>> {
    if let Some((_, value)) = choices.iter().find(|(name, _)| *name == text.value) {
        return Some(Spanned::new(*value, text.span));
    }
    let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
    let mut diagnostic = Diagnostic::error(
        "config-value",
        text.span,
        format!("`{key}` cannot be `{}`", text.value),
    )
    .with_label(format!("expected one of `{}`", names.join("`, `")));
    diagnostic = match nearest(&text.value, names.iter().copied()) {
        Some(near) => diagnostic.with_help(format!("write \"{near}\"")),
        None => diagnostic.with_help(format!("choose one of \"{}\"", names.join("\", \""))),
    };
    out.push(diagnostic);
    None
}

/// A value of another type than the key's, with what it would be as one of it.
fn wrong_type(key: &str, expected: &str, value: &DeValue<'_>, span: Span) -> Diagnostic {
    let found = value.type_str();
    let meant = match expected {
        // An id of digits; elsewhere a number is not meant as a text.
        "a string" if key.starts_with("`since`") => quoted(value),
        STRINGS => quoted(value).map(|text| format!("[{text}]")),
        "`true` or `false`" => match value.as_str() {
            Some("true" | "yes" | "on" | "1") => Some("true".to_owned()),
            Some("false" | "no" | "off" | "0") => Some("false".to_owned()),
            _ => None,
        },
        _ => None,
    };
    Diagnostic::error("config-type", span, format!("{key} has to be {expected}"))
        .with_label(format!("this is {} {found}", article(found)))
        .with_help(match meant {
            Some(meant) => format!("write `{meant}`"),
            None => format!("write {expected}"),
        })
}

/// A value as a string of TOML; `None` of what is no single value.
fn quoted(value: &DeValue<'_>) -> Option<String> {
    let text = match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::Boolean(is) => is.to_string(),
        DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => return None,
    };
    // `Debug` of such a text is a basic string of TOML.
    let is_plain = !text.contains(char::is_control);
    is_plain.then(|| format!("{text:?}"))
}

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    }
}
