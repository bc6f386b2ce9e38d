//! Stored text follows renames: a small scanner of SQL tokens and the edits
//! made with it.

use std::borrow::Cow;
use std::ops::Range;

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TokenKind<'t> {
    /// An identifier or keyword, folded unless quoted.
    Word(Cow<'t, str>),
    /// A string, with its value where it has no escapes of its own.
    Str(Cow<'t, str>),
    /// One character of anything else but space; `::` is one token.
    Punct(&'static str),
}

/// A token with its bytes.
#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    /// What it is.
    pub(super) kind: TokenKind<'t>,
    /// Where it stands in the text.
    pub(super) range: Range<usize>,
}

impl Token<'_> {
    pub(super) fn is(&self, punct: &str) -> bool {
        matches!(self.kind, TokenKind::Punct(found) if found == punct)
    }

    pub(super) fn word(&self) -> Option<&str> {
        match &self.kind {
            TokenKind::Word(word) => Some(word),
            _ => None,
        }
    }
}

/// Tokens of an expression or query. Never fails: what it does not know is
/// a character of its own.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let bytes = text.as_bytes();
    let mut found = Vec::with_capacity(bytes.len() / 4);
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let byte = bytes[at];
        let kind = match byte {
            b' ' | b'\t' | b'\n' | b'\r' | 0x0c => {
                at += 1;
                continue;
            }
            b'\'' => {
                at = end_of_quoted(bytes, at, b'\'', false);
                TokenKind::Str(unquote(text, start, at, '\''))
            }
            b'e' | b'E' if bytes.get(at + 1) == Some(&b'\'') => {
                at = end_of_quoted(bytes, at + 1, b'\'', true);
                // Escapes are not undone: nothing that is looked up has any.
                TokenKind::Str(unquote(text, start + 1, at, '\''))
            }
            b'"' => {
                at = end_of_quoted(bytes, at, b'"', false);
                TokenKind::Word(unquote(text, start, at, '"'))
            }
            b'$' if bytes.get(at + 1).is_some_and(|b| !b.is_ascii_digit()) => {
                at = end_of_dollar(text, at);
                TokenKind::Str(Cow::Borrowed(""))
            }
            b':' if bytes.get(at + 1) == Some(&b':') => {
                at += 2;
                TokenKind::Punct("::")
            }
            b'0'..=b'9' => {
                while at < bytes.len() && (bytes[at].is_ascii_alphanumeric() || bytes[at] == b'.') {
                    at += 1;
                }
                TokenKind::Punct("0")
            }
            _ if byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80 => {
                while at < bytes.len()
                    && (bytes[at].is_ascii_alphanumeric()
                        || matches!(bytes[at], b'_' | b'$')
                        || bytes[at] >= 0x80)
                {
                    at += 1;
                }
                TokenKind::Word(folded(&text[start..at]))
            }
            _ => {
                at += 1;
                TokenKind::Punct(match byte {
                    b'.' => ".",
                    b'(' => "(",
                    b')' => ")",
                    b',' => ",",
                    b'[' => "[",
                    b']' => "]",
                    b'*' => "*",
                    _ => "?",
                })
            }
        };
        found.push(Token {
            kind,
            range: start..at,
        });
    }
    found
}

fn end_of_quoted(bytes: &[u8], start: usize, quote: u8, escapes: bool) -> usize {
    let mut at = start + 1;
    while at < bytes.len() {
        if escapes && bytes[at] == b'\\' {
            at += 2;
        } else if bytes[at] != quote {
            at += 1;
        } else if bytes.get(at + 1) == Some(&quote) {
            at += 2;
        } else {
            return at + 1;
        }
    }
    bytes.len()
}

fn end_of_dollar(text: &str, start: usize) -> usize {
    let rest = &text[start + 1..];
    let Some(tag) = rest.find('$') else {
        return start + 1;
    };
    let delimiter = &text[start..start + tag + 2];
    let body = start + delimiter.len();
    text[body..]
        .find(delimiter)
        .map_or(text.len(), |end| body + end + delimiter.len())
}

/// A word in the letters that it is looked up by.
fn folded(word: &str) -> Cow<'_, str> {
    if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(word.to_ascii_lowercase())
    } else {
        Cow::Borrowed(word)
    }
}

fn unquote(text: &str, start: usize, end: usize, quote: char) -> Cow<'_, str> {
    let inner = text.get(start + 1..end.saturating_sub(1)).unwrap_or("");
    if inner.contains(quote) {
        let doubled: String = [quote, quote].iter().collect();
        Cow::Owned(inner.replace(&doubled, quote.encode_utf8(&mut [0; 4])))
    } else {
        Cow::Borrowed(inner)
    }
}

