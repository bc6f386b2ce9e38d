//! Statements read into the tree of [`crate::ddl`].
//!
//! A recursive-descent parser of PostgreSQL's own grammar (15 to 18) on the
//! tokens of [`crate::split`]. It never fails and never panics: what the server
//! would refuse is a diagnostic with SQLSTATE and words of the server's, and
//! what is not modelled is [`StmtKind::Opaque`].
//!
//! The tables at the end of this file are where a statement is registered.

mod access;
mod alter;
mod constraint;
mod create;
mod cursor;
mod dml;
mod escapes;
mod expr;
mod forms;
mod function;
mod index;
mod info;
mod keywords;
mod misplaced;
mod named;
mod names;
mod noeffect;
mod object;
mod operator;
mod plexpr;
mod plpgsql;
mod plquery;
mod query;
mod quotes;
mod recursive;
mod registry;
mod rule;
mod sequence;
mod settings;
mod slips;
mod table;
mod types;
mod types_ddl;

use crate::ddl::{Stmt, StmtKind};
use crate::diag::{Diagnostic, Span};
use crate::split::{RawKind, RawStmt, TokenKind};
use cursor::{Base, FaultKind, Parsed, Parser};
use keywords::Kw;
pub(crate) use names::cut as cut_name;
pub(crate) use plpgsql::Beginning;
pub(crate) use quotes::{CURLY_HELP, is_curly};

/// The reason of an [`StmtKind::Opaque`] whose fault is a diagnostic already.
pub const REFUSED: &str = "the server refuses the statement";

/// Reads one statement of the file whose whole text is `text`.
pub fn parse(text: &str, raw: &RawStmt, out: &mut Vec<Diagnostic>) -> Stmt {
    match raw.kind {
        RawKind::Sql => {
            let full_end = raw.full.end as usize;
            let semicolon = (raw.full.end > raw.span.end
                && text.get(full_end - 1..full_end) == Some(";"))
            .then(|| full_end - 1..full_end);
            let parser = Parser::new(
                text,
                Base::File(raw.span.file, 0),
                raw.span.range(),
                semicolon,
            );
            finish(parser, raw.span, Reads::Kept, out)
        }
        RawKind::CopyData => Stmt {
            kind: StmtKind::NoEffect {
                what: "COPY data",
                calls: Vec::new(),
                relations: Vec::new(),
                writes: Vec::new(),
                query: None,
            },
            span: raw.span,
            needs: Vec::new(),
            access: None,
            sets: Vec::new(),
        },
        RawKind::PsqlMeta => Stmt {
            kind: StmtKind::Opaque {
                reason: "meta-commands of psql are not SQL and are not interpreted".to_owned(),
                touches: Vec::new(),
            },
            span: raw.span,
            needs: Vec::new(),
            access: None,
            sets: Vec::new(),
        },
    }
}

/// Reads a text that is made while a statement runs, as EXECUTE has it: every
/// span is `span`, where the text comes from.
pub fn parse_text(text: &str, span: Span, out: &mut Vec<Diagnostic>) -> Vec<Stmt> {
    parse_part(text, Base::Whole(span), 0..text.len(), span, 0, out)
}

/// Reads the body of a function in PL/pgSQL, where a call runs it. `span` is the
/// place of the text, letter for letter when it is as long.
pub(crate) fn function_body(text: &str, span: Span) -> crate::ddl::DoBody {
    plpgsql::function_body(text, base_of(text, span), span)
}

/// Reads the body of a function in PL/pgSQL as the server does where it is created.
pub(crate) fn compiled_body(
    text: &str,
    span: Span,
    signature: &crate::ddl::PlSignature,
) -> crate::ddl::CompiledBody {
    let body = (text, base_of(text, span), 0..text.len());
    let compiled = plpgsql::compile(body, span, &plpgsql::Purpose::Create(signature), 1);
    crate::ddl::CompiledBody {
        result: signature.result,
        faults: compiled.faults,
        declared: compiled.declared,
        needs: compiled.needs,
    }
}

/// Reads the body of a function in SQL; see [`function_body`].
pub(crate) fn sql_body(text: &str, span: Span, out: &mut Vec<Diagnostic>) -> Vec<Stmt> {
    parse_part(text, base_of(text, span), 0..text.len(), span, 0, out)
}

