//! Reading the lock, a line at a time.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Entry, Lock, LockError, State, is_bare};

pub(super) fn parse(text: &str) -> Result<Lock, Vec<LockError>> {
    if let Some(error) = conflict(text) {
        return Err(vec![error]);
    }
    let mut errors = Vec::new();
    let mut lock = Lock::default();
    let mut heads = None;
    for (line, range) in lines(text) {
        let content = &text[range.clone()];
        if content.trim().is_empty() || content.starts_with('#') {
            continue;
        }
        let mut reader = Reader {
            text,
            at: range.start,
            end: range.end,
        };
        let result = if heads.is_none() {
            lock.heads_range = range.clone();
            reader.heads().map(|names| heads = Some((line, names)))
        } else {
            reader
                .entry(range.clone())
                .map(|entry| lock.entries.push(entry))
        };
        if let Err((range, message)) = result {
            // A first line that cannot be read is reported once; the others
            // are still read as entries.
            heads.get_or_insert((line, Vec::new()));
            errors.push(LockError {
                line,
                range,
                message,
            });
        }
    }
    if errors.is_empty() {
        check(text, &lock, heads, &mut errors);
    }
    if errors.is_empty() {
        Ok(lock)
    } else {
        Err(errors)
    }
}

pub(super) fn recover(text: &str) -> Result<Lock, Vec<LockError>> {
    let mut errors = Vec::new();
    let mut lock = Lock::default();
    let mut is_base = false;
    for (line, range) in lines(text) {
        let content = &text[range.clone()];
        // Between these two stands what both sides began with.
        if let Some(mark) = MARKERS.iter().find(|mark| content.starts_with(**mark)) {
            is_base = *mark == "|||||||";
            continue;
        }
        if is_base
            || content.trim().is_empty()
            || content.starts_with('#')
            || content.starts_with("heads:")
        {
            continue;
        }
        let mut reader = Reader {
            text,
            at: range.start,
            end: range.end,
        };
        let mut fault = |range: Range<usize>, message: String| {
            errors.push(LockError {
                line,
                range,
                message,
            });
        };
        let entry = match reader.entry(range.clone()) {
            Ok(entry) if entry.state == State::Draft => continue,
            Ok(entry) => entry,
            Err((range, message)) => {
                fault(range, message);
                continue;
            }
        };
        match lock.entry(&entry.id) {
            None => lock.entries.push(entry),
            Some(other) if other.to_string() == entry.to_string() => {}
            Some(_) => fault(
                range,
                format!(
                    "two lines say different things of the released revision `{}`: keep the one \
                     that is right",
                    entry.id
                ),
            ),
        }
    }
    if lock.order().is_err() {
        errors.push(LockError {
            line: 1,
            range: 0..0,
            message: "the released revisions follow each other in a circle".into(),
        });
    }
    let line_of = |range: &Range<usize>| text[..range.start].matches('\n').count() + 1;
    for entry in lock.entries.iter().filter(|entry| !entry.is_removed()) {
        for parent in &entry.parents {
            if lock.entry(parent).is_none_or(Entry::is_removed) {
                errors.push(LockError {
                    line: line_of(&entry.range),
                    range: entry.range.clone(),
                    message: format!(
                        "revision `{}` is released and follows `{parent}`, whose line is not here: \
                         bring it back",
                        entry.id
                    ),
                });
            }
        }
    }
    if errors.is_empty() {
        Ok(lock)
    } else {
        Err(errors)
    }
}

/// The lines with their numbers and the bytes of their content, line ends and
/// a byte order mark left out.
fn lines(text: &str) -> impl Iterator<Item = (usize, Range<usize>)> {
    let mut at = 0;
    text.split_inclusive('\n')
        .enumerate()
        .map(move |(i, full)| {
            let start = at;
            at += full.len();
            let content = full.trim_end_matches(['\n', '\r']);
            let skip = if start == 0 && content.starts_with('\u{feff}') {
                3
            } else {
                0
            };
            (i + 1, start + skip..start + content.len())
        })
}

/// The lines that git writes around the two sides of a conflict.
const MARKERS: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

/// Conflict markers come before everything else: what stands between them
/// would only give errors that hide the cause.
fn conflict(text: &str) -> Option<LockError> {
    lines(text)
        .find(|(_, range)| MARKERS.iter().any(|m| text[range.clone()].starts_with(m)))
        .map(|(line, range)| LockError {
            line,
            range,
            message: "the marks of a merge conflict: two branches have added revisions".into(),
        })
}

