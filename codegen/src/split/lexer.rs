//! PostgreSQL's lexical rules (`scan.l`), with the byte range of every token.
//!
//! One lexer serves `split`, `parse` and PL/pgSQL bodies, so that no two of
//! them can disagree about where a string ends. It never fails: what the
//! server's lexer would refuse is a token of kind [`TokenKind::Bad`].

use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// An unquoted identifier or keyword.
    Word,
    /// `"…"`.
    QuotedIdent,
    /// `U&"…"`.
    UnicodeIdent,
    /// `'…'` and `N'…'`, continuation lines included.
    Str,
    /// `E'…'`.
    EscapeStr,
    /// `U&'…'`.
    UnicodeStr,
    /// `B'…'` and `X'…'`.
    BitStr,
    /// `$tag$…$tag$`.
    DollarStr,
    /// A number without point and exponent.
    Integer,
    /// Any other number.
    Float,
    /// `$1`.
    Param,
    /// An operator, also those of one character (`=`, `*`, `<`).
    Op,
    /// `(`.
    LParen,
    /// `)`.
    RParen,
    /// `[`.
    LBracket,
    /// `]`.
    RBracket,
    /// `,`.
    Comma,
    /// `;`.
    Semicolon,
    /// `:`.
    Colon,
    /// `::`.
    DoubleColon,
    /// `:=`.
    ColonEquals,
    /// `.`.
    Dot,
    /// `..`.
    DotDot,
    /// `-- …` without its line end.
    LineComment,
    /// `/* … */`.
    BlockComment,
    /// A character that begins no token (`\`, `{`, a lone `$`).
    Other,
    /// Something that the server's lexer refuses.
    Bad(BadToken),
}

/// Why a token is no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadToken {
    /// A string, bit string or `U&''` without its end.
    UnterminatedString,
    /// A quoted identifier without its end.
    UnterminatedIdent,
    /// A dollar-quoted string without its end.
    UnterminatedDollar,
    /// A block comment without its end.
    UnterminatedComment,
    /// `""`.
    EmptyIdent,
    /// `123abc`.
    NumberJunk,
    /// `$1abc`.
    ParamJunk,
}

impl BadToken {
    /// PostgreSQL's words for it.
    pub fn message(self) -> &'static str {
        match self {
            Self::UnterminatedString => "unterminated quoted string",
            Self::UnterminatedIdent => "unterminated quoted identifier",
            Self::UnterminatedDollar => "unterminated dollar-quoted string",
            Self::UnterminatedComment => "unterminated /* comment",
            Self::EmptyIdent => "zero-length delimited identifier",
            Self::NumberJunk => "trailing junk after numeric literal",
            Self::ParamJunk => "trailing junk after parameter",
        }
    }

    /// Whether it swallows the rest of the text.
    pub fn is_unterminated(self) -> bool {
        matches!(
            self,
            Self::UnterminatedString
                | Self::UnterminatedIdent
                | Self::UnterminatedDollar
                | Self::UnterminatedComment
        )
    }
}

/// A token with its bytes in the text that was lexed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Token {
    /// The bytes as a range.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether it is a comment.
    pub fn is_comment(&self) -> bool {
        matches!(self.kind, TokenKind::LineComment | TokenKind::BlockComment)
    }
}

/// Walks over a text, a token at a time. Comments are tokens, white space is not.
#[derive(Clone, Debug)]
pub struct Lexer<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    end: usize,
    /// Up to here only signs follow, each an operator of its own.
    signs_end: usize,
}

/// What a byte can be, as bits: tests by table, because this loop passes over
/// every byte of every migration, and build scripts are not optimised.
static CLASSES: [u8; 256] = classes();
const IDENT_START: u8 = 1;
const IDENT_PART: u8 = 2;
const SPACE: u8 = 4;
const OPERATOR: u8 = 8;