/// Reads the body of a function in SQL with the columns that it reads, to be
/// checked where the function is created.
pub(crate) fn sql_body_with_reads(
    text: &str,
    span: Span,
    signature: &crate::ddl::Signature,
    out: &mut Vec<Diagnostic>,
) -> Vec<Stmt> {
    let base = base_of(text, span);
    let mut statements = parse_part_with(text, base, 0..text.len(), span, 0, Reads::Kept, out);
    for access in statements
        .iter_mut()
        .filter_map(|stmt| stmt.access.as_mut())
    {
        access.within = Some(signature.clone());
    }
    statements
}

/// How the places of a text follow from that of the string that it is in.
fn base_of(text: &str, span: Span) -> Base {
    if span.range().len() == text.len() {
        Base::File(span.file, span.range().start)
    } else {
        Base::Whole(span)
    }
}

/// Reads a query that EXECUTE … INTO runs; places are as in [`parse_text`].
pub(crate) fn query_of_text(text: &str, span: Span) -> crate::ddl::PlQuery {
    plpgsql::query_of_text(text, span)
}

/// Reads the name of a relation in a string, as `regclass` does.
pub(crate) fn relation_in_text(text: &str, span: Span) -> Option<crate::ddl::QName> {
    names::qname_in_text(text, span)
}

/// Reads a type in a string, as `regtype` does.
pub(crate) fn type_of_text(text: &str, span: Span) -> Option<crate::ddl::TypeName> {
    let mut parser = Parser::new(text, Base::Whole(span), 0..text.len(), None);
    let ty = parser.type_name().ok()?;
    parser.at_end().then_some(ty)
}

/// What is known of a statement of whose text only the beginning is.
pub(crate) fn of_beginning(text: &str, expr: &crate::ddl::PlExpr, span: Span) -> Beginning {
    plpgsql::of_beginning(text, expr, span)
}

/// The schemas of a `search_path` that is written as a text.
pub(crate) fn search_path_in_text(text: &str, span: Span) -> Vec<crate::ddl::Name> {
    settings::path_in_text(text, span)
}

/// Reads the statements in a part of a text.
fn parse_part(
    text: &str,
    base: Base,
    range: std::ops::Range<usize>,
    whole: Span,
    texts: u32,
    out: &mut Vec<Diagnostic>,
) -> Vec<Stmt> {
    parse_part_with(text, base, range, whole, texts, Reads::Dropped, out)
}

fn parse_part_with(
    text: &str,
    base: Base,
    range: std::ops::Range<usize>,
    whole: Span,
    texts: u32,
    reads: Reads,
    out: &mut Vec<Diagnostic>,
) -> Vec<Stmt> {
    let mut raw_faults = Vec::new();
    let raws = crate::split::split(whole.file, text, range, &mut raw_faults);
    // The splitter's places are of this text, which is not always the file's.
    for mut fault in raw_faults {
        if let Some(primary) = &mut fault.primary {
            primary.span = match base {
                Base::File(file, offset) => {
                    let range = primary.span.range();
                    Span::new(file, range.start + offset..range.end + offset)
                }
                Base::Whole(span) => span,
            };
        }
        fault.secondary.clear();
        out.push(fault);
    }
    raws.iter()
        .map(|raw| {
            let mut parser = Parser::new(text, base, raw.span.range(), None);
            parser.texts = texts;
            let span = parser.span(raw.span.range());
            finish(parser, span, reads, out)
        })
        .collect()
}

/// What becomes of the columns that a statement reads.
#[derive(Clone, Copy, Debug)]
enum Reads {
    /// They are checked.
    Kept,
    /// In a function's body they may be parameters.
    Dropped,
}

