//! PL/pgSQL: one reader for what the server compiles and for what the catalog runs.
//!
//! The reader follows the server's grammar (`pl_gram.y` and `pl_scanner.c`, the same in
//! 15 and 18 but for what `Need` tells), so that it refuses what the server refuses when
//! a function is created or a block begins: the form of every statement, names of
//! variables and labels, and the syntax of the SQL within, of which nothing else is
//! known before it runs. It makes the tree that `catalog` runs as far as it is static.

mod block;
mod construct;
mod cursor;
mod effects;
mod loops;
mod raise;
mod scope;
mod statement;

pub(crate) use effects::Beginning;
pub(super) use effects::{body_effects, of_beginning, query_of_text};

use super::cursor::{Base, Fault, FaultKind, Parsed, Parser};
use super::keywords::Kw;
use crate::ddl::{
    Block, DoBlock, DoBody, Need, PlDeclared, PlQuery, PlResult, PlSignature, PlStmt, Stmt,
    StmtKind,
};
use crate::diag::{Diagnostic, Span};
use crate::split::TokenKind;
use scope::Scope;
use std::ops::Range;

/// Why a body is not read to its end.
enum Stop {
    /// The server takes it, or may; it is not followed.
    Unread { reason: String, span: Span },
    /// The server refuses it.
    Refused(Box<Diagnostic>),
}

type Read<T> = Result<T, Stop>;

/// How many blocks may stand in one another's EXECUTE.
const MAX_TEXTS: u32 = 8;

/// How deep statements may nest in one another.
const MAX_DEPTH: u32 = 40;

impl Parser<'_> {
    pub(super) fn do_block(&mut self, out: &mut Vec<Diagnostic>) -> Parsed<StmtKind> {
        self.expect(Kw::Do)?;
        let mut language = None;
        let mut body = None;
        while !self.at_end() {
            if self.eat(Kw::Language) {
                let name = if self.at_string() {
                    self.string()?.to_ascii_lowercase()
                } else {
                    self.role()?.value
                };
                if language.replace(name).is_some() {
                    return Self::redundant(self.last());
                }
            } else {
                let index = self.pos();
                let text = self.string()?;
                if body.replace((index, text)).is_some() {
                    return Self::redundant(self.last());
                }
            }
        }
        let Some((index, text)) = body else {
            return Self::refuse("42601", self.here(), "no inline code specified");
        };
        let language = language.unwrap_or_else(|| "plpgsql".to_owned());
        let inside = self.string_inside(index);
        let body_span = match &inside {
            Some(range) => self.span(range.clone()),
            None => self.span_from(index),
        };
        let unknown = |reason: String| DoBody::Unknown {
            reason,
            span: body_span,
            may_change_catalog: true,
            calls: Vec::new(),
        };
        let mut declared = Vec::new();
        let body = if self.texts >= MAX_TEXTS {
            unknown("the block stands in too many others".to_owned())
        } else if language == "plpgsql" {
            let (text, base, range) = match inside {
                Some(range) => (self.text, self.base, range),
                None => (text.as_str(), Base::Whole(body_span), 0..text.len()),
            };
            let texts = self.texts + 1;
            let mut compiled = compile((text, base, range), body_span, &Purpose::Block, texts);
            out.append(&mut compiled.faults);
            self.needs.append(&mut compiled.needs);
            if compiled.refused {
                return Ok(StmtKind::Opaque {
                    reason: super::REFUSED.to_owned(),
                    touches: Vec::new(),
                });
            }
            declared = compiled.declared;
            compiled.body
        } else {
            unknown(format!("blocks in {language} are not interpreted"))
        };
        Ok(StmtKind::Do(DoBlock {
            language,
            body,
            body_span,
            declared,
        }))
    }
}

/// A body as the server compiles it.
pub(super) struct Compiled {
    /// The body, as far as it is followed.
    pub(crate) body: DoBody,
    /// What the server would refuse. Only of a statement that runs may there be more
    /// than wrong syntax.
    pub(crate) faults: Vec<Diagnostic>,
    /// Whether the body was not read to its end because the server refuses it.
    refused: bool,
    /// Types of its variables.
    pub(crate) declared: Vec<PlDeclared>,
    /// Syntax that older servers refuse.
    pub(crate) needs: Vec<Need>,
}