const fn classes() -> [u8; 256] {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        #[allow(clippy::cast_possible_truncation)]
        let found = byte as u8;
        classes[byte] = match found {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80..=0xff => IDENT_START | IDENT_PART,
            b'0'..=b'9' | b'$' => IDENT_PART,
            b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => SPACE,
            b'~' | b'!' | b'@' | b'#' | b'^' | b'&' | b'|' | b'`' | b'?' | b'+' | b'-' | b'*'
            | b'/' | b'%' | b'<' | b'>' | b'=' => OPERATOR,
            _ => 0,
        };
        byte += 1;
    }
    classes
}

fn is(byte: u8, class: u8) -> bool {
    CLASSES[byte as usize] & class != 0
}

impl<'a> Lexer<'a> {
    /// A lexer over `range` of `text`; a range that does not fit is cut.
    pub fn new(text: &'a str, range: Range<usize>) -> Self {
        let end = floor_boundary(text, range.end);
        let mut at = floor_boundary(text, range.start).min(end);
        // psql and most runners skip a byte order mark.
        if at == 0 && text[..end].starts_with('\u{feff}') {
            at = '\u{feff}'.len_utf8();
        }
        Self {
            text,
            bytes: text.as_bytes(),
            at,
            end,
            signs_end: 0,
        }
    }

    /// Where the next token is looked for.
    pub fn position(&self) -> usize {
        self.at
    }

    /// Where the text ends.
    pub fn end(&self) -> usize {
        self.end
    }

    /// Continues at another place.
    pub fn seek(&mut self, at: usize) {
        self.at = floor_boundary(self.text, at).min(self.end);
        self.signs_end = 0;
    }

    fn peek(&self, ahead: usize) -> u8 {
        let at = self.at + ahead;
        if at < self.end { self.bytes[at] } else { 0 }
    }

    fn skip_class(&mut self, class: u8) {
        let (bytes, end, mut at) = (self.bytes, self.end, self.at);
        while at < end && CLASSES[bytes[at] as usize] & class != 0 {
            at += 1;
        }
        self.at = at;
    }

    fn skip_while(&mut self, test: impl Fn(u8) -> bool) {
        while self.at < self.end && test(self.bytes[self.at]) {
            self.at += 1;
        }
    }

    fn scan(&mut self) -> TokenKind {
        let byte = self.bytes[self.at];
        match byte {
            b'\'' => self.quoted(0, false, TokenKind::Str),
            b'"' => self.quoted_ident(0, TokenKind::QuotedIdent),
            b'e' | b'E' if self.peek(1) == b'\'' => self.quoted(1, true, TokenKind::EscapeStr),
            b'n' | b'N' if self.peek(1) == b'\'' => self.quoted(1, false, TokenKind::Str),
            b'b' | b'B' | b'x' | b'X' if self.peek(1) == b'\'' => {
                self.quoted(1, false, TokenKind::BitStr)
            }
            b'u' | b'U' if self.peek(1) == b'&' && self.peek(2) == b'\'' => {
                self.quoted(2, false, TokenKind::UnicodeStr)
            }
            b'u' | b'U' if self.peek(1) == b'&' && self.peek(2) == b'"' => {
                self.quoted_ident(2, TokenKind::UnicodeIdent)
            }
            b'$' => self.dollar(),
            b'-' if self.peek(1) == b'-' => {
                let (bytes, end, mut at) = (self.bytes, self.end, self.at);
                while at < end && !matches!(bytes[at], b'\n' | b'\r') {
                    at += 1;
                }
                self.at = at;
                TokenKind::LineComment
            }
            b'/' if self.peek(1) == b'*' => self.block_comment(),
            b'0'..=b'9' => self.number(),
            b'.' if self.peek(1).is_ascii_digit() => self.number(),
            b'.' if self.peek(1) == b'.' => self.take(2, TokenKind::DotDot),
            b'.' => self.take(1, TokenKind::Dot),
            b':' if self.peek(1) == b':' => self.take(2, TokenKind::DoubleColon),
            b':' if self.peek(1) == b'=' => self.take(2, TokenKind::ColonEquals),
            b':' => self.take(1, TokenKind::Colon),
            b'(' => self.take(1, TokenKind::LParen),
            b')' => self.take(1, TokenKind::RParen),
            b'[' => self.take(1, TokenKind::LBracket),
            b']' => self.take(1, TokenKind::RBracket),
            b',' => self.take(1, TokenKind::Comma),
            b';' => self.take(1, TokenKind::Semicolon),
            _ if is(byte, IDENT_START) => {
                self.skip_class(IDENT_PART);
                TokenKind::Word
            }
            _ if is(byte, OPERATOR) => self.operator(),
            _ => self.take(1, TokenKind::Other),
        }
    }