/// Runs the parser and turns a fault into a diagnostic.
fn finish(mut parser: Parser<'_>, span: Span, reads: Reads, out: &mut Vec<Diagnostic>) -> Stmt {
    let mut is_told = false;
    let kind = parser.statement(out).unwrap_or_else(|fault| {
        let told = fault.diagnostic();
        is_told = told.is_some();
        out.extend(told.map(|told| parser.with_slip(&fault, told)));
        let reason = match fault.kind {
            FaultKind::TooDeep => "it nests deeper than is read".to_owned(),
            FaultKind::Refused | FaultKind::Unterminated => REFUSED.to_owned(),
        };
        StmtKind::Opaque {
            reason,
            touches: Vec::new(),
        }
    });
    // Where the statement is at fault before it, a quote of the fault's may be what
    // opens the string.
    if !is_told {
        out.extend(parser.unterminated());
    }
    let needs = std::mem::take(&mut parser.needs);
    let access = match (reads, &kind) {
        // Its parameters are known, and what is around it cannot be named.
        (_, StmtKind::CreateFunction(function)) if function.is_parsed() => {
            let mut access = parser.take_access();
            if let Some(access) = &mut access {
                access.within = Some(function.signature());
            }
            access
        }
        (Reads::Kept, kind) if reads_are_certain(kind) => parser.take_access(),
        (Reads::Kept | Reads::Dropped, _) => parser.take_writes(),
    };
    let sets = std::mem::take(&mut parser.sets);
    Stmt {
        kind,
        span,
        needs,
        access,
        sets,
    }
}

/// Whether what a statement reads must be there: not where names may be a
/// parameter's, a variable's or a rule's row.
fn reads_are_certain(kind: &StmtKind) -> bool {
    match kind {
        StmtKind::NoEffect { what, .. } => {
            matches!(*what, "SELECT" | "INSERT" | "UPDATE" | "DELETE" | "MERGE")
        }
        StmtKind::CreateView(_) => true,
        StmtKind::CreateTable(create) => create.as_query.is_some(),
        _ => false,
    }
}

type StatementFn = for<'p> fn(&mut Parser<'p>) -> Parsed<StmtKind>;

impl Parser<'_> {
    /// The whole statement.
    fn statement(&mut self, out: &mut Vec<Diagnostic>) -> Parsed<StmtKind> {
        if self.at(Kw::Do) {
            let kind = self.do_block(out)?;
            self.expect_end()?;
            return Ok(kind);
        }
        let kind = if self.at_kind(TokenKind::LParen) {
            self.query_statement()?
        } else {
            self.one_of(STATEMENTS)?
        };
        self.expect_end()?;
        Ok(kind)
    }

    /// Runs the function of the first row whose words come next; the words
    /// stay for the function when it asks for them.
    fn one_of(&mut self, table: &[(&[Kw], StatementFn)]) -> Parsed<StmtKind> {
        for (words, run) in table {
            if self.at_all(words) {
                self.set_pos(self.pos() + words.len());
                return run(self);
            }
        }
        if let Some(what) = self.without_effect()? {
            return Ok(what);
        }
        // The server complains at the first word that fits nothing.
        self.skip_known_words(table);
        self.unexpected()
    }

    /// Queries begin with a word of their own.
    fn query_again(&mut self) -> Parsed<StmtKind> {
        self.set_pos(0);
        self.query_statement()
    }

    fn data_again(&mut self) -> Parsed<StmtKind> {
        self.set_pos(0);
        self.data_statement()
    }

    /// Moves to the word at which no row of the table goes on.
    fn skip_known_words(&mut self, table: &[(&[Kw], StatementFn)]) {
        let longest = table
            .iter()
            .map(|(words, _)| {
                words
                    .iter()
                    .enumerate()
                    .take_while(|(ahead, kw)| self.kw(*ahead) == Some(**kw))
                    .count()
            })
            .max()
            .unwrap_or(0);
        self.set_pos(self.pos() + longest);
    }
}