/// The body of a function in PL/pgSQL, as that of a `DO` block; `span` is its place.
pub(super) fn function_body(text: &str, base: Base, span: Span) -> DoBody {
    let compiled = compile((text, base, 0..text.len()), span, &Purpose::Call, 1);
    match compiled.faults.into_iter().find(Diagnostic::is_error) {
        None => compiled.body,
        // The server reads it before it runs any of it.
        Some(fault) => DoBody::Unknown {
            reason: fault.message,
            span: fault.primary.map_or(span, |label| label.span),
            may_change_catalog: true,
            calls: Vec::new(),
        },
    }
}

/// Why a body is read.
pub(super) enum Purpose<'a> {
    /// A function is called. Its body was compiled where it was created: no name is
    /// looked up.
    Call,
    /// A block runs.
    Block,
    /// A function is created.
    Create(&'a PlSignature),
}

/// Reads a body as the server does where a function is created or a block begins.
pub(super) fn compile(
    (text, base, range): (&str, Base, Range<usize>),
    whole: Span,
    purpose: &Purpose<'_>,
    texts: u32,
) -> Compiled {
    let mut parser = Parser::new(text, base, range, None);
    parser.texts = texts;
    let bad_token = parser.bad_token();
    let mut reader = Reader::new(parser);
    let block = PlSignature {
        name: "inline_code_block".to_owned(),
        parameters: Vec::new(),
        result: PlResult::Void,
    };
    reader.compiles = matches!(purpose, Purpose::Create(_));
    if let Some(signature) = match purpose {
        Purpose::Call => None,
        Purpose::Block => Some(&block),
        Purpose::Create(signature) => Some(*signature),
    } {
        reader.scope = Some(Scope::of(signature));
        reader.result = Some(signature.result);
    }
    let unknown = |reader: &mut Reader<'_>, reason: String, span: Span| {
        let length = reader.parser.len();
        let (harmless, calls) = reader.harmless(0, length);
        let is_empty = span.start == span.end;
        DoBody::Unknown {
            reason,
            span: if is_empty { whole } else { span },
            may_change_catalog: !harmless,
            calls,
        }
    };
    let mut refused = false;
    let read = match bad_token {
        // The server reads all of it before it runs any of it.
        Some(fault) => Err(Stop::Refused(Box::new(fault))),
        None => reader.whole_block(),
    };
    let body = match read {
        Ok(block) => DoBody::Block(block),
        Err(Stop::Unread { reason, span }) => unknown(&mut reader, reason, span),
        Err(Stop::Refused(fault)) => {
            let body = unknown(&mut reader, super::REFUSED.to_owned(), whole);
            reader.out.push(*fault);
            refused = true;
            body
        }
    };
    Compiled {
        body,
        faults: reader.out,
        refused,
        declared: reader.declared,
        needs: reader.needs,
    }
}

struct Reader<'a> {
    parser: Parser<'a>,
    out: Vec<Diagnostic>,
    depth: u32,
    /// Whether what is read does not run now.
    compiles: bool,
    /// Names in sight, when they are looked up.
    scope: Option<Scope>,
    /// What RETURN may give, when that is checked.
    result: Option<PlResult>,
    declared: Vec<PlDeclared>,
    needs: Vec<Need>,
}

/// A word as the server's scanner gives it to the grammar.
enum Word {
    /// A variable or a part of one: its name as written, in so many tokens.
    Variable { length: usize, known: Known },
    /// One word that is no variable and no keyword of PL/pgSQL.
    Plain,
    /// A name with dots that is no variable.
    Dotted,
    /// A keyword of PL/pgSQL.
    Keyword,
    /// No word.
    Other,
}

/// What is known of a variable where it is named.
#[derive(Clone, Copy)]
struct Known {
    holds: scope::Holds,
    constant: bool,
    /// Whether a field of it is named.
    field: bool,
}

