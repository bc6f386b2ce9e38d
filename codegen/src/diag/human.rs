//! Diagnostics as rustc prints them.

use super::width::{shown, shown_text, width};
use super::{Diagnostic, File, FileId, Fix, Label, Severity, SourceMap, Span};
use std::fmt::Write as _;

/// Whether a report is coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Color {
    /// Plain text.
    #[default]
    Never,
    /// ANSI escape sequences.
    Always,
}

/// The widest source line that is shown whole; of a longer one the part around
/// the fault is.
const MAX_WIDTH: usize = 160;

/// A span of more lines than this is shown without its middle.
const MAX_LINES: u32 = 8;

/// Bytes of the lines of an edit that is shown as lines before and after it.
const MAX_CHANGE: usize = 4096;

/// One diagnostic with its source lines, ending with a line end.
pub fn render(diagnostic: &Diagnostic, sources: &SourceMap, color: Color) -> String {
    let paint = Paint(color);
    let level = match diagnostic.severity {
        Severity::Error => paint.error("error"),
        Severity::Warning => paint.warning("warning"),
        Severity::Note => paint.help("note"),
    };
    let code = match diagnostic.severity {
        Severity::Error => paint.error(&format!("[{}]", diagnostic.code)),
        Severity::Warning => paint.warning(&format!("[{}]", diagnostic.code)),
        Severity::Note => String::new(),
    };
    let message = indent(&diagnostic.message, "       ");
    let title = paint.bold(&format!(": {message}"));
    format!("{level}{code}{title}\n{}", body(diagnostic, sources, paint))
}

/// What [`render`] prints below the title: for reporters that have a title of
/// their own.
pub fn render_body(diagnostic: &Diagnostic, sources: &SourceMap, color: Color) -> String {
    body(diagnostic, sources, Paint(color))
}

/// All diagnostics, an empty line after each, and the closing count.
pub fn render_all(diagnostics: &[Diagnostic], sources: &SourceMap, color: Color) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(&render(diagnostic, sources, color));
        out.push('\n');
    }
    let counts = super::Counts::of(diagnostics);
    if let Some(summary) = counts.summary() {
        let paint = Paint(color);
        let (level, rest) = summary.split_once(':').unwrap_or((&summary, ""));
        let level = if counts.errors > 0 {
            paint.error(level)
        } else {
            paint.warning(level)
        };
        let _ = writeln!(out, "{level}{}", paint.bold(&format!(":{rest}")));
    }
    out
}

fn body(diagnostic: &Diagnostic, sources: &SourceMap, paint: Paint) -> String {
    let labels: Vec<(&Label, Mark)> = diagnostic
        .primary
        .iter()
        .map(|label| (label, Mark::Primary))
        .chain(
            diagnostic
                .secondary
                .iter()
                .map(|label| (label, Mark::Secondary)),
        )
        .collect();
    let last_line = labels
        .iter()
        .map(|(label, _)| label.span)
        .chain(
            diagnostic
                .fix
                .iter()
                .flat_map(|fix| fix.edits.iter().map(|edit| edit.span)),
        )
        .map(|span| {
            let file = sources.file(span.file);
            file.position(span.end as usize).line
        })
        .max()
        .unwrap_or(1);
    let gutter = last_line.to_string().len();
    let mut out = Out {
        text: String::new(),
        gutter,
        paint,
    };

    let mut files: Vec<FileId> = Vec::new();
    for (label, _) in &labels {
        if !files.contains(&label.span.file) {
            files.push(label.span.file);
        }
    }
    let mut in_notes = false;
    for (index, &id) in files.iter().enumerate() {
        let of_file: Vec<(&Label, Mark)> = labels
            .iter()
            .filter(|(label, _)| label.span.file == id)
            .copied()
            .collect();
        snippet(&mut out, sources.file(id), &of_file, index == 0);
        // The labels of a file without lines are notes, which others may follow.
        in_notes = sources.file(id).text().is_empty()
            && of_file.iter().any(|(label, _)| !label.text.is_empty());
    }
    let has_more = !diagnostic.notes.is_empty() || !diagnostic.help.is_empty();
    if !files.is_empty() && has_more && !in_notes {
        out.bar();
    }
    for note in &diagnostic.notes {
        out.annotation("note", note);
    }
    for help in &diagnostic.help {
        out.annotation("help", help);
    }
    if let Some(fix) = &diagnostic.fix {
        suggestion(&mut out, fix, sources, files.first().copied());
    }
    out.text
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Secondary,
    Primary,
}