/// What an identifier in an expression means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A column.
    Column,
    /// A relation, as a qualifier or in a string that is read as a relation's name.
    Relation,
    /// A function.
    Function,
    /// A type.
    Type,
    /// A schema.
    Schema,
}

/// A name that was changed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Renamed<'a> {
    /// What it is a name of.
    pub(super) role: Role,
    /// Its schema before, for those in schemas.
    pub(super) old_schema: &'a str,
    /// Its name before.
    pub(super) old: &'a str,
    /// Its schema now; written out where it differs from the old one.
    pub(super) new_schema: &'a str,
    /// Its name now.
    pub(super) new: &'a str,
    /// For a column, the name of its table.
    pub(super) table: &'a str,
}

impl Renamed<'_> {
    /// The new name as it is written in place of a qualified or bare old one.
    fn written(&self, qualified: bool) -> String {
        let name = super::types::quote_identifier(self.new);
        if qualified || self.new_schema != self.old_schema {
            format!("{}.{name}", super::types::quote_identifier(self.new_schema))
        } else {
            name.clone()
        }
    }

    /// The text with the name replaced; `None` when it does not occur.
    pub(super) fn apply(&self, text: &str) -> Option<String> {
        let tokens = tokens(text);
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            match &token.kind {
                TokenKind::Word(word) if word == self.old => {
                    if let Some(edit) = self.edit_word(&tokens, at) {
                        edits.push(edit);
                    }
                }
                TokenKind::Str(value)
                    if matches!(self.role, Role::Relation | Role::Type | Role::Schema) =>
                {
                    if is_object_name(&tokens, at)
                        && let Some(new) = self.edit_string(value)
                    {
                        edits.push((token.range.clone(), new));
                    }
                }
                _ => {}
            }
        }
        splice(text, edits)
    }

    fn edit_word(&self, tokens: &[Token], at: usize) -> Option<(Range<usize>, String)> {
        let token = &tokens[at];
        let before = at.checked_sub(1).and_then(|at| tokens.get(at));
        let after = tokens.get(at + 1);
        let called = after.is_some_and(|next| next.is("("));
        let qualifies = after.is_some_and(|next| next.is("."));
        // `s.` before the name.
        let qualifier = before
            .filter(|dot| dot.is("."))
            .and_then(|_| tokens.get(at.checked_sub(2)?))
            .and_then(|token| Some((token.word()?, token.range.start)));
        let cast = |index: Option<usize>| {
            index
                .and_then(|index| tokens.get(index))
                .is_some_and(|token| token.is("::") || token.word() == Some("as"))
        };
        match self.role {
            Role::Column => {
                let own = match qualifier {
                    Some((table, _)) => table == self.table,
                    None => !before.is_some_and(|token| token.is(".")),
                };
                (own && !called && !qualifies && !cast(at.checked_sub(1))).then(|| {
                    let new = super::types::quote_identifier(self.new);
                    (token.range.clone(), new)
                })
            }
            Role::Relation => (qualifies && qualifier.is_none()).then(|| {
                let new = super::types::quote_identifier(self.new);
                (token.range.clone(), new)
            }),
            Role::Function | Role::Type => {
                let fits = if self.role == Role::Function {
                    called
                } else {
                    let start = if qualifier.is_some() {
                        at.checked_sub(3)
                    } else {
                        at.checked_sub(1)
                    };
                    let literal = matches!(after.map(|token| &token.kind), Some(TokenKind::Str(_)));
                    cast(start) || literal
                };
                if !fits {
                    return None;
                }
                match qualifier {
                    Some((schema, start)) if schema == self.old_schema => {
                        Some((start..token.range.end, self.written(true)))
                    }
                    Some(_) => None,
                    None => Some((token.range.clone(), self.written(false))),
                }
            }
            Role::Schema => (qualifies && qualifier.is_none()).then(|| {
                let new = super::types::quote_identifier(self.new);
                (token.range.clone(), new)
            }),
        }
    }

    /// A string that names an object, with the new name in it.
    fn edit_string(&self, value: &str) -> Option<String> {
        let (schema, name) = split_name(value)?;
        let new = if self.role == Role::Schema {
            (schema.as_deref() == Some(self.old)).then(|| {
                format!(
                    "{}.{}",
                    super::types::quote_identifier(self.new),
                    super::types::quote_identifier(&name)
                )
            })?
        } else {
            if name != self.old || schema.as_deref().is_some_and(|s| s != self.old_schema) {
                return None;
            }
            self.written(schema.is_some())
        };
        Some(format!("'{}'", new.replace('\'', "''")))
    }
}