    fn take(&mut self, bytes: usize, kind: TokenKind) -> TokenKind {
        self.at += bytes;
        kind
    }

    /// A quoted string after `prefix` bytes, with its continuation lines.
    fn quoted(&mut self, prefix: usize, backslashes: bool, kind: TokenKind) -> TokenKind {
        self.at += prefix + 1;
        loop {
            if !self.skip_quoted(b'\'', backslashes) {
                return TokenKind::Bad(BadToken::UnterminatedString);
            }
            match self.continuation() {
                Some(at) => self.at = at + 1,
                None => return kind,
            }
        }
    }

    /// Moves past the closing quote; false when there is none.
    fn skip_quoted(&mut self, quote: u8, backslashes: bool) -> bool {
        let (bytes, end, mut at) = (self.bytes, self.end, self.at);
        while at < end {
            let byte = bytes[at];
            at += 1;
            if byte == quote {
                if at < end && bytes[at] == quote {
                    at += 1;
                } else {
                    self.at = at;
                    return true;
                }
            } else if byte == b'\\' && backslashes && at < end {
                at += 1;
            }
        }
        self.at = at;
        false
    }

    /// The opening quote of the next part of a string that is written on
    /// several lines: only white space with a line end, and `--` comments, between.
    fn continuation(&self) -> Option<usize> {
        let mut at = self.at;
        let mut line_end = false;
        while at < self.end {
            match self.bytes[at] {
                b'\n' | b'\r' => {
                    line_end = true;
                    at += 1;
                }
                byte if is(byte, SPACE) => at += 1,
                b'-' if at + 1 < self.end && self.bytes[at + 1] == b'-' => {
                    while at < self.end && !matches!(self.bytes[at], b'\n' | b'\r') {
                        at += 1;
                    }
                }
                b'\'' if line_end => return Some(at),
                _ => return None,
            }
        }
        None
    }

    fn quoted_ident(&mut self, prefix: usize, kind: TokenKind) -> TokenKind {
        self.at += prefix + 1;
        let start = self.at;
        if !self.skip_quoted(b'"', false) {
            return TokenKind::Bad(BadToken::UnterminatedIdent);
        }
        if self.at == start + 1 {
            return TokenKind::Bad(BadToken::EmptyIdent);
        }
        kind
    }

    fn dollar(&mut self) -> TokenKind {
        let start = self.at;
        self.at += 1;
        if self.peek(0).is_ascii_digit() {
            self.skip_while(|byte| byte.is_ascii_digit());
            if self.at < self.end && is(self.bytes[self.at], IDENT_START) {
                self.skip_class(IDENT_PART);
                return TokenKind::Bad(BadToken::ParamJunk);
            }
            return TokenKind::Param;
        }
        if self.at < self.end && is(self.bytes[self.at], IDENT_START) {
            self.skip_while(|byte| is(byte, IDENT_PART) && byte != b'$');
        }
        if self.peek(0) != b'$' {
            self.at = start + 1;
            return TokenKind::Other;
        }
        self.at += 1;
        let tag = &self.text[start..self.at];
        if let Some(found) = self.text[self.at..self.end].find(tag) {
            self.at += found + tag.len();
            TokenKind::DollarStr
        } else {
            self.at = self.end;
            TokenKind::Bad(BadToken::UnterminatedDollar)
        }
    }