impl Mark {
    fn sign(self) -> char {
        match self {
            Mark::Primary => '^',
            Mark::Secondary => '-',
        }
    }
}

/// One label on one line, in columns of the shown line.
struct Piece<'a> {
    start: usize,
    end: usize,
    mark: Mark,
    text: &'a str,
}

fn snippet(out: &mut Out, file: &File, labels: &[(&Label, Mark)], first: bool) {
    let Some((head, _)) = labels.first() else {
        return;
    };
    let at = file.position(head.span.start as usize);
    let arrow = if first { "-->" } else { ":::" };
    if !first {
        out.bar();
    }
    let pad = " ".repeat(out.gutter);
    let arrow = out.paint.gutter(arrow);
    let _ = writeln!(
        out.text,
        "{pad}{arrow} {}:{}:{}",
        file.path(),
        at.line,
        at.column
    );
    if file.text().is_empty() {
        // Nothing to show: a directory, an empty file. The words still count.
        let words = || labels.iter().filter(|(label, _)| !label.text.is_empty());
        if words().next().is_some() {
            out.bar();
        }
        for (label, _) in words() {
            out.annotation("note", &label.text);
        }
        return;
    }
    out.bar();

    // The lines to show, and what stands under each.
    let mut lines: Vec<u32> = Vec::new();
    // The one span of several lines that gets a bracket: the primary one, or the first.
    let multi = labels
        .iter()
        .filter(|(label, _)| lines_of(file, label.span).len() > 1)
        .max_by_key(|(_, mark)| *mark)
        .map(|(label, mark)| (label.span, *mark, label.text.as_str()));
    for (label, _) in labels {
        let range = lines_of(file, label.span);
        if multi.is_some_and(|(span, ..)| span == label.span) {
            let (from, to) = (range.start, range.end - 1);
            if to - from < MAX_LINES {
                lines.extend(from..=to);
            } else {
                lines.extend([from, from + 1, from + 2, to - 1, to]);
            }
        } else {
            lines.push(range.start);
        }
    }
    lines.sort_unstable();
    lines.dedup();

    let bracket = multi.map(|(span, mark, text)| {
        let range = lines_of(file, span);
        (range.start, range.end - 1, span, mark, text)
    });
    let mut shown_before: Option<u32> = None;
    for &line in &lines {
        if let Some(before) = shown_before {
            if line == before + 2 {
                source_line(out, file, before + 1, labels, bracket.as_ref());
            } else if line > before + 1 {
                let dots = out.paint.gutter("...");
                let inside = bracket
                    .as_ref()
                    .is_some_and(|(from, to, ..)| *from < line && line <= *to);
                let side = if inside { " |" } else { "" };
                let _ = writeln!(out.text, "{dots}{side}");
            }
        }
        source_line(out, file, line, labels, bracket.as_ref());
        shown_before = Some(line);
    }
}

/// First and last line of a bracket, its span, mark and words.
type Bracket<'a> = (u32, u32, Span, Mark, &'a str);