impl Renamed<'_> {
    /// A view's query with its table's new name: in FROM, and where the name
    /// qualifies columns.
    pub(super) fn apply_to_query(&self, text: &str) -> Option<String> {
        let tokens = tokens(text);
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            if token.word() != Some(self.old) {
                continue;
            }
            let word = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at)?.word());
            let dotted = at > 0 && tokens[at - 1].is(".");
            let next = tokens.get(at + 1);
            let source = |from: Option<usize>| {
                from.and_then(|at| tokens.get(at)).is_some_and(|token| {
                    token.is(",")
                        || matches!(token.word(), Some("from" | "join" | "only" | "table"))
                })
            };
            if next.is_some_and(|next| next.is("(")) {
                continue;
            }
            if dotted {
                // `schema.table`, in FROM or before a column.
                if word(2) == Some(self.old_schema)
                    && (source(at.checked_sub(3)) || next.is_some_and(|next| next.is(".")))
                {
                    let start = tokens[at - 2].range.start;
                    edits.push((start..token.range.end, self.written(true)));
                }
            } else if next.is_some_and(|next| next.is(".")) {
                let new = super::types::quote_identifier(self.new);
                edits.push((token.range.clone(), new));
            } else if at > 0 && source(Some(at - 1)) && in_from(&tokens, at) {
                edits.push((token.range.clone(), self.written(false)));
            }
        }
        splice(text, edits)
    }

    /// A view's query with its table's column under a new name. The view's own
    /// column keeps its name. `shared` says that another relation of the query
    /// has a column of the old name too, so that only qualified ones are meant.
    pub(super) fn apply_column_to_query(&self, text: &str, shared: bool) -> Option<String> {
        let tokens = tokens(text);
        let aliases = aliases(&tokens, self.table);
        let new = super::types::quote_identifier(self.new);
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            if token.word() != Some(self.old) {
                continue;
            }
            let next = tokens.get(at + 1);
            if next.is_some_and(|next| next.is("(") || next.is(".")) {
                continue;
            }
            let before = at.checked_sub(1).and_then(|at| tokens.get(at));
            let mut start = at;
            if before.is_some_and(|token| token.is(".")) {
                let qualifier = at.checked_sub(2).and_then(|at| tokens.get(at)?.word());
                if !qualifier.is_some_and(|qualifier| aliases.iter().any(|a| a == qualifier)) {
                    continue;
                }
                start = at - 2;
            } else if shared
                || before.is_some_and(|token| token.is("::") || token.word() == Some("as"))
            {
                continue;
            }
            let whole = is_select_item(&tokens, start, at);
            let written = if whole {
                format!("{new} AS {}", super::types::quote_identifier(self.old))
            } else {
                new.clone()
            };
            edits.push((token.range.clone(), written));
        }
        splice(text, edits)
    }
}

fn splice(text: &str, edits: Vec<(Range<usize>, String)>) -> Option<String> {
    if edits.is_empty() {
        return None;
    }
    let mut result = String::with_capacity(text.len());
    let mut last = 0;
    for (range, new) in edits {
        result.push_str(text.get(last..range.start)?);
        result.push_str(&new);
        last = range.end;
    }
    result.push_str(text.get(last..)?);
    Some(result)
}

/// Whether a token stands in a FROM clause rather than in a select list: the
/// nearest of the words SELECT, FROM, WHERE … before it at its depth says so.
fn in_from(tokens: &[Token], at: usize) -> bool {
    let mut depth = 0;
    for token in tokens[..at].iter().rev() {
        if token.is(")") {
            depth += 1;
        } else if token.is("(") {
            if depth == 0 {
                return false;
            }
            depth -= 1;
        } else if depth == 0
            && let Some(word) = token.word()
        {
            match word {
                "from" | "join" | "table" => return true,
                "select" | "where" | "group" | "order" | "having" | "on" | "using" | "values" => {
                    return false;
                }
                _ => {}
            }
        }
    }
    false
}

/// Names under which a query's columns of a table can be qualified.
fn aliases(tokens: &[Token], table: &str) -> Vec<String> {
    const CLAUSES: [&str; 17] = [
        "where",
        "join",
        "on",
        "using",
        "group",
        "order",
        "left",
        "right",
        "full",
        "inner",
        "cross",
        "natural",
        "union",
        "limit",
        "having",
        "window",
        "tablesample",
    ];
    let mut found = vec![table.to_owned()];
    for (at, token) in tokens.iter().enumerate() {
        if token.word() != Some(table) || !in_from(tokens, at + 1) {
            continue;
        }
        let next = |offset: usize| tokens.get(at + offset).and_then(Token::word);
        let alias = match next(1) {
            Some("as") => next(2),
            Some(word) if !CLAUSES.contains(&word) => Some(word),
            _ => None,
        };
        found.extend(alias.map(str::to_owned));
    }
    found
}