    fn block_comment(&mut self) -> TokenKind {
        self.at += 2;
        let mut depth = 1_u32;
        while self.at < self.end {
            match (self.bytes[self.at], self.peek(1)) {
                (b'/', b'*') => {
                    depth += 1;
                    self.at += 2;
                }
                (b'*', b'/') => {
                    depth -= 1;
                    self.at += 2;
                    if depth == 0 {
                        return TokenKind::BlockComment;
                    }
                }
                _ => self.at += 1,
            }
        }
        TokenKind::Bad(BadToken::UnterminatedComment)
    }

    fn number(&mut self) -> TokenKind {
        let begin = self.at;
        let mut kind = TokenKind::Integer;
        let digits = |byte: u8| byte.is_ascii_digit() || byte == b'_';
        if self.peek(0) == b'0' && matches!(self.peek(1) | 0x20, b'x' | b'o' | b'b') {
            // PostgreSQL 16; before, it is a number with trailing junk.
            let digit: fn(u8) -> bool = match self.peek(1) | 0x20 {
                b'x' => |byte| byte.is_ascii_hexdigit() || byte == b'_',
                b'o' => |byte| matches!(byte, b'0'..=b'7' | b'_'),
                _ => |byte| matches!(byte, b'0' | b'1' | b'_'),
            };
            let start = self.at + 2;
            self.at = start;
            self.skip_while(digit);
            return self.number_end(
                begin,
                if self.at > start {
                    kind
                } else {
                    TokenKind::Bad(BadToken::NumberJunk)
                },
            );
        }
        self.skip_while(digits);
        // `1..10` is a range of a FOR loop, not a number with a point.
        if self.peek(0) == b'.' && self.peek(1) != b'.' {
            kind = TokenKind::Float;
            self.at += 1;
            self.skip_while(digits);
        }
        if self.peek(0) | 0x20 == b'e' {
            let sign = usize::from(matches!(self.peek(1), b'+' | b'-'));
            if self.peek(1 + sign).is_ascii_digit() {
                kind = TokenKind::Float;
                self.at += 1 + sign;
                self.skip_while(digits);
            }
        }
        self.number_end(begin, kind)
    }

    fn number_end(&mut self, start: usize, kind: TokenKind) -> TokenKind {
        // Underscores stand between digits only.
        let misplaced = self.text[start..self.at].contains("__")
            || self.text[start..self.at].ends_with('_')
            || self.text[start..self.at].contains("_.")
            || self.text[start..self.at].contains("._");
        if misplaced {
            self.skip_class(IDENT_PART);
            return TokenKind::Bad(BadToken::NumberJunk);
        }
        if self.at < self.end && is(self.bytes[self.at], IDENT_START) {
            self.skip_class(IDENT_PART);
            return TokenKind::Bad(BadToken::NumberJunk);
        }
        kind
    }

    fn operator(&mut self) -> TokenKind {
        let start = self.at;
        if start < self.signs_end {
            return self.take(1, TokenKind::Op);
        }
        while self.at < self.end && is(self.bytes[self.at], OPERATOR) {
            let pair = (self.bytes[self.at], self.peek(1));
            if self.at > start && (pair == (b'-', b'-') || pair == (b'/', b'*')) {
                break;
            }
            self.at += 1;
        }
        // `a=-1` is `=` and `-1`: only operators with one of these characters may end in a sign.
        let special = |byte: &u8| {
            matches!(
                byte,
                b'~' | b'!' | b'@' | b'#' | b'^' | b'&' | b'|' | b'`' | b'?' | b'%'
            )
        };
        let run_end = self.at;
        if !self.bytes[start..run_end].iter().any(special) {
            while self.at > start + 1 && matches!(self.bytes[self.at - 1], b'+' | b'-') {
                self.at -= 1;
            }
            if self.at < run_end {
                self.signs_end = run_end;
            }
        }
        TokenKind::Op
    }
}