fn source_line(
    out: &mut Out,
    file: &File,
    line: u32,
    labels: &[(&Label, Mark)],
    bracket: Option<&Bracket<'_>>,
) {
    let content = file.line(line);
    let column_of = |offset: u32| (file.position(offset as usize).column - 1) as usize;
    // Counted by the file, which passes over the text of a very long line.
    let begin = file.line_start(line);
    let length = (file.position(begin + content.len()).column - 1) as usize;

    let mut pieces: Vec<(usize, usize, Mark, &str)> = Vec::new();
    for (label, mark) in labels {
        if bracket.is_some_and(|(_, _, span, ..)| *span == label.span) {
            continue;
        }
        let range = lines_of(file, label.span);
        if range.start != line {
            continue;
        }
        let start = column_of(label.span.start).min(length);
        // A span may end with the line's end, which lies on the next line.
        let ends_here = file.position(label.span.end as usize).line == line;
        let end = if range.len() > 1 || !ends_here {
            length
        } else {
            column_of(label.span.end).min(length)
        };
        pieces.push((start, end.max(start), *mark, &label.text));
    }

    // Of a very long line show the part around the first piece.
    let focus = pieces
        .iter()
        .map(|(start, ..)| *start)
        .min()
        .or_else(|| {
            bracket
                .filter(|(from, ..)| *from == line)
                .map(|(_, _, span, ..)| column_of(span.start))
        })
        .unwrap_or(0);
    let (from, to) = if length > MAX_WIDTH {
        let from = if focus < MAX_WIDTH / 2 {
            0
        } else {
            focus - MAX_WIDTH / 4
        };
        (from, (from + MAX_WIDTH).min(length))
    } else {
        (0, length)
    };
    // The byte at which the part begins: the focus is a place in the file, and
    // the characters before it are few.
    let focus_byte = labels
        .iter()
        .map(|(label, _)| label.span.start as usize)
        .filter(|&at| at >= begin && column_of(u32::try_from(at).unwrap_or(u32::MAX)) == focus)
        .find_map(|at| {
            at.checked_sub(begin)
                .filter(|&at| content.is_char_boundary(at))
        });
    let first = match focus_byte {
        _ if from == 0 => 0,
        Some(at) => content[..at]
            .char_indices()
            .rev()
            .nth((focus - from).saturating_sub(1))
            .map_or(0, |(first, _)| first),
        None => content
            .char_indices()
            .nth(from)
            .map_or(0, |(first, _)| first),
    };
    // The shown column at which each character of the part begins.
    let mut text = String::new();
    if from > 0 {
        text.push_str("...");
    }
    let mut columns: Vec<usize> = Vec::with_capacity(to - from + 1);
    let mut at = width(&text);
    for c in content[first..].chars().take(to - from) {
        columns.push(at);
        let before = text.len();
        shown(c, &mut text);
        at += width(&text[before..]);
    }
    columns.push(at);
    if to < length {
        text.push_str("...");
    }
    let column = |index: usize| columns[index.clamp(from, to) - from];

    let side = match bracket {
        Some((first, ..)) if *first == line => Some("/ "),
        Some((first, last, ..)) if *first < line && line <= *last => Some("| "),
        Some(_) => Some("  "),
        None => None,
    };
    let side_text = side.unwrap_or("");
    let side_painted = match bracket {
        Some((_, _, _, mark, _)) => out.paint.mark(*mark, side_text),
        None => String::new(),
    };
    let number = out
        .paint
        .gutter(&format!("{line:>width$} |", width = out.gutter));
    let _ = writeln!(
        out.text,
        "{}",
        format!("{number} {side_painted}{text}").trim_end()
    );

    let pieces: Vec<Piece> = pieces
        .into_iter()
        .map(|(start, end, mark, text)| {
            let start = column(start);
            Piece {
                start,
                end: column(end).max(start + 1),
                mark,
                text,
            }
        })
        .collect();
    let margin = match bracket {
        Some((first, last, _, mark, _)) if *first <= line && line <= *last => {
            // Below the first line the bracket has begun.
            out.paint.mark(*mark, "| ")
        }
        Some(_) => "  ".to_owned(),
        None => String::new(),
    };
    underline(out, &margin, pieces);

    if let Some((_, last, span, mark, words)) = bracket
        && *last == line
    {
        let end = column(column_of(span.end.saturating_sub(1)).min(length));
        let rule = format!("|{}{}", "_".repeat(end + 1), mark.sign());
        let rule = if words.is_empty() {
            rule
        } else {
            format!("{rule} {}", indent(words, " "))
        };
        let rule = out.paint.mark(*mark, &rule);
        out.margin(&rule);
    }
}