/// A variable of which only the name is known.
const UNKNOWN: Known = Known {
    holds: scope::Holds::Unknown,
    constant: false,
    field: false,
};

/// Keywords of PL/pgSQL that are no names without quotes (`pl_reserved_kwlist.h`).
#[rustfmt::skip]
const RESERVED: &[&str] = &[
    "all", "begin", "by", "case", "declare", "else", "end", "execute", "for", "foreach", "from",
    "if", "in", "into", "loop", "not", "null", "or", "strict", "then", "to", "using", "when",
    "while",
];

/// Its other keywords (`pl_unreserved_kwlist.h`).
#[rustfmt::skip]
const UNRESERVED: &[&str] = &[
    "absolute", "alias", "and", "array", "assert", "backward", "call", "chain", "close",
    "collate", "column", "column_name", "commit", "constant", "constraint", "constraint_name",
    "continue", "current", "cursor", "datatype", "debug", "default", "detail", "diagnostics",
    "do", "dump", "elseif", "elsif", "errcode", "error", "exception", "exit", "fetch", "first",
    "forward", "get", "hint", "import", "info", "insert", "is", "last", "log", "merge",
    "message", "message_text", "move", "next", "no", "notice", "open", "option", "perform",
    "pg_context", "pg_datatype_name", "pg_exception_context", "pg_exception_detail",
    "pg_exception_hint", "print_strict_params", "prior", "query", "raise", "relative", "return",
    "returned_sqlstate", "reverse", "rollback", "row_count", "rowtype", "schema", "schema_name",
    "scroll", "slice", "sqlstate", "stacked", "table", "table_name", "type", "use_column",
    "use_variable", "variable_conflict", "warning",
];

impl<'a> Reader<'a> {
    fn new(parser: Parser<'a>) -> Self {
        Self {
            parser,
            out: Vec::new(),
            depth: 0,
            compiles: false,
            scope: None,
            result: None,
            declared: Vec::new(),
            needs: Vec::new(),
        }
    }
}

