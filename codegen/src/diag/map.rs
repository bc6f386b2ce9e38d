//! The texts that spans point into.

use super::Span;
use std::ops::Range;

/// A file of a [`SourceMap`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// One text with the path under which it is shown.
#[derive(Clone, Debug)]
pub struct File {
    path: String,
    text: String,
    /// The byte at which each line begins.
    lines: Vec<u32>,
    /// How many characters stand before each block of [`BLOCK`] bytes: a line may be
    /// as long as the file, with a fault at each word.
    blocks: Vec<u32>,
    /// Where the text comes from, when it is not as it lies on the disk.
    origin: Option<Origin>,
}

/// The file that a text was made from, and how.
#[derive(Clone, Debug)]
struct Origin {
    file: FileId,
    /// In order, from the first byte to the last, without gaps.
    pieces: Vec<Piece>,
}

/// A part of a text that was made from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its bytes in the text that was made.
    pub here: Range<usize>,
    /// The bytes of the other text that it stands for. Of the same length when it
    /// was taken over, as `is_copy` says.
    pub there: Range<usize>,
    /// Whether it was taken over as it is.
    pub is_copy: bool,
}

/// See [`File`].
const BLOCK: usize = 4096;

/// A line and a column, both counted from 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// All texts that were read, in reading order.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: Vec<File>,
}

impl SourceMap {
    /// Adds a text under the path that messages show (with `/` on every system).
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let text = text.into();
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let mut lines = vec![0];
        lines.extend(text.match_indices('\n').map(|(at, _)| number(at + 1)));
        let mut blocks = vec![0];
        let (mut from, mut characters) = (0, 0);
        while blocks.len() * BLOCK <= text.len() {
            let to = boundary(&text, blocks.len() * BLOCK);
            characters += text[from..to].chars().count();
            blocks.push(number(characters));
            from = to;
        }
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(File {
            path: path.into(),
            text,
            lines,
            blocks,
            origin: None,
        });
        id
    }

    /// Adds a text that was made from another, such as one with its placeholders
    /// replaced. Spans into it are spans of that other text to the reader: see
    /// [`SourceMap::on_disk`].
    pub fn add_made(
        &mut self,
        from: FileId,
        text: impl Into<String>,
        pieces: Vec<Piece>,
    ) -> FileId {
        let path = self.file(from).path.clone();
        let id = self.add(path, text);
        if let Some(file) = self.files.get_mut(id.0 as usize) {
            file.origin = Some(Origin { file: from, pieces });
        }
        id
    }

    /// The file as it lies on the disk that a text was made from; itself for one
    /// that was not made.
    pub fn origin(&self, id: FileId) -> FileId {
        self.file(id)
            .origin
            .as_ref()
            .map_or(id, |origin| origin.file)
    }

    /// The place in the file as it lies on the disk. What lies in a part that was
    /// put in is at the whole of what that part stands for.
    pub fn on_disk(&self, span: Span) -> Span {
        let Some(origin) = &self.file(span.file).origin else {
            return span;
        };
        let range = span.range();
        let start = origin.start(range.start);
        let end = if range.is_empty() {
            start
        } else {
            origin.end(range.end)
        };
        Span::new(origin.file, start..end.max(start))
    }

    /// Whether what lies under a span is on the disk as it is here.
    pub fn is_on_disk(&self, span: Span) -> bool {
        let Some(origin) = &self.file(span.file).origin else {
            return true;
        };
        let range = span.range();
        origin.pieces.iter().all(|piece| {
            let apart = piece.here.end <= range.start || range.end <= piece.here.start;
            piece.is_copy || (apart && !(range.is_empty() && piece.here.contains(&range.start)))
        })
    }

    /// The file of an id. Ids of another map give an empty file.
    pub fn file(&self, id: FileId) -> &File {
        static NONE: File = File {
            path: String::new(),
            text: String::new(),
            lines: Vec::new(),
            blocks: Vec::new(),
            origin: None,
        };
        self.files.get(id.0 as usize).unwrap_or(&NONE)
    }

    /// Every file with its id.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &File)> {
        (0..).map(FileId).zip(&self.files)
    }

    /// The text under a span; empty when the span does not fit the file.
    pub fn text(&self, span: super::Span) -> &str {
        self.file(span.file).text.get(span.range()).unwrap_or("")
    }
}

impl Origin {
    /// Where what begins at a byte begins in the other text.
    fn start(&self, at: usize) -> usize {
        let index = self.pieces.partition_point(|piece| piece.here.end <= at);
        self.place(index, |piece| piece.place(at, piece.there.start))
    }

    /// Where what ends at a byte ends in the other text.
    fn end(&self, at: usize) -> usize {
        let index = self.pieces.partition_point(|piece| piece.here.end < at);
        self.place(index, |piece| piece.place(at, piece.there.end))
    }

    /// What a piece says, or the end for what is past the last.
    fn place(&self, index: usize, of: impl Fn(&Piece) -> usize) -> usize {
        let last = || self.pieces.last().map_or(0, |piece| piece.there.end);
        self.pieces.get(index).map_or_else(last, of)
    }
}

impl Piece {
    fn place(&self, at: usize, otherwise: usize) -> usize {
        if at >= self.here.end {
            self.there.end
        } else if self.is_copy {
            self.there.start + at.saturating_sub(self.here.start)
        } else {
            otherwise
        }
    }
}

