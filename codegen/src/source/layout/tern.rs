//! tern: `001_name.sql`, cut by `---- create above / drop below ----`. As in v2,
//! `migrate/migrate.go`.

use super::line::{self, Step};
use super::version::{Number, digits};
use super::{Claim, Downs, Fit, Folder, Layout, Read, Transaction, invalid, is_sql};
use crate::diag::{Diagnostic, FileId, SourceMap, Span, Spanned};
use crate::source::{Config, Input};
use std::collections::BTreeMap;

/// The layout of tern.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tern;

const CUT: &str = "---- create above / drop below ----";
const OFF: &str = "---- tern: disable-tx ----";

fn named(path: &str) -> Option<Number> {
    let (number, rest) = digits(path);
    let name = rest.strip_prefix('_')?.strip_suffix(".sql")?;
    Number::new(number).filter(|_| !name.is_empty() && !path.contains('/'))
}

impl Layout for Tern {
    fn name(&self) -> &'static str {
        "tern"
    }

    fn about(&self) -> &'static str {
        "files NUMBER_name.sql with the line `---- create above / drop below ----`"
    }

    fn creates(&self) -> Option<&'static str> {
        Some("tern new NAME")
    }

    fn outside_of_transactions(&self) -> Option<&'static str> {
        Some("`---- tern: disable-tx ----`")
    }

    fn downs(&self) -> Downs {
        Downs::Optional
    }

    fn claims(&self, path: &str, _: &Config) -> Claim {
        // In folders are what templates take in.
        if named(path).is_some() || is_shared(path) {
            Claim::Read
        } else if is_sql(path) {
            Claim::No
        } else {
            Claim::Beside
        }
    }

    fn is_opened_late(&self, path: &str) -> bool {
        is_shared(path)
    }

    fn settings_files(&self) -> &'static [&'static str] {
        &["tern.conf"]
    }

    fn placeholders(
        &self,
        inputs: &[Input],
        aside: Option<FileId>,
        sources: &SourceMap,
    ) -> Vec<(String, String)> {
        let templates = Templates {
            shared: inputs
                .iter()
                .filter(|input| is_shared(&input.path) && !input.faulty)
                .map(|input| (input.path.as_str(), sources.file(input.file).text()))
                .collect(),
            data: aside.map_or_else(BTreeMap::new, |file| data(sources.file(file).text())),
        };
        let mut found: BTreeMap<String, String> = BTreeMap::new();
        for input in inputs.iter().filter(|input| named(&input.path).is_some()) {
            for action in actions(sources.file(input.file).text()) {
                if let Some(value) = templates.value(action, 0) {
                    found.insert(action.to_owned(), value);
                }
            }
        }
        found.into_iter().collect()
    }

    fn detect(&self, folder: &Folder<'_>) -> Option<Fit> {
        let has =
            |input: &&&Input| named(&input.path).is_some() && folder.text(input).contains(CUT);
        let found = folder.files.iter().find(has)?;
        Some(Fit::sections(format!("`{}` has `{CUT}`", found.path)))
    }

    fn read(&self, folder: &Folder<'_>, out: &mut Vec<Diagnostic>) -> Read {
        let mut steps = Vec::new();
        let mut broken = Vec::new();
        for input in &folder.files {
            let Some(number) = named(&input.path) else {
                continue;
            };
            if input.faulty || template(folder, input, out) {
                broken.push(number.text().to_owned());
                continue;
            }
            let text = folder.text(input);
            let mut step = Step::whole(folder, input, number.text());
            if let Some(at) = text.find(CUT) {
                step.up = Span::new(input.text, 0..at);
                step.down = Some(Span::new(input.text, at + CUT.len()..text.len()));
            }
            let is_sql = |line: &str| !line.trim().is_empty() && !line.trim().starts_with("--");
            if !folder.sources.text(step.up).lines().any(is_sql) {
                out.push(
                    invalid(step.up.at_start(), "tern refuses a migration without SQL")
                        .with_label("nothing to apply")
                        .with_help(
                            "write the SQL, or remove the file and number the later ones anew",
                        ),
                );
            }
            if let Some(place) = disabled(folder, step.up) {
                step.transaction = Spanned::new(Transaction::Off, place);
            }
            // Each part says it for itself.
            step.down_transaction = step.down.map(|down| match disabled(folder, down) {
                Some(_) => Transaction::Off,
                None => Transaction::On,
            });
            steps.push((number, step));
        }
        steps.sort_by(|(a, _), (b, _)| a.cmp(b));
        gaps(&steps, out);
        let mut read = line::chain(steps, folder.sources, out);
        read.broken.extend(broken);
        read
    }
}