impl Reader<'_> {
    // ---- what is not read ----

    /// The span of a token; of the end behind the last.
    fn place(&self, at: usize) -> Span {
        self.parser
            .tok_span(at)
            .unwrap_or_else(|| self.parser.end_span())
    }

    fn refusal(&self, code: &'static str, at: usize, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, self.place(at), message)
    }

    fn refuse<T>(fault: Diagnostic) -> Read<T> {
        Err(Stop::Refused(Box::new(fault)))
    }

    /// What `plpgsql_yyerror` says at a token.
    fn complaint(&self, at: usize, message: &str) -> Diagnostic {
        let text = self.parser.text_at(at);
        let message = if text.is_empty() {
            format!("{message} at end of input")
        } else {
            format!("{message} at or near \"{}\"", super::cursor::shorten(text))
        };
        self.refusal("42601", at, message)
    }

    /// The grammar does not go on at the current token. `help` says what may stand there.
    fn unexpected<T>(&self, help: &str) -> Read<T> {
        let at = self.parser.pos();
        Self::refuse(self.complaint(at, "syntax error").with_help(help))
    }

    fn deeper(&mut self) -> Read<()> {
        if self.depth > MAX_DEPTH {
            return Err(Stop::Unread {
                reason: "the block nests too deep".to_owned(),
                span: self.parser.here(),
            });
        }
        self.depth += 1;
        Ok(())
    }

    // ---- tokens ----

    fn is_semicolon(&self) -> bool {
        self.parser.at_kind(TokenKind::Semicolon)
    }

    fn semicolon(&mut self) -> Read<()> {
        if self.parser.eat_kind(TokenKind::Semicolon) {
            return Ok(());
        }
        let at = self.parser.pos();
        let mut fault = self.complaint(at, "syntax error");
        fault = fault.with_help("end the statement before with `;`");
        Self::refuse(self.with_semicolon(fault, at))
    }

    /// A fault whose help is the semicolon that is missing before a token, with the edit.
    fn with_semicolon(&self, mut fault: Diagnostic, at: usize) -> Diagnostic {
        let edit = at
            .checked_sub(1)
            .filter(|_| matches!(self.parser.base, Base::File(..)))
            .and_then(|before| self.parser.insert_behind(before, ";"));
        if let (Some(edit), Some(title)) = (edit, fault.help.first().cloned()) {
            fault = fault.with_fix(crate::diag::Fix {
                title,
                edits: vec![edit],
                safety: crate::diag::Safety::Suggestion,
            });
        }
        fault
    }

    /// The name at a token that the scanner may look up: not a reserved keyword of
    /// PL/pgSQL. Parameters count as names.
    fn name_at(&self, at: usize) -> Option<String> {
        let text = self.parser.text_at(at);
        match self.parser.kind_at(at)? {
            TokenKind::Word => {
                let word = super::names::cut(text.to_ascii_lowercase());
                (!RESERVED.contains(&word.as_str())).then_some(word)
            }
            TokenKind::QuotedIdent => Some(super::names::cut(super::names::unquote(text, '"'))),
            TokenKind::UnicodeIdent | TokenKind::Param => Some(text.to_owned()),
            _ => None,
        }
    }

    /// The names with dots at a token, three at most, and how many tokens they are.
    fn names_at(&self, at: usize) -> (Vec<String>, usize) {
        let mut names: Vec<String> = self.name_at(at).into_iter().collect();
        let mut length = names.len();
        while !names.is_empty()
            && names.len() < 3
            && self.parser.kind_at(at + length) == Some(TokenKind::Dot)
            && self.parser.kind_at(at + length + 1) != Some(TokenKind::Param)
            && let Some(name) = self.name_at(at + length + 1)
        {
            names.push(name);
            length += 2;
        }
        (names, length)
    }

    /// Whether a token, not in quotes, is that keyword.
    fn is_word(&self, at: usize, word: &str) -> bool {
        self.parser.kind_at(at) == Some(TokenKind::Word)
            && self.parser.text_at(at).eq_ignore_ascii_case(word)
    }

    fn is_unreserved(&self, at: usize) -> bool {
        self.parser.kind_at(at) == Some(TokenKind::Word) && {
            let word = self.parser.text_at(at).to_ascii_lowercase();
            UNRESERVED.contains(&word.as_str())
        }
    }

    /// Whether a token assigns: `:=`, `=`.
    fn is_assignment(&self, at: usize) -> bool {
        self.parser.kind_at(at) == Some(TokenKind::ColonEquals)
            || (self.parser.kind_at(at) == Some(TokenKind::Op) && self.parser.text_at(at) == "=")
    }

    /// The word at a token (`plpgsql_yylex`). Where a statement begins, a single word
    /// is a variable only when something is assigned to it.
    fn word(&self, at: usize, begins_statement: bool) -> Word {
        let (names, length) = self.names_at(at);
        if names.is_empty() {
            return Word::Other;
        }
        let single = names.len() == 1;
        let behind = at + length;
        let is_target =
            self.is_assignment(behind) || self.parser.kind_at(behind) == Some(TokenKind::LBracket);
        let looked_up = !single || !begins_statement || is_target;
        let found = match &self.scope {
            _ if !looked_up => None,
            Some(scope) => scope.find(&names).map(|found| Known {
                holds: found.variable.holds,
                constant: found.variable.constant,
                field: found.field,
            }),
            // Any name may be one. It is one where it must be.
            None => (!begins_statement || is_target).then_some(UNKNOWN),
        };
        // The letters of U&"…" are not worked out here.
        let is_escaped = self.parser.kind_at(at) == Some(TokenKind::UnicodeIdent);
        match found.or(is_escaped.then_some(UNKNOWN)) {
            Some(known) => Word::Variable { length, known },
            None if !single => Word::Dotted,
            None if self.is_unreserved(at) => Word::Keyword,
            None => Word::Plain,
        }
    }

    /// `any_identifier`: a word that is a label or a condition.
    fn identifier(&mut self) -> Option<String> {
        let (names, length) = self.names_at(self.parser.pos());
        let name = names.into_iter().next().filter(|_| length == 1)?;
        self.parser.advance();
        Some(name)
    }

    /// A name that must be a variable and is none.
    fn not_variable<T>(&self, at: usize) -> Read<T> {
        let (names, length) = self.names_at(at);
        if names.is_empty() {
            let fault = self.complaint(at, "syntax error");
            return Self::refuse(fault.with_help("name a variable here"));
        }
        let shown = names.join(".");
        let span = self.parser.span(self.parser.bytes(at, at + length));
        let fault = Diagnostic::error(
            "42601",
            span,
            format!("\"{shown}\" is not a known variable"),
        )
        .with_label("no variable, parameter or row of this name is declared");
        let known = self.scope.iter().flat_map(Scope::names);
        let near = names
            .first()
            .and_then(|name| crate::diag::nearest(name, known));
        Self::refuse(match near {
            Some(near) => fault.with_help(format!("write `{near}` if that is meant")),
            None => fault.with_help(format!("declare `{shown}` in the DECLARE section")),
        })
    }

    /// Refuses to set what is constant.
    fn assignable(&self, at: usize, known: Known) -> Read<()> {
        if !known.constant {
            return Ok(());
        }
        let name = self.name_at(at).unwrap_or_default();
        Self::refuse(
            self.refusal(
                "22005",
                at,
                format!("variable \"{name}\" is declared CONSTANT"),
            )
            .with_help(format!("take CONSTANT from the declaration of `{name}`")),
        )
    }

    /// The index of the semicolon that ends the statement here.
    fn statement_end(&self) -> Option<usize> {
        let mut index = self.parser.pos();
        while let Some(tok) = self.parser.tok_at(index) {
            match tok.kind {
                TokenKind::Semicolon => return Some(index),
                TokenKind::LParen => index = (tok.partner as usize).max(index),
                _ => {}
            }
            index += 1;
        }
        None
    }

    fn whole_block(&mut self) -> Read<Block> {
        const OPTIONS: &str = "write `#variable_conflict error`, `use_variable` or `use_column`, \
                               `#print_strict_params on` or `off`, or `#option dump`";
        while self.parser.eat_op("#") {
            let takes: &[&str] = match self.parser.tok_text(0).to_ascii_lowercase().as_str() {
                "variable_conflict" => &["error", "use_variable", "use_column"],
                "print_strict_params" => &["on", "off"],
                "option" => &["dump"],
                _ => return self.unexpected(OPTIONS),
            };
            self.parser.advance();
            if !takes.iter().any(|word| self.parser.eat_word(word)) {
                return self.unexpected(OPTIONS);
            }
        }
        let label = self.label()?;
        let block = self.block(label)?;
        self.parser.eat_kind(TokenKind::Semicolon);
        if !self.parser.at_end() {
            return self.unexpected("remove what follows the END of the body");
        }
        Ok(block)
    }
}

/// A fault of the grammar of SQL, which the server finds before anything runs.
fn is_syntax(fault: &Diagnostic) -> bool {
    fault.code == "42601" && fault.message.starts_with("syntax error")
}

/// The same of a need.
fn is_syntax_need(need: &Need) -> bool {
    need.code == "42601" && need.message.starts_with("syntax error")
}

/// Whether a fault is the text's, and not our limits'.
fn is_refused(fault: &Fault) -> bool {
    fault.kind == FaultKind::Refused
}

/// Whether the text of an EXECUTE ends here.
fn is_tail(parser: &Parser<'_>, at: usize) -> bool {
    let kw = parser.tok_at(at).and_then(|tok| tok.kw);
    matches!(kw, Some(Kw::Into | Kw::Using))
}

/// An SQL statement without variables.
fn sql(stmt: Stmt) -> PlStmt {
    PlStmt::Sql {
        stmt: Box::new(stmt),
        into: Vec::new(),
    }
}

fn whole_query(parser: &mut Parser<'_>) -> PlQuery {
    let length = parser.len();
    let query = parser.pl_query(0, length, 0);
    parser.set_pos(0);
    query
}
