//! Applying the edits that diagnostics carry: texts in, texts out.

use super::{Diagnostic, Edit, FileId, Fix, Safety, SourceMap};
use std::collections::BTreeMap;

/// What one round of fixes makes.
#[derive(Debug, Default)]
pub struct Fixed<'a> {
    /// The new text of each file that changes.
    pub texts: BTreeMap<FileId, String>,
    /// Whose fix was applied, in order.
    pub applied: Vec<&'a Diagnostic>,
    /// Whose fix would change a file that must not change.
    pub refused: Vec<&'a Diagnostic>,
}

/// Applies every fix that is wanted and whose files may all change. A fix that
/// touches the place of one before it waits: when the texts are judged anew, it
/// is offered again if it is still needed.
pub fn apply<'a>(
    diagnostics: &'a [Diagnostic],
    sources: &SourceMap,
    wanted: &dyn Fn(Safety) -> bool,
    may_change: &dyn Fn(FileId) -> bool,
) -> Fixed<'a> {
    let mut fixed = Fixed::default();
    let mut chosen: Vec<&Edit> = Vec::new();
    for diagnostic in diagnostics {
        let Some(fix) = &diagnostic.fix else {
            continue;
        };
        if !wanted(fix.safety) || !is_possible(fix, sources) {
            continue;
        }
        if !fix.edits.iter().all(|edit| may_change(edit.span.file)) {
            fixed.refused.push(diagnostic);
            continue;
        }
        // Several faults may have one cause, and hence one fix.
        let is_same = fix.edits.iter().all(|edit| chosen.contains(&edit));
        if !is_same {
            let is_free = fix
                .edits
                .iter()
                .all(|edit| !chosen.iter().any(|other| touch(edit, other)));
            if !is_free {
                continue;
            }
            chosen.extend(&fix.edits);
        }
        fixed.applied.push(diagnostic);
    }
    chosen.sort_by_key(|edit| edit.span);
    // From the end, so that what is before keeps its place.
    for edit in chosen.into_iter().rev() {
        let file = edit.span.file;
        let text = fixed
            .texts
            .entry(file)
            .or_insert_with(|| sources.file(file).text().to_owned());
        let new = with_line_ends_of(sources.file(file).text(), &edit.text);
        text.replace_range(range(edit, sources), &new);
    }
    fixed
        .texts
        .retain(|file, text| sources.file(*file).text() != text);
    fixed
}

/// Whether every edit lies in its file.
fn is_possible(fix: &Fix, sources: &SourceMap) -> bool {
    !fix.edits.is_empty()
        && fix.edits.iter().all(|edit| {
            let text = sources.file(edit.span.file).text();
            text.get(edit.span.range()).is_some()
        })
}

/// Whether two edits meet, be it at an end: which of them would come first is
/// then not said.
fn touch(a: &Edit, b: &Edit) -> bool {
    let (a, b) = (a.span, b.span);
    a.file == b.file && a.start <= b.end && b.start <= a.end
}

/// The bytes to replace. Nothing is put before a byte order mark.
fn range(edit: &Edit, sources: &SourceMap) -> std::ops::Range<usize> {
    const MARK: &str = "\u{FEFF}";
    let range = edit.span.range();
    if range.start == 0 && sources.file(edit.span.file).text().starts_with(MARK) {
        MARK.len()..range.end.max(MARK.len())
    } else {
        range
    }
}

/// A new text with the line ends of the file that it goes into.
fn with_line_ends_of(file: &str, text: &str) -> String {
    let has_crlf = file.find('\n').is_some_and(|at| file[..at].ends_with('\r'));
    if has_crlf {
        text.replace("\r\n", "\n").replace('\n', "\r\n")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Span;

    fn fix(safety: Safety, edits: &[(FileId, std::ops::Range<usize>, &str)]) -> Diagnostic {
        let edits = edits.iter().map(|(file, range, text)| Edit {
            span: Span::new(*file, range.clone()),
            text: (*text).to_owned(),
        });
        Diagnostic::error_nowhere("x", "m").with_fix(Fix {
            title: "mend it".into(),
            edits: edits.collect(),
            safety,
        })
    }

    #[test]
    fn what_meets_waits_and_what_is_the_same_is_made_once() {
        let mut sources = SourceMap::default();
        let a = sources.add("a.sql", "one two three");
        let b = sources.add("b.sql", "\u{FEFF}x\r\ny\r\n");
        let diagnostics = [
            fix(Safety::Safe, &[(a, 0..3, "1")]),
            // The same again.
            fix(Safety::Safe, &[(a, 0..3, "1")]),
            // Meets the first at its end.
            fix(Safety::Safe, &[(a, 3..3, "!")]),
            fix(Safety::Safe, &[(a, 8..13, "3"), (b, 0..0, "-- z\n")]),
            // Half of it overlaps: none of it is made.
            fix(Safety::Safe, &[(a, 4..7, "2"), (a, 9..10, "q")]),
            fix(Safety::Suggestion, &[(a, 5..6, "q")]),
            // Past the end, and within a letter.
            fix(Safety::Safe, &[(a, 90..91, "q")]),
            fix(Safety::Safe, &[(b, 1..2, "q")]),
        ];
        let fixed = apply(
            &diagnostics,
            &sources,
            &|safety| safety == Safety::Safe,
            &|_| true,
        );
        assert_eq!(fixed.texts[&a], "1 two 3");
        assert_eq!(fixed.texts[&b], "\u{FEFF}-- z\r\nx\r\ny\r\n");
        assert_eq!(fixed.applied.len(), 3);
        let fixed = apply(&diagnostics, &sources, &|_| true, &|file| file == a);
        assert_eq!(fixed.texts.len(), 1);
        assert_eq!(fixed.refused.len(), 1, "the one that changes both");
    }
}