impl Iterator for Lexer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        self.skip_class(SPACE);
        if self.at >= self.end {
            return None;
        }
        let start = self.at;
        let kind = self.scan();
        // An escape at the very end may have stepped over it, and a stray
        // character takes its continuation bytes with it.
        self.at = self.at.min(self.end);
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
        Some(Token {
            kind,
            start,
            end: self.at,
        })
    }
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lex(text: &str) -> Vec<(TokenKind, &str)> {
        Lexer::new(text, 0..text.len())
            .map(|token| (token.kind, &text[token.range()]))
            .collect()
    }

    fn kinds(text: &str) -> Vec<TokenKind> {
        lex(text).into_iter().map(|(kind, _)| kind).collect()
    }

    #[test]
    fn one_token_each() {
        use TokenKind::*;
        for (text, kind) in [
            ("abc", Word),
            ("a$b$c", Word),
            ("şöß", Word),
            ("\"a\"\"b\"", QuotedIdent),
            ("U&\"\\0061\"", UnicodeIdent),
            ("''", Str),
            ("'a''b'", Str),
            ("'a\\'", Str),
            ("N'x'", Str),
            ("'a'\n  'b'", Str),
            ("'a' -- c\n 'b'", Str),
            ("E'a\\'b'", EscapeStr),
            ("U&'\\0061'", UnicodeStr),
            ("x'1F'", BitStr),
            ("B'01'", BitStr),
            ("$$a;b$$", DollarStr),
            ("$a$ $b$ $$ $a$", DollarStr),
            ("12", Integer),
            ("0xFF", Integer),
            ("1_000", Integer),
            ("1.5", Float),
            (".5", Float),
            ("1e-3", Float),
            ("1.", Float),
            ("$12", Param),
            ("->>", Op),
            ("@-", Op),
            ("::", DoubleColon),
            (":=", ColonEquals),
            ("/* a /* b */ c */", BlockComment),
            ("-- a", LineComment),
            ("\\", Other),
            ("\"\"", Bad(BadToken::EmptyIdent)),
            ("12ab", Bad(BadToken::NumberJunk)),
            ("'a", Bad(BadToken::UnterminatedString)),
            ("E'a\\", Bad(BadToken::UnterminatedString)),
            ("\"a", Bad(BadToken::UnterminatedIdent)),
            ("$a$ $b$", Bad(BadToken::UnterminatedDollar)),
            ("/* /* */", Bad(BadToken::UnterminatedComment)),
        ] {
            assert_eq!(lex(text), [(kind, text)], "{text}");
        }
    }

    #[test]
    fn operators_end_where_postgresql_ends_them() {
        assert_eq!(lex("a=-1")[1].1, "=");
        assert_eq!(lex("a<>-1")[1].1, "<>");
        assert_eq!(kinds("+-+-+")[..], [TokenKind::Op; 5]);
        assert_eq!(lex("*+-@ +-")[0].1, "*+-@");
        assert_eq!(lex("a=-+b<-1").len(), 8);
        assert_eq!(lex("a@-1")[1].1, "@-");
        assert_eq!(lex("a+--c").len(), 3);
        assert_eq!(lex("a*/* c */b").len(), 4);
        assert_eq!(
            kinds("1..10"),
            [TokenKind::Integer, TokenKind::DotDot, TokenKind::Integer]
        );
        assert_eq!(kinds("'a' 'b'"), [TokenKind::Str, TokenKind::Str]);
        assert_eq!(lex("a$$b")[0].1, "a$$b");
    }

    #[test]
    fn every_prefix_ends() {
        let text = "E'\\ş' U&\"ş\" $ş$ ş $ş$ /* ş */ \\ş 1ş $1ş é→ -- ş";
        for end in 0..=text.len() {
            for start in 0..=end {
                let mut last = 0;
                for token in Lexer::new(text, start..end) {
                    assert!(token.start >= last && token.end > token.start);
                    last = token.end;
                }
            }
        }
    }
}