/// Whether the tokens from `start` to `end` are a whole item of the outermost
/// select list, with no alias.
fn is_select_item(tokens: &[Token], start: usize, end: usize) -> bool {
    let opens = match start.checked_sub(1).and_then(|at| tokens.get(at)) {
        Some(token) => token.is(",") || matches!(token.word(), Some("select" | "distinct" | "all")),
        None => false,
    };
    let closes = match tokens.get(end + 1) {
        Some(token) => token.is(",") || token.word() == Some("from"),
        None => true,
    };
    if !opens || !closes {
        return false;
    }
    // In the list of the outermost SELECT, of which no clause has begun.
    let mut depth = 0_i32;
    for token in &tokens[..start] {
        if token.is("(") {
            depth += 1;
        } else if token.is(")") {
            depth -= 1;
        } else if depth == 0 && token.word() == Some("from") {
            return false;
        }
    }
    depth == 0
}

/// Whether a string is read as an object's name: `'x'::regclass`, `nextval('x')`.
fn is_object_name(tokens: &[Token], at: usize) -> bool {
    let word = |index: Option<usize>| index.and_then(|index| tokens.get(index)?.word());
    let cast = tokens.get(at + 1).is_some_and(|token| token.is("::"))
        && matches!(word(Some(at + 2)), Some("regclass" | "regtype"));
    let called = at >= 2
        && tokens[at - 1].is("(")
        && matches!(
            word(at.checked_sub(2)),
            Some("nextval" | "currval" | "setval")
        );
    cast || called
}

/// A name as `regclass` reads it: an optional schema and the name.
pub(super) fn split_name(value: &str) -> Option<(Option<String>, String)> {
    let tokens = tokens(value);
    match tokens.as_slice() {
        [name] => Some((None, name.word()?.to_owned())),
        [schema, dot, name] if dot.is(".") => {
            Some((Some(schema.word()?.to_owned()), name.word()?.to_owned()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renamed(role: Role, old: &str, new: &str, text: &str) -> String {
        let renamed = Renamed {
            role,
            old_schema: "public",
            old,
            new_schema: "public",
            new,
            table: "t",
        };
        renamed.apply(text).unwrap_or_else(|| text.to_owned())
    }

    #[test]
    fn columns() {
        let column = |text| renamed(Role::Column, "a", "b c", text);
        assert_eq!(column("a > 0 AND A < 'a'"), "\"b c\" > 0 AND \"b c\" < 'a'");
        assert_eq!(column("t.a + u.a + a(1)"), "t.\"b c\" + u.a + a(1)");
        assert_eq!(column("x::a"), "x::a");
        assert_eq!(column("\"a\" || E'\\'a'"), "\"b c\" || E'\\'a'");
        assert_eq!(column("$$a$$ || \"A\""), "$$a$$ || \"A\"");
    }

    #[test]
    fn sequences_in_strings() {
        assert_eq!(
            renamed(Role::Relation, "s", "S2", "nextval('s'::regclass)"),
            "nextval('\"S2\"'::regclass)"
        );
        assert_eq!(
            renamed(Role::Relation, "s", "s2", "nextval('public.s')"),
            "nextval('public.s2')"
        );
        assert_eq!(renamed(Role::Relation, "s", "s2", "'s'"), "'s'");
    }

    #[test]
    fn queries() {
        let table = Renamed {
            role: Role::Relation,
            old_schema: "public",
            old: "t",
            new_schema: "public",
            new: "u",
            table: "",
        };
        let edit = |text| table.apply_to_query(text).unwrap_or_default();
        assert_eq!(edit("SELECT t.a, t FROM t"), "SELECT u.a, t FROM u");
        assert_eq!(
            edit("SELECT x.a FROM public.t x, t JOIN t ON true"),
            "SELECT x.a FROM public.u x, u JOIN u ON true"
        );
        let column = Renamed {
            role: Role::Column,
            old: "a",
            new: "b",
            table: "t",
            ..table
        };
        let edit = |text, shared| {
            column
                .apply_column_to_query(text, shared)
                .unwrap_or_default()
        };
        assert_eq!(
            edit("SELECT a, a + 1 AS c FROM t WHERE a > 0", false),
            "SELECT b AS a, b + 1 AS c FROM t WHERE b > 0"
        );
        assert_eq!(
            edit("SELECT x.a, y.a FROM t AS x JOIN s y ON x.a = y.a", true),
            "SELECT x.b AS a, y.a FROM t AS x JOIN s y ON x.b = y.a"
        );
    }

    #[test]
    fn types_and_functions() {
        assert_eq!(
            renamed(Role::Type, "e", "f", "'a'::e || CAST(x AS public.e)"),
            "'a'::f || CAST(x AS public.f)"
        );
        assert_eq!(renamed(Role::Function, "e", "f", "e + e(1)"), "e + f(1)");
    }
}