impl File {
    /// The path as shown.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte offset; the end of the text for one past it.
    pub fn position(&self, offset: usize) -> Position {
        let offset = boundary(&self.text, offset);
        let line = self
            .lines
            .partition_point(|&start| start as usize <= offset)
            .max(1);
        let start = self.lines.get(line - 1).map_or(0, |&start| start as usize);
        // A byte order mark is no letter: editors do not count it.
        let start = start.max(self.mark()).min(offset);
        let column = self.characters(offset) - self.characters(start) + 1;
        Position {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(column).unwrap_or(u32::MAX),
        }
    }

    /// How many characters stand before a byte.
    fn characters(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        let start = boundary(&self.text, block * BLOCK);
        let before = self.blocks.get(block).map_or(0, |&before| before as usize);
        before + self.text[start..offset].chars().count()
    }

    /// The byte at which a line begins, counted from 1; the end of the text for
    /// one past the last.
    pub fn line_start(&self, line: u32) -> usize {
        self.lines
            .get((line as usize).saturating_sub(1))
            .map_or(self.text.len(), |&start| start as usize)
    }

    /// What has to go with a comment that is removed: its whole lines with their
    /// line end where nothing else stands on them, else it and the space before it.
    pub fn own_lines(&self, span: super::Span) -> super::Span {
        let (before, after) = (
            self.text.get(..span.start as usize).unwrap_or(""),
            self.text.get(span.end as usize..).unwrap_or(""),
        );
        let indent = before.len() - before.trim_end_matches([' ', '\t']).len();
        let is_first = before[..before.len() - indent].ends_with('\n') || before.len() == indent;
        let rest = after.trim_start_matches([' ', '\t', '\r']);
        let end = match rest.strip_prefix('\n') {
            Some(next) if is_first => self.text.len() - next.len(),
            None if is_first && rest.is_empty() => self.text.len(),
            _ => span.end as usize,
        };
        super::Span::new(span.file, span.start as usize - indent..end)
    }

    /// The text of a line, counted from 1, without its line end.
    pub fn line(&self, line: u32) -> &str {
        let index = (line as usize).saturating_sub(1);
        let Some(&start) = self.lines.get(index) else {
            return "";
        };
        let end = self
            .lines
            .get(index + 1)
            .map_or(self.text.len(), |&next| next as usize);
        let start = (start as usize).max(self.mark());
        self.text[start..end].trim_end_matches(['\n', '\r'])
    }

    /// The bytes of the byte order mark.
    fn mark(&self) -> usize {
        if self.text.starts_with('\u{FEFF}') {
            3
        } else {
            0
        }
    }
}

/// The last place at which a character begins that is not behind this one.
fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_from_one() {
        let mut map = SourceMap::default();
        let id = map.add("a.sql", "ab\r\nşu x\n");
        let file = map.file(id);
        assert_eq!(file.position(0), Position { line: 1, column: 1 });
        assert_eq!(file.position(4), Position { line: 2, column: 1 });
        assert_eq!(file.position(6), Position { line: 2, column: 2 });
        assert_eq!(file.position(999), Position { line: 3, column: 1 });
        assert_eq!(file.line(1), "ab");
        assert_eq!(file.line(2), "şu x");
        assert_eq!(file.line(9), "");
    }

    #[test]
    fn a_byte_order_mark_is_no_letter() {
        let mut map = SourceMap::default();
        let id = map.add("a.sql", "\u{FEFF}ab\nc");
        let file = map.file(id);
        for (offset, line, column) in [(0, 1, 1), (3, 1, 1), (4, 1, 2), (6, 2, 1), (7, 2, 2)] {
            assert_eq!(file.position(offset), Position { line, column }, "{offset}");
        }
        assert_eq!((file.line(1), file.line(2)), ("ab", "c"));
        let id = map.add("b.sql", "\u{FEFF}");
        assert_eq!(map.file(id).line(1), "");
        assert_eq!(map.file(id).position(9), Position { line: 1, column: 1 });
    }

    #[test]
    fn a_comment_takes_its_line_along() {
        for (text, left) in [
            ("a\n  -- x\r\nb\n", "a\nb\n"),
            ("-- x\nb", "b"),
            ("a; -- x\nb", "a;\nb"),
            ("a\n-- x", "a\n"),
            ("-- x", ""),
            ("\t-- x b", " b"),
        ] {
            let mut map = SourceMap::default();
            let id = map.add("a.sql", text);
            let at = text.find("-- x").unwrap();
            let span = map
                .file(id)
                .own_lines(super::super::Span::new(id, at..at + 4));
            let mut rest = text.to_owned();
            rest.replace_range(span.range(), "");
            assert_eq!(rest, left, "{text:?}");
        }
    }

    #[test]
    fn positions_in_a_long_line() {
        for word in ["x", "ş", "€", "💰", "aş€💰"] {
            let text = format!("a\n{}", word.repeat(5000));
            let mut map = SourceMap::default();
            let id = map.add("a.sql", text.clone());
            for offset in [0, 2, 4095, 4096, 4097, 4098, 4099, 8192, 9000, text.len()] {
                let end = boundary(&text, offset);
                let line = text[..end].matches('\n').count();
                let column = text[..end]
                    .rsplit('\n')
                    .next()
                    .map_or(0, |l| l.chars().count());
                let found = map.file(id).position(offset);
                assert_eq!(
                    (found.line as usize, found.column as usize),
                    (line + 1, column + 1)
                );
            }
        }
    }
}