/// The carets under one line and the words that belong to them: the words of
/// the last piece beside it, those of the others below, each hung on a line.
fn underline(out: &mut Out, margin: &str, mut pieces: Vec<Piece<'_>>) {
    if pieces.is_empty() {
        return;
    }
    pieces.sort_by_key(|piece| (piece.start, piece.end));
    let last_column = pieces.iter().map(|piece| piece.end).max().unwrap_or(0);
    let mut cells: Vec<Option<Mark>> = vec![None; last_column];
    for piece in &pieces {
        for cell in &mut cells[piece.start..piece.end] {
            *cell = (*cell).max(Some(piece.mark));
        }
    }
    let mut row = String::new();
    let mut run: Option<Mark> = None;
    let mut run_text = String::new();
    for cell in cells.iter().chain([&None]) {
        if *cell != run {
            row.push_str(&match run {
                Some(mark) => out.paint.mark(mark, &run_text),
                None => run_text.clone(),
            });
            run_text.clear();
            run = *cell;
        }
        run_text.push(cell.map_or(' ', Mark::sign));
    }
    let beside = pieces
        .iter()
        .rposition(|piece| piece.end == last_column)
        .filter(|&index| {
            // Not beside the carets when another piece begins inside it.
            pieces
                .iter()
                .enumerate()
                .all(|(other, piece)| other == index || piece.start <= pieces[index].start)
        });
    if let Some(index) = beside {
        let piece = pieces.remove(index);
        let words = indent(piece.text, &" ".repeat(last_column + 1));
        if !words.is_empty() {
            row.push(' ');
            row.push_str(&out.paint.mark(piece.mark, &words));
        }
    }
    out.margin(&format!("{margin}{row}"));

    pieces.retain(|piece| !piece.text.is_empty());
    if pieces.is_empty() {
        return;
    }
    let hang = |out: &Out, pieces: &[Piece]| {
        let mut row = String::new();
        let mut at = 0;
        for piece in pieces {
            if piece.start < at {
                continue;
            }
            row.push_str(&" ".repeat(piece.start - at));
            row.push_str(&out.paint.mark(piece.mark, "|"));
            at = piece.start + 1;
        }
        (row, at)
    };
    let (row, _) = hang(out, &pieces);
    out.margin(&format!("{margin}{row}"));
    while let Some(piece) = pieces.pop() {
        let (mut row, at) = hang(out, &pieces);
        // Two pieces that begin at one column: the words go on the same hook.
        let gap = piece.start.saturating_sub(at);
        row.push_str(&" ".repeat(gap));
        let words = indent(piece.text, &" ".repeat(piece.start));
        row.push_str(&out.paint.mark(piece.mark, &words));
        out.margin(&format!("{margin}{row}"));
    }
}

fn suggestion(out: &mut Out, fix: &Fix, sources: &SourceMap, shown: Option<FileId>) {
    let level = out.paint.help("help");
    let title = out.paint.bold(&format!(": {}", fix.title));
    let _ = writeln!(out.text, "{level}{title}");
    let mut edits: Vec<_> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let mut file_before = shown;
    let mut at = 0;
    while at < edits.len() {
        let id = edits[at].span.file;
        let file = sources.file(id);
        // Edits that touch the same lines are shown as one change.
        let first = file.position(edits[at].span.start as usize).line;
        let mut last = file.position(edits[at].span.end as usize).line;
        let mut until = at + 1;
        while until < edits.len()
            && edits[until].span.file == id
            && file.position(edits[until].span.start as usize).line <= last
        {
            last = last.max(file.position(edits[until].span.end as usize).line);
            until += 1;
        }
        if file_before != Some(id) {
            if at > 0 {
                out.bar();
            }
            let pad = " ".repeat(out.gutter);
            let arrow = out.paint.gutter("-->");
            let place = file.position(edits[at].span.start as usize);
            let _ = writeln!(
                out.text,
                "{pad}{arrow} {}:{}:{}",
                file.path(),
                place.line,
                place.column
            );
            file_before = Some(id);
        }
        out.bar();
        let range = line_range(file, first, last);
        if range.len() > MAX_CHANGE {
            out.annotation("note", "the lines are too long to show the edit in them");
            at = until;
            continue;
        }
        let old = &file.text()[range.clone()];
        let mut new = String::new();
        let mut from = range.start;
        for edit in &edits[at..until] {
            let span = edit.span.range();
            new.push_str(file.text().get(from..span.start).unwrap_or(""));
            new.push_str(&edit.text);
            from = span.end;
        }
        new.push_str(file.text().get(from..range.end).unwrap_or(""));
        diff(out, old, &new, first);
        at = until;
    }
    out.bar();
}