/// Whether a file is one that templates take in.
fn is_shared(path: &str) -> bool {
    path.contains('/') && is_sql(path)
}

/// The line by which a part runs in no transaction: nothing else stands in it, not even
/// the carriage return of another line end.
fn disabled(folder: &Folder<'_>, part: Span) -> Option<Span> {
    let mut at = part.start as usize;
    for line in folder.sources.text(part).split_inclusive('\n') {
        if line.trim_end_matches('\n') == OFF {
            return Some(Span::new(part.file, at..at + OFF.len()));
        }
        at += line.len();
    }
    None
}

/// The actions of a template, `{{ … }}`.
fn actions(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("{{").filter_map(|(at, _)| {
        let end = text[at..].find("}}")?;
        text.get(at..at + end + 2)
    })
}

/// The settings in `[data]` of tern.conf, but for those that come from the environment.
fn data(text: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut is_data = false;
    for line in text.lines().map(str::trim) {
        if line.starts_with('[') {
            is_data = line == "[data]";
        } else if let Some((key, value)) = line.split_once('=')
            && is_data
            && !line.starts_with(['#', ';'])
            && !value.contains("{{")
        {
            found.insert(key.trim().to_owned(), value.trim().to_owned());
        }
    }
    found
}

/// What templates are made of.
struct Templates<'a> {
    shared: BTreeMap<&'a str, &'a str>,
    data: BTreeMap<String, String>,
}

impl Templates<'_> {
    /// What an action gives: a setting, or a file that is taken in. `None` for all else, and
    /// for what takes itself in.
    fn value(&self, action: &str, depth: usize) -> Option<String> {
        const DEEP: usize = 8;
        let inner = action.strip_prefix("{{")?.strip_suffix("}}")?.trim();
        if let Some(key) = inner.strip_prefix('.') {
            return self.data.get(key).cloned();
        }
        let rest = inner.strip_prefix("template")?.trim_start();
        let (path, data) = rest.strip_prefix('"')?.split_once('"')?;
        let text = *self.shared.get(path).filter(|_| depth < DEEP)?;
        // Without the settings those that the file names are empty.
        if data.trim() != "." && text.contains("{{") {
            return None;
        }
        let mut made = String::new();
        let mut rest = text;
        while let Some(at) = rest.find("{{") {
            let end = rest[at..].find("}}")? + at + 2;
            made.push_str(&rest[..at]);
            made.push_str(&self.value(&rest[at..end], depth + 1)?);
            rest = &rest[end..];
        }
        made.push_str(rest);
        Some(made)
    }
}

/// tern counts: a number that is left out is a fault.
fn gaps(steps: &[(Number, Step)], out: &mut Vec<Diagnostic>) {
    let mut expected: u64 = 1;
    for (number, step) in steps {
        let found = number.text().parse().unwrap_or(u64::MAX);
        if found > expected || found == 0 {
            out.push(
                invalid(
                    Span::new(step.file, 0..0),
                    format!("there is no migration {expected}, which tern asks for before {found}"),
                )
                .with_help("bring the file back, or number the later ones anew if none has run"),
            );
        }
        expected = found.saturating_add(1);
    }
}

/// Reports what a template leaves open. Whether there is such a thing.
fn template(folder: &Folder<'_>, input: &Input, out: &mut Vec<Diagnostic>) -> bool {
    let text = folder.text(input);
    let before = out.len();
    let mut at = 0;
    while let Some(found) = text[at..].find("{{") {
        let start = at + found;
        let end = text[start..]
            .find("}}")
            .map_or(text.len(), |end| start + end + 2);
        let span = Span::new(input.text, start..end);
        let shown = folder.sources.text(span);
        out.push(
            invalid(span, format!("tern puts something in place of `{shown}`"))
                .with_label("not known when the project is built")
                .with_help(format!(
                    "say what, in pgbindgen.toml: [placeholders] '{shown}' = '…'"
                )),
        );
        at = end;
    }
    out.len() > before
}