/// What a lock must be as a whole.
fn check(
    text: &str,
    lock: &Lock,
    heads: Option<(usize, Vec<String>)>,
    errors: &mut Vec<LockError>,
) {
    let line_of = |range: &Range<usize>| text[..range.start].matches('\n').count() + 1;
    let mut seen: BTreeMap<&str, &Entry> = BTreeMap::new();
    for entry in &lock.entries {
        let mut fault = |message: String| {
            errors.push(LockError {
                line: line_of(&entry.range),
                range: entry.range.clone(),
                message,
            });
        };
        for parent in &entry.parents {
            // Removed revisions keep the parents they had.
            if entry.is_removed() {
                break;
            }
            match seen.get(parent.as_str()) {
                Some(found) if found.is_removed() => fault(format!(
                    "revision `{}` follows `{parent}`, which is removed",
                    entry.id
                )),
                Some(_) => {}
                None if *parent == entry.id => {
                    fault(format!("revision `{}` follows itself", entry.id));
                }
                None if lock.entry(parent).is_some() => fault(format!(
                    "revision `{}` stands before its parent `{parent}`",
                    entry.id
                )),
                None => fault(format!(
                    "revision `{}` follows `{parent}`, which is not in the lock",
                    entry.id
                )),
            }
        }
        if seen.insert(&entry.id, entry).is_some() {
            fault(format!(
                "revision `{}` is here twice: keep one line",
                entry.id
            ));
        }
    }
    let Some((line, mut named)) = heads else {
        errors.push(LockError {
            line: 1,
            range: 0..0,
            message: "the lock is empty: its first line is `heads:` and the heads of the chain"
                .into(),
        });
        return;
    };
    named.sort();
    if errors.is_empty() && named != lock.heads() {
        errors.push(LockError {
            line,
            range: lock.heads_range.clone(),
            message: format!(
                "the first line names the heads `{}`, and the entries below lead to `{}`",
                named.join("`, `"),
                lock.heads().join("`, `"),
            ),
        });
    }
}

type Fault = (Range<usize>, String);

/// Reads one line.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl<'a> Reader<'a> {
    fn heads(&mut self) -> Result<Vec<String>, Fault> {
        let start = self.at;
        if !self.eat("heads:") {
            return Err((
                start..self.end,
                "the first line of a lock is `heads:` and the heads of the chain".into(),
            ));
        }
        if self.is_at_end() {
            return Ok(Vec::new());
        }
        let names = self.words()?;
        self.finish()?;
        Ok(names)
    }

    fn entry(&mut self, range: Range<usize>) -> Result<Entry, Fault> {
        let id = self.word("a revision's id")?;
        let parents = if self.eat("<-") {
            self.words()?
        } else {
            Vec::new()
        };
        if !self.eat(":") {
            return Err(self.expected("`:` and the state (draft, released or removed)"));
        }
        let state = if self.eat("draft") {
            State::Draft
        } else if self.eat("removed") {
            State::Removed
        } else if self.eat("released") {
            if !self.eat("sha256:") {
                return Err(self.expected("`sha256:` and the checksum of the released file"));
            }
            let start = self.at;
            let digits = self.take(char::is_alphanumeric);
            let checksum = digits
                .parse()
                .map_err(|e| (start..self.at, format!("`{digits}`: {e}")))?;
            State::Released { checksum }
        } else {
            return Err(self.expected("the state: draft, released or removed"));
        };
        let mut amended = Vec::new();
        if self.eat("amended") {
            loop {
                amended.push(self.quoted("the reason of the amendment in double quotes")?);
                if !self.eat(",") {
                    break;
                }
            }
        }
        self.finish()?;
        Ok(Entry {
            id,
            parents,
            state,
            amended,
            range,
        })
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..self.end]
    }

    fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn is_at_end(&mut self) -> bool {
        self.space();
        self.at == self.end
    }

    fn finish(&mut self) -> Result<(), Fault> {
        if self.is_at_end() {
            Ok(())
        } else {
            Err(self.expected("the end of the line"))
        }
    }

    fn expected(&mut self, what: &str) -> Fault {
        self.space();
        let found = self.rest().split_whitespace().next();
        let found = found.map_or("the end of the line".into(), |word| format!("`{word}`"));
        (self.at..self.end, format!("expected {what}, found {found}"))
    }

    fn eat(&mut self, token: &str) -> bool {
        self.space();
        let Some(rest) = self.rest().strip_prefix(token) else {
            return false;
        };
        let is_word = token.ends_with(is_bare);
        if is_word && rest.starts_with(is_bare) {
            return false;
        }
        self.at += token.len();
        true
    }

    fn take(&mut self, belongs: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn words(&mut self) -> Result<Vec<String>, Fault> {
        let mut words = vec![self.word("a revision's id")?];
        while self.eat(",") {
            words.push(self.word("a revision's id")?);
        }
        Ok(words)
    }

    fn word(&mut self, what: &str) -> Result<String, Fault> {
        self.space();
        if self.rest().starts_with('"') {
            return self.quoted(what);
        }
        let word = self.take(is_bare);
        if word.is_empty() {
            return Err(self.expected(what));
        }
        Ok(word.to_owned())
    }

    fn quoted(&mut self, what: &str) -> Result<String, Fault> {
        self.space();
        let start = self.at;
        let mut chars = self.rest().char_indices();
        if !matches!(chars.next(), Some((_, '"'))) {
            return Err(self.expected(what));
        }
        let mut out = String::new();
        while let Some((i, c)) = chars.next() {
            match c {
                '"' => {
                    self.at += i + 1;
                    return Ok(out);
                }
                '\\' => match chars.next() {
                    Some((_, 'n')) => out.push('\n'),
                    Some((_, 'r')) => out.push('\r'),
                    Some((_, c)) => out.push(c),
                    None => break,
                },
                c => out.push(c),
            }
        }
        Err((
            start..self.end,
            "the closing double quote is missing".into(),
        ))
    }
}