fn diff(out: &mut Out, old: &str, new: &str, first: u32) {
    let old: Vec<&str> = old.lines().collect();
    let new: Vec<&str> = new.lines().collect();
    let same = |a: &&str, b: &&str| a == b;
    let front = old.iter().zip(&new).take_while(|(a, b)| same(a, b)).count();
    let back = old[front..]
        .iter()
        .rev()
        .zip(new[front..].iter().rev())
        .take_while(|(a, b)| same(a, b))
        .count();
    let gutter = out.gutter;
    let number = |offset: usize| first as usize + offset;
    for (index, line) in old[front..old.len() - back].iter().enumerate() {
        let line = format!("{:>gutter$} - {}", number(front + index), shown_text(line));
        let line = out.paint.removed(line.trim_end());
        let _ = writeln!(out.text, "{line}");
    }
    for (index, line) in new[front..new.len() - back].iter().enumerate() {
        let line = format!("{:>gutter$} + {}", number(front + index), shown_text(line));
        let line = out.paint.added(line.trim_end());
        let _ = writeln!(out.text, "{line}");
    }
}

/// The lines that a span touches. A span that ends with a line end does not
/// touch the next line.
fn lines_of(file: &File, span: Span) -> std::ops::Range<u32> {
    let text = file.text();
    let start = file.position(span.start as usize).line;
    let mut end = (span.end as usize).min(text.len());
    if end > span.start as usize && text.as_bytes().get(end - 1) == Some(&b'\n') {
        end -= 1;
    }
    let end = file.position(end).line;
    start..end.max(start) + 1
}

/// The bytes of whole lines, their line ends included.
fn line_range(file: &File, first: u32, last: u32) -> std::ops::Range<usize> {
    file.line_start(first)..file.line_start(last + 1)
}

/// Further lines of a message begin under its first.
fn indent(text: &str, by: &str) -> String {
    shown_lines(text).join(&format!("\n{by}"))
}

fn shown_lines(text: &str) -> Vec<String> {
    text.lines().map(shown_text).collect()
}

struct Out {
    text: String,
    gutter: usize,
    paint: Paint,
}

impl Out {
    /// An empty line of the margin.
    fn bar(&mut self) {
        self.margin("");
    }

    /// A line beside no source line.
    fn margin(&mut self, text: &str) {
        let bar = self
            .paint
            .gutter(&format!("{:width$} |", "", width = self.gutter));
        let line = format!("{bar} {text}");
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn annotation(&mut self, level: &str, text: &str) {
        let pad = " ".repeat(self.gutter);
        let sign = self.paint.gutter("=");
        let level_painted = self.paint.bold(level);
        let by = " ".repeat(self.gutter + 5 + level.len());
        let _ = writeln!(
            self.text,
            "{pad} {sign} {level_painted}: {}",
            indent(text, &by)
        );
    }
}

/// rustc's colours.
#[derive(Clone, Copy)]
struct Paint(Color);

impl Paint {
    fn ansi(self, code: &str, text: &str) -> String {
        match self.0 {
            Color::Always if !text.is_empty() => format!("\x1b[{code}m{text}\x1b[0m"),
            _ => text.to_owned(),
        }
    }

    fn error(self, text: &str) -> String {
        self.ansi("1;91", text)
    }

    fn warning(self, text: &str) -> String {
        self.ansi("1;93", text)
    }

    fn help(self, text: &str) -> String {
        self.ansi("1;96", text)
    }

    fn bold(self, text: &str) -> String {
        self.ansi("1", text)
    }

    fn gutter(self, text: &str) -> String {
        self.ansi("1;94", text)
    }

    fn removed(self, text: &str) -> String {
        self.ansi("91", text)
    }

    fn added(self, text: &str) -> String {
        self.ansi("92", text)
    }

    fn mark(self, mark: Mark, text: &str) -> String {
        match mark {
            Mark::Primary => self.ansi("1;91", text),
            Mark::Secondary => self.ansi("1;94", text),
        }
    }
}

#[cfg(test)]
#[path = "human_tests.rs"]
mod tests;
