//! Atlas: `VERSION_name.sql` with `atlas.sum`. As in `sql/migrate/dir.go`.

use super::line::{self, Step};
use super::{Claim, Downs, Fit, Folder, Layout, Read, Transaction, hash, invalid, is_sql, marks};
use crate::diag::{Diagnostic, FileId, Span, Spanned};
use crate::source::{Config, Input};

/// The layout of Atlas.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atlas;

/// The file with the hashes.
pub(super) const SUM: &str = "atlas.sum";

/// What tools write whose files Atlas also takes.
const OTHERS: [&str; 4] = ["-- +goose", "-- migrate:", "-- +migrate", "-- +up"];

impl Layout for Atlas {
    fn name(&self) -> &'static str {
        "atlas"
    }

    fn about(&self) -> &'static str {
        "files VERSION_name.sql, beside atlas.sum"
    }

    fn creates(&self) -> Option<&'static str> {
        Some("atlas migrate new NAME")
    }

    fn outside_of_transactions(&self) -> Option<&'static str> {
        Some("`-- atlas:txmode none`")
    }

    fn downs(&self) -> Downs {
        Downs::None
    }

    fn claims(&self, path: &str, _: &Config) -> Claim {
        let is_sql = is_sql(path);
        if path == SUM || (is_sql && !path.contains('/')) {
            Claim::Read
        } else if is_sql {
            Claim::No
        } else {
            Claim::Beside
        }
    }

    fn detect(&self, folder: &Folder<'_>) -> Option<Fit> {
        folder.file(SUM)?;
        let is_other = folder.files.iter().any(|input| {
            let is_mark = |line: &str| OTHERS.iter().any(|mark| line.starts_with(mark));
            input.path.ends_with(".up.sql")
                || input.path.starts_with(['V', 'R'])
                || marks::has(folder, input, is_mark)
        });
        (!is_other).then(|| Fit::mark(format!("there is `{SUM}`")))
    }

    fn read(&self, folder: &Folder<'_>, out: &mut Vec<Diagnostic>) -> Read {
        check(folder, |_| true, out);
        let mut steps = Vec::new();
        let mut broken = Vec::new();
        for input in folder.files.iter().filter(|input| input.is_sql()) {
            let stem = input.stem();
            let version = stem.split('_').next().unwrap_or(stem);
            if input.faulty {
                broken.push(version.to_owned());
                continue;
            }
            let mut step = Step::whole(folder, input, version);
            let mut is_checkpoint = false;
            for (name, value, span) in directives(input.text, folder.text(input)) {
                match (name, value) {
                    ("checkpoint", _) => is_checkpoint = true,
                    ("txmode", "none") => {
                        step.transaction = Spanned::new(Transaction::Off, span);
                    }
                    ("txmode", "file") => {}
                    ("txmode", other) => out.push(
                        invalid(span, format!("`txmode` cannot be `{other}`"))
                            .with_label("expected `none` or `file`")
                            .with_help("write `-- atlas:txmode none`, or remove the line"),
                    ),
                    ("delimiter", _) => out.push(
                        invalid(span, "a delimiter of one's own is not read")
                            .with_label("ends statements in another way")
                            .with_help("end each statement with a semicolon"),
                    ),
                    _ => {}
                }
            }
            // A new database begins with the last checkpoint.
            if is_checkpoint {
                steps.clear();
            }
            steps.push((input.path.as_str(), step));
        }
        let mut read = line::chain(steps, folder.sources, out);
        read.broken.extend(broken);
        read
    }
}

/// The directives of a file: comments at its top with a blank line behind them.
fn directives(file: FileId, text: &str) -> Vec<(&str, &str, Span)> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        if content.trim().is_empty() {
            return found;
        }
        if !content.starts_with("--") && !content.starts_with('#') {
            return Vec::new();
        }
        if let Some((_, directive)) = content.split_once("atlas:") {
            let (name, value) = directive.split_once(' ').unwrap_or((directive, ""));
            found.push((name, value.trim(), Span::new(file, at..at + content.len())));
        }
        at += line.len();
    }
    found
}

/// Holds `atlas.sum` against the files that it speaks of: each hash is of the
/// names and texts up to its file.
pub(super) fn check(
    folder: &Folder<'_>,
    is_listed: impl Fn(&Input) -> bool,
    out: &mut Vec<Diagnostic>,
) {
    const HELP: &str =
        "restore the file from version control; or run `atlas migrate hash` if the change is meant";
    let Some(sum) = folder.file(SUM).filter(|sum| !sum.faulty) else {
        return;
    };
    let mut hash = hmac_sha256::Hash::new();
    let mut expected: Vec<(&Input, String)> = Vec::new();
    for input in &folder.files {
        if !input.is_sql() || !is_listed(input) {
            continue;
        }
        if input.faulty {
            return;
        }
        let text = folder.sources.file(input.file).text();
        hash.update(input.path.as_bytes());
        if text
            .lines()
            .next()
            .is_some_and(|line| line.contains("atlas:sum ignore"))
        {
            continue;
        }
        hash.update(text.as_bytes());
        expected.push((input, hash::base64(&hash.finalize())));
    }
    let mut at = 0;
    let mut lines = Vec::new();
    for line in folder.text(sum).split_inclusive('\n') {
        let content = line.trim_end();
        lines.push((content, Span::new(sum.file, at..at + content.len())));
        at += line.len();
    }
    let mut entries = lines.iter().skip(1).filter(|(line, _)| !line.is_empty());
    // What follows the first difference differs because of it.
    for (input, hash) in &expected {
        let line = format!("{} h1:{hash}", input.path);
        match entries.next() {
            Some((found, _)) if *found == line => {}
            Some((found, span)) => {
                let is_of_it = found.split(" h1:").next() == Some(input.path.as_str());
                let what = if is_of_it {
                    format!("`{}` is not as atlas.sum has it", input.path)
                } else {
                    format!("atlas.sum does not have `{}` here", input.path)
                };
                out.push(
                    invalid(*span, what)
                        .with_label("the first line that differs")
                        .with_secondary(Span::new(input.file, 0..0), "the file")
                        .with_help(HELP),
                );
                return;
            }
            None => {
                out.push(
                    invalid(
                        Span::new(input.file, 0..0),
                        format!("`{}` is not in atlas.sum", input.path),
                    )
                    .with_help("run `atlas migrate hash`"),
                );
                return;
            }
        }
    }
    if let Some((found, span)) = entries.next() {
        let name = found.split(" h1:").next().unwrap_or(found);
        out.push(
            invalid(*span, format!("atlas.sum has `{name}`, which is not there"))
                .with_label("no such file")
                .with_help(HELP),
        );
        return;
    }
    let mut whole = hmac_sha256::Hash::new();
    for (input, hash) in &expected {
        whole.update(input.path.as_bytes());
        whole.update(hash.as_bytes());
    }
    let first = format!("h1:{}", hash::base64(&whole.finalize()));
    if let Some((found, span)) = lines.first()
        && *found != first
    {
        out.push(
            invalid(
                *span,
                "the first line of atlas.sum is not the hash of the others",
            )
            .with_label("edited by hand")
            .with_help("run `atlas migrate hash`"),
        );
    }
}