/// What a statement begins with, and who reads the rest. Longer rows first.
const STATEMENTS: &[(&[Kw], StatementFn)] = &[
    (&[Kw::Create], |p| p.create()),
    (&[Kw::Alter], |p| p.alter()),
    (&[Kw::Drop], |p| p.drop_statement()),
    (&[Kw::Comment, Kw::On], |p| p.comment()),
    (&[Kw::Set], |p| p.set_statement()),
    (&[Kw::Reset], |p| p.reset_statement()),
    (&[Kw::Begin], |p| p.begin()),
    (&[Kw::Start, Kw::Transaction], |p| p.begin()),
    (&[Kw::Commit, Kw::Prepared], |p| {
        p.end_of_prepared("COMMIT PREPARED")
    }),
    (&[Kw::Rollback, Kw::Prepared], |p| {
        p.end_of_prepared("ROLLBACK PREPARED")
    }),
    (&[Kw::Prepare, Kw::Transaction], |p| p.prepare_transaction()),
    (&[Kw::Commit], |p| p.commit()),
    (&[Kw::End], |p| p.commit()),
    (&[Kw::Rollback], |p| p.rollback()),
    (&[Kw::Abort], |p| p.rollback()),
    (&[Kw::Savepoint], |p| p.savepoint()),
    (&[Kw::Release], |p| p.release()),
    (&[Kw::Select], |p| p.query_again()),
    (&[Kw::Values], |p| p.query_again()),
    (&[Kw::Table], |p| p.query_again()),
    (&[Kw::With], |p| p.query_again()),
    (&[Kw::Insert], |p| p.data_again()),
    (&[Kw::Update], |p| p.data_again()),
    (&[Kw::Delete], |p| p.data_again()),
    (&[Kw::Merge], |p| p.data_again()),
    (&[Kw::Copy], |p| p.copy()),
    (&[Kw::Call], |p| p.call_statement()),
    (&[Kw::Truncate], |p| p.truncate()),
    (&[Kw::Lock], |p| p.lock()),
    (&[Kw::Discard], |p| p.discard()),
    (&[Kw::Import, Kw::Foreign, Kw::Schema], |p| {
        Ok(p.import_foreign_schema())
    }),
];

/// What follows CREATE.
const CREATE: &[(&[Kw], StatementFn)] = &[
    (&[Kw::Schema], |p| p.create_schema()),
    (&[Kw::Type], |p| p.create_type()),
    (&[Kw::Domain], |p| p.create_domain()),
    (&[Kw::Extension], |p| p.create_extension()),
    (&[Kw::Collation], |p| p.create_collation()),
    (&[Kw::Policy], |p| p.create_policy()),
    (&[Kw::Materialized, Kw::View], |p| {
        p.create_materialized_view()
    }),
    (&[Kw::Foreign, Kw::Table], |p| p.create_foreign_table()),
    (&[Kw::Unique, Kw::Index], |p| p.create_unique_index()),
    (&[Kw::Index], |p| p.create_index()),
];

/// What follows ALTER.
const ALTER: &[(&[Kw], StatementFn)] = &[
    (&[Kw::Table], |p| p.alter_table()),
    (&[Kw::Foreign, Kw::Table], |p| p.alter_foreign_table()),
    (&[Kw::View], |p| p.alter_view()),
    (&[Kw::Materialized, Kw::View], |p| {
        p.alter_materialized_view()
    }),
    (&[Kw::Index], |p| p.alter_index()),
    (&[Kw::Sequence], |p| p.alter_sequence()),
    (&[Kw::Type], |p| p.alter_type()),
    (&[Kw::Domain], |p| p.alter_domain()),
    (&[Kw::Schema], |p| p.alter_schema()),
    (&[Kw::Function], |p| p.alter_function()),
    (&[Kw::Procedure], |p| p.alter_procedure()),
    (&[Kw::Routine], |p| p.alter_routine()),
    (&[Kw::Aggregate], |p| p.alter_aggregate()),
    (&[Kw::Operator, Kw::Class], |p| p.alter_operator_members()),
    (&[Kw::Operator, Kw::Family], |p| p.alter_operator_members()),
    (&[Kw::Operator], |p| p.alter_operator()),
    (&[Kw::Trigger], |p| p.alter_trigger()),
    (&[Kw::Policy], |p| p.alter_policy()),
    (&[Kw::Rule], |p| p.alter_rule()),
    (&[Kw::Extension], |p| p.alter_extension()),
    (&[Kw::Collation], |p| p.alter_collation()),
    (&[Kw::Database], |p| p.alter_database()),
    (&[Kw::Role], |p| p.alter_role()),
    (&[Kw::User, Kw::Mapping], |p| p.alter_user_mapping()),
    (&[Kw::User], |p| p.alter_role()),
    (&[Kw::System], |p| p.alter_system()),
];

#[cfg(test)]
mod tests;
